# export ics reminders: the file a phone takes.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

kontor remind 'wed 10:00' call Ieva Kalve >/dev/null
kontor remind 25.12. 'Hanna, wrap; gifts' >/dev/null
kontor remind every mon 10:00 report >/dev/null

plain () { # what differs from run to run is named
  kontor export ics reminders "$@" | tr -d '\r' |
    sed 's/^UID:[0-9a-f-]\{36\}/UID:UUID/; s/^PRODID:.*/PRODID:…/'
}
check_golden export-caldav plain --for caldav
check_golden export-ios plain --for ios
check 'ios is the default' eval 'plain >a; plain --for ios >b; same a b'
check 'the same bytes each time' eval 'kontor export ics reminders >a; kontor export ics reminders >b; same a b'
check 'lines end as RFC 5545 wants' eval 'kontor export ics reminders >a; ! grep -qv $'"'\r'"'$ a'
check 'no line is longer than 75 octets' eval '
  kontor remind fri "$(printf "ā%.0s" $(seq 200))" >/dev/null
  kontor export ics reminders | tr -d "\r" | LC_ALL=C awk "length > 75 { exit 1 }"'

check_golden export-file kontor export ics reminders -o reminders.ics --for google
check 'only mine to read' eval '[ "$(stat -c %a reminders.ics)" = 600 ]'
check 'nothing else is left beside it' eval '[ "$(ls reminders.ics*)" = reminders.ics ]'
check 'the file is what is printed' eval 'kontor export ics reminders --for google | same - reminders.ics'
check 'as JSON' json 'd["reminders"] == 4 and d["file"] == "r.ics"' \
  kontor --json export ics reminders --output r.ics
check_golden export-no-directory kontor export ics reminders -o no/r.ics
check_golden export-directory kontor export ics reminders -o .
check_golden export-bad-phone kontor export ics reminders --for nokia
check_golden export-nothing kontor export
check 'other formats are refused' status 2 kontor export pdf reminders
if [ -w /dev/full ]; then
  check 'a full disk is told' status 10 eval '"$KONTOR" export ics reminders >/dev/full'
else
  skip 'a full disk is told' 'no /dev/full'
fi
done_testing
