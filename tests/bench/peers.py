"""The same mailbox read by mbsync, notmuch and mu in the same run; figures as ratios to Kontor's."""
import os
import shutil

from measure import figure, heading, middle, shown, timed

PROGRAMS = ("mbsync", "notmuch", "mu")


def compare(job, name, taken, kontor_job):
    """A line of the table; a ratio above 1 is how much faster Kontor was."""
    known = figure(kontor_job)
    ours = known.wall if known else None
    unit = "s" if taken.wall >= 1 else "ms"
    ratio = f"{taken.wall / ours:.1f}x" if ours else ""
    ours_shown = shown(ours, unit) if ours else ""
    print(f"{job + ': ' + name:<52} {shown(taken.wall, unit):>11} {shown(taken.cpu, unit):>11} "
          f"{ours_shown:>11}   {ratio}", flush=True)


def together(*runs):
    total = middle(runs[:1])
    for other in runs[1:]:
        total.wall += other.wall
        total.cpu += other.cpu
    return total


class Peers:
    """Their settings in a home of their own. Without fsync, as Kontor's mirror is."""

    def __init__(self, home, server):
        self.home, self.mail = home, f"{home}/mail"
        os.makedirs(self.mail)
        self.environment = dict(os.environ, HOME=home, NOTMUCH_CONFIG=f"{home}/notmuch", LC_ALL="C.UTF-8")
        for name in ("XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            self.environment.pop(name, None)
        with open(f"{home}/password", "w", encoding="utf-8") as file:
            file.write(server.password)
        with open(f"{home}/mbsyncrc", "w", encoding="utf-8") as file:
            file.write("FSync no\n\nIMAPStore far\nHost localhost\n"
                       f"Port {server.port}\nUser {server.user}\nPassCmd \"cat {home}/password\"\n"
                       f"SSLType IMAPS\nCertificateFile {server.ca}\n\n"
                       f"MaildirStore near\nPath {self.mail}/\nInbox {self.mail}/INBOX\n"
                       "SubFolders Verbatim\n\nChannel all\nFar :far:\nNear :near:\nPatterns *\n"
                       f"Create Near\nSync Pull\nSyncState {home}/state/\n")
        os.makedirs(f"{home}/state")
        with open(f"{home}/notmuch", "w", encoding="utf-8") as file:
            file.write(f"[database]\npath={self.mail}\n[user]\nname=Anna\n"
                       f"primary_email={server.user}\n[new]\ntags=new\n")

    def run(self, *command, codes=(0,)):
        return timed(list(command), self.environment, codes=codes)

    def many(self, runs, *command):
        self.run(*command)
        return middle([self.run(*command) for _ in range(runs)])

    def sync(self):
        return self.run("mbsync", "-q", "-c", f"{self.home}/mbsyncrc", "all")

    def notmuch(self):
        return self.run("notmuch", "new", "--quiet")

    def mu(self):
        return self.run("mu", "index", "--quiet")

    def initial(self, letters):
        fetched, job = self.sync(), f"{letters}: initial sync"
        self.run("mu", "init", "--quiet", f"--maildir={self.mail}", "--my-address=anna@studija.example")
        indexed, listed = self.notmuch(), self.mu()
        compare("initial", "mbsync alone", fetched, job)
        compare("initial", "mbsync + notmuch", together(fetched, indexed), job)
        compare("initial", "mbsync + mu", together(fetched, listed), job)

    def later(self, server, letters):
        job = f"{letters}: nothing new"
        compare("nothing new", "mbsync alone", self.many(7, "mbsync", "-q", "-c",
                                                        f"{self.home}/mbsyncrc", "all"), job)
        job = f"{letters}: 100 new letters"
        runs = []
        for _ in range(3):
            server.deliver(100)
            runs.append((self.sync(), self.notmuch(), self.mu()))
        compare("100 new letters", "mbsync alone", middle([r[0] for r in runs]), job)
        compare("100 new letters", "mbsync + notmuch", middle([together(*r[:2]) for r in runs]), job)
        compare("100 new letters", "mbsync + mu", middle([together(r[0], r[2]) for r in runs]), job)

    def questions(self, letters):
        job = f"{letters}: find, two words"
        compare("two words, newest 50", "notmuch",
                self.many(9, "notmuch", "search", "--limit=50", "ka", "re"), job)
        compare("two words, newest 50", "mu", self.many(
            9, "mu", "find", "--sortfield=date", "--reverse", "--maxnum=50", "ka", "re"), job)
        job = f"{letters}: mail list (one person, newest 50)"
        person = "person7@client7.example"
        compare("one person, newest 50", "notmuch",
                self.many(9, "notmuch", "search", "--limit=50", f"from:{person} or to:{person}"), job)
        compare("one person, newest 50", "mu", self.many(
            9, "mu", "find", "--sortfield=date", "--reverse", "--maxnum=50", f"contact:{person}"), job)


def peer_jobs(scratch, server, letters):
    """After Kontor's own rows: ratios are to those."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        print(f"not here: {', '.join(missing)}")
        return
    heading(f"peers, {letters} letters (in the column of goals: Kontor; then how much faster it was)")
    peers = Peers(f"{scratch}/peers", server)
    peers.initial(letters)
    peers.later(server, letters)
    peers.questions(letters)
    shutil.rmtree(peers.home)
