"""The labelled mailbox of tests/judgement: its compact source, and the letters it stands for.

A file of HALF/LANG.txt holds threads. Its first lines may make contacts:
    @contact NAME | ADDRESS, ADDRESS | shared=ADDRESS
    @company NAME | ADDRESS
A thread begins with "= LABEL": owed (I owe an answer), awaiting (somebody owes me one) or nothing.
Then its letters, oldest first: what came in by "<", what I wrote by ">":
    < NAME <ADDRESS> | SUBJECT | OPTIONS
The address is made of the name unless given. Options: new (no reference to what came before: another
thread to a mail program), cc (I stand in Cc), to=NAME, me2 (from or to my other address), invite, dN
(N days ago). Lines after it: "K: KIND" (personal unless said), "H: FIELD: VALUE", "L: NAME" (the
contact it belongs to; "-": nobody), then the text. Quotations, signatures, charsets and HTML are
added here, another way for each letter, always the same for the same letter."""
import base64
import datetime
import email.header
import hashlib
import os
import quopri
import re
import unicodedata

from spelling import ATTRIBUTIONS, CHARSETS, HEADER_BLOCKS, LATIN, MY_SIGNATURES, SIGNATURES

NOW = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
ME = ("Marta Lind", "marta@lind.example")
ME_TOO = ("Marta Lind", "marta.lind@inbox.example")
DOMAINS = ("{family}.example", "gmail.com", "{given}-{family}.example", "inbox.lv", "web.de",
           "{family}.example", "outlook.com")
LANGUAGES = ("en", "de", "ru", "uk", "lv")
LABELS = ("owed", "awaiting", "nothing")


def latin(name):
    plain = "".join(LATIN.get(c, c) for c in name.lower())
    plain = unicodedata.normalize("NFD", plain)
    return re.sub(r"[^a-z0-9 ]", "", plain)


def dice(*seed):
    """A number that is always the same for the same words."""
    return int.from_bytes(hashlib.sha256("\0".join(map(str, seed)).encode()).digest()[:4], "big")


def address_of(name):
    words = latin(name).split() or ["nobody"]
    given, family = words[0], words[-1]
    domain = DOMAINS[dice("domain", name) % len(DOMAINS)].format(given=given, family=family)
    return f"{given}.{family}@{domain}" if dice("local", name) % 3 else f"{given}@{family}.example"


class Letter:
    def __init__(self, out, name, address, subject, options):
        self.out, self.name, self.address, self.subject = out, name, address, subject
        self.options = options.split()
        self.kind, self.fields, self.link, self.lines = "personal", [], None, []

    def option(self, name):
        for option in self.options:
            if option == name:
                return True
            if option.startswith(name + "="):
                return option[len(name) + 1:].replace("_", " ")
        return None

    @property
    def text(self):
        return "\n".join(self.lines).strip("\n")


class Block:
    """What a person would call one thread."""

    def __init__(self, label, half, language, number):
        self.label, self.half, self.language, self.number = label, half, language, number
        self.letters = []

    @property
    def name(self):
        return f"{self.half}/{self.language}:{self.number}"


class Half:
    def __init__(self):
        self.blocks, self.contacts = [], []  # contacts: (kind, name, addresses, shared)


def parse_contact(line):
    kind, rest = line[1:].split(" ", 1)
    fields = [field.strip() for field in rest.split("|")]
    shared = fields[2].removeprefix("shared=") if len(fields) > 2 else None
    return kind, fields[0], [a.strip() for a in fields[1].split(",")], shared


def parse_letter(line, block):
    fields = [field.strip() for field in line[2:].split(" | ")]
    who = re.fullmatch(r"(.*?)(?: <(.*)>)?", fields[0])
    name, address = who.group(1), who.group(2)
    if address is None:
        address = next((one.address for one in block.letters if one.name == name), address_of(name))
    rest = fields[2] if len(fields) > 2 else ""
    to = re.search(r"to=(.*)", rest)
    if to:
        rest = rest[:to.start()] + "to=" + to.group(1).replace(" ", "_")
    return Letter(line[0] == ">", name, address, fields[1] if len(fields) > 1 else "", rest)


def parse_file(path, half_name, language, half):
    block, letter = None, None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file.read().split("\n"), 1):
            if line.startswith("@"):
                half.contacts.append(parse_contact(line))
            elif line.startswith("= "):
                block = Block(line[2:].strip(), half_name, language, number)
                if block.label not in LABELS:
                    raise ValueError(f"{path}:{number}: {line}")
                half.blocks.append(block)
                letter = None
            elif line[:2] in ("< ", "> "):
                letter = parse_letter(line, block)
                block.letters.append(letter)
            elif letter is None:
                if line.strip():
                    raise ValueError(f"{path}:{number}: {line}")
            elif line.startswith("K: "):
                letter.kind = line[3:].strip()
            elif line.startswith("H: "):
                letter.fields.append(line[3:])
            elif line.startswith("L: "):
                letter.link = line[3:].strip()
            else:
                letter.lines.append(line)


def parse(directory, half_name):
    half = Half()
    for language in LANGUAGES:
        path = os.path.join(directory, half_name, f"{language}.txt")
        if os.path.exists(path):
            parse_file(path, half_name, language, half)
    for nth, block in enumerate(half.blocks):
        place(block, nth)
    return half


def place(block, nth):
    """Dates, ids and references: the last letter is nine days old, those before it older."""
    count = len(block.letters)
    for i, letter in enumerate(block.letters):
        days = 9 + count - 1 - i
        for option in letter.options:
            if re.fullmatch(r"d\d+", option):
                days = int(option[1:])
        letter.date = NOW - datetime.timedelta(days=days, seconds=nth * 60 + i)
        letter.id = f"{block.half}.{block.language}.{block.number}.{i}@mail.example"
        letter.before = block.letters[:i] if i and not letter.option("new") else []
        if i and not letter.option("new"):
            root = i - 1
            letter.references = block.letters[root].references + [block.letters[root].id]
            letter.thread = block.letters[root].thread
        else:
            letter.references, letter.thread = [], letter.id


def contacts_of(half):
    """match address → the contact's name, as a person would say: who was written to."""
    known = {}
    for _, name, addresses, _ in half.contacts:
        known.update((address, name) for address in addresses)
    for block in half.blocks:
        for letter in block.letters:
            if letter.out and not letter.option("list"):
                known.setdefault(letter.address, letter.name)
    return known


# ---- the letter itself -------------------------------------------------------------------------


def quotation(letter, language, seed):
    before = letter.before[-1]
    who = ME if before.out else (before.name, before.address)
    style = dice("quote", *seed) % 5
    if style == 4:
        return ""
    if style == 3:
        fields = HEADER_BLOCKS[language]
        to = (letter.name, letter.address) if before.out else ME
        values = (f"{who[0]} <{who[1]}>", before.date.strftime("%d.%m.%Y %H:%M"), f"{to[0]} <{to[1]}>",
                  before.subject)
        head = "\n".join(f"{field}: {value}" for field, value in zip(fields, values))
        return f"\n\n{head}\n\n{before.text}"
    forms = ATTRIBUTIONS[language]
    line = forms[dice("form", *seed) % len(forms)].format(
        date=before.date.strftime("%d.%m.%Y"), time=before.date.strftime("%H:%M"), name=who[0],
        address=who[1])
    quoted = "\n".join("> " + one if one else ">" for one in before.text.split("\n"))
    return f"\n\n{line}\n{quoted}"


def signature(letter, language, seed):
    if letter.kind not in ("personal",) or dice("signature", *seed) % 3:
        return ""
    if letter.out:
        forms = MY_SIGNATURES[language]
        return "\n\n-- \n" + forms[dice("mine", *seed) % len(forms)]
    forms = SIGNATURES[language]
    return "\n\n-- \n" + forms[dice("theirs", *seed) % len(forms)].format(name=letter.name)


def whole_text(letter, block, seed):
    text = letter.text + signature(letter, block.language, seed)
    if letter.before:
        text += quotation(letter, block.language, seed)
    return text


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def html(text):
    paragraphs, quoted = [], []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        own = [escape(line) for line in lines if not line.startswith(">")]
        quoted += [escape(line[1:].strip()) for line in lines if line.startswith(">")]
        if own:
            paragraphs.append("<p>" + "<br>\n".join(own) + "</p>")
    tail = "<blockquote>" + "<br>\n".join(quoted) + "</blockquote>" if quoted else ""
    return ("<html><head><style>p { margin: 0 }</style></head><body>" + "\n".join(paragraphs) + tail
            + "</body></html>")


def encode(text, charset, seed):
    """(Content-Transfer-Encoding, octets) of a text."""
    octets = (text + "\n").encode(charset)
    way = dice("encoding", *seed) % 3
    if way == 0:
        return "base64", base64.encodebytes(octets)
    if way == 1:
        return "quoted-printable", quopri.encodestring(octets)
    return "8bit", octets


def charset_of(text, language, seed):
    charset = CHARSETS[language][dice("charset", *seed) % len(CHARSETS[language])]
    try:
        text.encode(charset)
        return charset
    except UnicodeEncodeError:
        return "utf-8"


def part(kind, text, language, seed):
    charset = charset_of(text, language, seed)
    encoding, octets = encode(text, charset, seed + (kind,))
    head = f"Content-Type: text/{kind}; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + octets


INVITATION = """Content-Type: text/calendar; charset=utf-8; method=REQUEST

BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
METHOD:REQUEST
BEGIN:VEVENT
UID:{id}
DTSTAMP:20261110T080000Z
DTSTART:20261203T080000Z
DTEND:20261203T090000Z
SUMMARY:{subject}
ORGANIZER:mailto:{address}
ATTENDEE:mailto:{me}
END:VEVENT
END:VCALENDAR
"""


def body(letter, block, seed):
    text = whole_text(letter, block, seed)
    form = dice("html", *seed) % (3 if letter.kind in ("automatic", "bulk") else 5)
    if letter.option("invite"):
        calendar = INVITATION.format(id=letter.id, subject=letter.subject, address=letter.address,
                                     me=ME[1])
        inner = part("plain", text, block.language, seed) + b"\n--b\n" + calendar.encode()
        return b"Content-Type: multipart/alternative; boundary=b\n\n--b\n" + inner + b"\n--b--\n"
    if form == 0:
        return part("html", html(text), block.language, seed)
    if form == 1:
        return (b"Content-Type: multipart/alternative; boundary=b\n\n--b\n"
                + part("plain", text, block.language, seed) + b"\n--b\n"
                + part("html", html(text), block.language, seed) + b"\n--b--\n")
    return part("plain", text, block.language, seed)


def mailbox(name, address):
    shown = email.header.Header(name, "utf-8").encode() if not name.isascii() else f'"{name}"'
    return f"{shown} <{address}>"


def letter_bytes(letter, block):
    seed = (block.name, letter.id)
    me = ME_TOO if letter.option("me2") else ME
    other = (letter.name, letter.address)
    to = letter.option("to")
    date = letter.date.strftime("%a, %d %b %Y %H:%M:%S +0200")
    fields = [] if letter.out else [f"Received: from mx.example by mail.example; {date}"]
    fields += [f"From: {mailbox(*(me if letter.out else other))}"]
    if letter.option("cc") and not to:
        to = "Renate Osis"  # somebody it was written to
    receiver = other if letter.out else (to, address_of(to)) if to else me
    fields += [f"To: {mailbox(*receiver)}"]
    if letter.option("cc"):
        fields += [f"Cc: {mailbox(*me)}"]
    subject = letter.subject
    if not subject.isascii():
        subject = email.header.Header(subject, "utf-8").encode()
    fields += [f"Subject: {subject}", f"Date: {date}", f"Message-ID: <{letter.id}>"]
    if letter.references:
        fields += [f"In-Reply-To: <{letter.references[-1]}>",
                   "References: " + " ".join(f"<{one}>" for one in letter.references)]
    fields += letter.fields + ["MIME-Version: 1.0"]
    return "\n".join(fields).encode() + b"\n" + body(letter, block, seed)


def write_mailbox(half, directory):
    """A Maildir with a Sent folder."""
    for folder in ("", ".Sent"):
        for name in ("cur", "new", "tmp"):
            os.makedirs(os.path.join(directory, folder, name))
    for block in half.blocks:
        for letter in block.letters:
            stamp = int(letter.date.timestamp())
            folder = os.path.join(directory, ".Sent" if letter.out else "", "cur")
            path = os.path.join(folder, f"{stamp}.{letter.id.replace('@', '.')}:2,S")
            with open(path, "wb") as file:
                file.write(letter_bytes(letter, block))
            os.utime(path, (stamp, stamp))
