#!/usr/bin/env python3
"""dav.py URL OP ARG… [, OP ARG…]…: does what another client of a calendar or contacts server might do.

put PATH [FILE]      writes it, whatever is there; FILE - or none: standard input
get PATH             prints it
delete PATH
list PATH            the paths of what lies in a collection, sorted, decoded
empty PATH           deletes all that lies in a collection
make PATH NAME       a calendar
make_book PATH NAME  an address book
rename PATH NAME
status METHOD PATH   prints what it answers

A PATH is taken as it stands after percent-encoding; whatever goes wrong ends the run with its reason.
Login and authority come from the environment: user= password= ca=."""
import base64
import http.client
import os
import ssl
import sys
import urllib.parse
import xml.etree.ElementTree as tree
from xml.sax.saxutils import escape

DAV = "{DAV:}"


def connect(url):
    parts = urllib.parse.urlsplit(url)
    if parts.scheme == "http":
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
    context = ssl.create_default_context(cafile=os.environ["ca"])
    return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=30, context=context)


class Client:
    def __init__(self, url):
        self.url = url
        login = f"{os.environ.get('user', '')}:{os.environ.get('password', '')}".encode()
        self.login = "Basic " + base64.b64encode(login).decode()

    def ask(self, method, path, body=None, **headers):
        """Status and body; a connection each, since not every server keeps one."""
        connection = connect(self.url)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers["Authorization"] = self.login
        connection.request(method, urllib.parse.quote(path), body=body, headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        return answer.status, text

    def must(self, method, path, body=None, **headers):
        status, text = self.ask(method, path, body, **headers)
        if not 200 <= status < 300:
            sys.exit(f"{method} {path}: {status} {text[:300]!r}")
        return text

    def put(self, path, file="-"):
        with open(0 if file == "-" else file, "rb") as source:
            text = source.read()
        kind = "vcard" if path.endswith(".vcf") else "calendar"
        self.must("PUT", path, text, Content_Type=f"text/{kind}; charset=utf-8")

    def get(self, path):
        sys.stdout.buffer.write(self.must("GET", path))

    def delete(self, path):
        self.must("DELETE", path)

    def members(self, path):
        answer = tree.fromstring(self.must("PROPFIND", path, b"", Depth="1"))
        hrefs = [urllib.parse.urlsplit(e.findtext(f"{DAV}href")).path for e in answer]
        paths = sorted(urllib.parse.unquote(href) for href in hrefs)
        return [p for p in paths if p.rstrip("/") != path.rstrip("/")]

    def list(self, path):
        print("".join(member + "\n" for member in self.members(path)), end="")

    def empty(self, path):
        for member in self.members(path):
            self.delete(member)

    def name(self, method, path, root, name):
        body = (
            f'<?xml version="1.0"?><{root} xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
            f"<d:set><d:prop><d:displayname>{escape(name)}</d:displayname></d:prop></d:set></{root}>"
        )
        self.must(method, path, body.encode(), Content_Type="application/xml; charset=utf-8")

    def make(self, path, name):
        self.name("MKCALENDAR", path, "c:mkcalendar", name)

    def make_book(self, path, name):
        body = (
            '<?xml version="1.0"?><d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><d:set><d:prop>'
            "<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"
            f"<d:displayname>{escape(name)}</d:displayname></d:prop></d:set></d:mkcol>"
        )
        self.must("MKCOL", path, body.encode(), Content_Type="application/xml; charset=utf-8")

    def rename(self, path, name):
        self.name("PROPPATCH", path, "d:propertyupdate", name)

    def status(self, method, path):
        print(self.ask(method, path)[0])


def main():
    client, words = Client(sys.argv[1]), sys.argv[2:] + [","]
    while words:
        end = words.index(",")
        if end > 0:
            getattr(client, words[0])(*words[1:end])
        words = words[end + 1 :]


main()
