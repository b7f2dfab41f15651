#!/usr/bin/env python3
"""Every line of scenarios.txt against the real program: hostile.py [NAME…]. TAP.

In `make check` the lines marked + are run, with KONTOR_TORTURE all of them."""
import os
import shutil
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

from office import (JOBS, SANITIZED, SECRET, SOURCE, TORTURE, Office, difference, make_book,
                    make_certificates, moves_a_terminal)
from scenario import Script, read
from server import Server, Session, login_shown

LEAST = 150  # distinct scenarios the table has to hold
MEGABYTES_MAX = 128
SECONDS_MAX = 40 if SANITIZED else 10  # of a run against a server that is silent
DEADLINES = (300, 2000, 8000)  # ms: on a busy machine even good answers may take too long


class Bench:
    """Bases to start from and what an undisturbed run makes of them, each made once."""

    def __init__(self, top):
        self.top, self.tls = top, f"{top}/tls"
        self.ca = make_certificates(self.tls)
        self.book = make_book(Office(top, self.ca))
        self.made, self.lock = {}, threading.Lock()

    def serve(self, flavour, day, scenario=None, starttls=False, cut=None):
        """A server, and all that was said to it."""
        seen = []

        def make(client):
            script = Script(self.tls, flavour, day, scenario, cut)
            return Session(client, script.folders, script, seen)
        return Server(make, starttls), seen

    def sync(self, office, flavour, day, config=(), retry=False):
        """Against a good server."""
        server, _ = self.serve(flavour, day)
        office.configure(server.port, lines=config)
        done = office.kontor("sync", *(["--retry"] if retry else []))
        server.close()
        return done

    def base(self, scenario):
        """(directory to start from, the undisturbed run's mirror and book)."""
        key = (scenario.start, scenario.flavour, *scenario.config)
        with self.lock:
            if key not in self.made:
                self.made[key] = self.make(scenario)
            return self.made[key]

    def make(self, scenario):
        office = Office(self.top, self.ca)
        office.fill(self.book)
        if scenario.start == "old":
            must(self.sync(office, scenario.flavour, 0, scenario.config))
        base = f"{office.directory}/base"
        shutil.copytree(office.data(), base)
        must(self.sync(office, scenario.flavour, 1, scenario.config))
        return base, office.mirror(), office.book()


def must(run):
    if run.status != 0:
        sys.exit(f"Bail out! an undisturbed sync failed: {run.out.decode()}")


def check_book(before, after, undisturbed):
    """Nothing of it may change; contacts of those written to may be made, as in any sync."""
    lost = set(before) - set(after)
    more = set(after) - set(before) - set(undisturbed)
    return f"the book changed: without {sorted(lost)[:2]}, with {sorted(more)[:2]}" if lost or more else ""


def check_login(scenario, seen):
    shown, tls = login_shown(seen, SECRET)
    if shown and not tls:
        return "the password was sent in the clear"
    if shown and scenario.login == "never":
        return "the password was sent"
    return "" if shown or scenario.login == "never" else "no login was tried"


def check_run(scenario, run, seen, office, base, undisturbed):
    """All that a run against the hostile server must keep; yields what it did not."""
    mirror, book = undisturbed
    text = run.out.decode("utf-8", "replace")
    wanted = scenario.says.lstrip("= ")
    if run.status != scenario.exit:
        yield f"exit {run.status}, not {scenario.exit}: {text.strip()}"
    elif wanted not in text:
        yield f"does not say «{wanted}»: {text.strip()}"
    if scenario.says.startswith("="):
        yield difference(mirror, office.mirror())
    if run.seconds > SECONDS_MAX:
        yield f"took {run.seconds:.1f} s"
    if run.megabytes > MEGABYTES_MAX and not SANITIZED:
        yield f"took {run.megabytes:.0f} MB"
    yield check_login(scenario, seen)
    yield moves_a_terminal(run.out)
    if SECRET in text or office.secret_is_somewhere():
        yield f"the password stands in {office.secret_is_somewhere() or 'what was said'}"
    yield check_book(base.book, office.book(), book)
    if not base.letters <= office.letters():
        yield f"letters were lost: {sorted(base.letters - office.letters())}"


class Before:
    def __init__(self, office):
        self.book, self.letters = office.book(), office.letters()


def attack(bench, office, scenario, deadline):
    """One run against the hostile server: what is wrong."""
    directory, mirror, book = bench.base(scenario)
    office.fill(directory)
    before = Before(office)
    server, seen = bench.serve(scenario.flavour, 1, scenario, scenario.starttls)
    office.configure(server.port, "imap+starttls" if scenario.starttls else "imaps", deadline,
                     scenario.config)
    for step in scenario.hooks:
        step.fired = False
    run = office.kontor("sync")
    server.close()
    wrong = [w for w in check_run(scenario, run, seen, office, before, (mirror, book)) if w]
    wrong += [f"{s.verb} never came to «{s.action} {s.text}»" for s in scenario.hooks if not s.fired]
    # what could not be read is only asked for again when the user says so, as the warning tells
    again = bench.sync(office, scenario.flavour, 1, scenario.config, office.has_unreadable())
    if again.status != 0:
        wrong.append(f"the next sync fails: {again.out.decode('utf-8', 'replace').strip()}")
    else:
        wrong += [f"after the next sync: {w}"
                  for w in (difference(mirror, office.mirror()), difference(book, office.book())) if w]
    return wrong, run


def judge(bench, offices, scenario):
    office = offices.get()
    wrong, run = [], None
    for deadline in (5000, 20000) if scenario.patient else DEADLINES:
        wrong, run = attack(bench, office, scenario, deadline)
        if not wrong:
            break
    return scenario, wrong, run


class Offices(threading.local):
    def __init__(self, bench):
        self.bench, self.own = bench, None

    def get(self):
        if self.own is None:
            self.own = Office(self.bench.top, self.bench.ca)
        return self.own


def choose(scenarios, names):
    if names:
        return [s for s in scenarios if s.name in names or s.group() in names]
    return [s for s in scenarios if s.mark == "+" or TORTURE]


def main(names):
    scenarios = read(f"{SOURCE}/tests/hostile/scenarios.txt")
    chosen = choose(scenarios, names)
    top = tempfile.mkdtemp(prefix="kontor-hostile.")
    print(f"1..{len(chosen) + 1}", flush=True)
    distinct = min(len({s.name for s in scenarios}), len({(s.start, s.flavour, s.starttls, s.does) for s in scenarios}))
    print(f"{'ok' if distinct >= LEAST and distinct == len(scenarios) else 'not ok'} 1 - "
          f"{distinct} distinct scenarios, {len(chosen)} of them now", flush=True)
    most = 0
    try:
        bench = Bench(top)
        offices = Offices(bench)
        with ThreadPoolExecutor(JOBS) as pool:
            done = pool.map(lambda s: judge(bench, offices, s), chosen)
            for number, (scenario, wrong, run) in enumerate(done, 2):
                most = max(most, run.megabytes)
                print(f"{'not ok' if wrong else 'ok'} {number} - {scenario.name}", flush=True)
                if os.environ.get("KONTOR_TIMES"):
                    print(f"# {run.seconds:.2f} s, {run.megabytes:.0f} MB", flush=True)
                for line in wrong:
                    print(f"# {line[:600]}".replace("\n", "\n#   "), flush=True)
        print(f"# most memory of a process: {most:.0f} MB", flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
