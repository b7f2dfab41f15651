# export ics: visits and birthdays, stable, and taken by other programs.
. "${srcdir:?}/tests/cli/lib.sh"
python3 -c 'import sqlite3, zoneinfo' 2>/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export KONTOR_NOW=2026-11-24T08:40:00+02:00
write_config
kontor contact add nobody >/dev/null
check 'an empty diary is a calendar' says 'END:VCALENDAR' kontor export ics appointments
. "$srcdir/tests/cli/salon-day.sh"
kontor contact edit nobody 'name=Leap Day' birthday=1988-02-29 >/dev/null
kontor contact add 'No Year' >/dev/null
kontor contact edit 'No Year' birthday=--11-30 >/dev/null
kontor remind 'wed 10:00' 'call Ieva' >/dev/null

# event WORD: the one event of the calendar on standard input that holds it, refs and stamps named
event () {
  tr -d '\r' | awk -v word="$1" '/^BEGIN:VEVENT/ { text = "" } { text = text $0 "\n" }
    /^END:VEVENT/ && index(text, word) { printf "%s", text }' |
    sed 's/^UID:birthday-[0-9a-z]*/UID:birthday-REF/; s/^\(DTSTAMP\|LAST-MODIFIED\):.*/\1:…/'
}
one () { kontor export ics "$1" | event "$2"; }
check_golden export-visit one appointments 'Zane Ozola:'
check_golden export-visit-cancelled one appointments 'Gone Away'
check_golden export-visit-pencilled one appointments 'Una Krasti'
check_golden export-birthday one birthdays 'Leap Day'
check_golden export-birthday-yearless one birthdays 'No Year'
check 'every visit is an event' eval '[ "$(kontor export ics appointments | grep -c "^BEGIN:VEVENT")" = 30 ]'
check 'all of it in one file' eval '
  [ "$(kontor export ics | grep -c "^BEGIN:VEVENT")" = 35 ] &&
  [ "$(kontor export ics birthdays reminders | grep -c "^BEGIN:VEVENT")" = 5 ]'
check_golden export-all-file kontor export ics -o all.ics
check 'the same bytes each time, and the next day' eval '
  kontor export ics >a; kontor export ics >b; KONTOR_NOW=2026-11-25T08:00:00+02:00 kontor export ics >c
  same a b && same a c'
check 'one change changes one event' eval '
  kontor export ics appointments >a
  kontor contact edit "Ance Zīle" "name=Ance Zīle-Roze" >/dev/null
  kontor export ics appointments >b
  [ "$(diff a b | grep -c "^>")" = 2 ] && [ "$(diff a b | grep "^>" | grep -c Roze)" = 2 ]'
check 'a CalDAV server gets no METHOD' eval '! kontor export ics --for caldav | grep -q METHOD'
check_golden export-unknown kontor export ics invoices

kontor export ics -o all.ics >/dev/null
for python in /usr/bin/python3 python3; do
  "$python" -c 'import icalendar' 2>/dev/null && break || python=
done
if [ -n "$python" ]; then
  check 'icalendar reads all of it' "$python" -c '
import icalendar, sys
cal = icalendar.Calendar.from_ical(open("all.ics", "rb").read())
events = list(cal.walk("VEVENT"))
assert len(events) == 35, len(events)
for event in events:
    assert not event.errors, event.errors
    assert event.decoded("DTEND") > event.decoded("DTSTART")
    assert event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED") if event["TRANSP"] == "OPAQUE" else True
assert sum(len(e.walk("VALARM")) for e in events) == 34
'
else
  skip 'icalendar reads all of it' 'python3-icalendar is not there'
fi
if command -v khal >/dev/null; then
  mkdir -p vdir
  printf '%s\n' '[calendars]' '[[salon]]' "path = $DIR/vdir" '[locale]' 'local_timezone = Europe/Riga' \
    'default_timezone = Europe/Riga' 'timeformat = %H:%M' 'dateformat = %Y-%m-%d' \
    'longdateformat = %Y-%m-%d' 'datetimeformat = %Y-%m-%d %H:%M' 'longdatetimeformat = %Y-%m-%d %H:%M' \
    '[sqlite]' "path = $DIR/khal.db" '[default]' 'default_calendar = salon' >khal.conf
  check 'khal reads all of it' eval '
    timeout 60 khal -c khal.conf import --batch -a salon all.ics >khal.log 2>&1 &&
    timeout 60 khal -c khal.conf list --format "{start-time} {title}" 2026-11-24 1d >khal.txt 2>>khal.log &&
    grep -q "^09:00 Zane Ozola: colour + cut" khal.txt && [ "$(grep -c "^[0-9]" khal.txt)" -ge 29 ] &&
    timeout 60 khal -c khal.conf list --format "{title}" 2027-02-28 1d | grep -q "Leap Day" || { cat khal.log khal.txt; false; }'
else
  skip 'khal reads all of it' 'khal is not there'
fi
done_testing
