#!/usr/bin/env python3
"""run.py BUILD LETTERS SERVERS: syncs a generated mailbox from files and from a real Dovecot over
TLS, asks the daily questions, prints medians beside the targets. Every process's peak memory is
read from /proc while it lives."""
import datetime
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

BUILD, LETTERS, SERVERS = os.path.abspath(sys.argv[1]), int(sys.argv[2]), os.path.abspath(sys.argv[3])
KONTOR = f"{BUILD}/kontor"
NOW = "2026-11-22T14:00:00+02:00"
EVENTS = 5000
rows = []


class Peaks(threading.Thread):
    """The largest VmHWM of each process of a family, by name."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peaks, self.ended = pid, {}, False

    def family(self):
        pids = [self.pid]
        try:
            with open(f"/proc/{self.pid}/task/{self.pid}/children") as children:
                pids += [int(p) for p in children.read().split()]
        except OSError:
            pass
        return pids

    def run(self):
        while not self.ended:
            for pid in self.family():
                try:
                    with open(f"/proc/{pid}/status") as status:
                        fields = dict(line.split(":", 1) for line in status)
                    name, peak = fields["Name"].strip(), int(fields["VmHWM"].split()[0])
                    self.peaks[name] = max(peak, self.peaks.get(name, 0))
                except (OSError, KeyError):
                    pass
            time.sleep(0.02)


def run(home, *args, peaks=False):
    environment = dict(os.environ, KONTOR_NOW=NOW, HOME=home, LC_ALL="C.UTF-8")
    start = time.monotonic()
    process = subprocess.Popen([KONTOR, "--config", f"{home}/config", "--data", f"{home}/data", *args],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    watch = Peaks(process.pid)
    if peaks:
        watch.start()
    _, complaint = process.communicate()
    taken = time.monotonic() - start
    watch.ended = True
    if process.returncode != 0:
        sys.exit(f"kontor {' '.join(args)}: exit {process.returncode}: {complaint.decode()}")
    return taken, watch.peaks


def median(home, runs, *args):
    run(home, *args)
    return statistics.median(run(home, *args)[0] for _ in range(runs))


def row(job, value, target, unit="ms"):
    shown = f"{value * 1000:.1f} ms" if unit == "ms" else f"{value:.1f} {unit}"
    goal = f"{target * 1000:.0f} ms" if unit == "ms" else f"{target:g} {unit}"
    verdict = "ok" if value <= target else f"missed by {value / target:.2f}x"
    rows.append((job, shown, goal, verdict))
    print(f"{job:<46} {shown:>12}   target {goal:>9}   {verdict}", flush=True)


def office(home, url, extra=""):
    os.makedirs(home, exist_ok=True)
    with open(f"{home}/config", "w", opener=lambda p, f: os.open(p, f, 0o600)) as config:
        config.write("[me]\nname = Anna\naddresses = anna@studija.example\ntimezone = Europe/Riga\n"
                     f"country = LV\ncurrency = EUR\n\n[mail bench]\nurl = {url}\n{extra}")


def make_mailbox(directory, letters, first=0):
    subprocess.run([f"{BUILD}/tests/bench/make-mailbox", directory, str(letters), str(first)], check=True)


def size(path):
    return sum(os.path.getsize(os.path.join(top, name))
               for top, _, names in os.walk(path) for name in names)


def sync_jobs(name, home, mailbox, first, delivered=lambda: None):
    taken, peaks = run(home, "sync", peaks=True)
    row(f"{name}: initial sync of {LETTERS}", taken, 20, "s")
    for process, peak in sorted(peaks.items()):
        row(f"{name}: peak of {process}", peak / 1024, 128, "MB")
    row(f"{name}: nothing new", median(home, 7, "sync"), 0.08)
    times = []
    for k in range(3):
        make_mailbox(mailbox, 100, first + k * 100)
        delivered()
        times.append(run(home, "sync")[0])
    row(f"{name}: 100 new letters", statistics.median(times), 0.12)


def some_client(home):
    """The ref of a contact in the middle of the list."""
    out = subprocess.run([KONTOR, "--config", f"{home}/config", "--data", f"{home}/data",
                          "contact", "list", "--json"], check=True, capture_output=True).stdout
    contacts = json.loads(out)["contacts"]
    return contacts[len(contacts) // 2]["ref"]


def daily_jobs(home):
    row("agenda", median(home, 15, "agenda"), 0.008)
    row("waiting", median(home, 15, "waiting"), 0.008)
    row("show (one client)", median(home, 15, "show", some_client(home)), 0.02)
    row("find, one word", median(home, 15, "find", "kare"), 0.02)
    row("find, two words", median(home, 15, "find", "ka re"), 0.02)
    row("contact list", median(home, 15, "contact", "list"), 0.02)
    row("version (a bare start)", median(home, 15, "version"), 0.008)


def office_rows():
    """What an owner of a large office asks, and how long it may take."""
    rich = "tag:vip type:designer last:>90d city:rīga spent:>50 -deal:lost"
    names = ("revenue", "visits", "clients", "sources", "goods", "funnel", "forecast", "answers",
             "birthdays", "tax")
    return [
        ("contact list", 0.05, ("contact", "list")),
        ("contact list, a rich query", 0.05, ("contact", "list", rich)),
        ("contact list, newest contact first", 0.05, ("contact", "list", "--sort", "last")),
        ("find, two words", 0.05, ("find", "wedding trial")),
        ("query", 0.005, ("query", "anna kal")),
        ("query, wide", 0.005, ("query", "an")),
        ("agenda", 0.05, ("agenda",)),
        ("deal board", 0.05, ("deal", "board")),
        ("deal list", 0.05, ("deal", "list")),
        ("invoice list", 0.05, ("invoice", "list")),
        *((f"report {name}", 0.05, ("report", name)) for name in names),
        ("report revenue by=client", 0.05, ("report", "revenue", "by=client")),
        ("contact duplicates", 1, ("contact", "duplicates")),
    ]


def office_jobs(home):
    """20,000 contacts, 10,000 deals with moves and items, invoices and visits beside the letters."""
    subprocess.run([f"{BUILD}/tests/bench/make-office", f"{home}/config", f"{home}/data"], check=True,
                   env=dict(os.environ, KONTOR_NOW=NOW))
    for job, target, args in office_rows():
        row(f"office: {job}", median(home, 9, *args), target)
    table = f"{home}/import.csv"
    with open(table, "w", encoding="utf-8") as rows_of:
        rows_of.write("Name;Phone;E-mail;City\n")
        rows_of.writelines(f"Imported Person {n};+3716{n:07};imported{n}@new.example;Rīga\n"
                           for n in range(20000))
    row("office: import of 20,000 rows", run(home, "import", "csv", table, "--yes")[0], 5, "s")


def write_events(directory, n):
    """n events of a year around the bench's day, every sixteenth of them repeated each week."""
    os.makedirs(directory)
    for k in range(n):
        day, hour = divmod(k * 37 % (365 * 9), 9)
        start = datetime.datetime(2026, 5, 24) + datetime.timedelta(days=day, hours=8 + hour)
        rule = "RRULE:FREQ=WEEKLY;COUNT=20\r\n" if k % 16 == 0 else ""
        with open(f"{directory}/{k}.ics", "w", newline="") as event:
            event.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\n"
                        f"UID:{k}@bench.example\r\nDTSTAMP:20260101T000000Z\r\n"
                        f"DTSTART:{start:%Y%m%dT%H%M%S}Z\r\nDURATION:PT45M\r\n{rule}"
                        f"SUMMARY:Meeting {k}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


def event_jobs(home):
    """A directory of 5,000 events beside the mail."""
    write_events(f"{home}/calendars/bench", EVENTS)
    with open(f"{home}/config", "a") as config:
        config.write(f"\n[calendar diary]\nurl = vdir:{home}/calendars\n")
    row(f"vdir: first sync of {EVENTS} events", run(home, "sync", "diary")[0], 3, "s")
    row("vdir: nothing new", median(home, 7, "sync", "diary"), 0.08)
    row(f"agenda, {EVENTS} events", median(home, 15, "agenda"), 0.008)


def salon_jobs(home):
    """Five hands, 20,000 clients, 24,000 visits that were."""
    os.makedirs(home)
    with open(f"{home}/config", "w", opener=lambda p, f: os.open(p, f, 0o600)) as config:
        config.write("[me]\nname = Anna\naddresses = anna@studija.example\n"
                     "timezone = Europe/Riga\ncountry = LV\ncurrency = EUR\n")
    subprocess.run([f"{BUILD}/tests/bench/make-salon", f"{home}/config", f"{home}/data"], check=True,
                   env=dict(os.environ, KONTOR_NOW=NOW))
    row("salon: agenda", median(home, 15, "agenda"), 0.02)
    row("salon: day", median(home, 15, "day"), 0.008)
    row("salon: brief", median(home, 15, "brief", "Rita Kalne2391"), 0.02)
    row("salon: slots of a month, 5 hands", median(home, 15, "slots", "cut", "1.12..31.12"), 0.03)
    row("salon: due", median(home, 15, "due"), 0.05)


def start_dovecot(directory):
    """The settings tests/servers/dovecot.sh tells; the server ends with this process."""
    script = f'eval "$(bash "{SERVERS}/dovecot.sh" start "{directory}" {os.getpid()})" || exit; ' \
             'printf "%s\\n" "$imaps_port" "$ca" "$user" "$password" "$maildir"'
    out = subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True).stdout
    return out.splitlines()


def stop_dovecot(directory):
    subprocess.run(["bash", f"{SERVERS}/dovecot.sh", "stop", directory], check=True)


def own_like(reference, path):
    """New letters belong to whom the server runs as."""
    subprocess.run(["chown", "-R", f"--reference={reference}", path], check=True)


def main():
    scratch = tempfile.mkdtemp(prefix="kontor-bench.")
    os.chmod(scratch, 0o755)
    try:
        mailbox = f"{scratch}/mailbox"
        make_mailbox(mailbox, LETTERS)
        total = size(mailbox)
        print(f"{LETTERS} letters, {total / 1e6:.0f} MB", flush=True)
        home = f"{scratch}/files"
        office(home, f"maildir:{mailbox}")
        sync_jobs("Maildir", home, mailbox, 1000000)
        daily_jobs(home)
        shutil.copytree(home, f"{scratch}/office")
        office_jobs(f"{scratch}/office")
        salon_jobs(f"{scratch}/salon")
        row("databases, share of the mail", size(f"{home}/data") / total, 0.35, "x")
        event_jobs(home)
        dovecot = f"{scratch}/dovecot"
        os.makedirs(f"{dovecot}/mail")
        shutil.move(mailbox, f"{dovecot}/mail/anna@studija.example")
        port, ca, user, password, maildir = start_dovecot(dovecot)
        try:
            imap = f"{scratch}/imap"
            os.makedirs(imap)
            with open(f"{imap}/password", "w", opener=lambda p, f: os.open(p, f, 0o600)) as secret:
                secret.write(password + "\n")
            office(imap, f"imaps://{user.replace('@', '%40')}@localhost:{port}",
                   f"password-file = {imap}/password\nca-file = {ca}\n")
            sync_jobs("IMAP", imap, maildir, 2000000, lambda: own_like(f"{dovecot}/mail", maildir))
        finally:
            stop_dovecot(dovecot)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
