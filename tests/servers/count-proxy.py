#!/usr/bin/env python3
"""count-proxy.py DIR PORT MS OWNER: hands every connection on to PORT, each octet half of MS later in
either direction, and counts round trips: how often the client said something after the server had
spoken. Writes its own port to the fifo DIR/ready. When DIR/ask appears, it is removed and the count
since the last time goes into the fifo DIR/answer. Ends with its owner."""
import asyncio
import os
import sys

DIRECTORY, PORT, DELAY, OWNER = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]) / 2000, sys.argv[4]
turns = 0


async def later(queue, writer):
    """Writes what the queue holds, when it is due."""
    loop = asyncio.get_running_loop()
    while True:
        due, data = await queue.get()
        if due > loop.time():
            await asyncio.sleep(due - loop.time())
        if not data:
            writer.close()
            return
        writer.write(data)
        await writer.drain()


class Talk:
    def __init__(self):
        self.heard = True  # the first word of the client is a turn

    async def carry(self, reader, writer, from_client):
        global turns
        queue = asyncio.Queue(1000)
        out = asyncio.create_task(later(queue, writer))
        data = b"x"
        while data:
            try:
                data = await reader.read(65536)
            except OSError:
                data = b""
            if from_client and data and self.heard:
                turns += 1
                self.heard = False
            if not from_client and data:
                self.heard = True
            await queue.put((asyncio.get_running_loop().time() + DELAY, data))
        await out


async def serve(client_in, client_out):
    server_in, server_out = await asyncio.open_connection("127.0.0.1", PORT)
    talk = Talk()
    await asyncio.gather(talk.carry(client_in, server_out, True), talk.carry(server_in, client_out, False),
                         return_exceptions=True)


def answer():
    global turns
    try:
        os.unlink(f"{DIRECTORY}/ask")
    except FileNotFoundError:
        return
    with open(f"{DIRECTORY}/answer", "w", encoding="ascii") as out:
        print(turns, file=out)
    turns = 0


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    with open(f"{DIRECTORY}/ready", "w", encoding="ascii") as ready:
        print(server.sockets[0].getsockname()[1], file=ready)
    while os.path.exists(f"/proc/{OWNER}"):
        await asyncio.sleep(0.02)
        answer()


asyncio.run(main())
