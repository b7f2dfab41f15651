#!/usr/bin/env python3
"""A session cut after an octet of what the server says: the sync ends with a clear error, nothing of
the user's is touched, and the next sync ends where an undisturbed one does. TAP. In `make check`
after some octets, with KONTOR_TORTURE after each."""
import os
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from hostile import Bench, Before, Offices, check_book, must
from office import difference, moves_a_terminal
from scenario import Scenario
from server import login_shown
from office import SECRET

SESSIONS = ("new plain", "old condstore", "old full", "old plain starttls")
SAMPLE = 12  # cuts of each session in make check


def session_of(setting):
    return Scenario(f"cut | {setting} | GREETING before  | 5 | tls | lost |", 0)


def length_of(bench, office, session):
    """How many octets the server says until all is answered."""
    base, _, _ = bench.base(session)
    office.fill(base)
    server, _ = bench.serve(session.flavour, 1, None, session.starttls)
    office.configure(server.port, "imap+starttls" if session.starttls else "imaps")
    must(office.kontor("sync"))
    server.close()
    return max(s.needed for s in server.sessions)


def cut(bench, offices, session, at):
    """What is wrong after a cut behind that octet."""
    office = offices.get()
    base, mirror, book = bench.base(session)
    office.fill(base)
    before = Before(office)
    server, seen = bench.serve(session.flavour, 1, None, session.starttls, at)
    office.configure(server.port, "imap+starttls" if session.starttls else "imaps")
    run = office.kontor("sync")
    server.close()
    text = run.out.decode("utf-8", "replace")
    wrong = []
    if run.status != 5 or "lost the connection to localhost, " not in text:
        wrong.append(f"exit {run.status}: {text.strip()}")
    wrong += [moves_a_terminal(run.out), check_book(before.book, office.book(), book)]
    if not before.letters <= office.letters():
        wrong.append("letters were lost")
    if login_shown(seen, SECRET) == (True, False):
        wrong.append("the password was sent in the clear")
    again = bench.sync(office, session.flavour, 1)
    if again.status != 0:
        wrong.append(f"the next sync fails: {again.out.decode('utf-8', 'replace').strip()}")
    else:
        wrong += [difference(mirror, office.mirror()), difference(book, office.book())]
    return at, [w for w in wrong if w]


def points(length):
    """1…length-1, or a fixed sample of them."""
    if os.environ.get("KONTOR_TORTURE"):
        return list(range(1, length))
    step = max(1, length // SAMPLE)
    return list(range(step // 2 + 1, length, step))


def main():
    top = tempfile.mkdtemp(prefix="kontor-cuts.")
    print(f"1..{len(SESSIONS)}", flush=True)
    try:
        bench = Bench(top)
        offices = Offices(bench)
        for number, setting in enumerate(SESSIONS, 1):
            session = session_of(setting)
            length = length_of(bench, offices.get(), session)
            with ThreadPoolExecutor(int(os.environ.get("KONTOR_JOBS", "3"))) as pool:
                done = list(pool.map(lambda at: cut(bench, offices, session, at), points(length)))
            wrong = [(at, w) for at, w in done if w]
            print(f"{'not ok' if wrong or not done else 'ok'} {number} - {setting}: cut behind "
                  f"{len(done)} of {length} octets", flush=True)
            for at, why in wrong[:10]:
                print(f"# {at}: {why}"[:600].replace("\n", "\n#   "), flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


main()
