#!/usr/bin/env python3
"""Kills kontor at the writing calls of every command that changes the book. After each kill the book
is as before or as after, whole; the next run brings it to where an undisturbed one ends. In a sample it
is run behind one of all the kills that leave the same. TAP; with KONTOR_TORTURE=N at each Nth call, 1 at
every one, and behind each."""
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import scenarios
import state
from office import Place, PRELOAD, SOURCE, make, scratch_directory
from points import JOBS, TORTURE, spread

POINTS = 3
SIGKILLED = -9
CONFLICT = 4  # exit status: it stands in the way of itself, half done


class Scenario:
    def __init__(self, kind, office, base, directory, row):
        self.key, self.command = row[0], row[1]
        before, again = (*row[2:], [], None)[:2] if len(row) < 4 else row[2:]
        self.base, self.directory = f"{directory}/base", directory
        self.place = Place(kind, office, directory)
        self.place.lay(base)
        for command in before:
            self.place.prepare(command)
        self.args = self.place.words(self.command)
        self.again = self.place.words(again) if again else None
        self.place.keep(self.base)
        self.begin = self.rows("book"), self.rows("mirror")
        self.right = set()  # what was left, and what goes on from there is known to be right

    def rows(self, name):
        found = state.rows_of(self.place.data, name)
        if name == "mirror" and self.place.kind == "phone":
            found.update(state.files_below(f"{self.directory}/vdir"))
        return found

    def in_book(self):
        """What changed there."""
        return state.difference(self.begin[0], self.rows("book"))

    def elsewhere(self):
        return state.difference(self.begin[1], self.rows("mirror"))

    def found(self):
        return self.in_book(), self.elsewhere()

    def left(self):
        return {n for n in os.listdir(self.place.data) if not n.endswith(("-wal", "-shm"))}

    def undisturbed(self):
        counter = f"{self.directory}/count"
        self.place.lay(self.base)
        done = self.place.kontor(*self.args, LD_PRELOAD=PRELOAD, KILL_COUNT=counter)
        if done.returncode != 0:
            raise ValueError(f"it fails undisturbed: {done.stderr.decode()}")
        self.reached = self.found()
        self.settle()
        self.end, self.files = self.found(), self.left()
        with open(counter, encoding="ascii") as file:
            self.count = int(file.read().split()[0])
        if self.reached == ([], []):
            raise ValueError("it changes nothing")

    def settle(self):
        """A command of several steps is at its end where the next sync has nothing more to do."""
        if self.key in scenarios.STEPS:
            self.place.must("sync")

    def repeat(self, found):
        """What did not reach the book is done again, or finished where another command does that;
        returns an empty string, or why it failed."""
        changed = found[0] == self.reached[0] and (self.reached[0] or found[1] == self.reached[1])
        if changed and self.left() == self.files:
            return ""
        done = self.place.kontor(*(self.again or self.args if changed else self.args))
        if done.returncode == CONFLICT and self.again:
            done = self.place.kontor(*self.again)
        return f"again it fails: {done.stderr.decode()}" if done.returncode != 0 else ""

    def is_gone(self, line):
        """What was deleted there is forgotten with the next list of its collection, which one run needs
        and the other does not."""
        return self.key in scenarios.STEPS and line.split()[1] == "outbox" and "'deleting'" in line

    def compare_book(self):
        asks = scenarios.ASKS_AGAIN.get(self.key, ("",))[0]
        books = [[line for line in lines if (not asks or line.split()[1] != asks) and not self.is_gone(line)]
                 for lines in (self.end[0], self.in_book())]
        return state.compare(*books)

    def finish(self, found):
        """An empty string, or what is wrong when it goes on; a sample does so once from what is the same."""
        content = repr((found, sorted(self.left()), state.facts_of(self.place.data)))
        if content in self.right and not TORTURE:
            return ""
        wrong = self.go_on(found) or state.damage_of(self.place.data)
        if not wrong:
            self.right.add(content)
        return wrong

    def go_on(self, found):
        """An empty string, or what is wrong when all was repeated and another command has run."""
        wrong = self.repeat(found)
        if wrong:
            return wrong
        self.settle()
        wrong = self.compare_book()
        if wrong:
            return wrong
        # what names, letters and events have to do with it is made up for by the next that writes
        self.place.must("remind", "+200d", "the next command")
        wrong = state.compare(self.end[1], self.elsewhere())
        if not wrong and self.left() != self.files:
            wrong = f"files are left: {self.left() ^ self.files}"
        return wrong

    def at(self, point):
        """An empty string, or what is wrong after a kill at this call."""
        self.place.lay(self.base)
        killed = self.place.kontor(*self.args, LD_PRELOAD=PRELOAD, KILL_AT=str(point))
        if killed.returncode not in (SIGKILLED, 0):  # 0: this run needed fewer calls
            return f"was not killed but ended with {killed.returncode}"
        found = self.found()
        wrong = state.damage_of(self.place.data)
        if not wrong and found[0] not in ([], self.end[0]) and self.key not in scenarios.STEPS:
            wrong = "half done: " + state.compare(self.end[0], found[0])
        return wrong or self.finish(found)

    def run(self):
        self.undisturbed()
        points = spread(self.count, POINTS)
        wrong = [f"call {p}: {w}" for p, w in ((p, self.at(p)) for p in points) if w]
        return len(points), self.count, wrong


def run_one(kind, office, base, directory, row):
    try:
        return Scenario(kind, office, base, directory, row).run()
    except (ValueError, OSError, subprocess.SubprocessError) as error:
        return 0, 0, [str(error)]
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def named_in_source():
    """Every command and subcommand whose row says that it writes."""
    found = set()
    folder = f"{SOURCE}/src/cli"
    for name in sorted(os.listdir(folder)):
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            text = file.read()
        for row in re.findall(r"kt_cmd_\w+ = \{(.*?)\n\};", text, re.S):
            command = re.search(r'\.name = "(\w+)"', row).group(1)
            run = re.search(r"\.run = (\w+)", row).group(1)
            if "KT_NEED_WRITE" in row:
                found.add(command)
            body = re.search(r"\n%s \(KtContext.*?\n\}\n" % run, text, re.S)
            rows = r'\{ "(\w+)", \w+, [^}]*KT_NEED_WRITE[^}]*\}'
            tables = re.findall(r"\n(?:static )?const KtSubcommand .*?\n\};", text, re.S)
            for table in [body.group(0) if body else ""] + tables:
                found |= {f"{command} {sub}" for sub in re.findall(rows, table)}
        if name not in ("run.c", "parse.c") and re.search(r"kt_command_open \([^;]*KT_NEED_WRITE", text):
            found |= set(scenarios.OPENED_IN.get(name, [f"what {name} opens to write"]))
    return found


def main():
    top = scratch_directory("kontor-commands.")
    try:
        rows = []
        for kind, table in scenarios.ALL.items():
            base = make(kind, f"{top}/{kind}")
            rows += [(kind, f"{top}/{kind}", base, row) for row in table]
        only = sys.argv[1:]
        rows = [r for r in rows if not only or r[3][0] in only]
        print(f"1..{len(rows) + 2}", flush=True)
        with ProcessPoolExecutor(JOBS) as pool:
            runs = [pool.submit(run_one, kind, office, base, f"{top}/{n}", row)
                    for n, (kind, office, base, row) in enumerate(rows)]
            total = 0
            for number, (run, row) in enumerate(zip(runs, rows), 1):
                points, count, wrong = run.result()
                total += points
                print(f"{'not ok' if wrong else 'ok'} {number} - {row[3][1][:60]}: {points} of {count} calls",
                      flush=True)
                for line in wrong[:5]:
                    print(f"# {line}")
        missing = named_in_source() - {r[3][0] for r in rows} - set(scenarios.EXCUSED)
        good = not missing or only
        print(f"{'ok' if good else 'not ok'} {len(rows) + 1} - every command that writes is there")
        if not good:
            print(f"# not in tests/faults/scenarios.py: {sorted(missing)}")
        enough = total >= (2000 if TORTURE == 1 else 2 * len(rows))
        print(f"{'ok' if enough or only else 'not ok'} {len(rows) + 2} - {total} points in all")
    finally:
        shutil.rmtree(top, ignore_errors=True)


if __name__ == "__main__":
    main()
