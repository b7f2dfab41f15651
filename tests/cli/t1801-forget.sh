# Forgetting a person: what goes, what stays without a name, that nothing comes back, that a kill in
# between is finished.
. "$srcdir/tests/cli/salon.sh"
. "$srcdir/tests/cli/letters.sh"
open_salon
place=$DIR/vdir/home
mkdir -p "$place"
printf '%s\n' '' '[mail home]' "url = maildir:$DIR/Mail" '[calendar phone]' "url = vdir:$DIR/vdir" >>"$CONFIG"
sed -i 's/^timezone.*/&\nphone-calendar = phone/' "$CONFIG"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
rows () { # FILE SQL: the first value
  python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' "$DATA/$1.db" "$2"
}
# somewhere TEXT…: any of them stands in a file that kontor keeps, in any of three encodings
somewhere () {
  python3 - "$DATA" "$HOME/.local/state" "$@" <<'END'
import base64, os, sys, unicodedata
roots, texts = sys.argv[1:3], sys.argv[3:]
forms = set()
for t in texts:
    for form in (t, t.lower(), unicodedata.normalize("NFD", t)):
        b = form.encode()
        forms.add(b)
        for skip in range(3):
            e = base64.b64encode(b"x" * skip + b)
            forms.add(e[(0, 2, 3)[skip]:len(e) - (0, 3, 2)[(skip + len(b)) % 3]])
found = []
for root in roots:
    for d, _, files in os.walk(root):
        for f in files:
            data = open(os.path.join(d, f), "rb").read()
            found += [(f, x) for x in forms if x in data]
print(found)
sys.exit(0 if found else 1)
END
}

kontor contact edit marta --add-email marta@liepa.example --add-tag krāsa >/dev/null
kontor contact add 'Toms Kalns' --email toms@kalns.example >/dev/null
kontor note marta 'prefers Tuesdays, secret garden' >/dev/null
kontor remind marta fri 10:00 'ask about the wedding' >/dev/null
kontor formula marta colour '7.1 30 g' >/dev/null
kontor allergy marta PPD >/dev/null
kontor book marta manicure thu 11:30 >/dev/null
kontor book marta manicure 26.10. 10:00 --force >/dev/null 2>&1 || true
kontor note zane 'has a sister' >/dev/null
got '2026-11-20 10:00' 'Marta Liepa <marta@liepa.example>' 'Wedding' 'Could you do it on the 28th, zvirbulis?'
wrote '2026-11-21 10:00' 'Marta Liepa <marta@liepa.example>' 'Re: Wedding' 'Yes, gladly, zvirbulis.' "$(answers 1)"
got '2026-11-21 12:00' 'Toms Kalns <toms@kalns.example>' 'Both of us' 'We come together.' 'Cc: Marta Liepa <marta@liepa.example>'
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//x//x//EN BEGIN:VEVENT UID:foreign-1 DTSTAMP:20261101T100000Z \
  DTSTART:20261125T100000Z DTEND:20261125T110000Z 'SUMMARY:Coffee with Marta Liepa' END:VEVENT END:VCALENDAR >"$place/foreign-1.ics"
kontor sync >/dev/null
kontor show marta >/dev/null

kontor export json --output old.json >/dev/null
check 'before: she is everywhere' somewhere 'Marta Liepa' marta@liepa.example zvirbulis 26008813
check 'a dry run says what it would be' says 'kept without a name: date, service and price' kontor forget marta --dry-run
check '… and does nothing' says 'Marta Liepa' kontor show marta
check 'without a terminal it wants --yes' status 2 kontor forget marta --no-input
check 'nobody of that name' status 3 kontor forget nobody-here --yes
cp -a "$DATA" before
visits=$(rows book 'select count(*) from appointment')
check 'she is forgotten' says '0 found' kontor forget marta liepa --yes --no-paper
check 'nothing of her is left in any file' eval '! somewhere "Marta Liepa" "Liepa Marta" marta@liepa.example zvirbulis 26008813 +37126008813 "secret garden"'
check 'visits stay without a name' [ "$(rows book 'select count(*) from appointment where contact is null')" = 1 ]
check '… all of them' [ "$(rows book 'select count(*) from appointment')" = "$visits" ]
check 'the one to come is cancelled' [ "$(rows book "select count(*) from appointment where state = 'cancelled' and contact is null")" = 1 ]
check 'letters with others keep their text' says 'We come together' kontor mail show "$(kontor mail toms --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["letters"][0]["ref"])')"
check 'undo says that it cannot' eval 'status 4 kontor undo; says "was erased" kontor undo'
check 'the log says that somebody was, not who' eval 'says forget kontor log && ! kontor log --all | grep -q 8813'
check 'what others had is as it was' says 'has a sister' kontor show zane
check 'the next sync brings nothing back' eval 'kontor sync >out; ! somewhere marta@liepa.example zvirbulis "Marta Liepa"'
check '… and takes the name from her phone entry' eval '! grep -l "Marta Liepa: " "$place"/*.ics'
printf 'Name,E-mail,Phone\nMarta Liepa,marta@liepa.example,\nMarta L,,+371 26008813\nRita Nova,rita@nova.example,\n' >people.csv
check 'nor a list that still has her' eval 'kontor import csv people.csv --partial --yes >out 2>&1; ! somewhere "Marta Liepa" marta@liepa.example && says "Rita Nova" kontor contact list && ! kontor contact list | grep -q Marta'
check '… which says so' says 'forgotten on request' kontor import csv people.csv --dry-run
touch "$place/foreign-1.ics"; sed -i 's/Coffee/Lunch/' "$place/foreign-1.ics"
check 'nor does a change of an event that names her' eval 'kontor sync >out; ! somewhere "Marta Liepa"'
check '… whose time stays taken' [ "$(rows mirror "select count(*) from event where uid = 'foreign-1' and summary = ''")" = 1 ]
check 'nor does an old export of the book' eval 'says "1 person was forgotten" kontor import json old.json &&
  says "Zane" kontor contact list && ! somewhere "Marta Liepa" marta@liepa.example zvirbulis'
rm -f "$DATA"/mirror.db*
check 'nor a mirror that is made anew' eval 'kontor sync >out; ! somewhere marta@liepa.example zvirbulis'
at 2026-11-25 12:00
got '2026-11-25 09:00' 'Marta Liepa <marta@liepa.example>' 'New' 'Hello again.'
check 'a letter she writes after that is a stranger’s' eval 'kontor sync >out; says marta@liepa.example kontor review --json'

# cut short in every place where something is written: finished by the next one
check 'cut short, then finished' eval '
  command -v strace >/dev/null || exit 0
  for n in 2 6 12 20 30 45; do
    rm -rf "$DATA"; cp -a before "$DATA"
    strace -qq -f -o /dev/null -e trace=pwrite64,fdatasync,rename -e inject=pwrite64,fdatasync,rename:signal=SIGKILL:when=$n \
      "$KONTOR" forget marta liepa --yes --no-paper </dev/null >/dev/null 2>&1
    if [ -e "$DATA/forgetting" ]; then
      kontor doctor 2>&1 | grep -q "kontor forget" || { echo "doctor is silent at $n"; exit 1; }
      kontor forget --no-paper >/dev/null || exit 1
    elif kontor show marta >/dev/null 2>&1; then
      kontor forget marta liepa --yes --no-paper >/dev/null || exit 1
    fi
    somewhere "Marta Liepa" marta@liepa.example zvirbulis 26008813 && { echo "left at $n"; exit 1; }
  done; true'
rm -rf "$DATA"; cp -a before "$DATA"
check 'the page for her' eval 'kontor forget marta liepa --yes >out && grep -q "the paper: forget-8813.html" out &&
  grep -q "Content-Security-Policy" forget-8813.html && ! grep -q "<script" forget-8813.html && grep -q "Marta Liepa" forget-8813.html'
rm -rf "$DATA"; cp -a before "$DATA"
check 'JSON' json 'd["erased"] and d["visits"] >= 1 and d["found"] == [] and d["paper"] is None' kontor forget marta liepa --yes --no-paper --json
check 'JSON is documented' eval 'rm -rf "$DATA"; cp -a before "$DATA"; kontor forget marta liepa --dry-run --json >a
  kontor forget marta liepa --yes --json --paper page.html >b && [ -s page.html ]
  python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" forget a b'
if have_terminal; then
  rm -rf "$DATA"; cp -a before "$DATA"
  check 'the surname has to be typed' eval 'printf "zane\n" | on_terminal 80 24 kontor forget marta liepa >out; says "Marta Liepa" kontor show marta'
  check '… and then it is done' eval 'printf "Liepa\n" | on_terminal 80 24 kontor forget marta liepa >out; status 3 kontor show marta'
fi
done_testing
