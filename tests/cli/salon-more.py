"""Adds to the salon's Tuesday what agendas and cards tell besides: salon-more.py BOOK MIRROR."""
import sqlite3
import sys

book = sqlite3.connect(sys.argv[1])
book.execute("ATTACH ? AS mirror", (sys.argv[2],))
gone = book.execute("SELECT id FROM contact WHERE name = 'Gone Away'").fetchone()[0]
zane = book.execute("SELECT id FROM contact WHERE name = 'Zane Ozola'").fetchone()[0]
book.execute("UPDATE service SET rebook = 30")
book.execute("UPDATE appointment SET question = 'deleted on the phone' WHERE id = 1005")
# the program's own tokenizer is not here: what is found by words is another test
book.execute("DROP TRIGGER formula_fts_insert")
book.execute("INSERT INTO formula (id, contact, kind, at, text, created, updated)"
             " VALUES (1, ?, 'colour', 1791000000, '7.1 30 g', 1, 1)", (zane,))
for key, day, who, state, paid in ((1901, 1789970400, gone, "done", 2100), (1902, 1795420800, gone, "no-show", None),
                                   (1903, 1795420800, zane, "booked", None)):
    book.execute(
        "INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, price, paid,"
        " currency, uid, created, updated) VALUES (?, ?, '2026-09-21T10:00', 'Europe/Riga', ?, ? + 1800,"
        " ?, 2000, ?, 'EUR', ?, 1, 1)", (key, who, day, day, state, paid, f"more{key}@kontor"))
    book.execute("INSERT INTO appointment_part (id, appointment, position, service, name, staff, start, work,"
                 " price) VALUES (?, ?, 0, 57, 'men', 1, 0, 30, 2000)", (key + 1000, key))
book.execute("INSERT INTO mirror.calendar (id, source, href, name, writable) VALUES (1, 'google', '/', 'Work', 0)")
for key, start in ((1, 1795510800), (2, 1795000000), (3, 1795700000)):
    book.execute("INSERT INTO mirror.object (id, calendar, href, etag, uid, text) VALUES (?, 1, ?, 'e', ?, '')",
                 (key, f"/{key}.ics", f"e{key}"))
    book.execute(
        "INSERT INTO mirror.event (id, object, key, uid, sequence, dtstamp, summary, location, description,"
        " status, start_local, tzid, start_at, end_at, flags) VALUES (?, ?, ?, ?, 0, 0, 'Kick-off', 'Riga', '',"
        " '', '2026-11-24T11:00', 'Europe/Riga', ?, ? + 3600, 0)",
        (key, key, 5000 + key, f"e{key}", start, start))
    book.execute("INSERT INTO mirror.occurrence (start_at, event, end_at) VALUES (?, ?, ? + 3600)", (start, key, start))
    book.execute("INSERT INTO mirror.event_name (event, contact, certain, words) VALUES (?, ?, 1, 'Gone')",
                 (key, gone if key == 2 else zane))
book.commit()
