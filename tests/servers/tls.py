#!/usr/bin/env python3
"""tls.py DIR CERTIFICATE OWNER: greets over TLS as IMAP servers do and refuses whatever is asked.
Its port goes to the fifo DIR/ready, all that was said to it inside TLS to DIR/received. Ends with its
owner."""
import sys

from listener import serve

DIRECTORY, CERTIFICATE, OWNER = sys.argv[1:]


def talk(server):
    server.sendall(b"* OK here\r\n")
    for line in server.makefile("rb"):
        with open(f"{DIRECTORY}/received", "ab") as received:
            received.write(line)
        server.sendall(line.split(b" ", 1)[0] + b" NO not here\r\n")


serve(DIRECTORY, CERTIFICATE, OWNER, talk)
