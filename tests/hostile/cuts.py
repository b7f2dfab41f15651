#!/usr/bin/env python3
"""A session cut after an octet of what the server says: the sync ends with a clear error, nothing of
the user's is touched, and the next sync ends where an undisturbed one does. TAP. In `make check`
after some octets, with KONTOR_TORTURE=N after each Nth, 1 after each."""
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor

from hostile import Bench, Before, Offices, check_book, must
from office import JOBS, SECRET, TORTURE, difference, moves_a_terminal
from scenario import Scenario
from server import login_shown

SESSIONS = ("new plain", "old condstore", "old full", "old plain starttls")
SAMPLE = 12  # cuts of each session in make check


class Session:
    """One that is cut: how it goes undisturbed, and what next syncs are known to be right."""

    def __init__(self, bench, office, setting):
        self.bench = bench
        self.scenario = Scenario(f"cut | {setting} | GREETING before  | 5 | tls | lost |", 0)
        self.flavour, self.starttls = self.scenario.flavour, self.scenario.starttls
        self.base, self.mirror, self.book = bench.base(self.scenario)
        office.fill(self.base)
        self.before = Before(office)
        self.right = set()
        self.says = ["lost the connection to localhost, "]
        if self.starttls:  # in place of a handshake nothing comes
            self.says.append("it does not speak TLS 1.2 or newer there")
        server, _ = self.serve(office)
        must(office.kontor("sync"))
        server.close()
        self.length = max(s.needed for s in server.sessions)  # until all is answered

    def serve(self, office, cut=None):
        server, seen = self.bench.serve(self.flavour, 1, None, self.starttls, cut)
        office.configure(server.port, "imap+starttls" if self.starttls else "imaps")
        return server, seen

    def cut(self, office, at):
        """What is wrong after a cut behind that octet."""
        office.fill(self.base)
        server, seen = self.serve(office, at)
        run = office.kontor("sync")
        server.close()
        text = run.out.decode("utf-8", "replace")
        if run.status != 5 or not any(said in text for said in self.says):
            yield f"exit {run.status}: {text.strip()}"
        yield moves_a_terminal(run.out)
        yield check_book(self.before.book, office.book(), self.book)
        if not self.before.letters <= office.letters():
            yield "letters were lost"
        if login_shown(seen, SECRET) == (True, False):
            yield "the password was sent in the clear"
        yield from self.go_on(office)

    def go_on(self, office):
        """The next sync. Of all the cuts that leave the same rows in every table it is run behind
        one: what it starts from is the same, and so is the server."""
        content, damage = office.content()
        if damage or content in self.right:
            yield damage
            return
        again = self.bench.sync(office, self.flavour, 1)
        if again.status != 0:
            yield f"the next sync fails: {again.out.decode('utf-8', 'replace').strip()}"
            return
        wrong = difference(self.mirror, office.mirror()) or difference(self.book, office.book())
        if not wrong:
            self.right.add(content)
        yield wrong


def points(length):
    """1…length-1, or a fixed sample of them."""
    if TORTURE:
        return list(range(1, length, TORTURE))
    step = max(1, length // SAMPLE)
    return list(range(step // 2 + 1, length, step))


def main():
    top = tempfile.mkdtemp(prefix="kontor-cuts.")
    print(f"1..{len(SESSIONS)}", flush=True)
    try:
        bench = Bench(top)
        offices = Offices(bench)
        for number, setting in enumerate(SESSIONS, 1):
            session = Session(bench, offices.get(), setting)
            at = points(session.length)
            with ThreadPoolExecutor(JOBS) as pool:
                done = list(pool.map(lambda n: [w for w in session.cut(offices.get(), n) if w], at))
            wrong = [(n, why) for n, why in zip(at, done) if why]
            print(f"{'not ok' if wrong or not done else 'ok'} {number} - {setting}: cut behind "
                  f"{len(done)} of {session.length} octets, {len(session.right)} states to go on from", flush=True)
            for n, why in wrong[:10]:
                print(f"# {n}: {why}"[:600].replace("\n", "\n#   "), flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


main()
