"""What the databases say after a command, told as its difference from what they said before it, so
that two runs that came to the same end say the same: new random keys are told apart by what refers
to them, not by their value."""
import hashlib
import os
import re
import sqlite3

KEY_MIN = 1 << 40  # keys are 60 bits, instants and sums are less
ROUNDS = 4
# a changeset holds keys; a run has its own times; keyed hashes have a key of their own
LEFT_OUT = {("journal", "changeset"), ("journal", "id"), ("journal", "seq"), ("tombstone", "hash"), ("tombstone", "id"),
            ("object", "etag"), ("outbox", "etag"), ("contact_vcard", "etag")}
TABLES_LEFT_OUT = {"sync_run", "fact"}  # what is known to be up to date: a sum over random keys
MADE_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-z]{12,16}(?=@|\.ics|\.vcf)")
STAMPS = re.compile(r"^(DTSTAMP|LAST-MODIFIED|REV|CREATED)[:;].*$", re.M)


def connect(directory, name):
    return sqlite3.connect(f"file:{directory}/{name}.db?mode=ro", uri=True)


def tables(db):
    for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        # those of FTS5 are not STRICT
        if sql and "STRICT" in sql and name not in TABLES_LEFT_OUT:
            yield name


def rows_of(directory, *names):
    """{table: (columns, set of rows)} of the databases named."""
    found = {}
    for name in names:
        if not os.path.exists(f"{directory}/{name}.db"):
            continue
        db = connect(directory, name)
        for table in sorted(tables(db)):
            columns = [c[1] for c in db.execute(f"PRAGMA table_info({table})")
                       if (table, c[1]) not in LEFT_OUT]
            found[table] = columns, set(db.execute(f"SELECT {', '.join(columns)} FROM {table}"))
        db.close()
    return found


def damage_of(directory):
    """An empty string, or what is wrong with the files themselves."""
    for name in ("book", "mirror"):
        if not os.path.exists(f"{directory}/{name}.db"):
            continue
        db = connect(directory, name)
        verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        loose = db.execute("PRAGMA foreign_key_check").fetchall()
        db.close()
        if verdict != "ok" or loose:
            return f"{name}.db: {verdict}, loose references {loose[:3]}"
    return ""


def digest(value):
    return hashlib.blake2b(repr(value).encode(), digest_size=6).hexdigest()


def shown(value, labels):
    if isinstance(value, int):
        return labels.get(value, value)
    return MADE_UID.sub("UID", STAMPS.sub("", value)) if isinstance(value, str) else value


def new_keys(before, rows):
    """Keys of rows that were not there before."""
    keys = set()
    for table, row in rows:
        columns, old = before.get(table, ([], set()))
        for column, value in zip(columns, row):
            if column == "id" and isinstance(value, int) and value > KEY_MIN:
                place = columns.index("id")
                if not any(r[place] == value for r in old):
                    keys.add(value)
    return keys


def difference(before, after):
    """Sorted lines: what rows went, and which came, new keys replaced by what they stand for."""
    gone = [(t, r) for t, (_, rows) in before.items() for r in rows - after.get(t, ((), set()))[1]]
    come = [(t, r) for t, (c, rows) in after.items() for r in rows - before.get(t, (c, set()))[1]]
    keys = new_keys({t: before.get(t, (c, set())) for t, (c, _) in after.items()}, come)
    labels = dict.fromkeys(keys, "new")
    for _ in range(ROUNDS):
        seen = {key: [] for key in keys}
        for table, row in come:
            label = digest((table, [shown(v, labels) for v in row]))
            for column, value in zip(after[table][0], row):
                if value in keys:
                    seen[value].append((table, column, label))
        labels = {key: "new " + digest(sorted(seen[key])) for key in keys}
    lines = [f"gone {t} {r}" for t, r in gone]
    lines += [f"come {t} {[shown(v, labels) for v in r]}" for t, r in come]
    return sorted(set(lines))


def compare(wanted, found):
    """An empty string, or in which lines they differ."""
    if wanted == found:
        return ""
    lost, new = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    return f"without {lost[:2]}, with {new[:2]}"


def files_below(directory):
    """Like rows: what files lie there, by their lines without what is random or a time."""
    found = set()
    for folder, _, names in os.walk(directory):
        for name in names:
            with open(f"{folder}/{name}", encoding="utf-8") as file:
                text = shown(file.read(), {})
            found.add((os.path.relpath(folder, directory), shown(name, {}), text))
    return {"files": (["folder", "name", "text"], found)}
