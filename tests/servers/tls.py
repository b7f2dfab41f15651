#!/usr/bin/env python3
"""tls.py DIR CERTIFICATE OWNER: greets over TLS as IMAP servers do and refuses whatever is asked.
Its port goes to the fifo DIR/ready, all that was said to it inside TLS to DIR/received. Ends with its
owner."""
import os
import socket
import ssl
import sys
import threading

DIRECTORY, CERTIFICATE, OWNER = sys.argv[1:]


def talk(client, context):
    try:
        with context.wrap_socket(client, server_side=True) as server:
            server.sendall(b"* OK here\r\n")
            for line in server.makefile("rb"):
                with open(f"{DIRECTORY}/received", "ab") as received:
                    received.write(line)
                server.sendall(line.split(b" ", 1)[0] + b" NO not here\r\n")
    except OSError:
        client.close()


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.replace(".pem", ".key"))
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(1)
    with open(f"{DIRECTORY}/ready", "w", encoding="ascii") as ready:
        print(listener.getsockname()[1], file=ready)
    while os.path.exists(f"/proc/{OWNER}"):
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        client.settimeout(60)
        threading.Thread(target=talk, args=(client, context), daemon=True).start()


main()
