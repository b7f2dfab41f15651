"""Writes a salon's Tuesday, 24 November 2026 in Riga, into a book: salon-book.py BOOK.

Its clients are made before (kontor contact add). Keys are small numbers: what is printed of them is
not compared.
"""
import datetime
import sqlite3
import sys
from zoneinfo import ZoneInfo

RIGA = ZoneInfo("Europe/Riga")
HANDS = {"Ilze": 1, "Līga": 2, "Marina": 3}
# who comes to whom, when, how long (work/free/finish), for what, price, state
DAY = """
Zane Ozola|Līga|09:00|45/40/35|colour + cut|9500|confirmed
Svetlana Ivanova|Marina|09:30|90|gel nails|4000|confirmed
Rasa Eglīte|Līga|09:45|15|fringe|1200|confirmed
Inga Bērziņa|Ilze|10:00|60|cut|3500|confirmed
Sanita Krūze|Ilze|11:00|45|blow-dry|2500|confirmed
Marta Liepa|Marina|11:30|60|manicure|2800|booked
Daiga Roze|Ilze|11:45|45|cut|3500|confirmed
Jānis Purviņš|Līga|12:00|30|men|2000|confirmed
Laura Vanaga|Marina|12:30|60|manicure|2800|confirmed
Ruta Kalniņa|Ilze|13:00|45/60/15|highlights|11000|confirmed
Олена Коваль|Līga|13:00|45|cut|3500|confirmed
Diāna Grase|Marina|13:30|45|brows|2500|confirmed
Mārtiņš Lācis|Līga|13:45|30|men|2000|confirmed
Ance Zīle|Ilze|14:00|30|fringe|1200|confirmed
Edgars Lācis|Līga|14:15|30|child|1500|confirmed
Baiba Strautiņa|Līga|14:45|45/60/15|colour + cut|9500|confirmed
Anna Bērziņa|Ilze|15:00|60|cut|3500|confirmed
Zane Ozoliņa|Marina|15:00|60|gel refill|3500|confirmed
Elza Strautiņa|Līga|15:30|30|child|1500|confirmed
Kristīne Āboliņa|Ilze|16:00|30/15/15|trial|9000|confirmed
Līva Kļaviņa|Marina|16:00|60|manicure|2800|confirmed
Viktors Petrovs|Līga|16:45|30|men|2000|confirmed
Gunta Vīksna|Ilze|17:00|30|fringe|1200|confirmed
Ilze Zariņa|Marina|17:00|60|manicure|2800|confirmed
Nikola Rudzīte|Līga|17:15|30|fringe|1200|confirmed
Anna Bērziņa 1994|Ilze|17:30|60|roots|4500|confirmed
Evija Dreimane|Līga|17:45|60|cut + blow-dry|5500|confirmed
Ņina Orlova|Marina|18:00|30|repair|1000|confirmed
Una Krastiņa|Marina|18:30|30|brows|2500|pencilled
Gone Away|Ilze|16:30|30|men|2000|cancelled
"""


def main():
    book = sqlite3.connect(sys.argv[1])
    contacts = {}
    for key, name, born in book.execute("SELECT id, name, birthday FROM contact"):
        contacts[f"{name} {born[:4]}" if (born or "").startswith("1994") else name] = key
    services = {}
    for name, key in HANDS.items():
        book.execute(
            "INSERT INTO resource (id, kind, name, fold, position, created, updated)"
            " VALUES (?, 'staff', ?, ?, ?, 1, 1)", (key, name, name.lower(), key))
    book.execute("INSERT INTO resource_hours (id, resource, weekday, opens, closes)"
                 " VALUES (1, NULL, 2, 540, 1140)")
    for key, hand, start, end in ((1, 1, "12:30", "13:00"), (2, 2, "12:30", "13:00"), (3, 3, "11:00", "11:30")):
        book.execute(
            "INSERT INTO closure (id, resource, kind, start_local, end_local, tzid, repeat, text,"
            " created, updated) VALUES (?, ?, 'closed', '2026-01-06T' || ?, '2026-01-06T' || ?,"
            " 'Europe/Riga', 'FREQ=DAILY', 'lunch', 1, 1)", (key, hand, start, end))
    book.execute("INSERT INTO allergy (id, contact, text, tested, result, created, updated)"
                 " VALUES (1, ?, 'PPD', '2026-11-17', 'fine', 1, 1)", (contacts["Zane Ozola"],))
    for n, line in enumerate(DAY.strip().splitlines(), 1):
        who, hand, time, lengths, what, price, state = line.split("|")
        work, free, finish = ([int(m) for m in lengths.split("/")] + [0, 0])[:3]
        local = f"2026-11-24T{time}"
        start = int(datetime.datetime.fromisoformat(local).replace(tzinfo=RIGA).timestamp())
        end = start + 60 * (work + free + finish)
        service = services.get(what)
        if service is None:
            service = services[what] = len(services) + 50
            book.execute(
                "INSERT INTO service (id, name, fold, work, price, currency, created, updated)"
                " VALUES (?, ?, ?, ?, ?, 'EUR', 1, 1)", (service, what, what, work, int(price)))
        book.execute(
            "INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, price,"
            " currency, uid, created, updated) VALUES (?, ?, ?, 'Europe/Riga', ?, ?, ?, ?, 'EUR', ?,"
            " 1, 1)", (1000 + n, contacts[who], local, start, end, state, int(price), f"v{n}@kontor"))
        book.execute(
            "INSERT INTO appointment_part (id, appointment, position, service, name, staff, start,"
            " work, free, finish, price) VALUES (?, ?, 0, ?, ?, ?, 0, ?, ?, ?, ?)",
            (2000 + n, 1000 + n, service, what, HANDS[hand], work, free, finish, int(price)))
    book.commit()


main()
