# A small office whose reports were worked out by hand: . "$srcdir/tests/cli/reports.sh". It is
# Monday 23 November 2026.
. "${srcdir:?}/tests/cli/lib.sh"
python3 -c 'import sqlite3, zoneinfo' 2>/dev/null || { echo '1..0 # SKIP python3 with sqlite3 is not there'; exit 0; }
write_config
kontor contact add 'Nobody Yet' >/dev/null && kontor undo >/dev/null # makes the book
python3 "$srcdir/tests/cli/report-office.py" "$DATA/book.db" || exit 99
# figures EXPRESSION REPORT…: python over its JSON; rows(KEY, …) are the rows as tuples, by(KEY) as a
# dictionary, sums(KEY) the totals; money is minor units.
figures () {
  local expression=$1
  shift
  kontor --json report "$@" >"$DIR/.json" || return 1
  python3 - "$DIR/.json" "$expression" <<'PYTHON'
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
def plain(value):
    return value["amount_minor"] if isinstance(value, dict) else value
def pick(row, keys):
    return plain(row[keys[0]]) if len(keys) == 1 else tuple(plain(row[key]) for key in keys)
def rows(*keys):
    return [pick(row, keys) for row in d["rows"]]
def sums(*keys):
    return [pick(row, keys) for row in d["totals"]]
notes = {note["id"]: note for note in d["notes"]}
if not eval(sys.argv[2]):
    print(json.dumps(d, ensure_ascii=False, indent=1))
    sys.exit(1)
PYTHON
}
