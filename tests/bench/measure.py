"""What the parts of the bench share: one run of kontor measured, a row of the table, the servers.
A run's wall time is what a user waits; its processor time, that of all its processes, is what a
busy machine leaves comparable. Peaks of memory are read from /proc while the processes live."""
import datetime
import os
import resource
import statistics
import subprocess
import sys
import threading
import time

BUILD = os.path.abspath(sys.argv[1])
SERVERS = os.path.abspath(sys.argv[2])
KONTOR = f"{BUILD}/kontor"
NOW = "2026-11-22T14:00:00+02:00"
EVENTS = 5000
RUN_MAX = 900  # seconds of one command: a bench that hangs ends
rows = []


class Peaks(threading.Thread):
    """The largest VmHWM of each process of a family, by name."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peaks, self.ended = pid, {}, False

    def family(self):
        pids = [self.pid]
        try:
            with open(f"/proc/{self.pid}/task/{self.pid}/children", encoding="ascii") as children:
                pids += [int(p) for p in children.read().split()]
        except OSError:
            pass
        return pids

    def run(self):
        while not self.ended:
            for pid in self.family():
                try:
                    with open(f"/proc/{pid}/status", encoding="ascii") as status:
                        fields = dict(line.split(":", 1) for line in status)
                    name, peak = fields["Name"].strip(), int(fields["VmHWM"].split()[0])
                    self.peaks[name] = max(peak, self.peaks.get(name, 0))
                except (OSError, KeyError):
                    pass
            time.sleep(0.02)


class Taken:
    """Seconds of the clock and of the processor, MB of each process."""

    def __init__(self, wall, cpu, peaks=None):
        self.wall, self.cpu, self.peaks = wall, cpu, peaks or {}


def used():
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def timed(command, environment=None, peaks=False, codes=(0,)):
    """Runs a command to its end; what it says on stderr is shown if it fails."""
    start, before = time.monotonic(), used()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          env=environment) as process:
        watch = Peaks(process.pid)
        if peaks:
            watch.start()
        try:
            _, complaint = process.communicate(timeout=RUN_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            sys.exit(f"{' '.join(command)}: not done after {RUN_MAX} s")
        finally:
            watch.ended = True
    taken = Taken(time.monotonic() - start, used() - before,
                  {name: peak / 1024 for name, peak in watch.peaks.items()})
    if process.returncode not in codes:
        sys.exit(f"{' '.join(command)}: exit {process.returncode}: {complaint.decode()}")
    return taken


def environment_of(home):
    return dict(os.environ, KONTOR_NOW=NOW, HOME=home, LC_ALL="C.UTF-8")


def kontor(home, *args):
    return [KONTOR, "--config", f"{home}/config", "--data", f"{home}/data", *args]


def run(home, *args, peaks=False):
    return timed(kontor(home, *args), environment_of(home), peaks)


def middle(runs):
    return Taken(statistics.median(r.wall for r in runs), statistics.median(r.cpu for r in runs))


def median(home, runs, *args):
    run(home, *args)
    return middle([run(home, *args) for _ in range(runs)])


def shown(value, unit):
    return f"{value * 1000:.1f} ms" if unit == "ms" else f"{value:.2f} {unit}"


def judged(taken, wall, goal):
    """On a busy machine a command that waits for nobody has used less than the clock says."""
    if goal is None:
        return ""
    if wall <= goal:
        return "ok"
    within = isinstance(taken, Taken) and taken.cpu <= goal
    return f"missed by {wall / goal:.2f}x" + (", though not by the processor" if within else "")


def row(job, taken, goal, unit="ms"):
    """taken: Taken, or a number. goal None: told, not judged."""
    wall = taken.wall if isinstance(taken, Taken) else taken
    cpu = shown(taken.cpu, unit) if isinstance(taken, Taken) else ""
    verdict = judged(taken, wall, goal)
    rows.append((job, taken, goal, verdict))
    print(f"{job:<52} {shown(wall, unit):>11} {cpu:>11} "
          f"{'' if goal is None else shown(goal, unit):>11}   {verdict}", flush=True)


def heading(text):
    print(f"\n{text:<52} {'median':>11} {'processor':>11} {'goal':>11}", flush=True)


def figure(job):
    """What was measured for a row that stands already; None: there is none."""
    return next((taken for name, taken, _, _ in rows if name == job), None)


def write_private(path, text):
    with open(path, "w", encoding="utf-8", opener=lambda p, f: os.open(p, f, 0o600)) as file:
        file.write(text)


def office(home, more):
    os.makedirs(home, exist_ok=True)
    write_private(f"{home}/config",
                  "[me]\nname = Anna\naddresses = anna@studija.example\ntimezone = Europe/Riga\n"
                  f"country = LV\ncurrency = EUR\n{more}")


def make_mailbox(directory, letters, first=0):
    subprocess.run([f"{BUILD}/tests/bench/make-mailbox", directory, str(letters), str(first)],
                   check=True)


def size(path):
    return sum(os.path.getsize(os.path.join(top, name))
               for top, _, names in os.walk(path) for name in names)


def write_events(directory, n):
    """n events of a year around the bench's day, every sixteenth of them repeated each week."""
    os.makedirs(directory)
    for k in range(n):
        day, hour = divmod(k * 37 % (365 * 9), 9)
        start = datetime.datetime(2026, 5, 24) + datetime.timedelta(days=day, hours=8 + hour)
        rule = "RRULE:FREQ=WEEKLY;COUNT=20\r\n" if k % 16 == 0 else ""
        with open(f"{directory}/{k}.ics", "w", encoding="utf-8", newline="") as event:
            event.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//bench//EN\r\nBEGIN:VEVENT\r\n"
                        f"UID:{k}@bench.example\r\nDTSTAMP:20260101T000000Z\r\n"
                        f"DTSTART:{start:%Y%m%dT%H%M%S}Z\r\nDURATION:PT45M\r\n{rule}"
                        f"SUMMARY:Meeting {k}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
