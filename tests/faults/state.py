"""What the databases say after a command, told as its difference from what they said before it, so
that two runs that came to the same end say the same: new random keys are told apart by what refers
to them, not by their value."""
import functools
import hashlib
import os
import re
import sqlite3

KEY_MIN = 1 << 40  # keys are 60 bits, instants and sums are less
ROUNDS = 4
# row numbers of events are those of who came first; a changeset holds keys; a run has its own times,
# of which a vdir's state is made, and none while it is too fresh; keyed hashes have a key of their own
LEFT_OUT = {("journal", "changeset"), ("journal", "id"), ("journal", "seq"), ("tombstone", "hash"), ("tombstone", "id"),
            ("calendar", "state"), ("event", "id"), ("occurrence", "event"),
            ("attendee", "event"), ("object", "etag"), ("outbox", "etag"), ("contact_vcard", "etag")}
TABLES_LEFT_OUT = {"sync_run", "fact"}  # what is known to be up to date: a sum over random keys
MADE_UID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{20,}|[0-9a-z]{12,16}(?=@|\.ics|\.vcf)")
STAMPS = re.compile(r"^(DTSTAMP|LAST-MODIFIED|REV|CREATED)[:;].*$", re.M)


def connect(directory, name):
    return sqlite3.connect(f"file:{directory}/{name}.db?mode=ro", uri=True)


def content_of(path):
    """What tells a database file from others; None while a log or a journal lies beside it."""
    if any(os.path.exists(path + end) and os.path.getsize(path + end) for end in ("-wal", "-journal")):
        return None
    with open(path, "rb") as file:
        return hashlib.blake2b(file.read()).digest()


def read_once(read):
    """read(directory, name), asked once of the same octets."""
    known = functools.lru_cache(maxsize=64)(lambda directory, name, content: read(directory, name))

    @functools.wraps(read)
    def once(directory, name):
        content = content_of(f"{directory}/{name}.db")
        return known(directory, name, content) if content else read(directory, name)
    return once


@functools.lru_cache(maxsize=None)
def columns_of(table, sql):
    db = sqlite3.connect(":memory:")
    db.execute(sql)
    names = [c[1] for c in db.execute(f"PRAGMA table_info({table})")]
    db.close()
    return [name for name in names if (table, name) not in LEFT_OUT]


@read_once
def rows_in(directory, name):
    found = {}
    db = connect(directory, name)
    schema = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for table, sql in schema:
        # those of FTS5 are not STRICT
        if sql and "STRICT" in sql and table not in TABLES_LEFT_OUT:
            columns = columns_of(table, sql)
            found[table] = columns, set(db.execute(f"SELECT {', '.join(columns)} FROM {table}"))
    db.close()
    return found


def rows_of(directory, *names):
    """{table: (columns, set of rows)} of the databases named."""
    found = {}
    for name in names:
        if os.path.exists(f"{directory}/{name}.db"):
            found.update(rows_in(directory, name))
    return found


def facts_of(directory):
    """What the mirror knows to be up to date, as it stands there."""
    if not os.path.exists(f"{directory}/mirror.db"):
        return []
    db = connect(directory, "mirror")
    there = db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'fact'").fetchone()
    facts = sorted(db.execute("SELECT * FROM fact")) if there else []
    db.close()
    return facts


def content_of_rows(directory):
    """What tells one state of the databases from all others, whatever their files are like."""
    tables = sorted((table, sorted(map(repr, rows)))
                    for table, (_, rows) in rows_of(directory, "book", "mirror").items())
    return hashlib.blake2b(repr((tables, facts_of(directory))).encode()).digest()


@read_once
def damage_in(directory, name):
    db = connect(directory, name)
    verdict = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    loose = db.execute("PRAGMA foreign_key_check").fetchall()
    db.close()
    return "" if verdict == "ok" and not loose else f"{name}.db: {verdict}, loose references {loose[:3]}"


def damage_of(directory):
    """An empty string, or what is wrong with the files themselves."""
    for name in ("book", "mirror"):
        wrong = damage_in(directory, name) if os.path.exists(f"{directory}/{name}.db") else ""
        if wrong:
            return wrong
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
    nothing = (), set()
    same = {t for t, (_, rows) in after.items() if rows is before.get(t, nothing)[1]}
    gone = [(t, r) for t, (_, rows) in before.items() if t not in same
            for r in rows - after.get(t, nothing)[1]]
    come = [(t, r) for t, (_, rows) in after.items() if t not in same
            for r in rows - before.get(t, nothing)[1]]
    if not gone and not come:
        return []
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
