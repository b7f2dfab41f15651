"""A scripted IMAP server on loopback: answers as a good one does (RFC 3501, 4959, 5161, 5258, 5819,
6154, 7162), except where a scenario says otherwise."""
import base64
import re
import socket
import ssl
import threading
import time

BASE = "IMAP4rev1 SASL-IR AUTH=PLAIN"
CAPABILITIES = {
    "plain": BASE,
    "condstore": f"{BASE} ID ENABLE SPECIAL-USE LIST-EXTENDED CONDSTORE",
    "full": f"{BASE} ID ENABLE IDLE SPECIAL-USE LIST-EXTENDED LIST-STATUS CONDSTORE QRESYNC",
    "gmail": f"{BASE} ID ENABLE IDLE UNSELECT SPECIAL-USE LIST-EXTENDED CONDSTORE X-GM-EXT-1",
}


class Over(Exception):
    """The connection is to end."""


def numbers(text, largest):
    """The numbers of a set as pairs; * is the largest there is."""
    for part in text.split(","):
        first, _, last = part.partition(":")
        ends = [largest if end == "*" else int(end) for end in (first, last or first)]
        yield min(ends), max(ends)


def in_set(text, uid, largest):
    return any(first <= uid <= last for first, last in numbers(text, largest))


def quoted(name):
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


class Reply:
    def __init__(self, tag, data=(), tagged="OK done"):
        self.tag = tag
        self.data = [d if isinstance(d, bytes) else d.encode() for d in data]
        self.tagged = f"{tag} {tagged}\r\n".encode()

    def octets(self):
        return b"".join(d + b"\r\n" for d in self.data) + self.tagged


class Mailbox:
    """The good answers to what a client that is logged in may ask."""

    def __init__(self, folders, capabilities):
        self.folders, self.capabilities, self.selected, self.qresync = folders, capabilities, None, False

    def has(self, name):
        return name in self.capabilities.split()

    def status_line(self, folder, wanted):
        values = {"MESSAGES": len(folder.messages), "UIDNEXT": folder.uidnext, "RECENT": 0,
                  "UIDVALIDITY": folder.uidvalidity, "HIGHESTMODSEQ": folder.modseq,
                  "UNSEEN": sum("\\Seen" not in m.flags for m in folder.messages)}
        items = " ".join(f"{w} {values[w]}" for w in wanted if w in values)
        return f"* STATUS {quoted(folder.name)} ({items})".encode("latin-1")

    def list(self, tag, arguments):
        status = re.search(r"STATUS \(([^)]*)\)", arguments)
        lines = []
        for folder in self.folders.values():
            marks = "\\HasNoChildren" + (f" {folder.marks}" if folder.marks and self.has("SPECIAL-USE") else "")
            lines.append(f"* LIST ({marks}) \"/\" {quoted(folder.name)}".encode("latin-1"))
            if status:
                lines.append(self.status_line(folder, status[1].split()))
        return Reply(tag, lines)

    def find(self, arguments):
        match = re.match(r'"((?:[^"\\]|\\.)*)"|(\S+)', arguments)
        name = re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2]
        return self.folders.get("INBOX" if name.upper() == "INBOX" else name)

    def status(self, tag, arguments):
        folder = self.find(arguments)
        if folder is None:
            return Reply(tag, tagged="NO [NONEXISTENT] no such folder")
        wanted = re.search(r"\(([^()]*)\)\s*$", arguments)[1].split()
        return Reply(tag, [self.status_line(folder, wanted)])

    def examine(self, tag, arguments):
        folder = self.selected = self.find(arguments)
        if folder is None:
            return Reply(tag, tagged="NO [NONEXISTENT] no such folder")
        lines = ["* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)",
                 "* OK [PERMANENTFLAGS ()] none", f"* {len(folder.messages)} EXISTS", "* 0 RECENT",
                 f"* OK [UIDVALIDITY {folder.uidvalidity}] valid", f"* OK [UIDNEXT {folder.uidnext}] next"]
        if self.has("CONDSTORE"):
            lines.append(f"* OK [HIGHESTMODSEQ {folder.modseq}] highest")
        known = re.search(r"QRESYNC \((\d+) (\d+)(?: ([\d:,*]+))?", arguments)
        if known and int(known[1]) == folder.uidvalidity:
            lines += self.changes(folder, "1:*", int(known[2]), "UID FLAGS MODSEQ", True)
        return Reply(tag, lines, "OK [READ-ONLY] opened")

    def changes(self, folder, uids, since, items, vanished):
        lines = []
        gone = [u for u, modseq in folder.vanished if modseq > since]
        if vanished and gone:
            lines.append("* VANISHED (EARLIER) " + ",".join(map(str, sorted(gone))))
        return lines + self.fetch_lines(folder, uids, items, since)

    def search(self, tag, arguments):
        folder, largest = self.selected, self.largest()
        wanted = re.search(r"\bUID ([\d:,*]+)", arguments)
        since = re.search(r"SINCE (\d+)-(\w+)-(\d+)", arguments)
        found = [m.uid for m in folder.messages
                 if (not wanted or in_set(wanted[1], m.uid, largest))
                 and (not since or (since[3], since[2]) != ("2026", "Nov")
                      or int(m.internaldate[:2]) >= int(since[1]))]
        return Reply(tag, ["* SEARCH" + "".join(f" {u}" for u in found)])

    def largest(self):
        return max((m.uid for m in self.selected.messages), default=0)

    def fetch(self, tag, arguments):
        uids, rest = arguments.split(" ", 1)
        since = re.search(r"CHANGEDSINCE (\d+)", rest)
        if since:
            return Reply(tag, self.changes(self.selected, uids, int(since[1]), rest + " MODSEQ",
                                           "VANISHED" in rest))
        return Reply(tag, self.fetch_lines(self.selected, uids, rest, None))

    def fetch_lines(self, folder, uids, items, since):
        largest = max((m.uid for m in folder.messages), default=0)
        lines = []
        for number, message in enumerate(folder.messages, 1):
            if in_set(uids, message.uid, largest) and (since is None or message.modseq > since):
                lines.append(self.fetch_line(number, message, items))
        return lines

    @staticmethod
    def fetch_line(number, message, items):
        parts = [f"UID {message.uid}", f"FLAGS ({' '.join(message.flags)})"]
        if "INTERNALDATE" in items:
            parts.append(f'INTERNALDATE "{message.internaldate}"')
        if "RFC822.SIZE" in items:
            parts.append(f"RFC822.SIZE {len(message.raw)}")
        if "MODSEQ" in items:
            parts.append(f"MODSEQ ({message.modseq})")
        if "X-GM-LABELS" in items:
            parts.append(f"X-GM-LABELS ({' '.join(message.labels)})")
        line = f"* {number} FETCH ({' '.join(parts)}".encode()
        body = re.search(r"BODY(?:\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?", items)
        if body:
            text = message.raw
            if body[1] == "HEADER":
                text = text[:text.index(b"\r\n\r\n") + 4]
            if body[3]:
                text = text[int(body[2]):int(body[2]) + int(body[3])]
            origin = f"<{body[2]}>" if body[3] else ""
            line += f" BODY[{body[1]}]{origin} {{{len(text)}}}\r\n".encode() + text
        return line + b")"


class Session:
    """One connection. script: what is to go otherwise (scenario.Script)."""

    def __init__(self, client, world, script, seen):
        self.client, self.script, self.seen = client, script, seen
        self.mailbox = Mailbox(world, script.capabilities)
        self.reader, self.tls, self.sent, self.needed = None, False, 0, 0

    def run(self, starttls):
        if not starttls:
            self.wrap()
        self.reader = self.client.makefile("rb")
        self.answer("GREETING", Reply("*", tagged=f"OK [CAPABILITY {self.offer(starttls)}] hello"))
        while True:
            self.command()

    def offer(self, before_tls=False):
        offered = self.script.capabilities
        return offered.replace(BASE, "IMAP4rev1 STARTTLS LOGINDISABLED") if before_tls else offered

    def wrap(self):
        self.script.before_tls(self)
        self.client = self.script.context().wrap_socket(self.client, server_side=True)
        self.tls = True

    # --- in ---

    def line(self):
        text = b""
        while True:
            part = self.reader.readline()
            if not part.endswith(b"\n"):
                raise Over
            text += part
            literal = re.search(rb"\{(\d+)(\+?)\}\r?\n$", part)
            if not literal:
                return text
            if not literal[2]:
                self.put(b"+ go on\r\n")
            text += self.reader.read(int(literal[1]))

    def command(self):
        text = self.line()
        self.seen.append((self.tls, text))
        tag, _, rest = text.rstrip(b"\r\n").decode("latin-1").partition(" ")
        name, _, arguments = rest.partition(" ")
        name = name.upper()
        if name == "UID":
            name, _, arguments = arguments.partition(" ")
        name = {"SELECT": "EXAMINE", "AUTHENTICATE": "LOGIN"}.get(name.upper(), name.upper())
        if name == "FETCH":
            name = "BODY" if "BODY" in arguments else "FLAGS"
        self.answer(name, self.good_reply(name, tag, arguments))
        if name == "STARTTLS":
            self.reader.close()
            self.wrap()
            self.reader = self.client.makefile("rb")
        if name == "LOGOUT":
            raise Over

    def good_reply(self, name, tag, arguments):
        mailbox = self.mailbox
        plain = {"CAPABILITY": [f"* CAPABILITY {self.offer(not self.tls)}"], "STARTTLS": [], "NOOP": [],
                 "ID": ["* ID (\"name\" \"scripted\")"], "LOGOUT": ["* BYE then"], "CLOSE": [],
                 "UNSELECT": [], "NAMESPACE": ['* NAMESPACE (("" "/")) NIL NIL'],
                 "ENABLE": [f"* ENABLED {arguments}"]}
        if name in plain:
            return Reply(tag, plain[name])
        if name == "LOGIN":
            return Reply(tag, tagged=f"OK [CAPABILITY {self.offer()}] in")
        handlers = {"LIST": mailbox.list, "STATUS": mailbox.status, "EXAMINE": mailbox.examine,
                    "SEARCH": mailbox.search, "BODY": mailbox.fetch, "FLAGS": mailbox.fetch}
        if name in handlers:
            return handlers[name](tag, arguments)
        return Reply(tag, tagged="BAD unknown command")

    # --- out ---

    def put(self, octets):
        """All octets go out here: the connection can be cut after any."""
        cut = self.script.cut
        if cut is not None and self.sent + len(octets) >= cut:
            self.client.sendall(octets[:cut - self.sent])
            self.sent = cut
            raise Over
        self.client.sendall(octets)
        self.sent += len(octets)

    def answer(self, name, reply):
        self.script.answer(self, name, reply)
        if name != "LOGOUT":
            self.needed = self.sent

    def wait_for_end(self):
        while self.client.recv(65536):
            pass
        raise Over


class Server:
    """Listens on a port of its own until it is closed; each connection gets what make() returns."""

    def __init__(self, make, starttls=False):
        self.make, self.starttls, self.sessions = make, starttls, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.settimeout(60)
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        session = self.make(client)
        self.sessions.append(session)
        try:
            session.run(self.starttls)
        except (Over, OSError, ValueError):
            pass
        finally:
            close(session.client)
            close(client)

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for session in self.sessions:
            close(session.client)


def close(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()


def login_shown(seen, secret):
    """Whether a password, or a command that carries one, arrived; and whether outside TLS."""
    coded = base64.b64encode(secret.encode()).rstrip(b"=")[2:-2]
    for tls, line in seen:
        upper = line.upper()
        if b" LOGIN " in upper or b" AUTHENTICATE " in upper or secret.encode() in line or coded in line:
            return True, tls
    return False, True
