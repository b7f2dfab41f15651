#!/usr/bin/env python3
"""calendars.py BUILD SERVERS: a calendar of 5,000 events on real CalDAV servers behind TLS:
read first, read when nothing or one entry has changed; and whose processor that took."""
import hashlib
import os
import shlex
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile

from measure import EVENTS, SERVERS, Taken, heading, office as make_office, row, run, write_events

TICKS = os.sysconf("SC_CLK_TCK")


def server_script(name, command, directory):
    return subprocess.run(["bash", f"{SERVERS}/{name}.sh", command, directory, str(os.getpid())],
                          check=False, capture_output=True, text=True)


def start(name, directory):
    """The settings of tests/servers/dav-lib.sh; None where the server is not here."""
    done = server_script(name, "start", directory)
    if done.returncode == 77:
        print(f"{name}: not here: {done.stderr.strip()}")
        return None
    if done.returncode != 0:
        sys.exit(f"{name}: {done.stderr}")
    return dict(line.split("=", 1) for line in shlex.split(done.stdout.replace("\n", " ")))


def server_seconds(settings):
    """What the server and its TLS have used of the processor."""
    ticks = 0
    for pid in settings["pids"].split():
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            ticks += sum(int(n) for n in stat.read().rsplit(")", 1)[1].split()[11:15])
    return ticks / TICKS


def measured(settings, home, *args):
    """Seconds of the clock, of our processor time, and of the server's."""
    theirs = server_seconds(settings)
    taken = run(home, *args)
    return taken.wall, taken.cpu, server_seconds(settings) - theirs


def office(home, settings):
    os.makedirs(home)
    with open(f"{home}/password", "w", opener=lambda p, f: os.open(p, f, 0o600)) as secret:
        secret.write(settings["password"] + "\n")
    make_office(home, "\n[calendar diary]\n"
                f"url = caldav+https://{settings['user']}@localhost:{settings['port']}/\n"
                f"password-file = {home}/password\nca-file = {settings['ca']}\ncalendars = Home\n")


def fill_radicale(directory, events):
    place = f"{directory}/data/collection-root/anna/home"
    for name in os.listdir(events):
        shutil.copy(f"{events}/{name}", place)
    subprocess.run(["chown", "-R", f"--reference={place}/.Radicale.props", place], check=True)


def fill_sabre(directory, events):
    """Straight into its tables; with the index that its tables for MySQL have."""
    db = sqlite3.connect(f"{directory}/data/db.sqlite")
    for name in os.listdir(events):
        with open(f"{events}/{name}", "rb") as file:
            text = file.read()
        db.execute("INSERT INTO calendarobjects (calendardata, uri, calendarid, lastmodified, etag, size,"
                   " componenttype, firstoccurence, lastoccurence)"
                   " VALUES (?, ?, 1, 1, ?, ?, 'VEVENT', 1767225600, 2000000000)",
                   (text, name, hashlib.md5(text).hexdigest(), len(text)))
    db.execute("CREATE UNIQUE INDEX object_uri ON calendarobjects (calendarid, uri)")
    db.execute("UPDATE calendars SET ctag = ctag + 1 WHERE id = 1")
    db.commit()


def other_client(settings, *args):
    environment = dict(os.environ, **{key: settings[key] for key in ("user", "password", "ca")})
    return subprocess.run(["python3", f"{SERVERS}/dav.py", settings["url"], *args], check=False,
                          capture_output=True, env=environment).returncode == 0


def warm(settings):
    """So that it has read its files once; a minute of its own, and a client waits for half of one."""
    return any(other_client(settings, "list", settings["calendar"]) for _ in range(20))


def tell(job, figures, target):
    taken, ours, theirs = figures
    row(job, Taken(taken, ours), target, "s" if target >= 1 else "ms")
    print(f"    the server's processor: {theirs:.2f} s", flush=True)


def calendar_jobs(name, scratch, events, fill):
    directory = f"{scratch}/{name}"
    settings = start(name, directory)
    if settings is None:
        return
    try:
        fill(directory, events)
        if not warm(settings):
            sys.exit(f"{name} does not list {EVENTS} events")
        home = f"{scratch}/{name}-office"
        office(home, settings)
        tell(f"{name}: first sync of {EVENTS} events", measured(settings, home, "sync"), 3)
        runs = [measured(settings, home, "sync") for _ in range(7)]
        tell(f"{name}: nothing new", [statistics.median(values) for values in zip(*runs)], 0.1)
        with open(f"{events}/1.ics", encoding="utf-8", newline="") as file:
            text = file.read().replace("SUMMARY:", "SUMMARY:Late ")
        with open(f"{scratch}/changed.ics", "w", encoding="utf-8", newline="") as file:
            file.write(text)
        other_client(settings, "put", f"{settings['calendar']}1.ics", f"{scratch}/changed.ics")
        tell(f"{name}: one changed", measured(settings, home, "sync"), 0.5)
    finally:
        server_script(name, "stop", directory)


def main():
    scratch = tempfile.mkdtemp(prefix="kontor-bench.")
    os.chmod(scratch, 0o755)
    heading(f"calendars of {EVENTS} events on a server behind TLS")
    try:
        write_events(f"{scratch}/events", EVENTS)
        calendar_jobs("sabre", scratch, f"{scratch}/events", fill_sabre)
        calendar_jobs("radicale", scratch, f"{scratch}/events", fill_radicale)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


main()
