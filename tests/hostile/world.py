"""The mailbox of the scripted server: folders and letters, as they are at first and later.

world(0) is what the first sync finds, world(1) the same a day on: letters came, one went, flags
changed. Scenarios bend it further (class World)."""
import copy

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PEOPLE = {"toms": "Toms Kalns <toms@brize.example>", "rita": "Rita Kalve <rita@klients.example>",
          "olha": "Ольга Коваль <olha@lystok.example>", "anna": "Anna <anna@studija.example>"}


class Message:
    def __init__(self, uid, raw, day, flags=(), modseq=1):
        self.uid, self.raw, self.flags, self.modseq = uid, raw, list(flags), modseq
        self.internaldate = f"{day:2d}-Nov-2026 10:15:00 +0200"
        self.labels = []  # of Gmail


class Folder:
    def __init__(self, name, uidvalidity, marks=""):
        self.name, self.uidvalidity, self.marks = name, uidvalidity, marks
        self.messages, self.uidnext, self.modseq, self.vanished = [], 1, 1, []

    def add(self, raw, day, flags=(), uid=None):
        uid = self.uidnext if uid is None else uid
        self.modseq += 1
        self.messages.append(Message(uid, raw, day, flags, self.modseq))
        self.uidnext = max(self.uidnext, uid) + 1

    def remove(self, uid):
        self.modseq += 1
        self.messages = [m for m in self.messages if m.uid != uid]
        self.vanished.append((uid, self.modseq))

    def flag(self, uid, flags):
        self.modseq += 1
        for message in self.messages:
            if message.uid == uid:
                message.flags, message.modseq = list(flags), self.modseq


def letter(sender, to, subject, day, name, text, *headers, answers=None):
    lines = [f"From: {PEOPLE[sender]}", f"To: {PEOPLE[to]}", f"Subject: {subject}",
             f"Date: {DAYS[(day + 5) % 7]}, {day:02d} Nov 2026 10:15:00 +0200",
             f"Message-ID: <{name}@{sender}.example>", "MIME-Version: 1.0",
             "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", *headers]
    if sender != "anna":
        lines.insert(0, f"Received: from mail.{sender}.example by mx.studija.example; "
                        f"{DAYS[(day + 5) % 7]}, {day:02d} Nov 2026 10:15:01 +0200")
    if answers:
        lines += [f"In-Reply-To: <{answers}>", f"References: <{answers}>"]
    return ("\r\n".join(lines) + "\r\n\r\n" + text.replace("\n", "\r\n")).encode()


def first_world():
    inbox = Folder("INBOX", 7)
    sent = Folder("Sent", 8, "\\Sent")
    archive = Folder("Archive", 9, "\\Archive")
    inbox.add(letter("toms", "anna", "Logo for the bakery", 2, "logo", "Can you draw a logo?\n"), 2)
    inbox.add(letter("rita", "anna", "Cards", 4, "cards", "500 cards, please.\n"), 4, ["\\Seen"], 3)
    inbox.add(letter("olha", "anna", "Вивіска", 6, "sign", "Коли буде готово?\n"), 6, ["\\Seen"])
    inbox.add(letter("toms", "anna", "Re: Logo for the bakery", 9, "logo3", "Thanks, it is fine.\n",
                     answers="logo2@anna.example"), 9, ["\\Seen", "\\Answered"])
    inbox.add(letter("rita", "anna", "News of the shop", 11, "news", "Sale!\n" * 40,
                     "List-Id: <news.klients.example>", "Precedence: bulk"), 11)
    sent.add(letter("anna", "toms", "Re: Logo for the bakery", 3, "logo2", "Yes, by Friday.\n",
                    answers="logo@toms.example"), 3, ["\\Seen"])
    sent.add(letter("anna", "olha", "Re: Вивіска", 7, "sign2", "Is Monday fine?\n",
                    answers="sign@olha.example"), 7, ["\\Seen"])
    archive.add(letter("rita", "anna", "An old offer", 1, "old", "What does it cost?\n"), 1)
    return {f.name: f for f in (inbox, sent, archive)}


def a_day_later(folders):
    inbox, sent = folders["INBOX"], folders["Sent"]
    inbox.add(letter("toms", "anna", "Colours", 20, "colours", "Which blue is it?\n"), 20)
    inbox.add(letter("olha", "anna", "Re: Вивіска", 21, "sign3", "Так, у понеділок.\n",
                     answers="sign2@anna.example"), 21)
    sent.add(letter("anna", "rita", "Re: Cards", 20, "cards2", "They are printed.\n",
                    answers="cards@rita.example"), 20, ["\\Seen"])
    inbox.flag(1, ["\\Seen", "\\Answered"])
    inbox.remove(6)
    return folders


def world(day):
    folders = first_world()
    return a_day_later(folders) if day else folders


def all_mail(day):
    """The same letters as Gmail has them: one folder holds all, labels say where they lie."""
    first, now = first_world(), world(day)
    one = Folder("[Gmail]/All Mail", 5, "\\All")
    for folders in (first, now):
        for folder in folders.values():
            for message in folder.messages:
                if all(message.raw != known.raw for known in one.messages):
                    one.add(message.raw, int(message.internaldate[:2]), message.flags)
                    one.messages[-1].labels = {"INBOX": ["\\Inbox"], "Sent": ["\\Sent"]}.get(folder.name, [])
    current = {message.raw: message for folder in now.values() for message in folder.messages}
    for message in list(one.messages):
        if message.raw not in current:
            one.remove(message.uid)
        elif message.flags != current[message.raw].flags:
            one.flag(message.uid, current[message.raw].flags)
    return {**now, one.name: one}


# --- what a scenario does to it ---

def bend(folders, words):
    """One step of a scenario: the mailbox itself is what is odd, the answers are true to it."""
    folders = copy.deepcopy(folders)
    what, rest = words[0], words[1:]
    folder = folders.get(rest[0]) if rest else None
    if what == "empty":
        for message in list(folder.messages):
            folder.remove(message.uid)
    elif what == "keep":
        for message in folder.messages[int(rest[1]):]:
            folder.remove(message.uid)
    elif what == "hide":  # one is gone, and nobody says so
        folder.messages = [m for m in folder.messages if m.uid != int(rest[1])]
    elif what == "drop":
        del folders[rest[0]]
    elif what == "validity":
        folder.uidvalidity = int(rest[1])
    elif what == "renumber":  # other letters under the same numbers
        folder.messages.reverse()
        for uid, message in enumerate(folder.messages, 1):
            message.uid = uid
        folder.uidnext = len(folder.messages) + 1
    elif what == "modseq":
        folder.modseq = int(rest[1])
    elif what == "uidnext":
        folder.uidnext = int(rest[1])
    elif what == "folders":
        for i in range(int(rest[0])):
            folders[f"Client {i:05d}"] = Folder(f"Client {i:05d}", i + 100)
    elif what == "folder":
        name = " ".join(rest)
        folders[name] = Folder(name, 77)
    elif what == "many":  # of the same letter
        for _ in range(int(rest[1])):
            folder.add(folder.messages[-1].raw, 21)
    elif what == "double":  # the same letter once more
        folder.add(folder.messages[-1].raw, 21)
    else:
        raise ValueError(f"WORLD {what}")
    return folders
