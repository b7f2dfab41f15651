"""What is asked every day, of a freelancer's office, of a large one and of a salon."""
import json
import os
import shutil
import subprocess

from measure import (BUILD, EVENTS, environment_of, heading, kontor, median, office, row, run,
                     write_events)


def answer(home, *args):
    out = subprocess.run(kontor(home, *args, "--json"), check=True, capture_output=True,
                         env=environment_of(home)).stdout
    return json.loads(out)


def some_client(home):
    """The ref of a contact in the middle of the list."""
    contacts = answer(home, "contact", "list")["contacts"]
    return contacts[len(contacts) // 2]["ref"], len(contacts)


def event_jobs(home):
    """A directory of 5,000 events beside the mail."""
    write_events(f"{home}/calendars/bench", EVENTS)
    with open(f"{home}/config", "a", encoding="utf-8") as config:
        config.write(f"\n[calendar diary]\nurl = vdir:{home}/calendars\n")
    row(f"vdir: first sync of {EVENTS} events", run(home, "sync", "diary"), 3, "s")
    row("vdir: nothing new", median(home, 7, "sync", "diary"), 0.08)


def daily_jobs(home, letters):
    client, contacts = some_client(home)
    heading(f"every day: {letters} letters, {contacts} contacts, {EVENTS} events")
    event_jobs(home)
    row(f"{letters}: version (a bare start)", median(home, 15, "version"), 0.008)
    row(f"{letters}: agenda", median(home, 15, "agenda"), 0.008)
    row(f"{letters}: waiting", median(home, 15, "waiting"), 0.008)
    row(f"{letters}: show (one client)", median(home, 15, "show", client), 0.008)
    row(f"{letters}: find, one word", median(home, 15, "find", "kare"), 0.005)
    row(f"{letters}: find, two words", median(home, 15, "find", "ka re"), 0.005)
    row(f"{letters}: mail list (one person, newest 50)", median(home, 15, "mail", "list", client,
                                                              "--limit", "50"), 0.005)
    row(f"{letters}: query", median(home, 15, "query", "person1"), 0.005)
    row(f"{letters}: contact list", median(home, 15, "contact", "list"), 0.02)


def office_rows():
    """What an owner of a large office asks, and how long it may take."""
    rich = "tag:vip type:designer last:>90d city:rīga spent:>50 -deal:lost"
    names = ("revenue", "visits", "clients", "sources", "goods", "funnel", "forecast", "answers",
             "birthdays", "tax")
    return [
        ("contact list", 0.05, ("contact", "list")),
        ("contact list, a rich query", 0.05, ("contact", "list", rich)),
        ("contact list, newest contact first", 0.05, ("contact", "list", "--sort", "last")),
        ("find, two words", 0.05, ("find", "wedding trial")),
        ("query", 0.005, ("query", "anna kal")),
        ("query, wide", 0.005, ("query", "an")),
        ("agenda", 0.05, ("agenda",)),
        ("deal board", 0.05, ("deal", "board")),
        ("deal list", 0.05, ("deal", "list")),
        ("invoice list", 0.05, ("invoice", "list")),
        *((f"report {name}", 0.05, ("report", name)) for name in names),
        ("report revenue by=client", 0.05, ("report", "revenue", "by=client")),
        ("contact duplicates", 1, ("contact", "duplicates")),
    ]


def office_jobs(home):
    """20,000 contacts, 10,000 deals with moves and items, invoices and visits beside the letters."""
    heading("a large office: 20,000 contacts, 10,000 deals")
    subprocess.run([f"{BUILD}/tests/bench/make-office", f"{home}/config", f"{home}/data"], check=True,
                   env=environment_of(home))
    for job, goal, args in office_rows():
        row(f"office: {job}", median(home, 9, *args), goal)
    table = f"{home}/import.csv"
    with open(table, "w", encoding="utf-8") as rows_of:
        rows_of.write("Name;Phone;E-mail;City\n")
        rows_of.writelines(f"Imported Person {n};+3716{n:07};imported{n}@new.example;Rīga\n"
                           for n in range(20000))
    row("office: import of 20,000 rows", run(home, "import", "csv", table, "--yes"), 5, "s")


def salon_jobs(home):
    """Five hands, 20,000 clients, 24,000 visits that were."""
    heading("a salon: five hands, 20,000 clients")
    office(home, "")
    subprocess.run([f"{BUILD}/tests/bench/make-salon", f"{home}/config", f"{home}/data"], check=True,
                   env=environment_of(home))
    row("salon: agenda", median(home, 15, "agenda"), 0.02)
    row("salon: day", median(home, 15, "day"), 0.008)
    row("salon: brief", median(home, 15, "brief", "Rita Kalne2391"), 0.02)
    row("salon: slots of a month, 5 hands", median(home, 15, "slots", "cut", "1.12..31.12"), 0.03)
    row("salon: due", median(home, 15, "due"), 0.05)


def large_jobs(scratch, home):
    """home: an office with letters, which stays as it is."""
    shutil.copytree(home, f"{scratch}/office")
    for name in ("config", "password"):
        os.chmod(f"{scratch}/office/{name}", 0o600)
    office_jobs(f"{scratch}/office")
    salon_jobs(f"{scratch}/salon")
