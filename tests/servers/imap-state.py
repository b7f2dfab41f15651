#!/usr/bin/env python3
"""imap-state.py DATADIR: what the mirror knows of the folders of a mail server and of the letters
that lie there, sorted, without row numbers: a sync of changes and a fresh one print the same."""
import sqlite3
import sys

FOLDERS = "SELECT id, source, name, wire_name, role, uidvalidity, uidnext, total, modseq, horizon" \
          " FROM folder WHERE gone_at IS NULL"
PLACES = "SELECT o.uid, o.flags, l.key, l.subject, l.direction, l.gone_at FROM location o" \
         " JOIN letter l ON l.id = o.letter WHERE o.folder = ?"
LOST = "SELECT count(*) FROM letter WHERE gone_at IS NULL" \
       " AND NOT EXISTS (SELECT 1 FROM location WHERE letter = letter.id)"


def main(directory):
    mirror = sqlite3.connect(f"file:{directory}/mirror.db?mode=ro", uri=True)
    lines = []
    for folder, *what in mirror.execute(FOLDERS).fetchall():
        lines.append(f"folder {what}")
        lines += [f"{what[1]}: {place}" for place in mirror.execute(PLACES, (folder,))]
    lines.append(f"letters nowhere: {mirror.execute(LOST).fetchone()[0]}")
    print("\n".join(sorted(lines)))


main(sys.argv[1])
