#!/usr/bin/env python3
"""round_trips.py BUILD SERVERS [LETTERS]: a first sync of LETTERS letters, and one of nothing new, from a
real Dovecot behind a proxy that answers 40 and 150 ms later (SERVERS/count-proxy.py): seconds, and how
often the server was waited for."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

BUILD, SERVERS = (os.path.abspath(path) for path in sys.argv[1:3])
LETTERS = int(sys.argv[3]) if len(sys.argv) > 3 else 10000
NOW = "2026-11-22T14:00:00+02:00"


def start_dovecot(directory):
    """Port, authority, user and password; the server ends with this process."""
    script = f'eval "$(bash "{SERVERS}/dovecot.sh" start "{directory}" {os.getpid()})" || exit; ' \
             'printf "%s\\n" "$imaps_port" "$ca" "$user" "$password"'
    return subprocess.run(["bash", "-c", script], check=True, capture_output=True,
                          text=True).stdout.splitlines()


def start_proxy(directory, port, delay):
    os.makedirs(directory)
    for name in ("ready", "answer"):
        os.mkfifo(f"{directory}/{name}")
    process = subprocess.Popen([sys.executable, "-I", f"{SERVERS}/count-proxy.py", directory, str(port),
                                str(delay), str(os.getpid())])
    with open(f"{directory}/ready", encoding="ascii") as ready:
        return process, int(ready.read())


def turns(directory):
    with open(f"{directory}/ask", "w", encoding="ascii"):
        pass
    with open(f"{directory}/answer", encoding="ascii") as answer:
        return int(answer.read())


def secretly(path, flags):
    return os.open(path, flags, 0o600)


def make_home(home, port, ca, user, password):
    os.makedirs(home)
    with open(f"{home}/password", "w", opener=secretly) as secret:
        secret.write(password + "\n")
    with open(f"{home}/config", "w", opener=secretly) as config:
        config.write("[me]\nname = Anna\naddresses = anna@studija.example\ntimezone = Europe/Riga\n"
                     f"country = LV\ncurrency = EUR\n\n[mail bench]\n"
                     f"url = imaps://{user.replace('@', '%40')}@localhost:{port}\n"
                     f"password-file = {home}/password\nca-file = {ca}\n")


def sync(home):
    start = time.monotonic()
    subprocess.run([f"{BUILD}/kontor", "--config", f"{home}/config", "--data", f"{home}/data", "sync"],
                   check=True, stdout=subprocess.DEVNULL,
                   env=dict(os.environ, KONTOR_NOW=NOW, HOME=home, LC_ALL="C.UTF-8"))
    return time.monotonic() - start


def one_delay(scratch, mailbox, delay):
    home, proxy = f"{scratch}/home{delay}", f"{scratch}/proxy{delay}"
    process, port = start_proxy(proxy, mailbox[0], delay)
    try:
        make_home(home, port, *mailbox[1:])
        for job, most in ((f"first sync of {LETTERS}", 40), ("nothing new", 6)):
            turns(proxy)
            taken, count = sync(home), turns(proxy)
            verdict = "ok" if count <= most else "missed"
            print(f"{f'{delay} ms away: {job}':<46} {taken:>8.2f} s {count:>5} round trips   "
                  f"target {most:>3}   {verdict}", flush=True)
    finally:
        process.terminate()
        process.wait()


def main():
    scratch = tempfile.mkdtemp(prefix="kontor-bench.")
    os.chmod(scratch, 0o755)
    server = f"{scratch}/server"
    try:
        os.makedirs(f"{server}/mail")
        subprocess.run([f"{BUILD}/tests/bench/make-mailbox", f"{server}/mail/anna@studija.example",
                        str(LETTERS), "0"], check=True)
        mailbox = start_dovecot(server)
        try:
            for delay in (40, 150):
                one_delay(scratch, mailbox, delay)
        finally:
            subprocess.run(["bash", f"{SERVERS}/dovecot.sh", "stop", server], check=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
