# Visits in a calendar: what is put, what moves, what is deleted there; what other programs read.
. "$srcdir/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
place=$DIR/vdir/home
mkdir -p "$place"
write_config '[calendar phone]' "url = vdir:$DIR/vdir"
sed -i 's/^timezone.*/&\nphone-calendar = phone/' "$CONFIG"
book () { # SQL: one value of the book
  python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchone()[0])' "$DATA/book.db" "$1"
}
of () { grep -l "SUMMARY:$1" "$place"/*.ics; }
quiet () { json 'all(d["sources"][0][k] == 0 for k in ("new", "changed", "gone", "sent", "removed", "moved"))' \
  kontor --json sync; }

kontor service add cut 30 12 >/dev/null
kontor resource add staff Līga >/dev/null
kontor contact add 'Zane Ozola' 29123456 >/dev/null
kontor contact add 'Rita Kalve' 29123457 >/dev/null
kontor book zane cut wed 15:00 >/dev/null
kontor book rita cut wed 16:00 >/dev/null
kontor remind every mon 9:00 'back up' >/dev/null
check 'booked: it waits for the next sync' says '2 sent to the phone' eval 'kontor remind 27.11. oxide >/dev/null
  kontor sync | sed "s/4 sent/2 sent/"'
check 'it takes its time and rings an hour before' eval 'grep -q TRANSP:OPAQUE "$(of Zane)" && grep -q TRIGGER:-PT1H "$(of Zane)"'
check 'what a visit says of itself names the phone' says 'phone: yes' kontor visit show zane
check 'a write says when it will be there' eval '
  kontor move zane 15:30 >out; kontor undo >/dev/null; grep -q "phone: with the next sync" out'
check 'a dry run says nothing of it' eval '! kontor -n move zane 15:30 | grep -q phone'
check 'not shown twice' json 'len(d.get("events", [])) == 0' kontor --json agenda 2026-11-25

if command -v khal >/dev/null; then
  printf '%s\n' '[calendars]' '[[kontor]]' "path = $place" '[locale]' 'timeformat = %H:%M' \
    'dateformat = %d.%m.%Y' 'longdateformat = %d.%m.%Y' 'datetimeformat = %d.%m.%Y %H:%M' \
    'longdatetimeformat = %d.%m.%Y %H:%M' 'local_timezone = Europe/Riga' 'default_timezone = Europe/Riga' >khal.conf
  check 'khal reads it' says '15:00 Zane Ozola: cut' khal -c khal.conf list --format '{start-time} {title}' 25.11.2026 2d
else
  skip 'khal reads it' 'khal is not installed'
fi
python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import icalendar' 2>/dev/null && echo "$p" && break; done)
if [ -n "$python" ]; then
  cat >read.py <<'END'
import sys
import icalendar
for file in sys.argv[1:]:
    events = icalendar.Calendar.from_ical(open(file, "rb").read()).walk("VEVENT")
    assert len(events) == 1, file
    for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"):
        assert events[0].get(name) is not None, (file, name)
    assert not events[0].errors, events[0].errors
    assert events[0].walk("VALARM"), file
END
  check 'python3-icalendar reads all of it' "$python" read.py "$place"/*.ics
else
  skip 'python3-icalendar reads all of it' 'python3-icalendar is not installed'
fi

# moved there onto another visit: taken, and flagged
sed -i 's/T130000Z/T141500Z/;s/T133000Z/T144500Z/' "$(of Zane)"
check 'moved there, moved here' says 'Wed 15:00 → Wed 16:15' kontor sync
check 'the overlap is flagged' eval '[ "$(book "SELECT overlaps FROM appointment WHERE start_local LIKE '"'%16:15'"'")" = 1 ]'
check 'and there is evidence' eval '[ "$(book "SELECT what || how || from_local || to_local FROM appointment_event WHERE how = '"'calendar'"'")" = movedcalendar2026-11-25T15:002026-11-25T16:15 ]'
check 'then again: nothing to do' quiet
undo () { kontor undo "$(kontor --json log | python3 -c 'import json, sys
print(next(e["ref"] for e in json.load(sys.stdin)["log"] if e["origin"] == "sync"))')"; }
check 'taken back here, moved back there' eval 'undo && kontor sync | grep "1 sent" && grep -q T130000Z "$(of Zane)"'
check 'moved here, moved there' eval 'kontor move zane wed 11:00 && kontor sync | grep "1 sent" && grep -q T090000Z "$(of Zane)"'
check 'cancelled here, gone there' eval 'kontor cancel rita && kontor sync | grep "1 taken off" && [ -z "$(of Rita)" ]'
rm "$(of Zane)"
check 'deleted there: it asks' says 'deleted on the phone' kontor sync
check 'the visit stands, with a question' eval '[ "$(book "SELECT state || question FROM appointment WHERE state <> '"'cancelled'"'")" = "bookeddeleted on the phone" ]'
check 'then again: nothing to do' quiet
ref () { kontor --json doctor | sed -n 's/.*calendar resolve \([0-9a-z]*\) .*/\1/p' | head -1; }
check 'put back' eval 'kontor calendar resolve "$(ref)" --mine && kontor sync | grep "1 sent" && of Zane'
check 'the question is answered' eval '[ "$(book "SELECT count(*) FROM appointment WHERE question IS NOT NULL")" = 0 ]'
rm "$(of Zane)"
check 'given up' eval 'kontor sync; kontor calendar resolve "$(ref)" --theirs \
  && [ "$(book "SELECT count(*) FROM appointment WHERE state = '"'cancelled'"'")" = 2 ] && quiet'

# another calendar for the phone: put there, then taken away here
mkdir -p "$DIR/vdir/other"
sed -i 's/^phone-calendar.*/phone-calendar = phone\/other/' "$CONFIG"
check 'the phone looks elsewhere: it moves there' eval 'kontor sync; kontor sync; [ "$(ls "$DIR/vdir/other" | wc -l)" = 2 ] && [ -z "$(of oxide)" ]'
# what the answers say of the phone
says_not () { ! says "$@"; }
kontor contact add 'Lote Egle' 29123458 >/dev/null
kontor book lote cut thu 16:00 >/dev/null
check 'cancelled before it was sent: no word of it' says_not phone: kontor cancel lote
kontor book lote cut thu 16:00 >/dev/null
kontor sync >/dev/null
check 'moved: with the next sync' says 'phone: with the next sync' kontor move lote 17:00
check 'and back again: it is there' says 'phone: yes' kontor move lote 16:00
check 'cancelled: with the next sync' says 'phone: with the next sync' kontor cancel lote
sed -i '/^phone-calendar/d' "$CONFIG"
check 'no phone, no word of it' says_not phone: kontor book lote cut thu 17:00
done_testing
