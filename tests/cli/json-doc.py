"""Compares JSON with doc/json.md: json-doc.py DOC SECTION FILE…

Every path of the outputs must be documented with its type, and every documented path must be in
one of them.
"""
import json
import re
import sys

REF = re.compile(r"[0-9][a-z][0-9a-z]{10}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
DATE = re.compile(r"(\d{4}|-)-\d\d-\d\d(T\d\d:\d\d)?")


def is_contact(value):
    return isinstance(value, dict) and set(value) == {"ref", "name"} and is_ref(value["ref"])


def is_ref(value):
    return isinstance(value, str) and REF.fullmatch(value) is not None


def is_money(value):
    return (
        isinstance(value, dict)
        and set(value) == {"amount_minor", "currency"}
        and isinstance(value["amount_minor"], int)
        and isinstance(value["currency"], str)
    )


def is_gap(value):
    return isinstance(value, dict) and set(value) == {"staff", "at", "end", "minutes"}


def is_visit(value):
    """As the block of keys that a visit has says; what may be empty need not come."""
    if not isinstance(value, dict):
        return False
    text = open(sys.argv[1], encoding="utf-8").read()
    block = re.search(r"^A `visit` has these keys.*?^```$(.*?)^```$", text, re.M | re.S).group(1)
    documented = {line.split()[0]: line.split()[1] for line in block.split("\n") if line}
    seen, wrong = set(), set()
    walk(value, "", documented, seen, wrong)
    wrong |= {path for path in documented if path not in seen and "[]." not in path}
    print("\n".join(sorted(wrong)))
    return not wrong


CHECKS = {
    "gap": is_gap,
    "visit": is_visit,
    "text": lambda v: isinstance(v, str),
    "ref": is_ref,
    "time": lambda v: isinstance(v, str) and TIME.fullmatch(v) is not None,
    "date": lambda v: isinstance(v, str) and DATE.fullmatch(v) is not None,
    "when": lambda v: isinstance(v, str) and (TIME.fullmatch(v) or DATE.fullmatch(v)) is not None,
    "int": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "bool": lambda v: isinstance(v, bool),
    "contact": is_contact,
    "money": is_money,
    "object": lambda v: isinstance(v, dict),
}


def read_section(path, name):
    """The paths of one section: path -> type."""
    text = open(path, encoding="utf-8").read()
    match = re.search(r"^## kontor " + re.escape(name) + r"$.*?^```$(.*?)^```$", text, re.M | re.S)
    if match is None:
        sys.exit("no section ## kontor " + name)
    return {line.split()[0]: line.split()[1] for line in match.group(1).split("\n") if line}


def walk(value, path, documented, seen, wrong):
    seen.add(path)
    kind = documented.get(path)
    if kind is not None and kind != "list":
        if value is None and kind.endswith("?"):
            return
        if not CHECKS[kind.rstrip("?")](value):
            wrong.add(f"{path}: {json.dumps(value)} is no {kind}")
        if kind.rstrip("?") != "object":
            return
    if isinstance(value, list) and documented.get(path + "[]") == "visits":
        seen.add(path + "[]")
        wrong |= {f"{path}[] holds what is no visit" for element in value if not is_visit(element)}
    elif isinstance(value, list):
        for element in value:
            inside = isinstance(element, (dict, list))
            walk(element, path + "[]", documented, seen, wrong) if inside else None
        seen.add(path + "[]")
        if documented.get(path + "[]") != "list":
            wrong.add(f"{path}[] is not documented as a list")
    elif isinstance(value, dict):
        for key, inner in value.items():
            walk(inner, f"{path}.{key}" if path else key, documented, seen, wrong)
    elif kind is None:
        wrong.add(f"{path} is not documented")


def main():
    documented = read_section(sys.argv[1], sys.argv[2])
    seen, wrong = set(), set()
    for name in sys.argv[3:]:
        document = json.load(open(name, encoding="utf-8"))
        if document.pop("schema", None) != 1:
            wrong.add("no schema 1 at the top")
        walk(document, "", documented, seen, wrong)
    wrong |= {path + " never came" for path in documented if path not in seen}
    print("\n".join(sorted(wrong)))
    sys.exit(1 if wrong else 0)


main()
