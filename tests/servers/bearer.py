#!/usr/bin/env python3
"""A CalDAV and CardDAV server that lets in whoever shows the token of the day: bearer.py DIR CERTIFICATE OWNER.

Its port goes to the fifo DIR/ready; the only good token stands in DIR/good; "REQUEST PATH STATUS" of each
request goes to DIR/requests, what it was authorised by to DIR/shown. There are one calendar with one event
and one address book without cards."""
import re
import sys

from listener import serve

DIRECTORY, CERTIFICATE, OWNER = sys.argv[1:]
EVENT = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:one@x\r\nDTSTAMP:20261101T080000Z\r\n"
         "DTSTART:20261124T100000Z\r\nSUMMARY:Fitting\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
SPACES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:a="urn:ietf:params:xml:ns:carddav"'
HOMES = ("<c:calendar-home-set><d:href>/home/</d:href></c:calendar-home-set>"
         "<a:addressbook-home-set><d:href>/home/</d:href></a:addressbook-home-set>")
KINDS = {"/home/events/": ("<c:calendar/>", "Salon"), "/home/cards/": ("<a:addressbook/>", "Contacts")}


def item(href, props):
    return (f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>")


def collection(path):
    kind, name = KINDS[path]
    return item(path, f"<d:resourcetype><d:collection/>{kind}</d:resourcetype><d:displayname>{name}"
                "</d:displayname><d:sync-token>t1</d:sync-token><d:supported-report-set><d:supported-report>"
                "<d:report><d:sync-collection/></d:report></d:supported-report></d:supported-report-set>")


def answer(path, body):
    """The entries of a multistatus."""
    if "sync-collection" in body:
        fresh = path == "/home/events/" and "t1" not in body
        return (item("/home/events/one.ics", '<d:getetag>"1"</d:getetag>') if fresh else "") \
            + "<d:sync-token>t1</d:sync-token>"
    if path == "/home/":
        return "".join(map(collection, KINDS))
    if path in KINDS:
        return collection(path)
    if path == "/me/":
        return item(path, HOMES)
    return item(path, "<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>")


def note(name, text):
    with open(f"{DIRECTORY}/{name}", "a", encoding="utf-8") as file:
        file.write(text + "\n")


def talk(secure):
    stream = secure.makefile("rwb")
    while line := stream.readline():
        method, path, _ = line.decode().split(" ")
        headers = b"".join(iter(stream.readline, b"\r\n")).decode()
        length = re.search(r"(?i)^content-length: *(\d+)", headers, re.M)
        body = stream.read(int(length.group(1)) if length else 0).decode()
        shown = re.search(r"(?i)^authorization: *(.*?)\r", headers, re.M)
        with open(f"{DIRECTORY}/good", encoding="utf-8") as file:
            good = f"Bearer {file.read().strip()}"
        status = 207 if shown and shown.group(1) == good else 401
        note("shown", shown.group(1) if shown else "-")
        note("requests", f"{method} {path} {status}")
        text = f'<?xml version="1.0"?><d:multistatus {SPACES}>{answer(path, body)}</d:multistatus>'.encode()
        if method == "GET" and status == 207:
            status, text = 200, EVENT.encode()
        text = text if status < 300 else b""
        stream.write(f'HTTP/1.1 {status} X\r\nETag: "1"\r\nContent-Length: {len(text)}\r\n\r\n'.encode() + text)
        stream.flush()


serve(DIRECTORY, CERTIFICATE, OWNER, talk)
