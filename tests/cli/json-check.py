"""json-check.py doc/json.md SECTION FILE…: the keys of each FILE are those documented there.

A section is "## SECTION"; its keys are indented lines "path  type  words". A type is string, number,
boolean, object, array, or several with "or"; "maybe" before it: the key is not always there. With no
FILE: the section's example is checked. With no SECTION: lists the sections."""
import json
import re
import sys

NAMES = {str: "string", bool: "boolean", type(None): "null", list: "array", dict: "object",
         int: "number", float: "number"}


def read(path):
    sections, name, example = {}, None, False
    for line in open(path, encoding="utf-8"):
        if line.startswith("## "):
            name = line[3:].strip()
            sections[name] = {"keys": {}, "example": ""}
        elif name and line.startswith("```"):
            example = not example and line.strip() == "```json"
        elif name and example:
            sections[name]["example"] += line
        elif name and (found := re.match(r"    (\S+) +(maybe )?((?:\w+ or )*\w+)(?:  |$)", line)):
            sections[name]["keys"][found[1]] = (set(found[3].split(" or ")), bool(found[2]))
    return sections


def check(value, path, keys, wrong):
    kind = NAMES[type(value)]
    if path and path not in keys:
        wrong.add(f"not documented: {path}")
        return
    if path and kind not in keys[path][0]:
        wrong.add(f"{path} is {kind}")
    if kind == "array":
        for each in value:
            check(each, path + "[]", keys, wrong)
    if kind == "object":
        prefix = path + "." if path else ""
        for name, each in value.items():
            check(each, prefix + name, keys, wrong)
        for known, (_, maybe) in keys.items():
            name = known[len(prefix):]
            if known.startswith(prefix) and re.fullmatch(r"\w+", name) and not maybe \
                    and name not in value:
                wrong.add(f"not there: {known}")


sections = read(sys.argv[1])
if len(sys.argv) == 2:
    print("\n".join(sections))
    sys.exit(0)
section, wrong = sections[sys.argv[2]], set()
texts = [open(name, encoding="utf-8").read() for name in sys.argv[3:]] or [section["example"]]
for text in texts:
    document = json.loads(text)
    check(document, "", section["keys"], wrong)
    if document.get("schema") != 1:
        wrong.add("schema is not 1")
print("\n".join(sorted(wrong)))
sys.exit(1 if wrong else 0)
