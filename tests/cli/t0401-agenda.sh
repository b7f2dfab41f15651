# The agenda and waiting over a synced Maildir. It is Monday 23 November 2026, 8:12 in Riga.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
check 'without a config it says how to begin' status 3 kontor
write_config '[mail studio]' "url = maildir:$DIR/Mail"
check_golden agenda-empty kontor
check 'an empty book is an agenda as JSON too' json 'd["reminders"] == [] and d["freshness"] == []' \
  kontor --json

wrote '2026-11-05 10:00+02' 'Toms Kalns <toms@brize.example>' 'Zīmola grāmata' 'Labdien, Toms.'
got '2026-11-19 10:00+02' '"Kalns, Toms" <toms@brize.example>' 'Re: Zīmola grāmata' \
  'Vai 12 lappuses pietiks?' "$(answers 1)"
wrote '2026-11-16 10:00+02' 'Hanna Weber <hanna@weber-verlag.example>' 'Katalog' \
  'Wann brauchen Sie die Daten?'
got '2026-11-16 10:01+02' 'Hanna Weber <hanna@weber-verlag.example>' 'Out of office' \
  'I am away until Monday.' 'Auto-Submitted: auto-replied' "$(answers 3)"
wrote '2026-11-17 10:00+02' 'Олег Савчук <oleg@savchuk.example>' 'Файл' 'Який файл останній?'
got '2026-11-18 10:00+02' 'Олег Савчук <oleg@savchuk.example>' 'Re: Файл' 'Дякую!' \
  "$(answers 5)"
got '2026-11-20 19:00+02' 'Marta Eglīte <marta@koks.example>' 'Tulkojums' 'Cik tas maksā?'
got '2026-11-21 10:00+02' 'Shop <news@shop.example>' 'Sale' 'Do you want it?' \
  'List-Unsubscribe: <mailto:u@shop.example>'
got '2026-11-18 09:00+02' 'Anna <anna@studija.example>' 'Re: Zīmola grāmata' 'Answered.' \
  "$(answers 2)"
check 'sync' kontor sync
kontor contact add 'Світлана Гончар' >/dev/null
kontor contact edit Світлана birthday=1986-11-24 >/dev/null
KONTOR_NOW=2026-11-10T08:00:00+02:00 kontor remind 2026-11-20 'invoice 2026-041' >/dev/null
kontor remind Hanna 2026-11-23T10:00 'call, catalogue' >/dev/null
check_golden agenda-day kontor
check 'agenda is the same' eval '[ "$(kontor)" = "$(kontor agenda)" ]'
check_golden waiting kontor waiting
check_golden agenda-range kontor agenda 2026-11-20..2026-11-25
check 'of other days the section is true' says 'soon,' kontor agenda tomorrow --csv
check_golden agenda-tomorrow kontor agenda tomorrow
check 'a day that is none' status 2 kontor agenda someday
check 'every line of JSON has ref, contact, text, why and since or at' json '(
all(("since" in l or "at" in l) and all(k in l for k in ("ref", "contact", "text", "why"))
    for k in ("reminders", "answer", "waiting", "birthdays", "quiet") for l in d[k])
and len(d["answer"]) == 2 and len(d["waiting"]) == 1 and len(d["birthdays"]) == 1
and len(d["reminders"]) == 2 and d["answer"][0]["contact"]["name"] == "Toms Kalns"
and d["freshness"][0]["source"] == "studio" and d["date"] == "2026-11-23")' kontor --json
check 'a call answers' eval 'kontor call toms done && ! kontor waiting | grep -q Zīmola'
check 'undo brings it back' eval 'kontor undo && kontor waiting | grep -q Zīmola'
check 'done dismisses, a newer letter brings it back' eval '
  kontor waiting >/dev/null
  ref=$(kontor waiting --json | python3 -c "import json, sys; print(json.load(sys.stdin)[\"answer\"][0][\"ref\"])")
  kontor done $ref && ! kontor waiting | grep -q Zīmola &&
  got "2026-11-20 11:00+02" "Toms <toms@brize.example>" "Re: Zīmola" "Nu?" "$(answers 2)" &&
  kontor sync >/dev/null && kontor waiting | grep -q Zīmola'
check 'answered later from the office' eval '
  wrote "2026-11-22 11:00+02" toms@brize.example "Jauns" "Jā, pietiks." &&
  kontor sync >/dev/null && ! kontor waiting | grep -q Zīmola'
if have_terminal; then
  check 'a terminal of 14 lines is not scrolled' eval '
    on_terminal 80 14 kontor </dev/null >screen; [ "$(wc -l <screen)" -lt 14 ] && grep -q "more: kontor --all" screen'
  check 'and --all shows everything' eval '
    on_terminal 80 14 kontor --all </dev/null | grep -q Гончар'
  check 'a phone of 40 columns' eval '
    on_terminal 40 40 kontor --color never </dev/null | tr -d "\r" >screen; ! grep ".\{41\}" screen'
else
  skip 'terminals' 'no script(1)'
fi
done_testing
