# Several readers at a first sync: what one of them does, or does not do, the others do not wait for;
# windows are stored in the order they were asked for all the same.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/faults/lib.sh"
if [ "$(nproc)" = 1 ]; then
  skip 'several readers' 'there is one processor'
  done_testing
  exit
fi
faulty_tree "$DIR/tree" || exit 99
mkdir -p none/{cur,new,tmp}

# letters DIR N FAULT [OCTETS]: a Maildir of N letters, a minute between them; the newest has FAULT
letters () {
  mkdir -p "$1"/{cur,new,tmp}
  python3 - "$@" <<'PY'
import datetime, sys
folder, n, fault = sys.argv[1], int(sys.argv[2]), sys.argv[3]
filler = ("x" * 70 + "\r\n") * (int((sys.argv[4:] or ["0"])[0]) // 72)
newest = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.timezone.utc)
for i in range(n):
    when = newest - datetime.timedelta(minutes=n - 1 - i)
    with open(f"{folder}/cur/{int(when.timestamp())}.{i:05}.x:2,S", "w", newline="") as file:
        file.write("From: Rita Kalve <rita@klients.example>\r\nTo: anna@studija.example\r\n"
                   f"Subject: Letter {i}\r\nDate: {when:%a, %d %b %Y %H:%M:%S +0000}\r\n"
                   f"Message-ID: <{i}@klients.example>\r\n"
                   f"X-Kontor-Fault: {fault if i == n - 1 else 'none'}\r\n\r\n"
                   f"Can you come at {i % 24}?\r\n{filler}")
PY
}
# new FILE N: what sync --json said
new () {
  python3 -c 'import json, sys
source = json.load(open(sys.argv[1], encoding="utf-8"))["sources"][0]
sys.exit(0 if source["new"] == int(sys.argv[2]) else print(source) or 1)' "$@"
}

# --- each start of a reader leaves a line; those after the first are there, but never say so ---
mv tree/kontor-reader tree/reader
printf '%s\n' '#!/bin/sh' "echo started >>'$DIR/started'" \
  "[ \"\$(wc -l <'$DIR/started')\" = 1 ] || exec cat <&3 >/dev/null" \
  "exec '$DIR/tree/reader'" >tree/kontor-reader
chmod +x tree/kontor-reader
letters many 600 work
write_config '[mail studio]' "url = maildir:$DIR/many"
check 'a reader that does not greet is not waited for' eval \
  'status 0 timeout 60 tree/kontor sync --json >many.json'
check 'it was started' [ "$(wc -l <started)" -gt 1 ]
check 'and the other one read all' new many.json 600
rm -rf "$DATA" started
letters large 40 work 60000
write_config '[mail studio]' "url = maildir:$DIR/large"
check 'few large letters' eval 'status 0 timeout 60 tree/kontor sync --json >large.json'
check 'are worth a second reader, too' [ "$(wc -l <started)" -gt 1 ]
check 'they are all there' new large.json 40
mv tree/reader tree/kontor-reader

# --- the newest letter keeps its reader, and what that was given, until it is killed; the other one is
# through with three windows meanwhile: whatever a folder's horizon says, all that is newer is here ---
letters deep 3300 hang 6000
rm -rf "$DATA"
write_config '[mail none]' "url = maildir:$DIR/none"
kontor sync >/dev/null
python3 - "$DATA/mirror.db" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as mirror:
    mirror.executescript("""CREATE TABLE told(horizon, newer);
        CREATE TRIGGER tell AFTER UPDATE OF horizon ON folder WHEN NEW.horizon > 0 BEGIN
            INSERT INTO told SELECT NEW.horizon, count(*) FROM letter WHERE time > NEW.horizon;
        END""")
PY
write_config '[mail studio]' "url = maildir:$DIR/deep"
check 'a newest letter that hangs' eval 'status 0 timeout 100 tree/kontor sync --json >deep.json'
check 'costs itself' new deep.json 3299
cat >told.py <<'PY'
import datetime, sqlite3, sys
newest = datetime.datetime(2026, 11, 20, 8, 0, tzinfo=datetime.timezone.utc).timestamp()
told = sqlite3.connect(sys.argv[1]).execute("SELECT * FROM told").fetchall()
assert len(told) >= 2, told
for horizon, newer in told:  # a letter a minute, without the one set aside
    assert newer == (newest - horizon) / 60 - 1, told
PY
check 'no horizon was told before its time' python3 told.py "$DATA/mirror.db"
check 'the next run finds nothing new' eval 'status 0 kontor sync --json >next.json && new next.json 0'
check 'the right reader brings it when told to' eval \
  'status 0 kontor sync --retry --json >retry.json && new retry.json 1'
check 'and it is the newest' eval '[ "$(kontor mail list --all | grep -c "Letter 3299")" = 1 ]'
done_testing
