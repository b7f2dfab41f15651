"""What a sync of a calendar would have stored: put-events.py MIRROR KEY TITLE…

Each event lasts an hour, on Wednesday 25 November 2026.
"""
import sqlite3
import sys

mirror = sqlite3.connect(sys.argv[1])
mirror.execute("INSERT INTO calendar (id, source, href, name, writable)"
               " VALUES (1, 'local', '/', 'Salon', 1)")
last, = mirror.execute("SELECT coalesce (max (id), 0) FROM event").fetchone()
for at, (key, title) in enumerate(zip(sys.argv[2::2], sys.argv[3::2]), 1):
    start = 1795593600 + 3600 * at
    mirror.execute("INSERT INTO object (id, calendar, href, etag, uid, text)"
                   " VALUES (?, 1, ?, '', ?, '')", (at, key, key))
    mirror.execute("INSERT INTO event (id, object, key, uid, sequence, dtstamp, summary, location,"
                   " description, status, start_local, tzid, start_at, end_at, flags)"
                   " VALUES (?, ?, ?, ?, 0, 0, ?, '', '', '', '', '', ?, ?, 0)",
                   (last + at, at, int(key), key, title, start, start + 3600))
    mirror.execute("INSERT INTO occurrence VALUES (?, ?, ?)", (start, last + at, start + 3600))
mirror.commit()
