# Visits: arrived, done with money, no-show, confirmed, cancelled, moved; each can be taken back. It
# is Tuesday 24 November 2026, 8:40.
. "${srcdir:?}/tests/cli/salon.sh"
open_salon

is () { # EXPECTED COMMAND…
  local wanted=$1 got
  shift
  got=$("$@" 2>&1) || { echo "exit $?: $got"; return 1; }
  [ "$got" = "$wanted" ] || { echo "wanted: $wanted"; echo "got:    $got"; return 1; }
}
book zane colour līga today 9:00
book marta manicure marina today 11:30
book edgars men līga today 13:00
book rita cut līga fri 10:00
zane=$(ref_of zane)

check 'a dry run of each verb leaves the book as it was' eval '
  dump >before
  for verb in "arrived zane" "confirmed zane" "cancel zane" "move zane thu 16" \
    "wait rita" "formula zane colour 8.3" "allergy zane PPD" "good add oil 9" "again rita 5.12. 10:00" \
    "arrived --service cut --force" "close yesterday"; do
    kontor --dry-run $verb >out 2>&1 || { cat out; exit 1; }
    dump >after; same before after || { echo "$verb"; exit 1; }
  done'
check 'confirmed' is 'confirmed  Marta Liepa  Tue 24.11. 11:30–12:20 (today)  manicure, Marina' \
  kontor confirmed marta --by phone
check 'confirmed twice is refused' status 4 kontor confirmed marta
check_golden visit-confirmed-twice kontor confirmed marta

at 08:57
check 'arrived by hour, with what must be known' eval '
  kontor allergy zane PPD >/dev/null
  is "arrived 08:57  Zane Ozola, colour with Līga till 10:25     ALLERGY PPD" kontor arrived 9:00'
check_golden visit-arrived-twice kontor arrived zane
check 'an hour nobody begins at' status 3 kontor arrived 9:05
check_golden visit-no-hour kontor arrived 9:05
check 'who has no visit' status 3 kontor arrived inga
check_golden visit-none kontor arrived inga
check 'of another day is refused' status 4 kontor arrived rita
check 'an argument too many' status 2 kontor arrived zane now
check 'nobody named' status 2 kontor arrived
check 'a no-show is not one who is here' status 4 kontor noshow zane

at 10:25
check 'what is unknown is not sold' status 3 kontor 'done' zane +shampoo
check_golden visit-no-goods kontor 'done' zane +shampoo
kontor good add shampoo 14 € >/dev/null
check_golden visit-done-words kontor 'done' zane 92 cash card
check 'a sum with too many decimals' status 2 kontor 'done' zane 92,555
check 'another currency' status 2 kontor 'done' zane '92$'
check_golden visit-done kontor 'done' zane 92 card +shampoo tip 5
check 'done is done' status 3 kontor 'done' zane
check 'by its ref too' status 4 kontor 'done' "$zane"
check 'undo takes the money back too' eval '
  kontor undo >/dev/null && json "d[\"visit\"][\"state\"] == \"arrived\" and d[\"visit\"][\"paid\"] is None and d[\"visit\"][\"items\"] == []" kontor --json visit show "$zane"'
kontor redo >/dev/null
check 'it is what it was' json 'd["visit"]["paid"] == {"amount_minor": 10600, "currency": "EUR"}' \
  kontor --json visit show "$zane"

at 11:40
check_golden visit-noshow kontor noshow 11:30
check 'undo of it' eval 'kontor undo >/dev/null && kontor arrived marta >/dev/null'
check 'to be paid later' is "done    Marta Liepa  manicure 28,00$nbsp€ later" kontor 'done' marta later
check 'and paid then' is "paid    Marta Liepa  28,00$nbsp€ cash  Tue 24.11. 11:30" kontor 'done' marta cash
check 'not twice' status 3 kontor 'done' marta cash

at 12:40
check_golden visit-cancel kontor cancel edgars has a cold --by phone
check 'cancelled twice' status 3 kontor cancel edgars
check 'undo of it' eval 'kontor undo >/dev/null && kontor confirmed edgars >/dev/null'
check 'a reason of the limit' eval 'kontor -n cancel edgars "$(head -c 500 /dev/zero | tr "\0" x)"'
check 'and one byte more' status 2 kontor cancel edgars "$(head -c 501 /dev/zero | tr '\0' x)"

check 'a weekday is of the own week' is \
  'moved   Rita Kalve  Fri 27.11. 10:00 → Thu 26.11. 16:00 (in 2 days)  Līga, 35 min' \
  kontor move rita thu 16
check 'a day alone keeps the hour' is \
  'moved   Rita Kalve  Thu 26.11. 16:00 → Wed 2.12. 16:00 (in 8 days)  Līga, 35 min' \
  kontor move rita 2.12.
check 'an hour alone keeps the day, a weekday is of its week' eval '
  is "moved   Rita Kalve  Wed 2.12. 16:00 → Wed 2.12. 11:30 (in 8 days)  Līga, 35 min" \
    kontor move rita 11:30
  is "moved   Rita Kalve  Wed 2.12. 11:30 → Mon 30.11. 11:30 (in 6 days)  Līga, 35 min" \
    kontor move rita mon'
check 'undo of it' eval 'kontor undo 2 --yes >/dev/null && says "Wed 2.12." kontor visit show rita'
book zane cut līga 2.12. 10:00
check 'where somebody is' status 4 kontor move rita 10:00
check_golden visit-move-taken kontor move rita 10:00
check 'but by force' says 'although it is taken' kontor move rita 10:00 --force
check 'into the past' status 2 kontor move rita 23.11.2026
check 'without a time' status 2 kontor move rita
check 'no time at all' status 3 kontor move rita sometime soon

check 'two of a name who both come' eval '
  kontor contact add "Zane Liepiņa" --phone 29000001 >/dev/null
  book liepiņa cut ilze today 15:00; book ozola cut līga today 16:00
  status 4 kontor cancel zane >/dev/null 2>&1'
check_golden visit-two kontor cancel zane
check 'an hour tells them apart' says 'Zane Liepiņa' kontor -n cancel 15:00
check 'a client off the street' is 'arrived 12:40  off the street, men with Līga till 13:10' eval '
  kontor cancel edgars >/dev/null; kontor arrived --service men --with līga'
check 'is paid by the hour it began' says "off the street  men 18,00$nbsp€" kontor 'done' 12:40
check 'visit VERB REF' says 'moved   Rita Kalve' kontor visit move "$(ref_of rita)" 12:00 --force
check 'a wrong verb' status 2 kontor visit go rita
done_testing
