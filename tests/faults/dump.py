#!/usr/bin/env python3
"""dump.py DATADIR: what the two databases say, sorted, without row numbers, times of writing and
sync_run, so that two runs that came to the same end print the same. Random keys are replaced by
what they stand for."""
import sqlite3
import sys

# a Maildir's modseq is a stamp of its directories' times
TIMES = {"created", "updated", "synced_at", "at", "retired_at", "modseq"}


def rows(db, table, key, replace):
    columns = [c[1] for c in db.execute(f"PRAGMA table_info({table})")]
    for values in db.execute(f"SELECT * FROM {table}"):
        row = dict(zip(columns, values))
        yield " ".join(f"{c}={replace.get(c, lambda v, r: v)(v, row)!r}"
                       for c, v in row.items() if c not in TIMES and c != key)


def contacts_by_id(db):
    return dict(db.execute("SELECT id, name || ' ' || origin FROM contact"))


def dump_book(db):
    names = contacts_by_id(db)
    person = lambda v, r: names.get(v, v)
    for table in ("contact", "contact_point", "contact_tag", "note", "reminder", "letter_verdict",
                  "address_verdict"):
        for row in rows(db, table, "id", {"contact": person, "uid": lambda v, r: "uid"}):
            yield f"book.{table} {row}"


def dump_mirror(db):
    keys = dict(db.execute("SELECT id, key FROM letter"))
    folders = {i: f"{s}/{n}" for i, s, n in db.execute("SELECT id, source, name FROM folder")}
    norms = dict(db.execute("SELECT id, norm FROM address"))
    groups = {}
    for thread, key in db.execute("SELECT thread, key FROM letter"):
        groups[thread] = min(key, groups.get(thread, key))
    replace = {"letter": lambda v, r: keys.get(v), "folder": lambda v, r: folders.get(v),
               "address": lambda v, r: norms.get(v), "sender": lambda v, r: norms.get(v),
               "thread": lambda v, r: groups.get(v, "no letter")}
    for table, key in (("source", ""), ("folder", "id"), ("letter", "id"), ("location", ""),
                       ("address", "id"), ("participant", ""), ("thread_ref", ""), ("part", ""),
                       ("quarantine", "")):
        for row in rows(db, table, key, replace):
            yield f"mirror.{table} {row}"


def lines_of(directory):
    lines = []
    for name, dump in (("book", dump_book), ("mirror", dump_mirror)):
        db = sqlite3.connect(f"file:{directory}/{name}.db?mode=ro", uri=True)
        lines += dump(db)
        db.close()
    return sorted(lines)


if __name__ == "__main__":
    print("\n".join(lines_of(sys.argv[1])))
