"""What the servers here have in common: a port of their own on loopback, TLS, a thread for each client."""
import os
import socket
import ssl
import threading


def serve(directory, certificate, owner, talk):
    """The port goes to the fifo DIRECTORY/ready; talk() gets each connection, inside TLS. Ends with its
    owner."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.replace(".pem", ".key"))

    def answer(client):
        try:
            with context.wrap_socket(client, server_side=True) as secure:
                talk(secure)
        except OSError:
            client.close()

    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(1)
    with open(f"{directory}/ready", "w", encoding="ascii") as ready:
        print(listener.getsockname()[1], file=ready)
    while os.path.exists(f"/proc/{owner}"):
        try:
            client, _ = listener.accept()
        except TimeoutError:
            continue
        client.settimeout(60)
        threading.Thread(target=answer, args=(client,), daemon=True).start()
