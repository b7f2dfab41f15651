"""A small office whose reports were worked out by hand: report-office.py BOOK.

It is 23 November 2026 in Riga. Keys are small numbers.
"""
import datetime
import sqlite3
import sys
from zoneinfo import ZoneInfo

RIGA = ZoneInfo("Europe/Riga")
CONTACTS = [  # key, name, type, source, birthday
    (1, "Zane Ozola", None, "Instagram", "1990-11-25"),
    (2, "Rita Kalve", None, "friend", None),
    (3, "Toms Kalns", "agency", "friend", "--12-01"),
    (4, "Anna Bērziņa", None, None, "1984-02-29"),
]
HANDS = {"Ilze": 11, "Līga": 12}
SERVICES = {"colour": 21, "cut": 22}
LENGTHS = {"colour": (45, 40), "cut": (35, 0)}
# key, client, start, state, parts (service, hand, price), price, paid, how, tip, paid on, currency
VISITS = [
    (101, 1, "2026-11-02 09:00", "done", [("colour", "Līga", 6000), ("cut", "Ilze", 3500)],
     9500, 10900, "card", 500, "2026-11-02", "EUR"),
    (102, 2, "2026-11-03 10:00", "done", [("cut", "Ilze", 3500)],
     3000, 3000, "cash", None, "2026-11-03", "EUR"),
    (103, 1, "2026-11-04 10:00", "no-show", [("cut", "Ilze", 3500)],
     3500, None, None, None, None, "EUR"),
    (104, 2, "2026-11-05 14:00", "cancelled", [("colour", "Līga", 6000)],
     6000, None, None, None, None, "EUR"),
    (105, 4, "2026-11-06 10:00", "cancelled", [("cut", "Ilze", 3500)],
     3500, None, None, None, None, "EUR"),
    (106, 2, "2026-10-30 10:00", "done", [("colour", "Līga", 6000)],
     6000, 6000, "transfer", None, "2026-11-09", "EUR"),
    (107, None, "2026-11-10 10:00", "done", [("cut", "Ilze", 100000)],
     100000, 100000, "cash", None, "2026-11-10", "UAH"),
    (108, 4, "2026-11-11 10:00", "done", [("cut", "Līga", 3500)],
     3500, 3500, "later", None, None, "EUR"),
    (109, 1, "2026-11-12 10:00", "done",
     [("cut", "Ilze", 333), ("colour", "Līga", 333), ("cut", "Ilze", 333)],
     1000, 1000, "cash", None, "2026-11-12", "EUR"),
    (110, 1, "2025-11-15 10:00", "done", [("cut", "Ilze", 3000)],
     3000, 3000, "cash", None, "2025-11-15", "EUR"),
]


def at(text):
    form = "%Y-%m-%d %H:%M" if " " in text else "%Y-%m-%d"
    return int(datetime.datetime.strptime(text, form).replace(tzinfo=RIGA).timestamp())


def put_people(book):
    for key, name, kind, source, born in CONTACTS:
        book.execute(
            "INSERT INTO contact (id, name, fold, type, source, birthday, created, updated)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (key, name, name.lower(), kind, source, born, at("2026-01-05")))
    for name, key in HANDS.items():
        book.execute("INSERT INTO resource (id, kind, name, fold, position, created, updated)"
                     " VALUES (?, 'staff', ?, ?, ?, 1, 1)", (key, name, name.lower(), key))
    for weekday in range(1, 6):
        book.execute("INSERT INTO resource_hours (id, weekday, opens, closes)"
                     " VALUES (?, ?, 540, 1020)", (weekday, weekday))
    for name, key in SERVICES.items():
        work, free = LENGTHS[name]
        book.execute("INSERT INTO service (id, name, fold, work, free, created, updated)"
                     " VALUES (?, ?, ?, ?, ?, 1, 1)", (key, name, name, work, free))


def put_visits(book):
    for key, client, start, state, parts, price, paid, how, tip, paid_on, currency in VISITS:
        begin = at(start)
        book.execute(
            "INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, price,"
            " currency, paid_how, paid, tip, paid_at, arrived_at, uid, created, updated)"
            " VALUES (?, ?, ?, 'Europe/Riga', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 1)",
            (key, client, start.replace(" ", "T"), begin, begin + 7200, state, price, currency, how,
             paid, tip, paid_on and at(paid_on + " 12:00"),
             begin + 1200 if key == 109 else begin if state == "done" else None, f"v{key}"))
        for n, (service, hand, part_price) in enumerate(parts):
            work, free = LENGTHS[service]
            book.execute(
                "INSERT INTO appointment_part (id, appointment, position, service, name, staff, start,"
                " work, free, price) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
                (key * 10 + n, key, n, SERVICES[service], service, HANDS[hand], work, free,
                 part_price))
    book.execute("INSERT INTO appointment_item (id, appointment, name, quantity, price)"
                 " VALUES (1, 101, 'shampoo', 1, 1400)")
    for key, moment in ((104, "2026-11-05 12:00"), (105, "2026-11-03 10:00")):
        book.execute("INSERT INTO appointment_event (id, appointment, at, what)"
                     " VALUES (?, ?, ?, 'cancelled')", (key, key, at(moment)))


def put_invoices(book):
    rows = [(201, "invoice", "2026-001", 64000, "2026-10-20", "paid"),
            (202, "invoice", "2026-002", 10000, "2026-11-10", "open"),
            (203, "invoice", "2026-003", 77700, "2026-11-11", "void"),
            (204, "offer", "A2026-1", 88800, "2026-11-12", "open")]
    for key, kind, number, amount, issued, state in rows:
        book.execute(
            "INSERT INTO invoice (id, kind, number, contact, amount, currency, issued, due, state,"
            " created, updated) VALUES (?, ?, ?, 3, ?, 'EUR', ?, '2026-12-01', ?, 1, 1)",
            (key, kind, number, amount, issued, state))
    for n, (name, total) in enumerate((("translation", 60000), ("proof", 4000))):
        book.execute("INSERT INTO invoice_item (id, invoice, position, name, quantity, price, total)"
                     " VALUES (?, 201, ?, ?, 1000, ?, ?)", (n + 1, n, name, total, total))
    for key, invoice, amount, paid in ((1, 201, 40000, "2026-11-05"), (2, 201, 24000, "2026-11-20"),
                                       (3, 202, 2500, "2026-12-02"), (4, 203, 77700, "2026-11-11")):
        book.execute("INSERT INTO invoice_payment (id, invoice, amount, paid, how, created)"
                     " VALUES (?, ?, ?, ?, 'transfer', 1)", (key, invoice, amount, paid))


# The worked example: ten requests; talks with eight (one refused, one phone was off); five asked for
# an invoice, three paid and were shipped. Each line: how many, and where they went one after another.
STAGES = [("Request", "open", 10), ("Talks", "open", 30), ("Invoice", "open", 60),
          ("Paid", "won", 100), ("Shipped", "won", 100), ("Refused", "lost", 0),
          ("Unreachable", "lost", 0)]
WAYS = [(1, "Request Refused"), (1, "Request"), (3, "Request Talks"),
        (1, "Request Talks Invoice"), (1, "Request Invoice"),
        (2, "Request Talks Invoice Paid Shipped"), (1, "Request Talks Invoice Shipped")]


def put_deals(book):
    keys = {}
    book.execute("INSERT INTO pipeline (id, name, fold, position, created, updated)"
                 " VALUES (1, 'Sales', 'sales', 1, 1, 1), (2, 'Other', 'other', 2, 1, 1)")
    for n, (name, kind, probability) in enumerate(STAGES):
        keys[name] = n + 1
        book.execute("INSERT INTO stage (id, pipeline, name, fold, kind, position, probability,"
                     " created, updated) VALUES (?, 1, ?, ?, ?, ?, ?, 1, 1)",
                     (n + 1, name, name.lower(), kind, n, probability))
    deal = 0
    now = at("2026-11-20 12:00")
    for count, way in WAYS:
        for _ in range(count):
            deal += 1
            steps = way.split()
            kind = dict((s[0], s[1]) for s in STAGES)[steps[-1]]
            book.execute(
                "INSERT INTO deal (id, contact, stage, title, amount, currency, expected, reason, since,"
                " closed_at, created, updated) VALUES (?, 3, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (deal, keys[steps[-1]], f"deal {deal}", None if deal == 2 else 10001,
                 None if deal == 2 else "EUR" if deal != 7 else "UAH",
                 {3: "2026-10-01", 4: "2026-12-10", 5: None, 6: "2026-12-20"}.get(deal, "2026-12-31"),
                 "too dear" if kind == "lost" else None, now, now if kind != "open" else None, now))
            for n, step in enumerate(steps):
                book.execute(
                    "INSERT INTO deal_move (id, deal, at, from_stage, to_stage) VALUES (?, ?, ?, ?, ?)",
                    (deal * 10 + n, deal, now, keys[steps[n - 1]] if n else None, keys[step]))


def main():
    book = sqlite3.connect(sys.argv[1])
    # the indexes of words need kontor's own tokenizer; reports do not look into them
    triggers = book.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        book.execute(f"DROP TRIGGER {name}")
    put_people(book)
    put_visits(book)
    put_invoices(book)
    put_deals(book)
    for _, sql in triggers:
        book.execute(sql)
    book.commit()


main()
