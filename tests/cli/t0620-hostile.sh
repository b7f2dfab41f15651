# A Maildir of hostile letters and of other projects' test letters: sync ends well, every screen is
# printed, and no byte of it moves a terminal.
. "${srcdir:?}/tests/cli/lib.sh"
corpora=${KONTOR_CORPORA:-$srcdir/../shared/corpora}
if [ -d "$corpora/eml" ]; then
  wanted=$(python3 "$srcdir/tests/cli/nasty-mail.py" mail "$corpora/eml")
else
  skip 'letters of other projects' "no $corpora/eml here (KONTOR_CORPORA)"
  wanted=$(python3 "$srcdir/tests/cli/nasty-mail.py" mail)
fi
write_config "auto-contacts = all" '' '[mail studio]' "url = maildir:$DIR/mail"

# as_user COMMAND…: an unreadable file is only one for an ordinary user
as_user () { "$@"; }
if [ "$(id -u)" = 0 ]; then
  as_ordinary_user && as_user () { ordinary "$@"; }
fi
# clean FILE [tabs]: text of no byte that a terminal takes for an order: no control but the newline
# (tabs where asked for), no C1, nothing that turns or hides text, nothing but UTF-8
clean () {
  python3 -c 'import re, sys, unicodedata
text = open(sys.argv[1], "rb").read().decode("utf-8")
bad = [(m.start(), hex(ord(m[0])), text[max(0, m.start() - 40):m.start()])
       for m in re.finditer("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]"
                            + ("" if sys.argv[2:] else "|\t"), text)]
sys.exit(print(len(bad), bad[:3]) or 1 if bad else 0)' "$@"
}
# shown NAME COMMAND…: it ends with 0 and prints something clean
shown () {
  local name=$1 got=0
  shift
  timeout 100 "$KONTOR" "$@" >shown 2>errors </dev/null || got=$?
  check "$name" eval '[ '$got' = 0 ] && [ -s shown ] && clean shown '"${tabs-}"' && clean errors ||
    { echo "exit '$got'"; head -c 600 errors; false; }'
}

as_user timeout 300 "$KONTOR" sync >said 2>errors </dev/null
ended=$?
check 'sync ends well' eval "[ $ended = 0 ] || { echo $ended; cat said errors; false; }"
check 'says no more than a warning' eval 'clean said && clean errors && ! [ -s errors ] || { cat errors; false; }'
# counted N: so many letters are read or set aside, and no reader died or worked too long over one
counted () { python3 -c 'import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}/mirror.db?mode=ro", uri=True)
places, = db.execute("SELECT count(*) FROM location").fetchone()
reasons = dict(db.execute("SELECT reason, count(*) FROM quarantine GROUP BY reason"))
print(places, reasons)
read = set(reasons) <= {"it has no header", "more than 32 parts within one another"}
sys.exit(0 if places + sum(reasons.values()) == int(sys.argv[2]) and read else 1)' "$DATA" "$1"; }
check 'every letter is read or set aside' counted "$wanted"
as_user timeout 300 "$KONTOR" sync >said2 2>&1 </dev/null
check 'the second run finds nothing' grep -q 'nothing new' said2

shown 'agenda' agenda
shown 'the whole agenda' --all
shown 'waiting' waiting
tabs=tabs
shown 'mail list' mail list --all
shown 'find' find Friday
shown 'contact list' contact list
tabs=
shown 'doctor' doctor
shown 'agenda as JSON' --json --all
shown 'mail list as JSON' --json mail list --all
cp shown letters.json
shown 'a card' show rita@klients.example
shown 'the card of a name of escapes' show esc@klients.example
shown 'and of a coded one' show esc2@klients.example
shown 'a card as JSON' --json show esc@klients.example

# every nasty of ours, and some of the others
python3 -c 'import json
letters = json.load(open("letters.json", encoding="utf-8"))["letters"]
own = [l["ref"] for l in letters if "klients.example" in json.dumps(l)]
rest = [l["ref"] for l in letters if l["ref"] not in own]
print("\n".join(own + rest[::25]))' >refs
check 'there are letters to show' eval '[ "$(wc -l <refs)" -ge 15 ]'
each () { # COMMAND…: of every letter; clean, and 0
  local ref got
  : >all
  while read -r ref; do
    got=0
    timeout 100 "$KONTOR" "$@" "$ref" >shown 2>errors </dev/null || got=$?
    [ $got = 0 ] && [ -s shown ] || { echo "$* $ref: exit $got"; cat errors; return 1; }
    cat shown errors >>all
  done <refs
  clean all
}
check 'mail show of each' each mail show
check 'why of each' each why
done_testing
