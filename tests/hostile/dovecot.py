#!/usr/bin/env python3
"""A real Dovecot behind a proxy that cuts each connection at random: after enough tries the databases
are those of an undisturbed sync. TAP. Environment: imaps_port ca user password maildir, of
tests/servers/dovecot.sh. Some seeds in `make check`, many with KONTOR_TORTURE."""
import os
import random
import shutil
import socket
import sys
import tempfile
import threading

from office import TORTURE, Office, difference, make_book, moves_a_terminal
from world import letter

SEEDS = 60 if TORTURE else 3
TRIES = 80  # of one seed: most need a handful
LETTERS = 120
CHUNK = 4096


class Proxy:
    """Hands connections on; after so many octets of the server, of all of them, it cuts for good."""

    def __init__(self, port):
        self.to, self.left, self.passed = port, None, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            server = socket.create_connection(("127.0.0.1", self.to))
            for pair in ((client, server, False), (server, client, True)):
                threading.Thread(target=self.relay, args=pair, daemon=True).start()

    def relay(self, source, target, counted):
        try:
            while data := source.recv(CHUNK):
                if counted and self.left is not None:
                    data = data[:max(0, self.left - self.passed)]
                target.sendall(data)
                if counted:
                    self.passed += len(data)
                    if self.left is not None and self.passed >= self.left:
                        break
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut_after(self, octets):
        self.left, self.passed = octets, 0


def fill_mailbox(maildir):
    """Letters of many sizes, in INBOX and Sent."""
    chance = random.Random(1)
    people = ("toms", "rita", "olha")
    for i in range(LETTERS):
        sent = i % 5 == 0
        text = "A line of some words, as they are.\n" * chance.choice((1, 5, 40, 300))
        raw = letter(*(("anna", people[i % 3]) if sent else (people[i % 3], "anna")), f"Letter {i}",
                     i % 20 + 1, f"letter{i}", text)
        folder = f"{maildir}/.Sent/cur" if sent else f"{maildir}/cur"
        os.makedirs(folder, exist_ok=True)
        path = f"{folder}/{1795000000 + i}.{i}.host:2,S"
        with open(path, "wb") as file:
            file.write(raw)
        os.utime(path, (1795000000 + i, 1795000000 + i))
    owner = os.stat(maildir)  # the server does not run as root
    for directory, _, files in os.walk(maildir):
        for path in (directory, *(f"{directory}/{name}" for name in files)):
            os.chown(path, owner.st_uid, owner.st_gid)


def sync_until_done(office, proxy, chance, length):
    """Tries needed; what was wrong on the way."""
    for tries in range(1, TRIES + 1):
        proxy.cut_after(chance.randrange(1, length + length // 4))
        run = office.kontor("sync")
        if run.status == 0:
            return tries, ""
        if run.status != 5 or moves_a_terminal(run.out):
            return tries, f"exit {run.status}: {run.out.decode('utf-8', 'replace').strip()}"
    return TRIES, f"not done after {TRIES} tries"


def try_seed(office, base, proxy, seed, wanted, length):
    office.fill(base)
    office.configure(proxy.port)
    tries, wrong = sync_until_done(office, proxy, random.Random(seed), length)
    return tries, wrong or difference(wanted, office.mirror() + office.book())


def main():
    env = os.environ
    fill_mailbox(env["maildir"])
    top = tempfile.mkdtemp(prefix="kontor-dovecot.")
    try:
        office = Office(top, env["ca"], env["user"], env["password"])
        base = make_book(office)
        proxy = Proxy(int(env["imaps_port"]))
        office.configure(proxy.port)
        run = office.kontor("sync")
        if run.status != 0:
            sys.exit(f"Bail out! undisturbed: {run.out.decode()}")
        wanted, length = office.mirror() + office.book(), proxy.passed
        print(f"1..{SEEDS}", flush=True)
        for seed in range(1, SEEDS + 1):
            tries, wrong = try_seed(office, base, proxy, seed, wanted, length)
            print(f"{'not ok' if wrong else 'ok'} {seed} - seed {seed}, {tries} tries of {length} octets", flush=True)
            if wrong:
                print(f"# {wrong[:600]}".replace("\n", "\n#   "), flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)


main()
