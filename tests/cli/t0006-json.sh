# What --json prints is what doc/json.md says, over the demo office.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
kontor demo office >/dev/null
office () { kontor --config office/config --data office/data "$@"; }
office --json sync >sync.json
office contact edit kalns birthday=1986-11-25 cadence=3 --add-phone 29123456 >/dev/null
ref () { office --json "$@" | sed -n 's/.*"ref" : "\(.*\)".*/\1/p' | head -1; }

# as_documented SECTION COMMAND…: several commands are separated by "and".
as_documented () {
  local section=$1 n=0 words=()
  shift
  for word in "$@" and; do
    if [ "$word" = and ]; then
      office --json "${words[@]}" >"out.$n" || return 1
      n=$((n + 1)) words=()
    else
      words+=("$word")
    fi
  done
  python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$section" $(seq -f 'out.%g' 0 $((n - 1)))
}
documented () { check "$1" as_documented "$@"; }

# a calendar of its own: moved there, deleted there, emptied
mkdir -p phone/home
write_config '[calendar phone]' "url = vdir:$DIR/phone"
sed -i 's/^timezone.*/&\nphone-calendar = phone/' "$CONFIG"
for text in one two three; do kontor remind wed 10:00 "$text" >/dev/null; done
kontor sync >/dev/null
sed -i s/T080000Z/T090000Z/ "$(grep -l SUMMARY:one phone/home/*)"
rm "$(grep -l SUMMARY:two phone/home/*)"
kontor --json sync >moved.json
deleted=$(python3 -c 'import json
print(next(n["ref"] for n in json.load(open("moved.json"))["sources"][0]["notes"] if n["kind"] == "deleted"))')
kontor --json calendar resolve "$deleted" --mine >resolved.json
kontor --json calendar >calendars.json
kontor sync >/dev/null
rm phone/home/*.ics
kontor sync >/dev/null 2>&1
kontor --json calendar push phone >pushed.json
is_documented () { # SECTION FILE…
  local section=$1
  shift
  check "$section" python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$section" "$@"
}
is_documented sync sync.json moved.json
is_documented calendar calendars.json
is_documented 'calendar resolve' resolved.json
is_documented 'calendar push' pushed.json
rm -rf "$DATA"

# an address book: deleted there, emptied
mkdir -p cards/home
write_config '[contacts phone]' "url = vdir:$DIR/cards"
for n in 1 2 3; do
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:c$n" "FN:Card $n" "N:$n;Card;;;" END:VCARD >cards/home/c$n.vcf
done
kontor sync >/dev/null
rm cards/home/c1.vcf
kontor --json sync >cards.json
kontor --json addressbook resolve 'card 1' --theirs >resolved.json
kontor --json addressbook >books.json
rm cards/home/*.vcf
kontor sync >/dev/null 2>&1
kontor --json addressbook push phone >pushed.json
is_documented addressbook books.json
is_documented 'addressbook resolve' resolved.json
is_documented 'addressbook push' pushed.json
rm -rf "$DATA"
write_config '[mail a]' 'url = imaps://anna@localhost:1' 'password-command = echo x' \
  '[mail b]' 'url = maildir:b' '[mail c]' 'url = imaps://c@imap.gmail.com'
mkdir -p "${CONFIG%/*}/b/cur" "${CONFIG%/*}/b/new" "${CONFIG%/*}/b/tmp"
kontor --json account >accounts.json
kontor --json account test a b >tested.json 2>/dev/null
is_documented account accounts.json
is_documented 'account test' tested.json
office remind kalns +1d call >/dev/null
documented waiting waiting
office snooze "$(office --json waiting | sed -n 's/.*"ref" : "\(.*\)".*/\1/p' | head -1)" fri >/dev/null
documented 'waiting --snoozed' waiting --snoozed
office undo >/dev/null
python3 "$srcdir/tests/cli/put-events.py" office/data/mirror.db 1000000000000001 'Colour, Ludmila'
office contact add 'Ludmila Ozola' >/dev/null
office contact add 'Ludmila Kalniņa' >/dev/null
for deal in 'brand book 2800' flyer; do KONTOR_NOW=2026-10-01T10:00:00+03:00 office deal kalns $deal >/dev/null; done
documented review review
office undo 2 --yes >/dev/null
documented 'contact list' contact list and contact list -n 3 --columns \
  kind,status,source,city,language,birthday,last,visits,created,updated
documented query query kal
office segment add vips tag:vip >/dev/null
documented segment segment and segment add more has:email and segment rename more others \
  and segment remove others --dry-run
documented 'contact add' contact add 'New Person' --phone 29123456 and contact edit 'new person' type=x \
  and contact delete 'new person' --yes and contact add Dry --dry-run
documented 'field add' field add 'Shoe size' number and field add Skin choice dry oily and field rename skin 'Skin type' \
  and field remove 'skin type' and field restore 'skin type'
documented 'field list' field list
office contact edit kalns 'shoe size=43' city=Rīga discount=5 consent=yes >/dev/null
office contact add 'Weber House' kind=company >/dev/null
office contact edit hanna 'company=Weber House' >/dev/null
documented 'contact relate' contact relate kalns friend hanna and contact relate kalns spouse hanna \
  and contact unrelate kalns spouse hanna and contact relate hanna manager kalns
office contact add 'Томс Калнс' 29123456 birthday=1980-01-01 >/dev/null
documented 'contact duplicates' contact duplicates
documented 'contact duplicates --not' contact duplicates --not kalns hanna
documented 'contact merge' contact merge kalns калнс --dry-run and contact merge kalns калнс --yes
letter=$(ref mail list kalns)
documented 'mail list' mail list
with_file=
for candidate in $(office --json mail list | sed -n 's/.*"ref" : "\(.*\)".*/\1/p'); do
  office --json mail show "$candidate" | grep -q '"number"' && { with_file=$candidate; break; }
done
documented 'mail show' mail show "$letter" and mail show "${with_file:-none}"
event=$(office --json review | sed -n '/"events"/,$s/.*"ref" : "\(.*\)".*/\1/p' | head -1)
invitation=$(ref invite)
documented why why "$letter" and why "$event" and why "$invitation"
documented 'calendar link' calendar link "$event" "ludmila ozola" and calendar unlink "$event"
documented 'mail link' mail link "$letter" hanna and mail unlink "$letter" hanna
documented find find kalns
documented remind remind kalns +3d 'send it' and remind every mon 10:00 'back up'
reminder=$(ref remind kalns +4d again)
check 'snooze of a reminder' as_documented remind snooze "$reminder" +1d
follow_up=$(office --json waiting | sed -n 's/.*"ref" : "\(.*\)".*/\1/p' | head -1)
documented snooze snooze "$follow_up" +1d
documented 'done' 'done' "$reminder" and 'done' "$follow_up"
documented 'invite list' invite
documented 'invite accept' invite decline kick --dry-run and invite accept kick
documented note note kalns hello and call kalns rang and meet kalns met
office service add colour 45 wait 40 finish 35 95 € >/dev/null
documented 'resource add' resource add staff Līga mon..fri 9-18 and resource hours salon mon..fri 9-19 \
  and resource edit līga --calendar google
documented 'service add' service edit colour līga 40/40/30 and service archive colour and service restore colour
documented 'service list' service list
documented 'resource list' resource list
documented 'book' book kalns colour +3d 10:00 --force and book hanna colour +4d 10:00? --force
documented 'block' block līga +3d lunch and block +3d
documented 'block list' block list
documented 'slots' slots colour 'next month'
documented 'slots week' slots 'next month'
documented undo undo
documented redo redo
documented log log
documented doctor doctor
printf 'Name;E-mail;City;Phone\nNobody Yet;nobody@yet.example;Rīga;\nBad;;;x\n' >people.csv
printf 'Name;E-mail;City\nNobody Yet;nobody@yet.example;Ogre\n' >people-2.csv
office --json import csv people.csv --partial >import.1 2>/dev/null
check 'import csv' eval 'as_documented "import csv" import csv people-2.csv --update --dry-run and import csv people.csv --dry-run --partial'
documented 'export csv' export csv --output all.csv and export json --output book.json
documented 'import json' import json book.json
documented 'export ics' export ics --output all.ics and export ics reminders --output reminders.ics
printf '%s\n' '[calendar holidays]' 'url = ics:holidays.ics' '[contacts cards]' 'url = vdir:cards' 'push = all' \
  >office/calendars
check 'config check' eval 'as_documented "config check" config check and --config office/calendars config check'
documented version version

documented deal deal "$letter" Letters 5 and deal add hanna Prospekt 90 and deal lose prospekt price \
  and deal reopen prospekt and deal win prospekt and deal kalns Handbook 2800 and deal edit handbook expected=+3d and deal next handbook +1d call \
  and deal item add handbook 12.5 page 22,40 and deal note handbook hello and deal move handbook work \
  and deal add hanna Katalog 1240
office invoice handbook 50 first >/dev/null
documented 'deal show' deal show handbook and deal show letters
office undo >/dev/null
documented 'deal board' deal board
documented 'deal list' deal list --all
documented 'pipeline list' pipeline list and pipeline edit add Talks after inquiry 30% 14d

# The diary: a salon's Tuesday beside the office.
office invoice kalns 450 leaflet due +3d >/dev/null
office invoice kalns 60 proofs >/dev/null
office paid kalns 60 >/dev/null
office --json agenda >agenda.office
for who in kalns hanna 'weber house'; do office --json show "$who" --all >"show.$who"; done
if python3 -c 'import sqlite3, zoneinfo' 2>/dev/null; then
  write_config
  now=$KONTOR_NOW KONTOR_NOW=2026-11-24T08:40:00+02:00
  . "$srcdir/tests/cli/salon-day.sh"
  python3 "$srcdir/tests/cli/salon-more.py" "$DATA/book.db" "$DATA/mirror.db"
  kontor --json agenda >agenda.salon
  kontor --json day >day.salon
  kontor --json show 'zane ozola' >show.zane
  kontor --json show 'gone away' >show.gone
  KONTOR_NOW=$now
  doc () { python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$@"; }
  check agenda doc agenda agenda.*
  check show doc show show.*
  check day doc day day.salon
else
  skip 'agenda, show, day' 'python3 without sqlite3'
fi

# Reports, over an office that was worked out by hand.
if python3 -c 'import sqlite3, zoneinfo' 2>/dev/null; then
  rm -rf "$DATA" && write_config
  kontor contact add 'Nobody Yet' >/dev/null && kontor undo >/dev/null
  python3 "$srcdir/tests/cli/report-office.py" "$DATA/book.db"
  kontor report save top revenue by=client >/dev/null
  kontor --json report saved >saved.json
  is_documented 'report saved' saved.json
  kontor --json report >reports.json
  is_documented report reports.json
  for report in funnel forecast revenue visits clients sources goods birthdays tax; do
    kontor --json report $report nov >"$report.json"
    kontor --json report $report >"$report-2.json"
    is_documented "report $report" "$report.json" "$report-2.json"
  done
  for by in client service; do kontor --json report revenue by=$by nov >"by-$by.json"; done
  is_documented 'report revenue by' by-client.json by-service.json
  kontor --json report visits per=hand nov >hands.json
  is_documented 'report visits per=hand' hands.json
  kontor --json sql 'SELECT name FROM contact WHERE 0' >sql.json
  is_documented sql sql.json
else
  skip 'reports' 'python3 without sqlite3'
fi
office --json report answers all >answers.json
office --json report answers 2026 >answers-2.json
is_documented 'report answers' answers.json answers-2.json

check 'a key that is not documented is noticed' eval \
  'echo "{\"schema\": 1, \"version\": \"x\", \"odd\": 1}" >odd
   ! python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" version odd'
check 'a wrong type is noticed' eval \
  'echo "{\"schema\": 1, \"version\": 1}" >odd
   ! python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" version odd'
check 'a missing key is noticed' eval \
  'echo "{\"schema\": 1}" >odd
   ! python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" version odd'

done_testing
