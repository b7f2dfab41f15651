"""A first sync and one of nothing new through a proxy that answers later (tests/servers/count-proxy.py):
jobs(bench) with bench the module run.py, which has a Dovecot and its mailbox to share."""
import os
import subprocess
import sys

LETTERS = 10000


def start_proxy(servers, directory, port, delay):
    os.makedirs(directory)
    for name in ("ready", "answer"):
        os.mkfifo(f"{directory}/{name}")
    process = subprocess.Popen([sys.executable, "-I", f"{servers}/count-proxy.py", directory, str(port),
                                str(delay), str(os.getpid())])
    with open(f"{directory}/ready", encoding="ascii") as ready:
        return process, int(ready.read())


def turns(directory):
    with open(f"{directory}/ask", "w", encoding="ascii"):
        pass
    with open(f"{directory}/answer", encoding="ascii") as answer:
        return int(answer.read())


def one_delay(servers, scratch, mailbox, delay, office, run, row):
    """mailbox: port, ca, user, password of a server with LETTERS letters."""
    port, ca, user, password = mailbox
    home, proxy = f"{scratch}/far{delay}", f"{scratch}/proxy{delay}"
    process, far = start_proxy(servers, proxy, port, delay)
    try:
        os.makedirs(home)
        with open(f"{home}/password", "w", opener=lambda p, f: os.open(p, f, 0o600)) as secret:
            secret.write(password + "\n")
        office(home, f"imaps://{user.replace('@', '%40')}@localhost:{far}",
               f"password-file = {home}/password\nca-file = {ca}\n")
        for job, trips in (("first sync", 40), ("nothing new", 6)):
            turns(proxy)
            taken, _ = run(home, "sync")
            row(f"{delay} ms away: {job} of {LETTERS}", taken, delay / 1000 * trips + 9.5 / 5, "s")
            row(f"{delay} ms away: round trips of it", turns(proxy), trips, "trips")
    finally:
        process.terminate()
        process.wait()


def jobs(servers, scratch, start_dovecot, stop_dovecot, make_mailbox, office, run, row):
    """A server of its own with LETTERS letters, 40 and 150 ms away."""
    server = f"{scratch}/far"
    os.makedirs(f"{server}/mail")
    make_mailbox(f"{server}/mail/anna@studija.example", LETTERS)
    mailbox = start_dovecot(server)[:4]
    try:
        for delay in (40, 150):
            one_delay(servers, scratch, mailbox, delay, office, run, row)
    finally:
        stop_dovecot(server)
