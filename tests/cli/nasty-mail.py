#!/usr/bin/env python3
"""nasty-mail.py MAILDIR [CORPUS]: a Maildir of letters that nobody sends by mistake, and of those of
a corpus. Prints how many letters there are."""
import base64
import os
import sys

ESCAPES = "\x1b]52;c;ZXZpbA==\x07\x1b[31m\x9b2J\u202egnp.exe\u200b\x7f\x08"


def word(text):
    return "=?utf-8?b?" + base64.b64encode(text.encode()).decode() + "?="


def letter(number, *headers, sender="Rita Kalve <rita@klients.example>", body="Can you come on Friday?"):
    lines = [f"From: {sender}", "To: Anna <anna@studija.example>", f"Message-ID: <n{number}@klients.example>",
             "Date: Fri, 20 Nov 2026 08:30:00 +0200", *headers, "", body, ""]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape")


def mime_bomb(depth):
    text = "the innermost text"
    for level in range(depth):
        text = f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n{text}\r\n--b{level}--\r\n'
    return text.encode()


def nasties():
    n = iter(range(1, 1000))
    yield letter(next(n), f"Subject: raw {ESCAPES} subject", sender=f'"{ESCAPES}" <esc@klients.example>')
    yield letter(next(n), f"Subject: {word('coded ' + ESCAPES)}", sender=f"{word('Name ' + ESCAPES)} <esc2@klients.example>")
    yield letter(next(n), "Subject: body", "Content-Type: text/plain; charset=utf-8", body=f"Will {ESCAPES} you?\r\n" * 20)
    yield letter(next(n), "Subject: html", "Content-Type: text/html; charset=utf-8",
                 body=f"<p>&#27;]52;c;ZXZpbA==&#7; &#155;2J {ESCAPES}<b>x" + "<div>" * 5000)
    yield letter(next(n), f"Subject: part", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x",
                 body=f'--x\r\nContent-Type: text/plain; name="{ESCAPES}.txt"\r\n'
                      'Content-Disposition: attachment; filename="../../../etc/\x1b[2Jpasswd"\r\n\r\nx\r\n--x--')
    yield letter(next(n), "Subject: NUL \x00 here", sender="nul\x00 <nul\x00@klients.example>", body="a\x00b\r\n" * 9)
    yield letter(next(n), "Subject: tab\tand\r\n\tfolded\x0b\x0c\x1c\x1d\x85\u2028\u2029 lines")
    yield letter(next(n), f"Subject: bad utf-8 \udcff\udc9b\udcc2 end", sender="\udcff\udcfe <raw@klients.example>")
    yield letter(next(n), "Subject: many headers", "X-Long: " + "x" * 10_000_000)
    yield letter(next(n), *[f"X-{i}: {i}" for i in range(300_000)])
    yield letter(next(n), "Subject: a million of you",
                 "Cc: " + ",\r\n ".join(f"c{i}@many.example" for i in range(1_000_000)))
    yield letter(next(n), "Subject: one line", body="z" * 12_000_000)
    yield letter(next(n), "Subject: " + "long " * 400_000)
    yield letter(next(n), "Subject: refs", "References: " + " ".join(f"<r{i}@x.example>" for i in range(50_000)))
    yield letter(next(n), "Subject: brackets", sender="(" * 40_000 + " <a@klients.example>")
    yield letter(next(n), "Subject: groups", "Cc: " + "a:" * 20_000 + ";" * 20_000)
    yield letter(next(n), "Subject: " + "=?utf-8?q?" * 9_000)
    yield letter(next(n), "Subject: dates", "Date: Fri, 99 Foo 99999 99:99:99 +9999")
    yield b"MIME-Version: 1.0\r\nSubject: deep\r\n" + mime_bomb(2000)
    yield b""
    yield b"\n"
    yield b"\x00" * 100_000
    yield bytes(range(256)) * 400
    yield b"no header at all, only words"
    yield b"From: \r\nTo:\r\nSubject:\r\nDate:\r\nMessage-ID:\r\n\r\n"
    yield b"\r" * 70_000
    yield b":" * 70_000


def corpus_letters(corpus):
    for directory, _, names in sorted(os.walk(corpus)):
        for name in sorted(names):
            if not name.startswith("UPSTREAM") and "LICENSE" not in name:
                with open(os.path.join(directory, name), "rb") as file:
                    yield file.read()


def main(maildir, corpus=None):
    for name in ("cur", "new", "tmp"):
        os.makedirs(os.path.join(maildir, name))
    letters = list(nasties()) + (list(corpus_letters(corpus)) if corpus else [])
    for number, data in enumerate(letters):
        with open(os.path.join(maildir, "cur", f"{1795150000 + number}.n{number}:2,S"), "wb") as file:
            file.write(data)
    cur = os.path.join(maildir, "cur")
    os.symlink("/etc/hostname", os.path.join(cur, "1795160000.symlink:2,S"))
    os.symlink(".", os.path.join(cur, "1795160001.loop:2,S"))
    os.mkdir(os.path.join(cur, "1795160002.directory:2,S"))
    os.mkfifo(os.path.join(cur, "1795160003.fifo:2,S"))
    with open(os.path.join(cur.encode(), b"1795160004.\xff\xfe\x1b[2J:2,S"), "wb") as file:
        file.write(letter(999, "Subject: a name that is no text"))
    with open(os.path.join(cur, "1795160005.unreadable:2,S"), "wb") as file:
        file.write(letter(1000, "Subject: not for you"))
    os.chmod(os.path.join(cur, "1795160005.unreadable:2,S"), 0)
    print(len(letters) + 1)


main(*sys.argv[1:])
