#!/usr/bin/env python3
"""Letters that the server lists and never hands over: each sync asks for them by their numbers alone,
after some tries, an hour apart, they are set aside, which is told once, and no sync costs more for
them. TAP."""
import json
import shutil
import sys
import tempfile

from hostile import Bench
from office import NOW, Office, difference
from scenario import Scenario

TRIES = 3  # as KT_QUARANTINE_TRIES
WAYS = {"nothing": "BODY data", "a NO": "BODY say $T NO broken\\n"}
FLAVOURS = ("plain", "condstore", "full")


def later(number):
    """The clock so many hours later."""
    return f"2026-11-23T{8 + number:02}:12:00+02:00"


class Try:
    """One sync against a server that goes its way: what was said, and what it was asked."""

    def __init__(self, bench, office, scenario, *words):
        server, seen = bench.serve(scenario.flavour, 1, scenario)
        office.configure(server.port)
        run = office.kontor("sync", *words)
        server.close()
        self.status, self.said = run.status, run.out.decode()
        self.asked = [text.decode("latin-1").split(" ", 1)[1] for _, text in seen]

    def listed_whole(self):
        return any(command.startswith("UID SEARCH UID 1:*") for command in self.asked)

    def fetched(self):
        return sum("BODY.PEEK" in command for command in self.asked)


def follow(bench, office, flavour, way):
    """What is wrong from the first try to the last."""
    scenario = Scenario(f"try | old {flavour} | {way} | 0 | tls | told |", 0)
    base, mirror, _ = bench.base(scenario)
    office.fill(base)
    for number in range(1, TRIES + 3):
        office.now = later(number - 1)
        done = Try(bench, office, scenario)
        aside = done.said.count("set aside: ")
        if done.status != 0:
            yield f"sync {number}: exit {done.status}: {done.said}"
        if number < TRIES and "3 not handed over" not in done.said:
            yield f"sync {number}: {done.said}"
        if number > 1 and done.listed_whole():
            yield f"sync {number} lists all: {done.asked}"
        if (done.fetched() > 0) != (number <= TRIES):
            yield f"sync {number}: {done.asked}"
        if aside != (3 if number == TRIES else 0):
            yield f"sync {number} sets aside: {done.said}"
        if number == TRIES and "UID 7, the server does not hand it over; once more: kontor sync --retry studio" not in done.said:
            yield f"sync {number}: {done.said}"
    if "INBOX 7: the server does not hand it over" not in office.kontor("doctor").out.decode():
        yield "the doctor does not know of it"
    again = bench.sync(office, flavour, 1, retry=True)
    if again.status != 0:
        yield f"--retry: {again.out.decode()}"
    yield difference(mirror, office.mirror())


def close_together(bench, office):
    """Of many syncs within an hour one counts."""
    scenario = Scenario("try | old full | BODY data | 0 | tls | told |", 0)
    office.fill(bench.base(scenario)[0])
    for now in (later(0), *[later(0).replace(":12:", f":{minute}:") for minute in (22, 32, 42, 59)],
                *[later(1).replace(":12:00", ":11:59")] * 2, later(1), later(1),
                *[later(2).replace(":12:00", ":11:59")] * 2):
        office.now = now
        done = Try(bench, office, scenario)
        if "3 not handed over" not in done.said or "set aside" in done.said:
            yield f"{now}: {done.said}"
    office.now = later(2)
    done = Try(bench, office, scenario)
    if done.said.count("set aside: ") != 3:
        yield f"{office.now}: {done.said}"


def comes_at_last(bench, office, flavour):
    """The second sync brings them, by itself."""
    scenario = Scenario(f"try | old {flavour} | BODY data | 0 | tls | told |", 0)
    base, mirror, _ = bench.base(scenario)
    office.fill(base)
    first = Try(bench, office, scenario)
    again = bench.sync(office, flavour, 1)
    if first.status != 0 or "3 new" not in again.out.decode():
        yield f"{first.said} {again.out.decode()}"
    yield difference(mirror, office.mirror())


def told_as_json(bench, office):
    scenario = Scenario("try | old full | BODY data | 0 | tls | told |", 0)
    office.fill(bench.base(scenario)[0])
    for number in range(TRIES):
        office.now = later(number)
        done = Try(bench, office, scenario, "--json")
    source = json.loads(done.said)["sources"][0]
    notes = [(n["kind"], n["text"], n["uid"], n["reason"]) for n in source["notes"]]
    wanted = ("aside", "INBOX", 7, "the server does not hand it over")
    if source["quarantined"] != 3 or source["missing"] != 0 or wanted not in notes:
        yield done.said


def main():
    top = tempfile.mkdtemp(prefix="kontor-tries.")
    try:
        bench = Bench(top)
        office = Office(bench.top, bench.ca)
        tests = [(f"{flavour}: {name}", lambda f=flavour, w=way: follow(bench, office, f, w))
                 for flavour in FLAVOURS for name, way in WAYS.items()]
        tests += [(f"{flavour}: it comes at last", lambda f=flavour: comes_at_last(bench, office, f))
                  for flavour in FLAVOURS]
        tests.append(("syncs close together", lambda: close_together(bench, office)))
        tests.append(("told as JSON", lambda: told_as_json(bench, office)))
        print(f"1..{len(tests)}", flush=True)
        for number, (name, run) in enumerate(tests, 1):
            office.now = NOW
            wrong = [w for w in run() if w]
            print(f"{'not ok' if wrong else 'ok'} {number} - {name}", flush=True)
            for line in wrong:
                print(f"# {line[:600]}".replace("\n", "\n#   "), flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


sys.exit(main())
