#!/usr/bin/env python3
"""autoconfig.py DIR CERTIFICATE OWNER: serves DIR/document over https, whatever path is asked for; "404"
in the path is not there. Its port goes to the fifo DIR/ready, every request line and header to
DIR/received. Ends with its owner."""
import http.server
import os
import ssl
import sys
import threading
import time

DIRECTORY, CERTIFICATE, OWNER = sys.argv[1:]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        with open(f"{DIRECTORY}/received", "a", encoding="utf-8") as received:
            received.write(f"{self.requestline}\n{self.headers}")
        if "404" in self.path:
            self.send_error(404)
            return
        with open(f"{DIRECTORY}/document", "rb") as document:
            body = document.read()
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.replace(".pem", ".key"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with open(f"{DIRECTORY}/ready", "w", encoding="ascii") as ready:
        print(server.server_address[1], file=ready)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    while os.path.exists(f"/proc/{OWNER}"):
        time.sleep(0.5)


main()
