#!/usr/bin/env python3
"""imap.py OP ARG... [, OP ARG...]...: another client of the test server (environment: imaps_port ca
user password).

  append FOLDER FILE [FLAG...]     create FOLDER      rename OLD NEW      delete FOLDER
  flag FOLDER SUBJECT FLAG...      expunge FOLDER SUBJECT
  copy FOLDER SUBJECT TO           move FOLDER SUBJECT TO

SUBJECT is a search: every letter whose subject holds it. The letter's Date is its INTERNALDATE."""
import email.utils
import imaplib
import os
import ssl
import sys


def connect():
    context = ssl.create_default_context(cafile=os.environ["ca"])
    server = imaplib.IMAP4_SSL("localhost", int(os.environ["imaps_port"]), ssl_context=context,
                               timeout=30)
    server.login(os.environ["user"], os.environ["password"])
    return server


def must(answer):
    kind, data = answer
    if kind != "OK":
        sys.exit(f"imap.py: {data}")
    return data


def find(server, folder, subject):
    must(server.select(f'"{folder}"'))
    numbers = must(server.search(None, "SUBJECT", f'"{subject}"'))[0].decode().split()
    if not numbers:
        sys.exit(f"imap.py: no letter «{subject}» in {folder}")
    return ",".join(numbers)


def append(server, folder, file, *flags):
    with open(file, "rb") as source:
        letter = source.read()
    date = email.message_from_bytes(letter)["Date"]
    when = imaplib.Time2Internaldate(email.utils.parsedate_to_datetime(date)) if date else None
    must(server.append(f'"{folder}"', " ".join(flags), when, letter))


def flag(server, folder, subject, *flags):
    must(server.store(find(server, folder, subject), "+FLAGS", "(%s)" % " ".join(flags)))


def expunge(server, folder, subject):
    flag(server, folder, subject, "\\Deleted")
    must(server.expunge())


def copy(server, folder, subject, to):
    must(server.copy(find(server, folder, subject), f'"{to}"'))


def move(server, folder, subject, to):
    copy(server, folder, subject, to)
    expunge(server, folder, subject)


OPERATIONS = {
    "append": append, "flag": flag, "expunge": expunge, "copy": copy, "move": move,
    "create": lambda s, folder: must(s.create(f'"{folder}"')),
    "delete": lambda s, folder: must(s.delete(f'"{folder}"')),
    "rename": lambda s, old, new: must(s.rename(f'"{old}"', f'"{new}"')),
}


def main(words):
    server = connect()
    while words:
        end = words.index(",") if "," in words else len(words)
        OPERATIONS[words[0]](server, *words[1:end])
        words = words[end + 1:]
    server.logout()


main(sys.argv[1:])
