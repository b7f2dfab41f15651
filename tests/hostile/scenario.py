"""Reads scenarios.txt and makes the scripted server do what a line of it says."""
import functools
import re
import ssl
import time

from server import CAPABILITIES, Over
from world import all_mail, bend, world

DRIP = 0.05  # seconds from octet to octet
FLOOD_MAX = 400 << 20  # octets: a client that takes more has no limit
ACTIONS = ("say", "data", "before", "after", "tagged", "swap", "once", "cut", "stall", "hangup", "silence",
           "close", "drip", "flood", "sleep")


def unescape(text):
    """The octets a text of the table means: \\n is CR LF, \\0 NUL, \\e ESC, \\xHH, %{N*TEXT}."""
    def again(match):
        return match[2] * int(match[1])

    def one(match):
        code = match[1]
        return {"n": "\r\n", "r": "\r", "l": "\n", "0": "\0", "e": "\x1b", "\\": "\\"}.get(code) \
            or chr(int(code[1:], 16))

    text = re.sub(r"%\{(\d+)\*([^}]*)\}", again, text)
    return re.sub(r"\\(x[0-9a-f]{2}|[nrl0e\\])", one, text)


class Step:
    """VERB[#N] ACTION [TEXT]"""

    def __init__(self, text):
        verb, _, rest = text.partition(" ")
        self.verb, _, number = verb.partition("#")
        self.number = int(number) if number else None
        self.action, _, self.text = rest.partition(" ")
        self.fired = False

    def is_for(self, name, count):
        every = self.verb == "EVERY" and name not in ("GREETING", "STARTTLS")
        return (every or self.verb == name) and self.number in (None, count)


class Scenario:
    def __init__(self, line, number):
        fields = [field.strip() for field in re.split(r" \|(?: |$)", line.rstrip("\n"))]
        if len(fields) != 7:
            raise ValueError(f"scenarios.txt:{number}: {len(fields)} fields, not 7")
        self.name, setting, does, ends, self.login, self.says, self.mark = fields
        words = setting.split()
        self.start, self.flavour = words[0], words[1]
        self.starttls = "starttls" in words
        self.number, self.does = number, does
        self.exit = int(ends)
        self.steps = [Step(text.strip()) for text in does.split(" ;; ")]
        self.config = [s.action + " " + s.text for s in self.steps if s.verb == "CONFIG"]
        self.hooks = [s for s in self.steps if s.verb not in ("CONFIG", "WORLD", "CAPS", "TLS")]
        self.patient = not any(s.action in ("silence", "stall", "drip", "flood") for s in self.steps)
        for step in self.hooks:
            if step.action not in ACTIONS:
                raise ValueError(f"scenarios.txt:{number}: {step.action}?")

    def group(self):
        return self.name.split("-")[0]


def read(path):
    with open(path, encoding="utf-8") as file:
        return [Scenario(line, n) for n, line in enumerate(file, 1) if line.strip() and line[0] != "#"]


@functools.cache
def context_of(name, version):
    """TLS with that certificate, made once for all connections."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(f"{name}.pem", f"{name}.key")
    if version:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion[version]
    return context


class Script:
    """What goes otherwise in one run against one server. scenario None: nothing."""

    def __init__(self, tls_directory, flavour, day, scenario=None, cut=None):
        self.directory, self.scenario, self.cut = tls_directory, scenario, cut
        self.capabilities = CAPABILITIES[flavour]
        self.folders = all_mail(day) if flavour == "gmail" else world(day)
        self.counts = {}
        for step in scenario.steps if scenario else []:
            if step.verb == "WORLD":
                self.folders = bend(self.folders, unescape(f"{step.action} {step.text}").split())
            elif step.verb == "CAPS":
                self.change_capabilities(f"{step.action} {step.text}".split())

    def change_capabilities(self, words):
        have = self.capabilities.split()
        for word in words:
            if word[0] == "-":
                have.remove(word[1:])
            else:
                have.append(word[1:])
        self.capabilities = " ".join(have)

    # --- TLS ---

    def tls_steps(self, action):
        found = [s for s in self.scenario.steps if s.verb == "TLS" and s.action == action] \
            if self.scenario else []
        return found[0] if found else None

    def context(self):
        step, version = self.tls_steps("cert"), self.tls_steps("version")
        name = f"{self.directory}/{step.text if step else 'server'}"
        return context_of(name, version.text if version else None)

    def before_tls(self, session):
        """What comes in place of a handshake."""
        if self.tls_steps("silence"):
            session.wait_for_end()
        if self.tls_steps("hangup"):
            raise Over
        step = self.tls_steps("instead")
        if step:
            session.client.sendall(unescape(step.text).encode("latin-1"))
            session.wait_for_end()

    # --- answers ---

    def answer(self, session, name, reply):
        octets, then = reply.octets(), None
        self.counts[name] = self.counts.get(name, 0) + 1
        for step in self.scenario.hooks if self.scenario else []:
            if not step.is_for(name, self.counts[name]):
                continue
            if step.action in ("hangup", "silence", "close", "drip", "flood", "cut", "stall", "sleep"):
                then, step.fired = step, True
            else:
                changed = self.change(step, reply, octets)
                step.fired |= changed != octets or step.action in ("say", "before")
                octets = changed
        if then is None:
            session.put(octets)
        else:
            self.end(session, then, octets, reply.tag)

    def change(self, step, reply, octets):
        if step.action in ("swap", "once"):
            _, pattern, replacement, _ = re.split(r"(?<!\\)/", step.text)
            pattern = pattern.encode("latin-1").replace(rb"\/", b"/")
            new = unescape(replacement).encode("latin-1").replace(b"$T", reply.tag.encode())
            return re.sub(pattern, lambda m: new, octets, count=1 if step.action == "once" else 0)
        text = unescape(step.text).encode("latin-1").replace(b"$T", reply.tag.encode())
        data = octets[:len(octets) - len(reply.tagged)]
        if step.action == "tagged":
            return data + text + b"\r\n"
        return {"say": text, "data": text + reply.tagged, "before": text + octets,
                "after": data + text + reply.tagged}[step.action]

    def end(self, session, step, octets, tag):
        if step.action == "cut":
            session.put(octets[:int(step.text)])
        elif step.action == "stall":
            session.put(octets[:int(step.text)])
            session.wait_for_end()
        elif step.action == "silence":
            session.wait_for_end()
        elif step.action == "close":
            session.put(octets)
        elif step.action == "sleep":  # late, but not too late
            time.sleep(float(step.text))
            session.put(octets)
            return
        elif step.action == "drip":
            while True:
                for i in range(len(octets)):
                    session.put(octets[i:i + 1])
                    time.sleep(DRIP)
        elif step.action == "flood":
            text = unescape(step.text).encode("latin-1").replace(b"$T", tag.encode())
            chunk = text * max(1, 65536 // len(text))
            session.put(octets[:len(octets) - len(octets)])
            for _ in range(FLOOD_MAX // len(chunk)):
                session.put(chunk)
        raise Over
