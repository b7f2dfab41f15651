"""Rules with the instants that python3-dateutil finds for them, tab-separated; always the same ones.

rule   DTSTART  RRULE  first instants
event  zone  DTSTART  RRULE  EXDATEs  RDATEs  all instants in the window, UTC

Where dateutil is known to differ from RFC 5545, what it is asked says more than what we are:
DTSTART is always an instance and counts (3.8.5.3), BYWEEKNO alone means DTSTART's weekday, the first
week of a WEEKLY BYSETPOS is a whole one, and weeks at the turn of the year are those of ISO 8601.
"""

import datetime
import itertools
import random
import sys
import zoneinfo

try:
    from dateutil.rrule import rrulestr
except ImportError:
    sys.exit(77)

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = [
    "Europe/Riga", "Europe/London", "America/New_York", "America/Sao_Paulo", "Asia/Tokyo",
    "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Havana",
    "Pacific/Auckland", "Asia/Tehran", "America/St_Johns", "UTC",
]
rand = random.Random(5545)


def chance(probability):
    return rand.random() < probability


def some(values, most):
    return sorted(rand.sample(list(values), rand.randint(1, most)))


def join(values):
    return ",".join(str(v) for v in values)


def some_days(most):
    return sorted(rand.sample(DAYS, rand.randint(1, most)), key=DAYS.index)


def times(parts):
    """BYHOUR and the like; how many instants they make of a day."""
    n = 1
    for name, top in (("BYHOUR", 24), ("BYMINUTE", 60), ("BYSECOND", 60)):
        if chance(0.12):
            values = some(range(top), 3)
            parts.append(f"{name}={join(values)}")
            n *= len(values)
    return n


def position(parts, smallest):
    """Positions that each period has."""
    if smallest > 1 and chance(0.4):
        numbers = [n for n in range(-smallest, smallest + 1) if n != 0]
        parts.append(f"BYSETPOS={join(some(numbers, min(3, len(numbers))))}")
        return True
    return False


def daily(parts):
    if chance(0.3):
        parts.append(f"BYDAY={join(some_days(5))}")
    if chance(0.2):
        parts.append(f"BYMONTH={join(some(range(1, 13), 4))}")
    elif chance(0.25):
        parts.append(f"BYMONTHDAY={join(rand.sample([1, 2, 9, 15, 28, -1, -2, -5, -28], 3))}")
    elif chance(0.05):
        parts.append(f"BYYEARDAY={join(rand.sample([1, 60, 100, 200, 365, -1, -31, -200], 4))}")
    elif chance(0.05):
        parts.append(f"BYWEEKNO={join(some(range(1, 53), 5))}")
    position(parts, times(parts))


def weekly(parts):
    days = 1
    if chance(0.8):
        chosen = some_days(7)
        parts.append(f"BYDAY={join(chosen)}")
        days = len(chosen)
    if chance(0.15):
        parts.append(f"BYMONTH={join(some(range(1, 13), 5))}")
        times(parts)
        return False
    return position(parts, days * times(parts))


def monthly(parts):
    kind = rand.random()
    if kind < 0.25:
        numbers = [1, 2, 3, 4, -1, -2, -3, -4, 5, -5]
        entries = {f"{rand.choice(numbers)}{rand.choice(DAYS)}" for _ in range(rand.randint(1, 3))}
        parts.append(f"BYDAY={join(sorted(entries))}")
        times(parts)
    elif kind < 0.45:
        parts.append(f"BYMONTHDAY={join(rand.sample([1, 7, 13, 15, 28, 29, 30, 31, -1, -2, -15, -29, -31], 2))}")
        times(parts)
    elif kind < 0.7:
        chosen = some_days(7)
        parts.append(f"BYDAY={join(chosen)}")
        position(parts, 4 * len(chosen) * times(parts))
    elif kind < 0.8:
        parts.append(f"BYDAY={join(some_days(3))}")
        parts.append(f"BYMONTHDAY={join(range(rand.randint(1, 9), 16))}")
    if chance(0.15):
        parts.append(f"BYMONTH={join(some([1, 3, 5, 7, 8, 10, 12], 4))}")


def yearly(parts):
    kind = rand.random()
    if kind < 0.2:
        parts.append(f"BYMONTH={join(some(range(1, 13), 3))}")
        numbers = [1, 2, 3, 4, -1, -2, -3]
        parts.append(f"BYDAY={rand.choice(numbers)}{rand.choice(DAYS)},{rand.choice(numbers)}{rand.choice(DAYS)}")
    elif kind < 0.3:
        parts.append(f"BYDAY={rand.choice([1, 2, 20, 52, -1, -10, -52])}{rand.choice(DAYS)}")
    elif kind < 0.45:
        parts.append(f"BYMONTH={join(some(range(1, 13), 3))}")
        if chance(0.7):
            parts.append(f"BYMONTHDAY={join(rand.sample([1, 13, 15, 28, -1, -28], 2))}")
    elif kind < 0.55:
        parts.append(f"BYYEARDAY={join(rand.sample([1, 59, 60, 100, 365, 366, -1, -100, -365, -366], 3))}")
    elif kind < 0.65:
        parts.append(f"BYWEEKNO={join(rand.sample([2, 3, 20, 30, 50, -10, -20], rand.randint(1, 3)))}")
        if chance(0.6):
            parts.append(f"BYDAY={join(some_days(4))}")
    elif kind < 0.75:
        numbers = [1, 2, 20, 51, 52, 53, -1, -2, -10, -52, -53]
        parts.append(f"BYWEEKNO={join(rand.sample(numbers, rand.randint(1, 3)))}")
        parts.append(f"BYDAY={join(some_days(4))}")
        return True
    elif kind < 0.85:
        chosen = some_days(3)
        parts.append(f"BYDAY={join(chosen)}")
        position(parts, 50)
    elif kind < 0.9:
        parts.append(f"BYMONTHDAY={rand.choice([1, 13, 28, -1, 31])}")
    times(parts)
    return False


def hourly(parts):
    if chance(0.3):
        parts.append(f"BYDAY={join(some_days(5))}")
    if chance(0.3):
        parts.append(f"BYHOUR={join(some(range(24), 6))}")
    if chance(0.2):
        parts.append(f"BYMONTH={join(some(range(1, 13), 6))}")
    if chance(0.2):
        parts.append(f"BYMONTHDAY={join(rand.sample([1, 5, 15, 28, -1, -2], 3))}")
    if chance(0.3):
        minutes = some(range(60), 4)
        parts.append(f"BYMINUTE={join(minutes)}")
        position(parts, len(minutes))


def minutely(parts):
    if chance(0.3):
        parts.append(f"BYHOUR={join(some(range(24), 6))}")
    if chance(0.3):
        parts.append(f"BYDAY={join(some_days(5))}")
    if chance(0.2):
        parts.append(f"BYSECOND={join(some(range(60), 3))}")


KINDS = {"DAILY": daily, "WEEKLY": weekly, "MONTHLY": monthly, "YEARLY": yearly,
         "HOURLY": hourly, "MINUTELY": minutely}


def make_rule(names):
    """(frequency, rule without COUNT, whether DTSTART must begin a week)"""
    freq = rand.choice(names)
    parts = []
    aligned = KINDS[freq](parts)
    if freq == "YEARLY" and aligned:  # weeks at the turn of the year, as ISO 8601 counts them
        return ";".join(["FREQ=YEARLY"] + parts), False
    if chance(0.5):
        # 7 and what shares it with a week never meets some weekdays: dateutil looks to the year 9999
        parts.append(f"INTERVAL={rand.choice([1, 2, 3, 4, 5, 6, 8]) if freq != 'MINUTELY' else rand.randint(1, 90)}")
    if chance(0.3) or "BYWEEKNO" in str(parts):
        parts.append(f"WKST={rand.choice(['MO', 'SU', 'TU', 'SA'])}")
    rand.shuffle(parts)
    return ";".join(["FREQ=" + freq] + parts), bool(aligned)


def make_start(rule, aligned):
    start = datetime.datetime(2019, 1, 1, 9, 30) + datetime.timedelta(
        days=rand.randint(0, 2900), minutes=rand.randint(0, 800))
    if aligned:
        first = rule.split("WKST=")[1][:2] if "WKST=" in rule else "MO"
        start -= datetime.timedelta(days=(start.weekday() - DAYS.index(first)) % 7)
    return start


def by_weeks(rule, start):
    """dateutil takes the last week of the year before for another one now and then."""
    parts = dict(part.split("=") for part in rule.split(";"))
    weeks = {int(n) for n in parts["BYWEEKNO"].split(",")}
    days = {DAYS.index(d) for d in parts.get("BYDAY", DAYS[start.weekday()]).split(",")}
    yield start
    for n in range(1, 20000):
        day = start + datetime.timedelta(days=n)
        year, week, _ = day.isocalendar()
        last = datetime.date(year, 12, 28).isocalendar()[1]
        if day.weekday() in days and (week in weeks or week - last - 1 in weeks):
            yield day


def oracle(rule, start):
    """Its instants without COUNT, DTSTART first."""
    asked = rule
    if rule.startswith("FREQ=YEARLY;BYWEEKNO") and "WKST" not in rule and "INTERVAL" not in rule \
            and "BYHOUR" not in rule and "BYMINUTE" not in rule and "BYSECOND" not in rule:
        yield from by_weeks(rule, start)
        return
    if "BYWEEKNO" in rule and "BYDAY" not in rule and rule.startswith("FREQ=YEARLY"):
        asked += ";BYDAY=" + DAYS[start.weekday()]
    instants = iter(rrulestr(asked, dtstart=start))
    first = next(instants, None)
    if first != start:
        yield start
    if first is not None:
        yield first
    yield from instants


def text(instant):
    return instant.strftime("%Y%m%dT%H%M%S")


def print_rules(n):
    while n > 0:
        rule, aligned = make_rule(["DAILY", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY",
                                   "YEARLY", "YEARLY", "HOURLY", "MINUTELY"])
        start = make_start(rule, aligned)
        count = rand.randint(1, 12) if chance(0.3) else 0
        try:
            instants = list(itertools.islice(oracle(rule, start), count or 12))
        except ValueError:  # dateutil says so where an interval never meets BYHOUR
            continue
        if not count and chance(0.2):
            until = instants[-1]
            rule += ";UNTIL=" + text(until)
        if count:
            rule += f";COUNT={count}"
        print("rule", text(start), rule, ",".join(map(text, instants)), sep="\t")
        n -= 1


def to_utc(local, zone):
    return local.replace(tzinfo=zone).astimezone(datetime.timezone.utc).replace(tzinfo=None)


def print_events(n, first, last):
    for _ in range(n):
        rule, aligned = make_rule(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"])
        start = make_start(rule, aligned) + datetime.timedelta(days=2002)
        if chance(0.3):  # where clocks change
            start = start.replace(hour=rand.choice([0, 1, 2, 3]))
        name = rand.choice(ZONES)
        zone = zoneinfo.ZoneInfo(name)
        count = rand.randint(3, 300) if chance(0.4) else 0
        end = datetime.datetime.fromtimestamp(last, datetime.timezone.utc).replace(tzinfo=None)
        instants = list(itertools.takewhile(
            lambda i: i < end + datetime.timedelta(days=2),
            itertools.islice(oracle(rule, start), count or 3000)))
        if len(instants) > 2500:
            continue
        if count:
            rule += f";COUNT={count}"
        out = [i for i in instants if chance(0.05)][:20]
        extra = [start + datetime.timedelta(days=rand.randint(1, 900), minutes=15)
                 for _ in range(rand.randint(0, 3))]
        kept = [i for i in instants if i not in out] + [i for i in extra if i not in out]
        utc = sorted({to_utc(i, zone) for i in kept} - {to_utc(i, zone) for i in out})
        seconds = [int(i.replace(tzinfo=datetime.timezone.utc).timestamp()) for i in utc]
        print("event", name, text(start), rule, ",".join(map(text, out)), ",".join(map(text, extra)),
              ",".join(str(s) for s in seconds if first <= s < last), sep="\t")


if __name__ == "__main__":
    print_rules(int(sys.argv[1]))
    print_events(int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
