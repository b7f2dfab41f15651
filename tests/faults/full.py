#!/usr/bin/env python3
"""Every command that changes the book on a disk that is full from a writing call on, and with one
call that fails as a broken disk does. It says so, exits with 10, and the book is as before; with
room again the same command does it all, in a sample tried behind one of all that leave the same. TAP; with
KONTOR_TORTURE=N at each Nth call, 1 at every one, and behind each."""
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import scenarios
import state
from commands import Scenario
from office import PRELOAD, make, scratch_directory
from points import JOBS, TORTURE, spread

DATABASE = 10  # exit status: database or disk
FULL = re.compile(r"^kontor: the disk is full; («.+» was NOT saved|nothing was saved)$", re.M)
BROKEN = re.compile(r"^kontor: cannot .+(Input/output error|disk I/O error)", re.M)
EIO_EACH = 5  # in the fixed sample one scenario in so many meets a broken disk too


class Failing(Scenario):
    def counted(self):
        """How many calls can fail, and those of them that need room: a disk that is full from any
        other on is one that is full from the next of these on."""
        self.undisturbed()
        with open(f"{self.directory}/count", encoding="ascii") as file:
            _, count, room = file.read().split()
        return int(count), [n for n, needs in enumerate(room, 1) if needs == "1"]

    def told(self, done, why):
        """An empty string, or what is wrong with what it says."""
        said = done.stderr.decode()
        if done.returncode != DATABASE:
            return f"exit {done.returncode}: {said}"
        if not (FULL if why == "ENOSPC" else BROKEN).search(said):
            return f"does not say it: {said}"
        if why == "ENOSPC" and "\nhint: " not in said:
            return f"no hint: {said}"
        return ""

    def fails_at(self, point, why):
        self.place.lay(self.base)
        done = self.place.kontor(*self.args, LD_PRELOAD=PRELOAD, FAIL_AT=str(point), FAIL_WITH=why)
        found = self.found()
        saved = found[0] == self.reached[0] and (self.reached[0] or found[1] == self.reached[1])
        wrong = "" if saved and done.returncode == 0 else self.told(done, why)
        in_steps = self.again or self.key in scenarios.STEPS
        if not wrong and done.returncode != 0 and found[0] and not in_steps:
            wrong = "says it failed, and changed " + str(found[0][:2])
        return wrong or state.damage_of(self.place.data) or self.finish(found)

    def run_all(self, number):
        count, taking_room = self.counted()
        points = [("ENOSPC", p) for p in spread(count, 3)[-1 if number % 2 else -2:][:1]]
        if TORTURE:
            points = [("ENOSPC", p) for p in taking_room] + [("EIO", p) for p in range(1, count + 1)]
            points = points[number % TORTURE::TORTURE]
        elif number % EIO_EACH == 0:
            points += [("EIO", p) for p in spread(count, 4)[1:3]]
        wrong = [f"{why} at call {p}: {w}" for why, p in points for w in [self.fails_at(p, why)] if w]
        return len(points), count, wrong


def run_one(number, kind, office, base, directory, row):
    try:
        return Failing(kind, office, base, directory, row).run_all(number)
    except (ValueError, OSError, subprocess.SubprocessError) as error:
        return 0, 0, [str(error)]
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def main():
    top = scratch_directory("kontor-full.")
    only = sys.argv[1:]
    try:
        rows = []
        for kind, table in scenarios.ALL.items():
            base = make(kind, f"{top}/{kind}")
            rows += [(kind, f"{top}/{kind}", base, row) for row in table
                     if not only or row[0] in only]
        print(f"1..{len(rows) + 1}", flush=True)
        with ProcessPoolExecutor(JOBS) as pool:
            runs = [pool.submit(run_one, n, kind, office, base, f"{top}/{n}", row)
                    for n, (kind, office, base, row) in enumerate(rows)]
            total = 0
            for number, (run, row) in enumerate(zip(runs, rows), 1):
                points, count, wrong = run.result()
                total += points
                print(f"{'not ok' if wrong else 'ok'} {number} - {row[3][1][:60]}: {points} of {count} calls",
                      flush=True)
                for line in wrong[:5]:
                    print(f"# {line}")
        print(f"{'ok' if total >= len(rows) else 'not ok'} {len(rows) + 1} - {total} points in all")
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main()
