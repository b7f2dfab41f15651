# Invitations in letters: requests of three makers, an update, a cancellation, forged ones, replies
# and a counter. It is Monday 23 November 2026, 08:12 in Riga.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
mkdir -p Calendars/work
write_config '[mail studio]' "url = maildir:$DIR/Mail" '' \
  '[calendar home]' "url = vdir:$DIR/Calendars"
sed -i 's/^currency = EUR/&\nphone-calendar = home/' "$CONFIG"

# vevent UID SEQUENCE STAMP START SUMMARY [LINE…]: by Toms, to Anna
vevent () {
  local uid=$1 sequence=$2 stamp=$3 start=$4 summary=$5
  shift 5
  printf '%s\r\n' BEGIN:VEVENT "UID:$uid" "SEQUENCE:$sequence" "DTSTAMP:$stamp" \
    "DTSTART:$start" 'DURATION:PT1H' "SUMMARY:$summary" \
    'ORGANIZER;CN=Toms Kalns:mailto:toms@brize.example' "$@" END:VEVENT
}
anna='ATTENDEE;CN=Anna;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:anna@studija.example'
# calendar METHOD: around what comes on stdin
calendar () { printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//X//X//EN "METHOD:$1"; cat; printf 'END:VCALENDAR\r\n'; }
# itip FOLDER DATE FROM TO SUBJECT PARAMETERS: a letter with the calendar on stdin as an alternative
itip () {
  local folder=$1 date=$2 from=$3 to=$4 subject=$5 params=$6 body
  letters=$(($(ls Mail/cur Mail/.Sent/cur | grep -c test) + 1))
  body=$(base64)
  {
    [ "$folder" = .Sent ] || printf 'Received: from a by b; %s\n' "$(date -R -d "$date")"
    printf '%s\n' "From: $from" "To: $to" "Subject: $subject" "Date: $(date -R -d "$date")" \
      "Message-ID: <$letters@test.example>" 'MIME-Version: 1.0' \
      'Content-Type: multipart/alternative; boundary=b' '' --b 'Content-Type: text/plain' '' \
      "See the invitation." --b "Content-Type: text/calendar$params" \
      'Content-Transfer-Encoding: base64' '' "$body"
    # most send the same once more as a file
    printf '%s\n' --b 'Content-Type: application/ics; name=invite.ics' \
      'Content-Disposition: attachment; filename=invite.ics' \
      'Content-Transfer-Encoding: base64' '' "$body" --b--
  } >"Mail/$folder/cur/$letters.test:2,S"
  touch -d "$date" "Mail/$folder/cur/$letters.test:2,S"
}
toms='Toms Kalns <toms@brize.example>'
me=anna@studija.example
states () { kontor invite "$@" --json; }

# Google: UTC, a zone not used, its own properties
{ vevent kick@google.example 0 20261116T090000Z 20261123T120000Z Kick-off "$anna" \
    'X-GOOGLE-CONFERENCE:https://meet.example/x' 'STATUS:CONFIRMED' 'BEGIN:VALARM' 'ACTION:EMAIL' \
    'TRIGGER:-PT10M' 'DESCRIPTION:x' 'SUMMARY:x' 'ATTENDEE:mailto:toms@brize.example' 'END:VALARM'
} | calendar REQUEST | itip . '2026-11-16 10:00+02' "$toms" $me Kick-off '; charset="UTF-8"; method=REQUEST'
# Outlook: a Windows zone with its VTIMEZONE, weekly
{ printf '%s\r\n' BEGIN:VTIMEZONE 'TZID:FLE Standard Time' BEGIN:STANDARD \
    DTSTART:16010101T040000 TZOFFSETFROM:+0300 TZOFFSETTO:+0200 \
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10' END:STANDARD BEGIN:DAYLIGHT \
    DTSTART:16010101T030000 TZOFFSETFROM:+0200 TZOFFSETTO:+0300 \
    'RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3' END:DAYLIGHT END:VTIMEZONE
  vevent 040000008200E0@outlook.example 0 20261110T090000Z X Weekly "$anna" \
    'RRULE:FREQ=WEEKLY;COUNT=4' 'X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE' \
    | sed 's/^DTSTART:X/DTSTART;TZID=FLE Standard Time:20261125T100000/'
} | calendar REQUEST | itip . '2026-11-10 10:00+02' "$toms" $me Weekly '; method=REQUEST; charset="utf-8"'
# Apple: sent by a service for the organizer, a folded line within a character
{ vevent 9F2E@icloud.example 0 20261117T090000Z 20261126T120000Z 'Vakariņas' "$anna" \
    'X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC' \
    | sed 's/^SUMMARY:.*/SUMMARY:Vakari\xc5\r\n \x86as\r/'
} | calendar REQUEST | itip . '2026-11-17 10:00+02' 'Toms Kalns <noreply@apple.example>' $me Vakariņas '; method=REQUEST'
# the parameter says something else: refused
{ vevent odd@x.example 0 20261116T090000Z 20261127T120000Z Odd "$anna"; } | calendar REQUEST \
  | itip . '2026-11-16 11:00+02' "$toms" $me Odd '; method=PUBLISH'
sed -i '/^--b$/{N;/application\/ics/,$d}' "$(grep -l 'Subject: Odd' Mail/cur/*)"

check 'sync' kontor sync
check 'open ones are listed once, by time' json '(
[(i["title"], i["state"], i["organizer"]) for i in d["invites"]] ==
[("Kick-off", "open", "Toms Kalns"), ("Weekly", "open", "Toms Kalns"), ("Vakariņas", "open", "Toms Kalns")]
and d["invites"][1]["start"] == "2026-11-25T10:00:00+02:00")' states
check 'who is not the organizer is told' says 'noreply@apple.example' kontor invite show vakari
check 'and as JSON' json '(d["invite"]["unproven"] and d["invite"]["state"] == "open"
and d["invite"]["people"][0]["role"] == "organizer")' kontor invite show vakari --json
check 'a read changes nothing' eval '[ ! -d "$DATA/drafts" ] && ! ls Calendars/work/* 2>/dev/null'

# an update, an older one after it, and two forgeries
{ vevent kick@google.example 1 20261118T090000Z 20261123T140000Z 'Kick-off, later' "$anna"; } \
  | calendar REQUEST | itip . '2026-11-18 10:00+02' "$toms" $me Kick-off '; method=REQUEST'
{ vevent kick@google.example 0 20261117T090000Z 20261123T150000Z 'Kick-off, stale' "$anna"; } \
  | calendar REQUEST | itip . '2026-11-19 10:00+02' "$toms" $me Kick-off '; method=REQUEST'
{ vevent kick@google.example 9 20261119T090000Z 20261123T160000Z 'Kick-off, forged' "$anna"; } \
  | calendar REQUEST | itip . '2026-11-19 11:00+02' 'Toms Kalns <eve@evil.example>' $me Kick-off '; method=REQUEST'
{ vevent kick@google.example 9 20261119T090000Z 20261123T160000Z 'Kick-off' "$anna"; } \
  | calendar CANCEL | itip . '2026-11-19 12:00+02' 'Toms Kalns <eve@evil.example>' $me Kick-off '; method=CANCEL'
# one occurrence moves: a letter of its own
{ vevent 040000008200E0@outlook.example 1 20261119T090000Z 20261202T120000Z 'Weekly, moved' "$anna" \
    'RECURRENCE-ID:20261202T080000Z'
} | calendar REQUEST | itip . '2026-11-19 13:00+02' "$toms" $me Weekly '; method=REQUEST'
kontor sync >/dev/null
check 'the newest of the organizer holds' json '([i["title"] for i in d["invites"]] ==
["Kick-off, later", "Weekly", "Vakariņas", "Weekly, moved"] and d["invites"][0]["start"].startswith("2026-11-23T16:00"))' states

check 'an occurrence that has a letter of its own is not shown twice' python3 - "$DATA/mirror.db" <<'P'
import sqlite3, sys
assert sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True).execute(
    "SELECT recurrence, count(*) FROM event AS e JOIN occurrence AS o ON o.event = e.id WHERE"
    " uid LIKE '04%' GROUP BY recurrence").fetchall() == [('', 3), ('20261202T080000Z', 1)]
P

check 'accepted' says 'accepted' kontor invite accept kick-off --note 'Gladly.'
draft=$(ls "$DATA"/drafts/*-accepted.eml)
check 'the reply is a file only I read' eval '[ "$(stat -c %a "$draft")" = 600 ] && [ "$(stat -c %a "$DATA/drafts")" = 700 ]'
check 'and a proper letter' python3 - "$draft" <<'P'
import email, email.policy, sys
m = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
assert m['To'] == 'toms@brize.example' and 'anna@studija.example' in m['From'], m.items()
assert m['Subject'] == 'Accepted: Kick-off, later', m['Subject']
part = [p for p in m.walk() if p.get_content_type() == 'text/calendar'][0]
assert part.get_param('method') == 'REPLY'
text = part.get_content().replace('\r\n ', '').replace('\n ', '')
for line in ('METHOD:REPLY', 'UID:kick@google.example', 'SEQUENCE:1', 'COMMENT:Gladly.',
             'ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:mailto:anna@studija.example'):
    assert line in text, text
assert 'VALARM' not in text
P
check 'it is open no more' json '"Kick-off, later" not in [i["title"] for i in d["invites"]]' states
check 'it waits for the calendar' python3 - "$DATA/book.db" <<'P'
import sqlite3, sys
rows = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True).execute(
    "SELECT kind, state, base, intent FROM outbox").fetchall()
assert [r[:3] for r in rows] == [('invite', 'wanted', '')], rows
text = rows[0][3].replace('\r\n ', '')
assert 'METHOD' not in text and 'ACTION:EMAIL' not in text, text
assert 'PARTSTAT=ACCEPTED;SCHEDULE-AGENT=CLIENT' in text, text
assert 'ORGANIZER;CN=Toms Kalns;SCHEDULE-AGENT=CLIENT:' in text, text
P
check 'undo opens it again' eval 'kontor undo >/dev/null && kontor invite --json | grep -q "Kick-off, later"'
check 'dry run writes nothing' eval 'rm "$DATA"/drafts/*; kontor invite decline weekly,\ moved --dry-run && [ -z "$(ls "$DATA"/drafts)" ]'
check 'declined goes into no calendar' eval 'kontor invite decline "weekly, moved" | grep -q declined'
check 'perhaps' says 'perhaps' kontor invite tentative vakari

# asked anew after an answer; cancelled by the organizer
{ vevent 9F2E@icloud.example 1 20261120T090000Z 20261126T130000Z 'Dinner' "$anna"; } \
  | calendar REQUEST | itip . '2026-11-20 10:00+02' 'Toms Kalns <noreply@apple.example>' $me Dinner '; method=REQUEST'
{ vevent kick@google.example 2 20261120T090000Z 20261123T140000Z 'Kick-off' "$anna" 'STATUS:CANCELLED'; } \
  | calendar CANCEL | itip . '2026-11-20 11:00+02' "$toms" $me 'Cancelled' '; method=CANCEL'
kontor sync >/dev/null
check 'changed since' json '([(i["title"], i["state"]) for i in d["invites"]] ==
[("Weekly", "open"), ("Dinner", "changed")])' states
check 'a cancellation marks and deletes nothing' python3 - "$DATA/mirror.db" <<'P'
import sqlite3, sys
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
assert db.execute("SELECT summary, status FROM event WHERE uid = 'kick@google.example' AND object = 0").fetchall() \
    == [('Kick-off, later', 'cancelled')]
assert {s for (s,) in db.execute("SELECT status FROM event WHERE uid = 'kick@google.example'")} == {'cancelled'}
verdicts = [v for (v,) in db.execute(
    "SELECT verdict FROM invite WHERE uid = 'kick@google.example' ORDER BY at")]
assert verdicts == ['stale', 'holds', 'stale', 'foreign', 'foreign', 'holds'], verdicts
P

# what I sent: two replies, one by somebody else, a counter
{ vevent mine@studija.example 0 20261118T090000Z 20261201T090000Z 'Offer' \
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:hanna@weber.example' \
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ieva@kalve.example' \
    | sed 's/^ORGANIZER.*/ORGANIZER:mailto:anna@studija.example\r/'
} | calendar REQUEST | itip .Sent '2026-11-18 11:00+02' "Anna <$me>" hanna@weber.example Offer '; method=REQUEST'
answer () { # ATTENDEE SEQUENCE STAMP METHOD FROM [LINE…]
  local attendee=$1 sequence=$2 stamp=$3 method=$4 from=$5
  shift 5
  vevent mine@studija.example "$sequence" "$stamp" 20261202T090000Z 'Offer' "$attendee" "$@" \
    | sed 's/^ORGANIZER.*/ORGANIZER:mailto:anna@studija.example\r/' \
    | calendar "$method" | itip . "${stamp:0:4}-${stamp:4:2}-${stamp:6:2} ${stamp:9:2}:00Z" "$from" $me Re "; method=$method"
}
answer 'ATTENDEE;PARTSTAT=DECLINED:mailto:hanna@weber.example' 0 20261119T090000Z REPLY 'Hanna <hanna@weber.example>'
answer 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:hanna@weber.example' 0 20261119T100000Z REPLY 'Hanna <hanna@weber.example>' 'COMMENT:Yes\, but later'
answer 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ieva@kalve.example' 0 20261119T110000Z REPLY 'Eve <eve@evil.example>'
answer 'ATTENDEE;PARTSTAT=TENTATIVE:mailto:ieva@kalve.example' 0 20261119T120000Z COUNTER 'Ieva <ieva@kalve.example>'
kontor sync >/dev/null
check 'replies change one answer, of who sent them' python3 - "$DATA/mirror.db" <<'P'
import sqlite3, sys
db = sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)
people = dict(db.execute("SELECT norm, partstat FROM attendee AS a JOIN event AS e ON e.id = a.event"
                         " WHERE e.uid = 'mine@studija.example' AND role <> 'organizer'"))
assert people == {'hanna@weber.example': 'accepted', 'ieva@kalve.example': 'needs-action'}, people
verdicts = [v for (v,) in db.execute(
    "SELECT verdict FROM invite WHERE uid = 'mine@studija.example' ORDER BY at")]
assert verdicts == ['holds', 'stale', 'holds', 'foreign', 'proposal'], verdicts
assert db.execute("SELECT count(*) FROM event WHERE uid = 'mine@studija.example'").fetchone() == (1,)
P
check 'what I sent asks me nothing, but somebody proposes another time' json '(
[i["state"] for i in d["invites"] if i["title"] == "Offer"] == ["proposed"])' states
check 'who answered and what is proposed' eval '
  kontor invite show offer >shown && grep -q "Yes, but later" shown && grep -q "ieva@kalve.example: Wed 2 December 11:00" shown'
check 'nobody asks me to my own' status 4 kontor invite accept offer
check 'JSON of one is documented' eval 'kontor invite show offer --json >one; kontor invite show weekly --json >two
  python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "invite show" one two'
check 'a second sync judges the same' eval '
  kontor sync >/dev/null
  [ "$(kontor invite --json | grep -c "\"title\"")" = 3 ]'
check 'read anew in any order it is the same' eval '
  kontor invite --json >before; rm "$DATA"/mirror.db*; kontor sync >/dev/null; kontor invite --json >after; same before after'
check 'why says what became of each letter' eval '
  kontor invite --json >/dev/null; forged=$(kontor mail list --json | python3 -c "
import json, sys
print([l[\"ref\"] for l in json.load(sys.stdin)[\"letters\"] if l[\"address\"] == \"eve@evil.example\"][-1])")
  kontor why "$forged" | grep -q "invitation, eve@evil.example: passed over, who sent it has no say"'
check 'unknown ones' status 3 kontor invite show nothing-like-this
check 'no such calendar' status 2 kontor invite accept weekly --calendar nowhere
# what was accepted lies in the calendar; then its organizer moves it, and cancels
planned () { kontor agenda "$1" --json | python3 -c '
import json, sys
print("; ".join(e["at"][11:16] + " %(text)s %(overtaken)s" % e for e in json.load(sys.stdin)["events"]))'; }
kontor invite accept dinner >/dev/null && kontor sync >/dev/null
check 'what was accepted lies in the calendar' eval '[ "$(planned 26.11.)" = "15:00 Dinner False" ]'
{ vevent 9F2E@icloud.example 2 20261121T090000Z 20261127T130000Z 'Dinner' "$anna"; } \
  | calendar REQUEST | itip . '2026-11-21 10:00+02' "$toms" $me Dinner '; method=REQUEST'
{ vevent 9F2E@icloud.example 9 20261122T090000Z 20261128T130000Z 'Dinner' "$anna"; } \
  | calendar CANCEL | itip . '2026-11-22 10:00+02' 'Toms Kalns <eve@evil.example>' $me Dinner '; method=CANCEL'
kontor sync >/dev/null
check 'moved after that: what is over says so, and the new time is there' eval '
  [ "$(planned 26.11.)" = "15:00 Dinner True" ] && [ "$(planned 27.11.)" = "15:00 Dinner False" ]'
check 'on the day, too' says 'changed by its organizer' kontor agenda
kontor invite accept dinner >/dev/null && kontor sync >/dev/null
check 'accepted again it is at one time' eval '[ -z "$(planned 26.11.)" ] && [ "$(planned 27.11.)" = "15:00 Dinner False" ]'
{ vevent 9F2E@icloud.example 2 20261122T090000Z 20261127T130000Z 'Dinner' "$anna" 'STATUS:CANCELLED'; } \
  | calendar CANCEL | itip . '2026-11-22 11:00+02' "$toms" $me 'Cancelled' '; method=CANCEL'
kontor sync >/dev/null
check 'cancelled after that it is over' eval '[ -z "$(planned 27.11.)" ]'
done_testing
