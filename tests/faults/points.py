"""At which of its calls a program is struck, for all tests of faults."""
import os

TORTURE = int(os.environ.get("KONTOR_TORTURE") or 0)  # each so manieth point; 0: a sample
JOBS = int(os.environ.get("KONTOR_JOBS", "6" if TORTURE else "3"))


def spread(count, wanted):
    """At most wanted (two or more) of the numbers 1…count, evenly; with KONTOR_TORTURE=N each Nth.
    The first and the last are among them."""
    if TORTURE:
        return sorted({*range(1, count, TORTURE), count})
    wanted = min(count, wanted)
    return sorted({1 + i * (count - 1) // max(1, wanted - 1) for i in range(wanted)})
