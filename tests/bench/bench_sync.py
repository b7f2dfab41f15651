"""A mailbox on a cold Dovecot over TLS: read first, read when nothing is new, and with 100 new
letters."""
import imaplib
import os
import shutil
import ssl
import subprocess

from measure import SERVERS, heading, make_mailbox, median, middle, office, row, run, size, write_private

INITIAL_GOAL = 9.5 / 50000  # seconds a letter
MEMORY_GOAL = 64            # MB, each process
DATABASE_GOAL = 0.35        # of the mail


class Server:
    """A Dovecot over a mailbox that it has never seen; ends with this process."""

    def __init__(self, directory, letters):
        self.directory = directory
        mailbox = f"{directory}/mail/anna@studija.example"
        os.makedirs(f"{directory}/mail")
        make_mailbox(mailbox, letters)
        self.octets = size(mailbox)
        # or it lists the whole directory for each letter that is asked for
        settings = dict(os.environ, DOVECOT_SETTINGS="maildir_very_dirty_syncs = yes")
        script = f'eval "$(bash "{SERVERS}/dovecot.sh" start "{directory}" {os.getpid()})" || exit; ' \
                 'printf "%s\\n" "$imaps_port" "$ca" "$user" "$password" "$maildir"'
        out = subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True,
                             env=settings).stdout
        self.port, self.ca, self.user, self.password, self.maildir = out.splitlines()
        self.next = 10000000

    def deliver(self, letters):
        """New letters, which belong to whom the server runs as."""
        make_mailbox(self.maildir, letters, self.next)
        self.next += letters
        subprocess.run(["chown", "-R", f"--reference={self.directory}/mail", self.maildir], check=True)
        self.notice()

    def notice(self):
        """Files that appear in a Maildir are met by the next who looks, and of 140,000 the server
        makes seconds. Mail that it delivers itself is in its index before anybody asks."""
        trusted = ssl.create_default_context(cafile=self.ca)
        with imaplib.IMAP4_SSL("localhost", int(self.port), ssl_context=trusted) as client:
            client.login(self.user, self.password)
            for folder in ("INBOX", "Sent"):
                client.select(folder, readonly=True)

    def stop(self):
        subprocess.run(["bash", f"{SERVERS}/dovecot.sh", "stop", self.directory], check=True)
        shutil.rmtree(self.directory, ignore_errors=True)


def make_home(home, server):
    os.makedirs(home)
    write_private(f"{home}/password", server.password + "\n")
    office(home, f"\n[mail bench]\nurl = imaps://{server.user.replace('@', '%40')}@localhost:"
                 f"{server.port}\npassword-file = {home}/password\nca-file = {server.ca}\n")


def new_letters(home, server, runs=3):
    taken = []
    for _ in range(runs):
        server.deliver(100)
        taken.append(run(home, "sync"))
    return middle(taken)


def sync_jobs(home, server, letters):
    heading(f"{letters} letters, {server.octets / 1e6:.0f} MB, Dovecot over TLS")
    make_home(home, server)
    first = run(home, "sync", peaks=True)
    row(f"{letters}: initial sync", first, INITIAL_GOAL * letters, "s")
    for process, peak in sorted(first.peaks.items()):
        row(f"{letters}: peak of {process}", peak, MEMORY_GOAL, "MB")
    row(f"{letters}: databases, share of the mail", size(f"{home}/data") / server.octets,
        DATABASE_GOAL, "x")
    row(f"{letters}: nothing new", median(home, 9, "sync"), 0.04)
    row(f"{letters}: 100 new letters", new_letters(home, server), 0.12)
