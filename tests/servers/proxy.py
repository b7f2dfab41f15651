#!/usr/bin/env python3
"""proxy.py DIR PORT MODE OCTETS OWNER: hands every connection on to PORT. After so many octets from
the server, of one connection, it says no more (stall; DIR/stalled appears) or closes (cut). Or it
closes after so many of all connections together (spend): DIR/octets says how many, and its count
begins anew when that says another number; DIR/spent how many there were. Writes
its own port to the fifo DIR/ready, and of each connection that is over how many came, and whether it
was cut, as a line of DIR/passed. Ends with its owner."""
import os
import select
import socket
import sys
import threading

DIRECTORY, PORT, MODE, OCTETS, OWNER = sys.argv[1], *map(str, sys.argv[2:])


def note(octets, how):
    with open(f"{DIRECTORY}/passed", "a", encoding="ascii") as passed:
        print(f"{octets}{how}", file=passed)


class Purse:
    """What all connections together may still get."""

    def __init__(self):
        self.lock, self.text, self.spent = threading.Lock(), "", 0

    def take(self, wanted):
        with self.lock:
            with open(f"{DIRECTORY}/octets", encoding="ascii") as file:
                text = file.read()
            if text != self.text:
                self.text, self.spent = text, 0
            granted = min(wanted, int(text) - self.spent)
            self.spent += granted
            with open(f"{DIRECTORY}/spent", "w", encoding="ascii") as file:
                print(self.spent, file=file)
            return granted


purse = Purse()


def relay_while_paid(client):
    server = socket.create_connection(("127.0.0.1", int(PORT)))
    for end in (client, server):
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    granted = data = b"-"
    while data and granted == data:
        for ready in select.select([client, server], [], [])[0]:
            data = granted = ready.recv(65536)
            if ready is server:
                granted = data[:purse.take(len(data))]
            (client if ready is server else server).sendall(granted)
            if not data or granted != data:
                break
    client.close()
    server.close()


def relay(client):
    server = socket.create_connection(("127.0.0.1", int(PORT)))
    left = int(OCTETS)
    while True:
        for ready in select.select([client, server], [], [])[0]:
            data = ready.recv(min(65536, left) if ready is server else 65536)
            if not data:
                note(int(OCTETS) - left, "")
                client.close()
                server.close()
                return
            if ready is client:
                server.sendall(data)
                continue
            client.sendall(data)
            left -= len(data)
        if left > 0:
            continue
        if MODE == "stall":
            with open(f"{DIRECTORY}/stalled", "w", encoding="ascii"):
                pass
            while client.recv(65536):
                pass
        note(int(OCTETS), " cut")
        client.close()
        server.close()
        return


def quiet_relay(client):
    try:
        (relay_while_paid if MODE == "spend" else relay)(client)
    except OSError:
        client.close()


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(1)
    with open(f"{DIRECTORY}/ready", "w", encoding="ascii") as ready:
        print(listener.getsockname()[1], file=ready)
    while os.path.exists(f"/proc/{OWNER}"):
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        client.setblocking(True)
        threading.Thread(target=quiet_relay, args=(client,), daemon=True).start()


main()
