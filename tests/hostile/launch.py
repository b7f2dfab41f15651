"""Starts commands and says what they used: small itself, so that the memory it tells is theirs.

Reads lines of JSON {command, environment, output, patience}, writes lines of JSON [status, MB]."""
import json
import os
import signal
import sys


def run(job):
    child = os.fork()
    if child == 0:
        output = os.open(job["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        nothing = os.open(os.devnull, os.O_RDONLY)
        for target, source in ((0, nothing), (1, output), (2, output)):
            os.dup2(source, target)
        os.execve(job["command"][0], job["command"], job["environment"])
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(job["patience"])
    _, status, used = os.wait4(child, 0)
    signal.alarm(0)
    # the greatest of kontor and, for it has waited for them, of its courier and its reader
    return [os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024]


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
