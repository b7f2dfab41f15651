#!/usr/bin/env python3
"""Kills kontor, its courier or its reader at many of kontor's writing calls, runs the command again
and expects the state of an undisturbed run; in a sample, of all the kills that leave the same rows in
every table, behind one. TAP. With KONTOR_TORTURE=N at each Nth call, 1 at every one, and behind each."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import dump as dumper
import state
from points import JOBS, TORTURE, spread

BUILD, SOURCE = os.environ["builddir"], os.environ["srcdir"]
KONTOR = f"{BUILD}/kontor"
PRELOAD = f"{BUILD}/tests/faults/kill-at.so"
NOW = "2026-11-23T08:12:00+02:00"


def environment(home, **more):
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "MALLOC_PERTURB"))}
    return dict(keep, HOME=home, KONTOR_NOW=NOW, LC_ALL="C.UTF-8", **more)


def kontor(office, data, *args, **more):
    return subprocess.run([KONTOR, "--no-input", "--config", f"{office}/config", "--data", data, *args],
                          env=environment(office, **more), stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, check=False)


def dump(data):
    return set(dumper.lines_of(data))


class Scenario:
    def __init__(self, name, office, base, whom, points, *command):
        self.name, self.office, self.base, self.whom = name, office, base, whom
        self.command, self.points = command, points
        self.scratch = tempfile.mkdtemp(prefix="kill.", dir=office)
        self.right = set()  # what was left, and the next run from there is known to be right
        self.free = SimpleQueue()  # directories in which nobody is killed just now
        for n in range(JOBS):
            self.free.put(f"{self.scratch}/data{n}")

    def lay(self, data):
        shutil.rmtree(data, ignore_errors=True)
        if self.base:
            shutil.copytree(self.base, data)

    def expected(self):
        data, counter = f"{self.scratch}/undisturbed", f"{self.scratch}/count"
        self.lay(data)
        done = kontor(self.office, data, *self.command, LD_PRELOAD=PRELOAD, KILL_COUNT=counter)
        if done.returncode != 0:
            sys.exit(f"Bail out! {self.command} failed undisturbed: {done.stderr.decode()}")
        with open(counter) as file:
            return dump(data), int(file.read().split()[0])

    def at(self, point, wanted):
        """An empty string, or what is wrong after a kill at this point."""
        data = self.free.get()
        try:
            return self.kill_in(data, point, wanted)
        finally:
            self.free.put(data)

    def kill_in(self, data, point, wanted):
        self.lay(data)
        kontor(self.office, data, *self.command, LD_PRELOAD=PRELOAD, KILL_AT=str(point),
               KILL_WHOM=self.whom)
        damage, content = self.left(data)
        if damage:
            return f"call {point}: {damage}"
        if content in self.right and not TORTURE:
            return ""
        again = kontor(self.office, data, *self.command)
        # what was committed before the kill is not done twice: the command says so
        if again.returncode not in (0, 4):
            return f"call {point}: the next run failed: {again.stderr.decode()}"
        found = dump(data)
        if wanted == found:
            self.right.update({content} - {None})
            return ""
        return (f"call {point}: another state, without {sorted(wanted - found)[:2]}, "
                f"with {sorted(found - wanted)[:2]}")

    def left(self, data):
        """What is wrong with the files, and their content; None where only a writer may look."""
        try:
            return state.damage_of(data), state.content_of_rows(data)
        except sqlite3.OperationalError:  # the journal of a database that is just being made
            return "", None

    def run(self, number):
        wanted, count = self.expected()
        points = spread(count, self.points)
        with ThreadPoolExecutor(JOBS) as pool:
            wrong = [w for w in pool.map(lambda p: self.at(p, wanted), points) if w]
        print(f"{'not ok' if wrong else 'ok'} {number} - {self.name}: {len(points)} of {count} calls, "
              f"{len(self.right)} states to go on from", flush=True)
        for line in wrong[:10]:
            print(f"# {line}", flush=True)
        shutil.rmtree(self.scratch)
        return len(points)


def over_imap(office):
    """A config that somebody made, with a server behind it; the second sync finds what the first
    left: half of it is taken out of a synced book by hand."""
    some = f"{office}/some"
    kontor(office, some, "sync")
    db = sqlite3.connect(f"{some}/mirror.db")
    db.execute("DELETE FROM location WHERE uid % 2 = 0")
    db.execute("UPDATE folder SET uidnext = 1, modseq = 0")
    db.commit()
    db.close()
    return [
        Scenario("kontor killed in a first sync over IMAP", office, None, "self", 12, "sync"),
        Scenario("its courier killed", office, None, "kontor-courier", 6, "sync"),
        Scenario("its reader killed", office, None, "kontor-reader", 6, "sync"),
        Scenario("kontor killed in a later sync", office, some, "self", 6, "sync"),
    ]


def of_demo(office):
    made = subprocess.run([KONTOR, "demo", office], env=environment(office), capture_output=True,
                          check=False)
    if made.returncode != 0:
        sys.exit(f"Bail out! kontor demo: {made.stderr.decode()}")
    return [
        Scenario("kontor killed in a first sync", office, None, "self", 80, "sync"),
        Scenario("its courier killed", office, None, "kontor-courier", 40, "sync"),
        Scenario("its reader killed", office, None, "kontor-reader", 40, "sync"),
    ]


def main():
    office = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="kontor-kill.")
    try:
        scenarios = over_imap(office) if len(sys.argv) > 1 else of_demo(office)
        print(f"1..{len(scenarios) + 1}", flush=True)
        points = sum(s.run(i + 1) for i, s in enumerate(scenarios))
        enough = sum(s.points for s in scenarios) // 2
        print(f"{'ok' if points >= enough else 'not ok'} {len(scenarios) + 1} - {points} points in all")
    finally:
        if len(sys.argv) == 1:
            shutil.rmtree(office, ignore_errors=True)


main()
