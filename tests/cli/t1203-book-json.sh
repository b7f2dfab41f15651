# export json and import json: an equal book.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

dump () { # every table that a file carries
  local table
  for table in $("$KONTOR" export json </dev/null | python3 -c 'import json,sys; print(*json.load(sys.stdin)["tables"])'); do
    sqlite3 "$DATA/book.db" "SELECT '$table', * FROM $table ORDER BY 1, 2"
  done
}
whole () { sqlite3 "$DATA/book.db" .dump | grep -v _fts_; } # the journal too
# a book with rows in every table
kontor contact add 'Nobody At All' >/dev/null && kontor undo >/dev/null
fill () { python3 - "$DATA/book.db" "$srcdir" <<'PY'
import re, sqlite3, sys
old = sqlite3.connect(":memory:", isolation_level=None)
def run(path): # without the index of words, which wants a tokenizer
    text = open(path, encoding="utf-8").read()
    text = re.sub(r"CREATE VIRTUAL TABLE.*?;|CREATE TRIGGER.*?END;", "", text, flags=re.S)
    old.executescript("PRAGMA foreign_keys = OFF;" + text)
for name, number in ("initial", 1), ("salon", 2), ("clients", 3):
    run(f"{sys.argv[2]}/data/sql/book/00{number}-{name}.sql")
    run(f"{sys.argv[2]}/tests/fixtures/book-00{number}.sql")
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA foreign_keys = OFF")
for name, in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    db.execute("DROP TRIGGER " + name)
for name, in old.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    if name not in ("journal", "outbox", "tombstone", "kept_text") and not name.startswith("sqlite_"):
        for row in old.execute(f"SELECT * FROM {name}"):
            db.execute(f"INSERT OR REPLACE INTO {name} VALUES ({','.join('?' * len(row))})", row)
PY
}
fill
check 'the book has something in every table' eval '[ "$(dump | cut -d"|" -f1 | sort -u | wc -l)" -ge 35 ]'
dump >wanted
check 'a file' says ' rows to book.json' kontor export json --output book.json
check 'the same book gives the same bytes' eval 'kontor export json | same book.json -'
check 'keys are never numbers' eval 'python3 -c "
import json
d = json.load(open(\"book.json\"))
assert d[\"schema\"] == 1 and d[\"kontor\"] == \"book\" and d[\"book\"] >= 3
for table, rows in d[\"tables\"].items():
    for row in rows:
        assert isinstance(row.get(\"id\", \"\"), str), table
        for v in row.values(): assert not isinstance(v, int) or abs(v) < 2**53
"'
check 'its own file changes nothing' says 'nothing new in book.json' kontor import json book.json
whole >before
kontor import json book.json >/dev/null
check 'and writes nothing' eval 'whole | same before -'

rm -rf "$DATA"
check 'into an empty book' says ' new, 0 changed, 0 the same' kontor import json book.json
check 'it is an equal book' eval 'dump | same wanted -'
check 'found by words too' eval 'name=$(sqlite3 "$DATA/book.db" "SELECT name FROM contact LIMIT 1"); says "$name" kontor find "$name"'
check 'one undo takes it back' eval 'kontor undo >/dev/null && dump | grep -v ^invoice_number >left; cat left; [ ! -s left ]'
check 'and redo brings it' eval 'kontor redo >/dev/null && dump | same wanted -'
rm -rf "$DATA"
kontor contact add 'Somebody Else' else@example.example >/dev/null
check 'into a book with others' eval 'cat book.json | kontor import json - && dump | grep -q "Somebody Else" &&
  [ "$(dump | grep -v "Somebody Else\|else@example" | wc -l)" = "$(wc -l <wanted)" ]'
rm -rf "$DATA"
check 'a dry run writes nothing' eval 'says "would import book.json" kontor import json book.json --dry-run; [ -z "$(dump)" ]'

# conflicts
kontor import json book.json >/dev/null
sqlite3 "$DATA/book.db" "UPDATE contact SET city = 'Elsewhere' WHERE id = (SELECT id FROM contact ORDER BY id LIMIT 1)"
whole >before
conflict () { kontor import json book.json 2>&1 | sed 's/«[^»]*»/«NAME»/'; return "${PIPESTATUS[0]}"; }
check_golden book-json-conflict conflict
check 'a refusal changes nothing' eval 'whole | same before -'
check 'an update takes it' says '0 new, 1 changed' kontor import json book.json --update
check 'and it is the equal book' eval 'dump | same wanted -'

# what is refused leaves an equal dump
whole >before
# refused NAME PYTHON [s]: changes d, or s, its text
refused () {
  local name=$1 code=$2 mode=${3-d}
  python3 - "$code" "$mode" <<'PY'
import json, sys
s = open("book.json", encoding="utf-8").read(); d = json.loads(s)
t = d["tables"]; c = dict(t["contact"][0], id="77", name="Hostile"); t["contact"].append(c)
scope = {"d": d, "t": t, "c": c, "s": s}
exec(sys.argv[1], scope)
open("bad.json", "w", encoding="utf-8", errors="surrogatepass").write(
    scope["s"] if sys.argv[2] == "s" else json.dumps(d))
PY
  check "$name is refused, and the book is as it was" eval \
    '! kontor import json bad.json >said 2>&1 && grep -q "^kontor: " said && whole | same before - || { cat said; false; }'
}
refused 'a newer format' 'd["schema"] = 2'
refused 'a newer book' 'd["book"] = 99'
refused 'another document' 'd["kontor"] = "cards"'
refused 'an unknown table' 't["sqlite_master"] = [{"id": "1"}]'
refused 'an unknown column' 'c["evil"] = "x"'
refused 'SQL for a column' 'c["name) VALUES (1); DROP TABLE contact; --"] = "x"'
refused 'a wrong type' 'c["created"] = "yesterday"'
refused 'a value that no column takes' 'c["kind"] = "robot"'
refused 'a key that is none' 'c["id"] = "-5"'
refused 'a row without a key' 'del c["id"]'
refused 'a reference to nobody' 'c["employer"] = "4242"'
refused 'a number that is not whole' 'c["cadence"] = 1.5'
refused 'true' 'c["cadence"] = True'
refused 'a row within a row' 'c["name"] = {"a": 1}'
refused 'half a file' 's = s[:len(s) // 2]' s
refused 'something behind it' 's += "{}"' s
refused 'a table told twice' 's = s.replace("\"tables\"", "\"tables\" : {}, \"tables\"", 1)' s
refused 'a value told twice' 's = s.replace("\"name\" :", "\"name\" : \"x\", \"name\" :", 1)' s
refused 'a control character' 's = s.replace("\"name\" : \"", "\"name\" : \"\x01", 1)' s
refused 'a NUL' 's = s.replace("\"name\" : \"", "\"name\" : \"\\u0000", 1)' s
refused 'half a character' 's = s.replace("\"name\" : \"", "\"name\" : \"\\ud800", 1)' s
refused 'depth' 's = "[" * 100000' s
refused 'nothing at all' 's = ""' s
printf '\xff\xfe\x00' >bad.json
check 'bytes are refused' status 1 kontor import json bad.json
printf '{"schema": 1,\n "kontor": "book" "book": 3}' >bad.json
check_golden book-json-syntax kontor import json bad.json
check 'a file that is not there' status 3 kontor import json nowhere.json
check 'export takes no query' status 2 kontor export json tag:vip
check 'a text of 3 MB comes through' eval '
  python3 -c "
import json
d = json.load(open(\"book.json\")); c = dict(d[\"tables\"][\"contact\"][0], id=\"99\", name=\"Big\")
d[\"tables\"] = {\"contact\": [c], \"contact_vcard\": [{\"id\": \"5\", \"contact\": \"99\", \"uid\": \"u\", \"text\": \"ā\" * 1500000}]}
json.dump(d, open(\"big.json\", \"w\"))" && kontor import json big.json &&
  [ "$(sqlite3 "$DATA/book.db" "SELECT length(text) FROM contact_vcard WHERE id = 5")" = 1500000 ]'
done_testing
