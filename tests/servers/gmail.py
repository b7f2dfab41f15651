#!/usr/bin/env python3
"""A server that shows labels as folders, as Gmail does (X-GM-EXT-1), over TLS.

gmail.py serve DIR CERTIFICATE OWNER   Its port goes to the fifo DIR/ready, every body handed out as
                                       "FOLDER UID" to DIR/fetched, every command to DIR/commands. Ends
                                       with its owner.
gmail.py put DIR NAME FILE LABEL…      a letter, with these labels (system ones with a backslash)
gmail.py label DIR NAME LABEL…         other labels
gmail.py trash DIR NAME
"""
import fcntl
import json
import os
import re
import sys

from listener import serve

DIRECTORY = sys.argv[2]
FOLDERS = {  # name: (mark, label, what its UIDs begin with)
    "INBOX": ("", "\\Inbox", 1000),
    "[Gmail]/All Mail": ("\\All ", None, 0),
    "[Gmail]/Drafts": ("\\Drafts ", "\\Draft", 2000),
    "[Gmail]/Sent Mail": ("\\Sent ", "\\Sent", 3000),
    "[Gmail]/Trash": ("\\Trash ", "\\Trash", 4000),
    "Clients": ("", "Clients", 5000),
}


def change(function):
    """Runs function over the state, alone."""
    path = f"{DIRECTORY}/state.json"
    with open(f"{path}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        state = {"next": 1, "modseq": 100, "letters": {}}
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                state = json.load(file)
        result = function(state)
        with open(f"{path}.new", "w", encoding="utf-8") as file:
            json.dump(state, file)
        os.rename(f"{path}.new", path)
        return result


def set_labels(state, name, labels):
    state["modseq"] += 1
    state["letters"][name]["labels"] = labels
    state["letters"][name]["modseq"] = state["modseq"]


def put(state, name, file, labels):
    with open(file, encoding="utf-8", newline="") as text:
        state["letters"][name] = {"uid": state["next"], "text": text.read()}
    state["next"] += 1
    set_labels(state, name, labels)


def inside(state, folder):
    """Its letters by UID: those with its label; of all mail what is not in the trash."""
    _, label, base = FOLDERS[folder]
    return {
        letter["uid"] + base: letter
        for letter in sorted(state["letters"].values(), key=lambda letter: letter["uid"])
        if (label in letter["labels"] if label else "\\Trash" not in letter["labels"])
    }


def shown(label):
    """System labels stand bare, names of users as they can."""
    if label.startswith("\\"):
        return label
    return '"' + label.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Session:
    def __init__(self, stream):
        self.stream = stream
        self.folder = None
        self.letters = {}

    def log(self, name, text):
        with open(f"{DIRECTORY}/{name}", "a", encoding="utf-8") as file:
            file.write(text + "\n")

    def send(self, text):
        self.stream.write(text.encode() + b"\r\n")

    def wanted(self, text):
        uids = set()
        for part in text.split(","):
            first, _, last = part.partition(":")
            top = max(self.letters, default=0)
            low, high = (top if end == "*" else int(end) for end in (first, last or first))
            uids |= {uid for uid in self.letters if min(low, high) <= uid <= max(low, high)}
        return sorted(uids)

    def fetch(self, text):
        uids, items, since = re.fullmatch(r"(\S+) \((.*?)\)(?: \(CHANGEDSINCE (\d+)\))?", text).groups()
        for uid in self.wanted(uids):
            letter = self.letters[uid]
            if since and letter["modseq"] <= int(since):
                continue
            parts = [f"UID {uid}"]
            if "X-GM-LABELS" in items:  # the folder's own label is not told
                told = [shown(name) for name in letter["labels"] if name != FOLDERS[self.folder][1]]
                parts.append(f"X-GM-LABELS ({' '.join(told)})")
            flags = "\\Seen \\Draft" if "\\Draft" in letter["labels"] else "\\Seen"
            parts += [f"FLAGS ({flags})", f"MODSEQ ({letter['modseq']})"]
            body = b""
            if "BODY.PEEK" in items:
                self.log("fetched", f"{self.folder} {uid}")
                body = letter["text"].encode()
                parts += ['INTERNALDATE "19-Nov-2026 10:00:00 +0000"', f"RFC822.SIZE {len(body)}",
                          f"BODY[]<0> {{{len(body)}}}"]
            self.stream.write(f"* {list(self.letters).index(uid) + 1} FETCH ({' '.join(parts)}".encode())
            if "BODY.PEEK" in items:
                self.stream.write(b"\r\n" + body)
            self.send(")")

    def status(self, name):
        def look(state):
            letters = inside(state, name)
            top = max((letter["modseq"] for letter in state["letters"].values()), default=1)
            return f"MESSAGES {len(letters)} UIDNEXT {state['next'] + FOLDERS[name][2]} UIDVALIDITY 7 " \
                f"HIGHESTMODSEQ {top}"
        return change(look)

    def examine(self, name):
        self.folder = name
        self.letters = change(lambda state: inside(state, name))
        self.send("* FLAGS (\\Seen \\Draft)")
        self.send(f"* {len(self.letters)} EXISTS")
        self.send("* OK [UIDVALIDITY 7] x")
        self.send(f"* OK [HIGHESTMODSEQ {self.status(name).rsplit(' ', 1)[1]}] x")

    def answer(self, tag, command):
        self.log("commands", command)
        word, _, rest = command.partition(" ")
        name = re.match(r'"([^"]*)"|(\S+)', rest)
        name = (name.group(1) or name.group(2)) if name else ""
        if word == "CAPABILITY":
            self.send("* CAPABILITY IMAP4rev1 UNSELECT CHILDREN X-GM-EXT-1 CONDSTORE SPECIAL-USE")
        elif word == "LIST":
            for folder, (mark, _, _) in FOLDERS.items():
                self.send(f'* LIST ({mark}\\HasNoChildren) "/" "{folder}"')
            self.send('* LIST (\\HasChildren \\Noselect) "/" "[Gmail]"')
        elif word == "STATUS":
            self.send(f'* STATUS "{name}" ({self.status(name)})')
        elif word in ("EXAMINE", "SELECT"):
            self.examine(name)
        elif command.startswith("UID SEARCH UID"):
            uids = self.wanted(rest.split()[2])
            self.send("* SEARCH" + "".join(f" {uid}" for uid in uids))
        elif command.startswith("UID FETCH"):
            self.fetch(rest[len("FETCH "):])
        elif word == "LOGOUT":
            return False
        elif word not in ("AUTHENTICATE", "NOOP", "ID", "ENABLE", "CLOSE", "UNSELECT"):
            self.send(f"{tag} BAD Unknown command")
            return True
        self.send(f"{tag} OK Success")
        return True

    def run(self):
        self.send("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] Gimap ready for requests")
        self.stream.flush()
        for line in self.stream:
            tag, _, command = line.decode().rstrip("\r\n").partition(" ")
            going = self.answer(tag, command)
            self.stream.flush()
            if not going:
                break


def talk(secure):
    Session(secure.makefile("rwb")).run()


if sys.argv[1] == "serve":
    serve(DIRECTORY, *sys.argv[3:], talk)
elif sys.argv[1] == "put":
    change(lambda state: put(state, sys.argv[3], sys.argv[4], sys.argv[5:]))
elif sys.argv[1] == "label":
    change(lambda state: set_labels(state, sys.argv[3], sys.argv[4:]))
else:
    change(lambda state: set_labels(state, sys.argv[3], ["\\Trash"]))
