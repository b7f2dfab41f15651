"""The offices that tests of faults work in: kontor demo's translator, its salon, and a book that
syncs calendar and contacts with a phone. Everything lies in memory where there is room."""
import os
import re
import shlex
import shutil
import subprocess
import tempfile

import scenarios

BUILD, SOURCE = os.environ["builddir"], os.environ["srcdir"]
KONTOR = f"{BUILD}/kontor"
PRELOAD = f"{BUILD}/tests/faults/kill-at.so"
NOW = "2026-11-23T08:12:00+02:00"
LAID = ("data", "home", "vdir")  # of an office, what is laid afresh before each try
CONFIG = """[me]
name = Anna Bērziņa
addresses = anna@studija.example
timezone = Europe/Riga
country = LV
currency = EUR
"""
PHONE = """phone-calendar = phone

[calendar phone]
url = vdir:vdir/cal

[contacts people]
url = vdir:vdir/people
push = all
"""
FILES = {
    "people.csv": "Name;Phone;E-mail\nElza Kalna;29123456;elza@kalna.example\nIvo Zīle;29123457;\n",
    "people.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Elza Kalna\r\nN:Kalna;Elza;;;\r\n"
                  "TEL:+37129123456\r\nEMAIL:elza@kalna.example\r\nEND:VCARD\r\n",
    "short.txt": "{{number}}\n",
    "edit.sh": '#!/bin/sh\necho "One more line" >>"$1"\n',
}


def scratch_directory(prefix):
    memory = "/dev/shm"
    room = os.statvfs(memory) if os.access(memory, os.W_OK) else None
    enough = room is not None and room.f_bavail * room.f_frsize > 256 << 20
    return tempfile.mkdtemp(prefix=prefix, dir=memory if enough else None)


def environment(home, **more):
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "MALLOC_PERTURB"))}
    return dict(keep, HOME=home, KONTOR_NOW=NOW, LC_ALL="C.UTF-8", LANGUAGE="", TZ="UTC", **more)


class Place:
    """An office at one path of its own, laid there afresh before each try."""

    def __init__(self, kind, office, directory):
        self.kind, self.office, self.directory = kind, office, directory
        self.data, self.home = f"{directory}/data", f"{directory}/home"
        os.mkdir(directory)
        # a phone's calendars and cards are changed by what is tried: each place has its own
        self.config = f"{office}/config"
        if kind == "phone":
            self.config = shutil.copy(self.config, f"{directory}/config")

    def lay(self, base):
        for name in LAID:
            shutil.rmtree(f"{self.directory}/{name}", ignore_errors=True)
            if os.path.isdir(f"{base}/{name}"):
                shutil.copytree(f"{base}/{name}", f"{self.directory}/{name}")
        os.makedirs(self.home, exist_ok=True)

    def keep(self, base):
        for name in LAID:
            if os.path.isdir(f"{self.directory}/{name}"):
                shutil.copytree(f"{self.directory}/{name}", f"{base}/{name}")

    def kontor(self, *args, **more):
        return subprocess.run([KONTOR, "--no-input", "--config", self.config, "--data", self.data,
                               *args], cwd=self.directory, timeout=60,
                              env=environment(self.home, VISUAL=f"{self.office}/edit.sh", **more),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)

    def must(self, *args):
        done = self.kontor(*args)
        if done.returncode != 0:
            raise ValueError(f"kontor {' '.join(args)}: {done.stderr.decode()}")
        return done.stdout.decode()

    def prepare(self, command):
        """What a scenario needs before it: a command, after "!" the shell's, after "?" one that may
        have something to complain about."""
        if command.startswith("?"):
            self.kontor(*self.words(command[1:]))
        elif command.startswith("!"):
            subprocess.run(command[1:], shell=True, check=True, cwd=self.directory)
        else:
            self.must(*self.words(command))

    def ref(self, sql):
        rows = self.must("sql", "--csv", re.sub(r"^SELECT (\S+)", r"SELECT ref(\1)", sql)).split()
        if len(rows) < 2:
            raise ValueError(f"nothing is found by {sql}")
        return rows[1]

    def words(self, command):
        """A command as arguments, with the refs that it speaks of."""
        names = scenarios.REFS[self.kind]
        found = {n: self.ref(sql) for n, sql in names.items() if "{" + n + "}" in command}
        return [word.format(dir=self.office, **found) for word in shlex.split(command)]


def make_phone(directory):
    os.makedirs(f"{directory}/first/vdir/cal/home")
    os.makedirs(f"{directory}/first/vdir/people/friends")
    for path in (f"{directory}/config", f"{directory}/first/config"):
        with open(path, "w", encoding="utf-8") as file:
            file.write(CONFIG + PHONE)
    first = Place.__new__(Place)
    first.kind, first.office, first.directory = "phone", directory, f"{directory}/first"
    first.data, first.home = f"{directory}/first/data", f"{directory}/first/home"
    first.config = f"{directory}/first/config"
    os.mkdir(first.home)
    for command in scenarios.PHONE_BEFORE:
        first.prepare(command)


def make_demo(directory, salon):
    subprocess.run([KONTOR, "demo", "--quiet", *(["--salon"] if salon else []), directory],
                   env=environment(directory), check=True, stdout=subprocess.DEVNULL)
    first = Place("demo", directory, f"{directory}/first")
    shutil.move(f"{directory}/data", first.data)
    os.makedirs(first.home)
    first.must("sync")
    first.must("export", "json", "--output", f"{directory}/book.json")


def make(kind, directory):
    """The office of this kind in DIR; returns what to lay where it is tried."""
    if kind == "phone":
        make_phone(directory)
    else:
        make_demo(directory, kind == "salon")
    for name, text in FILES.items():
        with open(f"{directory}/{name}", "w", encoding="utf-8") as file:
            file.write(text)
    os.chmod(f"{directory}/edit.sh", 0o700)
    return f"{directory}/first"
