# Where the answer to an invitation goes: into the calendar that was named, or the phone's; what was
# taken back is not sent, or taken back there too. It is Monday 23 November 2026, 08:12 in Riga.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
mkdir -p Phone/work Other/club
write_config '[mail studio]' "url = maildir:$DIR/Mail" '' \
  '[calendar phone]' "url = vdir:$DIR/Phone" '' '[calendar other]' "url = vdir:$DIR/Other"
cp "$CONFIG" without-phone
sed -i 's/^currency = EUR/&\nphone-calendar = phone/' "$CONFIG"

# invite UID DAY SUMMARY: by Toms, to Anna, 14:00 in Riga
invite () {
  {
    printf '%s\n' "Received: from a by b; Mon, 16 Nov 2026 10:00:00 +0200" \
      'From: Toms Kalns <toms@brize.example>' 'To: anna@studija.example' "Subject: $3" \
      'Date: Mon, 16 Nov 2026 10:00:00 +0200' "Message-ID: <$1@test.example>" 'MIME-Version: 1.0' \
      'Content-Type: text/calendar; charset=utf-8; method=REQUEST' ''
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//X//X//EN METHOD:REQUEST BEGIN:VEVENT \
      "UID:$1@google.example" SEQUENCE:0 DTSTAMP:20261116T080000Z "DTSTART:202611$2T120000Z" \
      DURATION:PT1H "SUMMARY:$3" 'ORGANIZER;CN=Toms Kalns:mailto:toms@brize.example' \
      'ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:anna@studija.example' END:VEVENT END:VCALENDAR
  } >"Mail/cur/$1.test:2,S"
}
invite one 24 Kick-off
invite two 25 Lunch
invite three 26 Concert
told () { cat "$1"/*/*.ics 2>/dev/null | tr -d '\r' | sed ':a;N;$!ba;s/\n //g' | grep -o 'PARTSTAT=[A-Z-]*' | tr '\n' ' '; }
states () { kontor invite "$@" --json; }
kontor sync >/dev/null

kontor invite accept kick-off >/dev/null
kontor undo >/dev/null
check 'what was taken back in time is not sent' eval 'kontor sync >/dev/null && [ -z "$(told Phone)" ]'
check 'nor counted as waiting' json 'all(s.get("waiting", 0) == 0 for s in d["sources"])' kontor sync --json
check 'brought back it is' eval 'kontor redo >/dev/null && kontor sync >/dev/null && [ "$(told Phone)" = "PARTSTAT=ACCEPTED " ]'
kontor undo >/dev/null
check 'taken back after it was sent: not answered there either' eval '
  kontor sync >/dev/null && [ "$(told Phone)" = "PARTSTAT=NEEDS-ACTION " ]'
check 'and open again' json '"Kick-off" in [i["title"] for i in d["invites"]]' states
kontor redo >/dev/null
check 'and back' eval 'kontor sync >/dev/null && [ "$(told Phone)" = "PARTSTAT=ACCEPTED " ]'
kontor undo >/dev/null
sed -i 's/PARTSTAT=ACCEPTED/PARTSTAT=TENTATIVE/' Phone/work/*.ics
touch -d '2026-11-23 08:13' Phone/work/*.ics
check 'what was answered on the phone meanwhile stays' eval '
  kontor sync >/dev/null && kontor sync >/dev/null && [ "$(told Phone)" = "PARTSTAT=TENTATIVE " ]'

check 'a calendar that is named' says 'goes into the calendar club' kontor invite accept lunch --calendar other
check 'is where it goes' eval 'kontor sync >/dev/null && [ "$(told Other)" = "PARTSTAT=ACCEPTED " ] && [ "$(told Phone)" = "PARTSTAT=TENTATIVE " ]'
cp without-phone "$CONFIG"
check 'also where no phone looks' eval 'kontor invite accept concert --calendar other >/dev/null &&
  kontor sync >/dev/null && [ "$(told Other)" = "PARTSTAT=ACCEPTED PARTSTAT=ACCEPTED " ]'
check 'and is shown once' eval '[ "$(kontor agenda 25.11. | grep -c Lunch)" = 1 ]'
kontor contact add 'Toms Kalns' --email toms@brize.example >/dev/null
check 'the next of them is on the card' says 'next     Tue 24.11. 14:00 Kick-off' kontor show toms
declined=$(kontor agenda 24.11. --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["events"][0]["ref"])')
kontor invite decline "$declined" >/dev/null
check 'not what was declined' says 'next     Wed 25.11. 14:00 Lunch' kontor show toms
done_testing
