"""Runs the program under test in an office of its own: a home, a config, a book that was there
before, and what the databases say afterwards."""
import hashlib
import importlib.util
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

SOURCE, BUILD = os.environ["srcdir"], os.environ["builddir"]
KONTOR = os.environ.get("KONTOR", f"{BUILD}/kontor")
SANITIZED = os.environ.get("SANITIZED") == "yes"
TORTURE = int(os.environ.get("KONTOR_TORTURE") or 0)  # each so manieth point; 0: a sample
JOBS = int(os.environ.get("KONTOR_JOBS", "6" if TORTURE else "3"))
NOW = "2026-11-23T08:12:00+02:00"
SECRET = "kalns-4417-ziema"
PATIENCE = 120 if SANITIZED else 60  # seconds after which a run counts as hanging

spec = importlib.util.spec_from_file_location("dump", f"{SOURCE}/tests/faults/dump.py")
dumper = importlib.util.module_from_spec(spec)
spec.loader.exec_module(dumper)


class Run:
    """One command that has ended."""

    def __init__(self, status, out, seconds, megabytes):
        self.status, self.out, self.seconds, self.megabytes = status, out, seconds, megabytes


class Office:
    def __init__(self, top, ca, user="anna@studija.example", secret=SECRET):
        self.directory = tempfile.mkdtemp(dir=top)
        self.ca, self.user, self.secret = ca, user.replace("@", "%40"), secret
        self.now = NOW
        with open(f"{self.directory}/secret", "w", encoding="ascii") as file:
            file.write(secret + "\n")
        os.chmod(f"{self.directory}/secret", 0o600)
        # it ends when this process does: then its input does
        self.launcher = subprocess.Popen([sys.executable, "-S", f"{SOURCE}/tests/hostile/launch.py"],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def data(self):
        return f"{self.directory}/data"

    def fill(self, base):
        """The data directory becomes a copy of base."""
        shutil.rmtree(self.data(), ignore_errors=True)
        if base is not None:
            shutil.copytree(base, self.data())

    def configure(self, port, scheme="imaps", deadline=30000, lines=()):
        text = ["[me]", "name = Anna Bērziņa", "addresses = anna@studija.example",
                "timezone = Europe/Riga", "country = LV", "currency = EUR", "", "[mail studio]",
                f"url = {scheme}://{self.user}@localhost:{port}", f"ca-file = {self.ca}",
                f"password-file = {self.directory}/secret", f"deadline-ms = {deadline}", *lines, ""]
        with open(f"{self.directory}/config", "w", encoding="utf-8") as file:
            file.write("\n".join(text))
        os.chmod(f"{self.directory}/config", 0o600)

    def kontor(self, *words, patience=PATIENCE):
        keep = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
        keep.update(HOME=self.directory, KONTOR_NOW=self.now, LC_ALL="C.UTF-8", LANGUAGE="", TZ="UTC")
        command = [KONTOR, "--no-input", "--config", f"{self.directory}/config", "--data", self.data(), *words]
        begun = time.monotonic()
        job = {"command": command, "environment": keep, "output": f"{self.directory}/said",
               "patience": patience}
        self.launcher.stdin.write(json.dumps(job) + "\n")
        self.launcher.stdin.flush()
        status, megabytes = json.loads(self.launcher.stdout.readline())
        with open(f"{self.directory}/said", "rb") as said:
            return Run(status, said.read(), time.monotonic() - begun, megabytes)

    # --- what is there afterwards ---

    def open(self, name):
        return sqlite3.connect(f"file:{self.data()}/{name}.db?mode=ro", uri=True)

    def book(self):
        db = self.open("book")
        try:
            return sorted(dumper.dump_book(db))
        finally:
            db.close()

    def mirror(self):
        """Folders that are gone are left out: that they were there once is not forgotten."""
        if not os.path.exists(f"{self.data()}/mirror.db"):
            return []
        db = self.open("mirror")
        try:
            # by STARTTLS or not: the same mailbox
            return sorted(line.replace("imap+starttls", "imaps") for line in dumper.dump_mirror(db)
                          if not is_gone_folder(line))
        finally:
            db.close()

    def letters(self):
        if not os.path.exists(f"{self.data()}/mirror.db"):
            return set()
        db = self.open("mirror")
        try:
            return {key for key, in db.execute("SELECT key FROM letter")}
        finally:
            db.close()

    def has_unreadable(self):
        if not os.path.exists(f"{self.data()}/mirror.db"):
            return False
        db = self.open("mirror")
        try:
            return db.execute("SELECT count(*) FROM quarantine WHERE NOT missing").fetchone()[0] > 0
        finally:
            db.close()

    def content(self):
        """A digest of every row of every table, and what is wrong with the files themselves."""
        digest = hashlib.sha256()
        for name in ("book", "mirror"):
            if not os.path.exists(f"{self.data()}/{name}.db"):
                continue
            db = self.open(name)
            try:
                damage = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
                if damage != "ok":
                    return "", f"{name}.db: {damage}"
                for table, rows in all_rows(db):
                    digest.update(f"{name} {table}\n".encode())
                    digest.update("\n".join(sorted(map(repr, rows))).encode())
            finally:
                db.close()
        return digest.hexdigest(), ""

    def secret_is_somewhere(self):
        for directory, _, names in os.walk(self.directory):
            for name in names:
                if name == "secret" and directory == self.directory:
                    continue
                with open(os.path.join(directory, name), "rb") as file:
                    if self.secret.encode() in file.read():
                        return os.path.join(directory, name)
        return None


def all_rows(db):
    """(name, rows) of each table, those that a search index lies in included."""
    tables = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for name, sql in tables:
        if not sql.startswith("CREATE VIRTUAL"):
            yield name, db.execute(f'SELECT * FROM "{name}"')


def is_gone_folder(line):
    return line.startswith("mirror.folder ") and re.search(r" gone_at=\d", line) is not None


def moves_a_terminal(octets):
    """Whether there is more in it than text and line ends."""
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        return "no UTF-8"
    found = re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029"
                      "\u2066-\u2069\ufeff]", text)
    return f"{found[0]!r} in {text[max(0, found.start() - 30):found.start()]!r}" if found else None


def difference(wanted, found):
    """In words; empty where they are the same."""
    lost, more = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
    if not lost and not more and len(wanted) == len(found):
        return ""
    return f"without {lost[:3]}, with {more[:3]}"


def make_certificates(directory):
    subprocess.run(["bash", f"{SOURCE}/tests/servers/certificates.sh", directory, "more"], check=True)
    return f"{directory}/ca.pem"


def make_book(office):
    """What the user wrote, which no server may touch."""
    office.fill(None)
    office.configure(1)
    for words in (("contact", "add", "Gunta Vīksna", "--email", "gunta@viksna.example"),
                  ("note", "gunta", "Likes green"),
                  ("remind", "gunta", "2026-12-01", "Send the offer")):
        done = office.kontor(*words)
        if done.status != 0:
            raise RuntimeError(f"{words}: {done.out.decode()}")
    shutil.copytree(office.data(), f"{office.directory}/book")
    return f"{office.directory}/book"
