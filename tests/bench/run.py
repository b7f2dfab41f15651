#!/usr/bin/env python3
"""run.py BUILD SERVERS [--peers] [LETTERS…]: mailboxes of so many letters on a real Dovecot, the
daily questions, a large office and a salon, prints medians beside the goals. The larger offices are
asked with the mailbox of 50,000 letters, or the largest there is."""
import argparse
import os
import shutil
import tempfile

from bench_daily import daily_jobs, large_jobs
from bench_sync import Server, sync_jobs
from measure import figure, row, rows
from peers import peer_jobs

SIZES = (10000, 50000)
OFFICE_LETTERS = 50000
FLAT = 1.5  # how much more 100 new letters may take on the largest mailbox than on the smallest


def arguments():
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("build")
    parser.add_argument("servers")
    parser.add_argument("--peers", action="store_true", help="mbsync, notmuch and mu too")
    parser.add_argument("letters", type=int, nargs="*", help="sizes of mailboxes")
    return parser.parse_intermixed_args()


def mailbox_jobs(scratch, letters, with_peers, with_offices):
    home = f"{scratch}/home"
    server = Server(f"{scratch}/dovecot", letters)
    try:
        sync_jobs(home, server, letters)
        if with_offices:
            shutil.copytree(home, f"{scratch}/before")
        daily_jobs(home, letters)
        if with_peers:
            peer_jobs(scratch, server, letters)
    finally:
        server.stop()
    if with_offices:
        large_jobs(scratch, f"{scratch}/before")


def flat_row(sizes):
    """Kontor's processor time: Dovecot reads its list of all a Maildir's files at each login."""
    small, large = (figure(f"{n}: 100 new letters").cpu for n in (min(sizes), max(sizes)))
    row(f"100 new letters, {max(sizes)} against {min(sizes)}", large / small, FLAT, "x")


def summary():
    judged = [verdict for _, _, goal, verdict in rows if goal is not None]
    missed = [job for job, _, goal, verdict in rows if goal is not None and verdict != "ok"]
    print(f"\n{len(judged) - len(missed)} of {len(judged)} goals reached"
          + (f"; not: {'; '.join(missed)}" if missed else ""))


def main():
    args = arguments()
    sizes = sorted(set(args.letters or SIZES))
    office_at = OFFICE_LETTERS if OFFICE_LETTERS in sizes else max(sizes)
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {load:.1f}"
          + (" (busy: times of the clock mean little)" if load > 0.5 * os.cpu_count() else ""))
    for letters in sizes:
        scratch = tempfile.mkdtemp(prefix="kontor-bench.")
        os.chmod(scratch, 0o755)
        try:
            mailbox_jobs(scratch, letters, args.peers, letters == office_at)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    if len(sizes) > 1:
        flat_row(sizes)
    summary()


if __name__ == "__main__":
    main()
