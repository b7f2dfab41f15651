#!/usr/bin/env python3
"""fake-dav.py DIR CERTIFICATE OWNER: a web server over TLS that says what calendar servers should
never say; the first word of the path chooses what. Its port goes to the fifo DIR/ready, every request
(line, headers, body) to DIR/received. Ends with its owner."""
import os
import socket
import ssl
import sys
import threading
import time

DIRECTORY, CERTIFICATE, OWNER = sys.argv[1:]
OPEN = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">'
END = "</d:multistatus>"
TOKEN = "<d:sync-token>next</d:sync-token>"
EVENT = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
LOCK = threading.Lock()


def item(href, props="", status="200 OK"):
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop>{props}</d:prop>"
        f"<d:status>HTTP/1.1 {status}</d:status></d:propstat></d:response>"
    )


def etag(href, tag='"1"'):
    return item(href, f"<d:getetag>{tag}</d:getetag>")


def text(href, data, tag='"1"'):
    return item(
        href, f"<d:getetag>{tag}</d:getetag><c:calendar-data>{data}</c:calendar-data>"
    )


def lone(href, status):
    return f"<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 {status}</d:status></d:response>"


# What /xml/NAME/ answers to any request, between OPEN and END unless it is bytes.
XML = {
    "good": etag("/xml/good/a%20b.ics") + TOKEN,
    "broken": etag("/xml/broken/a.ics") + "<d:response>",
    "entity": etag("/xml/entity/&amp;%26a.ics") + TOKEN,
    "unknown-entity": etag("/xml/unknown-entity/&x;.ics") + TOKEN,
    "bomb": b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%s;" % (str(i - 1).encode() if i else b"") * 10) for i in range(9))
    + b']><d:multistatus xmlns:d="DAV:">&a8;</d:multistatus>',
    "external": b'<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd">'
    b'<d:multistatus xmlns:d="DAV:"></d:multistatus>',
    "deep": "<d:x>" * 100 + "</d:x>" * 100 + TOKEN,
    "long-href": etag("/xml/long-href/" + "a" * 5000 + ".ics") + TOKEN,
    "control": etag("/xml/control/a\x01\x0b.ics") + TOKEN,
    "bad-utf8": (OPEN + etag("/xml/bad-utf8/X.ics") + TOKEN + END).encode().replace(b"X", b"\xff"),
    "html": b"<html><body>Sign in</body></html>",
    "nothing": b"",
    "no-token": etag("/xml/no-token/a.ics"),
    "foreign": etag("/other/a.ics") + TOKEN,
    "host": etag("https://other.example/xml/host/a.ics") + TOKEN,
    "dots": etag("/xml/dots/../../x.ics") + TOKEN,
    "dot": etag("/xml/dot/..") + TOKEN,
    "url": etag("http://localhost:1/xml/url/a.ics") + TOKEN,
    "relative": etag("a.ics") + TOKEN,
    "weak": etag("/xml/weak/a.ics", 'W/"1"') + TOKEN,
    "gzip": etag("/xml/gzip/a.ics", '"1-gzip"') + TOKEN,
    "bare": etag("/xml/bare/a.ics", "1") + TOKEN,
    "injected": etag("/xml/injected/a.ics", '"1&#13;&#10;X: y"') + TOKEN,
    "gone": lone("/xml/gone/a.ics", "404 Not Found") + TOKEN,
    "half": lone("/xml/half/a.ics", "500 Oh") + TOKEN,
    "no-href": "<d:response></d:response>" + TOKEN,
    "stray": "<d:response><d:href>/xml/stray/</d:href><d:prop><d:getetag>\"9\"</d:getetag></d:prop>"
    "</d:response>" + item("/xml/stray/a.ics") + TOKEN,
    "itself": etag("/xml/itself") + etag("/xml/itself/") + etag("/xml/itself/sub/") + TOKEN,
    "utf16": (OPEN + etag("/xml/utf16/a.ics") + TOKEN + END).encode("utf-16"),
}

# What /put/NAME/… and its DELETE answer.
PUT = {
    "uid-409": (409, '<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict/></d:error>'),
    "uid-403": (403, '<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:no-uid-conflict/></d:error>'),
    "uid-home": (403, '<d:error xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><c:unique-scheduling-object-resource/></d:error>'),
    "207-412": (207, OPEN + lone("/put/207-412/a.ics", "412 Precondition Failed") + END),
    "207-200": (207, OPEN + lone("/put/207-200/a.ics", "200 OK") + END),
    "bomb": (403, '<!DOCTYPE d [<!ENTITY a "b">]><d:error xmlns:d="DAV:"><d:x/></d:error>'),
    "escape": (403, '<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:message>\x1b]no</s:message></d:error>'),
}


def page(path, body):
    """sync-collection in pages of one."""
    if path.startswith("/pages/"):
        token = body.split("<d:sync-token>")[1].split("<")[0]
        number = int(token or 0) + 1
        more = lone("/pages/", "507 Insufficient Storage") if number < 4 else ""
        return OPEN + etag(f"/pages/{number}.ics") + more + f"<d:sync-token>{number}</d:sync-token>" + END
    return OPEN + etag("/loop/1.ics") + lone("/loop/", "507 Insufficient Storage") + TOKEN + END


def multiget(body):
    """Breaks at poison, forgets what is forgotten."""
    hrefs = [part.split("<")[0] for part in body.split("<d:href>")[1:]]
    if any("poison" in href for href in hrefs):
        return 500, "no"
    hrefs = [href for href in hrefs if "forgotten" not in href]
    items = [lone(h, "404 Not Found") if "missing" in h else text(h, "of " + h) for h in hrefs]
    return 207, OPEN + "".join(items) + END


def listing(path, headers):
    """No sync-collection, only a CTag; /noself/ leaves itself out of its listing."""
    itself = item(path, "<s:getctag xmlns:s='http://calendarserver.org/ns/'>5</s:getctag>")
    if "\ndepth: 0" in headers.lower():
        return OPEN + itself + END
    return OPEN + (itself if path == "/ctag/" else "") + etag(path + "a.ics") + END


def home(path):
    """A principal, its home, and what is in it."""
    if path == "/.well-known/caldav":
        return 302, "Location: https://elsewhere.example/\r\n", ""
    if path in ("/", "/dav/"):
        return 207, "", OPEN + item(path, "<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>") + END
    if path == "/me/":
        return 207, "", OPEN + item(path, "<c:calendar-home-set><d:href>/mine/</d:href></c:calendar-home-set>") + END
    calendar = "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
    tasks = '<c:supported-calendar-component-set><c:comp name="VTODO"/></c:supported-calendar-component-set>'
    reading = "<d:current-user-privilege-set><d:privilege><d:read/></d:privilege></d:current-user-privilege-set>"
    return 207, "", (
        OPEN + item("/mine/", "<d:resourcetype><d:collection/></d:resourcetype>")
        + item("/mine/a%20b/", calendar + "<d:displayname>A &lt;b&gt;</d:displayname>")
        + item("/mine/read/", calendar + reading) + item("/mine/tasks/", calendar + tasks)
        + item("/mine/a%20b/", calendar) + END
    )


def reply(status, body=b"", headers=""):
    body = body if isinstance(body, bytes) else body.encode()
    return f"HTTP/1.1 {status} X\r\n{headers}Content-Length: {len(body)}\r\n\r\n".encode() + body


def drip(client, data):
    client.sendall(data)
    while True:
        client.sendall(b"a")
        time.sleep(0.02)


def moved(where, port):
    return {
        "other": "https://other.example/status/200",
        "http": f"http://localhost:{port}/status/200",
        "port": "https://localhost:1/status/200",
        "user": f"https://anna:x@localhost:{port}/status/200",
        "here": "../status/200",
        "loop": "/moved/loop",
        "long": "/" + "a" * 5000,
    }[where]


def answer(client, port, method, path, headers, body):
    """FALSE: no more on this connection."""
    words = path.strip("/").split("/")
    kind, name = words[0], words[1] if len(words) > 1 else ""
    if kind == "status":
        client.sendall(reply(name, "some text"))
    elif kind == "moved":
        client.sendall(reply(302, headers=f"Location: {moved(name, port)}\r\n"))
    elif kind == "xml":
        data = XML[name]
        client.sendall(reply(207, data if isinstance(data, bytes) else OPEN + data + END))
    elif kind in ("pages", "loop"):
        client.sendall(reply(207, page(path, body)))
    elif kind in ("ctag", "noself"):
        client.sendall(reply(207, listing(path, headers)))
    elif kind == "items" and method == "REPORT":
        client.sendall(reply(*multiget(body)))
    elif kind == "items":
        found = "poison" not in path
        client.sendall(reply(200 if found else 404, EVENT if found else b"", 'ETag: W/"9"\r\n'))
    elif kind == "put":
        status, text_ = PUT.get(name) or (int(name), "")
        client.sendall(reply(status, text_, 'ETag: "5-gzip"\r\nLocation: /put/201/b%20c.ics\r\n'))
    elif kind == "ics":
        known = 'if-none-match: "7"' in headers.lower()
        page_ = "Content-Type: text/html\r\n" if name == "page" else ""
        client.sendall(reply(304 if known else 200, b"" if known else EVENT, page_ + 'ETag: "7"\r\n'))
    elif kind == "endless":
        client.sendall(b"HTTP/1.1 207 X\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            client.sendall(b"10000\r\n" + b" " * 65536 + b"\r\n")
    elif kind == "large":
        client.sendall(reply(name, b" " * (2 << 20)))
    elif kind == "drip":
        drip(client, b"HTTP/1.1 200 X\r\nContent-Length: 100000\r\n\r\n")
    elif kind == "drip-head":
        drip(client, b"HTTP/1.1 200 X\r\nX: ")
    elif kind == "mute":
        client.recv(1)
    elif kind == "cut":
        client.sendall(reply(207, OPEN + etag(f"/cut/{name}/a.ics") + TOKEN + END)[: -int(name)])
        return False
    elif kind == "coded":
        client.sendall(reply(207, "x", "Content-Encoding: gzip\r\n"))
    elif kind == "headers":
        client.sendall(reply(200, headers="X: y\r\n" * 1000))
    elif kind == "garbage":
        client.sendall(b"SSH-2.0-server\r\n\r\n")
        return False
    else:
        status, more, text_ = home(path)
        client.sendall(reply(status, text_, more))
    return True


def read_request(stream):
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        line = stream.readline()
        if not line:
            return None
        head += line
    headers = head.decode("latin-1")
    length = 0
    for line in headers.split("\r\n"):
        if line.lower().startswith("content-length:"):
            length = int(line.split(":")[1])
    return headers, stream.read(length).decode("latin-1")


def talk(client, context, port):
    try:
        with context.wrap_socket(client, server_side=True) as server:
            stream = server.makefile("rb")
            while (request := read_request(stream)) is not None:
                with LOCK, open(f"{DIRECTORY}/received", "a", encoding="latin-1") as received:
                    received.write(request[0] + request[1] + "\n")
                method, path, _ = request[0].split("\r\n")[0].split(" ")
                if not answer(server, port, method, path, *request):
                    break
    except OSError:
        client.close()


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.replace(".pem", ".key"))
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(1)
    port = listener.getsockname()[1]
    with open(f"{DIRECTORY}/ready", "w", encoding="ascii") as ready:
        print(port, file=ready)
    while os.path.exists(f"/proc/{OWNER}"):
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        client.settimeout(60)
        threading.Thread(target=talk, args=(client, context, port), daemon=True).start()


main()
