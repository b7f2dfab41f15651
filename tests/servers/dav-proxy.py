#!/usr/bin/env python3
"""dav-proxy.py DIR CERTIFICATE CA PORT OWNER: stands before a calendar server as another one of its
name. Writes its own port to the fifo DIR/ready and "METHOD PATH STATUS" of every request to
DIR/requests. Ends with its owner. For one request each:

  DIR/say    METHOD STATUS [HEADER], then a body: this is the answer, the server is not asked
  DIR/race   METHOD, then a text: before the server is asked, another client puts the text there"""
import http.client
import os
import ssl
import sys
import threading

from listener import serve

DIRECTORY, CERTIFICATE, AUTHORITY, PORT, OWNER = sys.argv[1:]
LOCK = threading.Lock()
OF_A_CONNECTION = ("connection", "keep-alive", "transfer-encoding", "content-length")


def read_request(stream):
    lines = []
    while (line := stream.readline().decode("latin-1")) not in ("", "\r\n"):
        lines.append(line.rstrip("\r\n"))
    if not lines:
        return None
    method, path, _ = lines[0].split(" ")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    length = next((int(v) for k, v in headers.items() if k.lower() == "content-length"), 0)
    return method, path, headers, stream.read(length)


def ask(method, path, headers, body):
    context = ssl.create_default_context(cafile=AUTHORITY)
    server = http.client.HTTPSConnection("localhost", int(PORT), timeout=60, context=context)
    headers = {k: v for k, v in headers.items() if k.lower() not in ("host", *OF_A_CONNECTION)}
    server.request(method, path, body or None, headers)
    answer = server.getresponse()
    data = answer.read()
    server.close()
    return answer.status, [f"{k}: {v}" for k, v in answer.getheaders()], data


def order(name, method):
    """What the file says, where it is meant for this request; the file is gone then."""
    try:
        with open(f"{DIRECTORY}/{name}", encoding="utf-8", newline="") as file:
            first, _, rest = file.read().partition("\n")
    except FileNotFoundError:
        return None
    words = first.split(" ", 2)
    if words[0] != method:
        return None
    os.unlink(f"{DIRECTORY}/{name}")
    return words[1:], rest


def answer_to(method, path, headers, body):
    told, race = order("say", method), order("race", method)
    if told is not None:
        return int(told[0][0]), told[0][1:], told[1].encode()
    if race is not None:
        login = {k: v for k, v in headers.items() if k.lower() == "authorization"}
        kind = "vcard" if path.endswith(".vcf") else "calendar"
        login["Content-Type"] = f"text/{kind}; charset=utf-8"
        ask("PUT", path, login, race[1].encode())
    return ask(method, path, headers, body)


def talk(server):
    stream = server.makefile("rb")
    while (request := read_request(stream)) is not None:
        status, headers, data = answer_to(*request)
        with LOCK, open(f"{DIRECTORY}/requests", "a", encoding="latin-1") as requests:
            print(request[0], request[1], status, file=requests)
        headers = [h for h in headers if h.split(":")[0].lower() not in OF_A_CONNECTION]
        head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(data)}", *headers, "", ""]
        server.sendall("\r\n".join(head).encode("latin-1") + data)


serve(DIRECTORY, CERTIFICATE, OWNER, talk)
