# Which visit is meant, and what a slip must not do. It is Tuesday 24 November 2026, 8:40.
. "${srcdir:?}/tests/cli/salon.sh"
open_salon
book zane colour līga today 9:00
book zane cut ilze fri 10:00
book rita cut līga today 15:00

at 09:10
kontor arrived zane >/dev/null
check 'who sits in the chair cancels the next one' says 'Fri 27.11. 10:00' kontor -n cancel zane
check 'and moves the next one' says 'Fri 27.11. 10:00 → ' kontor -n move zane sat 11:00
check 'what is to come is not done' status 4 kontor 'done' rita 35
check 'it says how it can be' says 'kontor arrived WHO' kontor 'done' rita 35
check 'it stayed as it was' says 'Rita Kalve' kontor -n cancel rita
check 'who came before the time is done once arrived' eval '
  kontor arrived rita >/dev/null && says "done    Rita Kalve" kontor -n "done" rita 35'
check 'who is here is done before the end' says 'done    Zane Ozola' kontor -n 'done' zane
check 'a second visit of one day is told' says '! the same client has 10:00–10:35 cut' \
  kontor -n book zane manicure with marina fri 15:00
check 'one of another day is not' eval '
  ! kontor -n book zane manicure with marina sat 15:00 | grep "same client"'

# a no-show who comes after all
at 09:15
book marta cut ilze today 9:20
at 09:40
kontor noshow marta >/dev/null
check 'a no-show who comes is asked about' says 'kontor arrived "Marta Liepa" --yes' kontor arrived marta
check 'and nothing is done unasked' status 4 kontor arrived marta
check 'with another hand it is not that visit' status 3 kontor -n --yes arrived marta līga
check 'nor of another day' status 3 kontor -n --yes arrived marta thu
check 'nor with what says nothing' status 2 kontor -n --yes arrived marta thu nonsense
check 'with her hand and day it is' says 'arrived 09:40  Marta Liepa, cut with Ilze' \
  kontor -n --yes arrived marta today ilze
check 'yes brings the visit back' says 'arrived 09:40  Marta Liepa, cut with Ilze' kontor --yes arrived marta
check 'she is here' status 4 kontor arrived marta
check 'one undo takes it back' eval 'kontor undo >/dev/null; says "is down as a no-show" kontor arrived marta'
if have_terminal; then
  check 'on a terminal it is asked, and no leaves it' eval '
    status 130 on_terminal 80 24 "kontor arrived marta" <<<n >screen; grep -q "here after all?" screen
    says "is down as a no-show" kontor arrived marta'
else
  skip 'on a terminal it is asked' 'no script(1)'
fi
at 2026-11-25 09:00
check 'of another day it is no more' status 3 kontor arrived marta
at 2026-11-24 09:20

# two at one hour, and one on another day
at 09:20
book inga cut ilze thu 15:00
check 'another hand at the same hour is told' says 'same client has 15:00–15:35 cut, Ilze' \
  kontor book inga manicure with marina thu 15:00
book inga men līga fri 10:00
check_golden t0825-twins kontor cancel inga
check 'a number of that list tells them apart' says 'cancelled  Inga Bērziņa  Thu 26.11. 15:00 manicure, Marina' kontor -n cancel 2
check 'so does the hand' says 'cancelled  Inga Bērziņa  Thu 26.11. 15:00 cut, Ilze' kontor -n cancel inga ilze
check 'and with its word' says 'cancelled  Inga Bērziņa  Thu 26.11. 15:00 manicure, Marina' kontor -n cancel inga thu with marina is ill
check 'a hand who has none of them' status 3 kontor -n cancel inga thu līga
check 'with the day it is one' says 'Fri 27.11. 10:00 men' kontor -n cancel inga fri has a cold
check 'day and hour' status 4 kontor -n cancel inga thu 15
check 'confirmed asks as well' eval 'status 4 kontor -n confirmed inga &&
  says "15:00–15:50" kontor -n confirmed inga marina'
check 'a day just over is not next year' status 2 kontor -n move inga fri 23.11.
check 'who has not confirmed' eval '
  at 2026-11-25 09:00; kontor confirmed | cut -f3,4,6,7,8 | sed 1d >list
  printf "%s\n" "15:00	Inga Bērziņa	cut	Ilze	booked" "15:00	Inga Bērziņa	manicure	Marina	booked" | same - <(LC_ALL=C sort list)'
check 'of two weeks' eval '[ "$(kontor confirmed --all | wc -l)" -gt 3 ]'
check 'one of them by its number' eval 'at 2026-11-25 09:00; kontor confirmed >/dev/null; kontor confirmed 1 >/dev/null
  [ "$(kontor confirmed | wc -l)" = 2 ] && kontor undo >/dev/null'
check 'nobody is left' eval 'at 2026-11-20 09:00; says "Everybody has confirmed" kontor confirmed'
check 'move asks as well' status 4 kontor -n move inga sat 11
check 'move by hand' says 'Thu 26.11. 15:00 → Sat 28.11. 11:00' kontor -n move inga marina sat 11
check 'move by day' says 'Fri 27.11. 10:00 → Sat 28.11. 11:00' kontor -n move inga fri sat 11
check 'move by day and hour' says 'Fri 27.11. 10:00 → Thu 26.11. 09:00' kontor -n move inga fri 10 to thu 9
check 'moved beside another of hers' says 'same client has 15:00–15:35 cut, Ilze' \
  kontor -n move inga fri thu 15:00
kontor cancel inga marina >/dev/null
check 'of two days the next is meant' says 'Thu 26.11. 15:00 → Sat 28.11. 11:00' kontor -n move inga sat 11
check 'one time as a whole is where to' says 'Thu 26.11. 15:00 → Fri 27.11. 16:00' kontor -n move inga fri 16
at 2026-11-26 15:40
check 'done by hand' eval 'kontor undo >/dev/null; kontor "done" inga marina 20 | grep -q "manicure 20,00"'
check 'of the other one a sum is no hand' says 'cut 35,00' kontor 'done' inga 35
check 'free times of another day' says 'Marina 28.11. 09:00–18:00' kontor fill sat
check 'and who fits one of them' says 'free: Ilze 28.11. 09:00–18:00' kontor fill 1
check 'a day of the month' says 'Ilze 5.12.' kontor fill 5 december
check 'a day on which nothing is' says 'nothing is free on Sun 29.11.' kontor fill sun
check 'a day that is over' status 2 kontor fill 1.11.2026
for words in 'fill tomorow' 'day tomorow' 'book rita cut tomorow 10' 'slots rita tomorow' 'block ilze tomorow' \
  'agenda tomorow' 'move rita tomorow'; do
  check "a day mistyped: $words" says 'did you mean «tomorrow»?' kontor $words
done
check 'slots are named as the client was' says 'kontor slots zane ozola' kontor book zane ozola cut
check 'a number of a list that a change printed leads to no change' eval '
  kontor wait maija cut >/dev/null
  kontor cancel zane | grep -q Maija && ! kontor "done" 77 2>err; grep -q "list again: kontor$" err'
# a number or an hour names the visit: what stands behind it picks no other one
at 2026-12-01 08:40
book edgars manicure marina today 9:00
book edgars cut līga today 10:30
book edgars men līga thu 12:00
# on HOUR COMMAND WORDS…: with the number of the visit at that hour.
on () {
  local n
  n=$(kontor confirmed --all | sed 1d | cut -f3 | grep -n "^$1" | cut -d: -f1)
  kontor -n "$2" "$n" "${@:3}"
}
thursday='Edgars Lācis  Thu 3.12. 12:00'
check 'a reason that begins with a hand' eval '
  n=$(kontor confirmed --all | sed 1d | grep -n "12:00	Edgars" | cut -d: -f1)
  kontor cancel "$n" marina is ill | grep -q "$thursday" && dump | grep -q "'"'marina is ill'"'" &&
  kontor undo >/dev/null'
check 'with a day' says "$thursday" on 12:00 cancel tue she called
check 'with the day of the visit' says "$thursday" on 12:00 cancel thu
check 'and its hour and hand' says "$thursday" on 12:00 cancel thu 12 with līga
check 'another hand alone' status 4 on 12:00 cancel marina
check 'it is said which it is' says 'hint: it is: Edgars Lācis, Thu 3.12. 12:00, Līga' on 12:00 cancel marina
check 'with its word a reason may follow' eval '
  status 4 on 12:00 cancel with marina is ill && says "$thursday" on 12:00 cancel with līga is ill'
check 'another day alone' status 4 on 12:00 cancel tue
check 'another hour of its day' status 4 on 12:00 cancel thu 10
check 'confirmed with another hand' status 4 on 12:00 confirmed marina
check 'with its own' says "$thursday" on 12:00 confirmed līga
check 'with another day' status 4 on 12:00 confirmed tue
check 'with words' status 2 on 12:00 confirmed thu please
check 'moved with another hand' status 4 on 12:00 move marina sat 11
check 'with its own' says '12:00 → Sat 5.12. 11:00' on 12:00 move līga sat 11
check 'from another day' status 2 on 12:00 move tue 9 to sat 11
check 'noshow with another day' status 4 on 12:00 noshow tue
check 'arrived with another hand' status 4 on 09:00 arrived līga
check 'the hour of today is not that of a day' status 4 kontor -n cancel 10:30 thu she is ill
check 'but a reason begins with a hand' says '10:30 cut, Līga' kontor -n cancel 10:30 marina is ill
check 'confirmed by hour' status 4 kontor -n confirmed 9:00 līga
at 2026-12-01 11:20
check 'no money for another visit' status 4 kontor -n 'done' 9:00 līga 40 card
check 'but for its own' says "manicure 40,00$nbsp€ card" kontor -n 'done' 9:00 marina 40 card
for verb in noshow arrived 'done'; do
  check "$verb by hour with another hand" status 4 kontor -n "$verb" 9:00 līga
  check "$verb with its own" says 'manicure' kontor -n "$verb" 9:00 marina
done
for verb in noshow arrived; do
  check "$verb by hour with another day" status 4 kontor -n "$verb" 9:00 thu
  check "$verb with its own" says 'manicure' kontor -n "$verb" 9:00 today
done
at 2026-12-01 08:40
check 'the ref of a client names no visit' eval '
  says "$thursday" kontor -n cancel "$(kontor contact list | grep Edgars | cut -f1)" thu'
book edgars manicure marina thu 12:00
check 'of twins a ref is one' says "$thursday men, Līga" kontor -n cancel \
  "$(kontor confirmed --all | grep 'Edgars.*men' | cut -f1)"
# two hands at one hour of today are told apart by the hand or the client
at 2026-12-08 08:40
book zane colour līga today 9:00
book marta manicure marina today 9:00
at 2026-12-08 09:10
check 'two at one hour, no word for one' status 4 kontor -n 'done' 9:00
check 'by the hand' says "manicure 28,00$nbsp€ card" kontor -n 'done' 9:00 marina card
check 'by the client' says "colour 60,00$nbsp€ cash" kontor -n 'done' 9:00 zane 60
check 'a sum is no client, nor a way to pay' status 4 kontor -n 'done' 9:00 card
check 'a hand who has none then' says 'at 9:00 there is no visit with Ilze' kontor -n noshow 9:00 ilze
# a no-show is one already
kontor noshow marta >/dev/null
at 2026-12-08 09:40
check 'a no-show twice is told' says 'Marta Liepa, 8.12. 09:00, is down as a no-show since 8.12. 09:10' \
  kontor noshow marta
check 'and how to take it back' says 'here after all: kontor arrived "Marta Liepa" --yes' kontor noshow marta
kontor noshow zane >/dev/null
check 'by the hour too' says 'is down as a no-show since' kontor noshow 9:00
check 'of another day undo takes it back' eval 'at 2026-12-09 08:00; says "kontor undo with its REF" kontor noshow marta'
# so much later than its own time, not than now
book rita men līga today 13:00
for later in +10min +10 '10 min later' '10 minutes late' '+10 min'; do
  check "moved $later" says 'Tue 8.12. 13:00 → Tue 8.12. 13:10' kontor -n move rita $later
done
check 'days too' says 'Tue 8.12. 13:00 → Tue 15.12. 13:00' kontor -n move rita +7d
check 'an hour of it' says '→ Tue 8.12. 15:00' kontor -n move rita +2h
for earlier in -10min '10 min earlier' -10; do
  check "moved $earlier" says 'Tue 8.12. 13:00 → Tue 8.12. 12:50' kontor -n move rita $earlier
done
check 'what contradicts itself is no time' status 3 kontor -n move rita +10 min earlier
# what is free at an hour, and with a hand
check 'free with a hand at an hour' says 'free: Marina 09:40–18:00' kontor fill 14:00 marina
check 'with a hand' says 'free: Marina' kontor fill with marina
check 'all who are free then' eval '[ "$(kontor fill 16:00 | grep -c "^ *[0-9].*–18:00")" = 3 ]'
refused () { "$@" >/dev/null 2>&1; case $? in 2 | 3) ;; *) echo "$*: exit $?"; return 1 ;; esac }
check 'a word before a hand, without one' eval 'for w in with ar у з с к в; do
  refused kontor fill "$w" && refused kontor fill fri "$w" || return 1; done'
check 'the day is said that is past' says '«2.11.2026» is past' kontor fill līga 2.11.2026
check 'nobody then' says 'nothing is free on Tue 8.12. 13:10 with Līga' kontor fill 13:10 līga
check 'of another day' says 'free: Ilze 11.12. 09:00–18:00' kontor fill fri ilze
# of the one visit at an hour its client or hand may be said, but nobody else
at 2026-12-10 08:40
book zane colour līga today 9:00
book marta manicure marina today 9:00
book rita men līga today 13:00
at 2026-12-10 09:10
kontor noshow zane >/dev/null && kontor noshow marta >/dev/null
check 'a no-show at an hour is asked about' says 'here after all: kontor arrived "Zane Ozola" --yes' kontor arrived 9:00 zane
check 'one of two by the hand' says 'arrived 09:10  Marta Liepa' kontor -n --yes arrived 9:00 marina
kontor arrived 9:00 līga --yes >/dev/null && kontor 'done' 9:00 zane 60 >/dev/null
check 'the one that is left needs no name' says 'Marta Liepa is down as a no-show, today 09:00' kontor arrived 9:00
check 'its client' says 'cancelled  Rita Kalve' kontor -n cancel 13:00 rita
check 'somebody else is another visit' says '«13:00» is another visit than «marta» says' kontor -n late 13:00 marta
# a client who says that she comes later
at 2026-12-10 12:40
kontor confirmed rita >/dev/null
check 'late' says 'late    Rita Kalve  Thu 10.12. 13:00 → 13:10–' kontor -n late rita 10
check 'nobody waits' says 'nobody has to wait' kontor -n late rita 10 min
check 'by hour and hand' says '13:00 → 13:20–' kontor -n late 13:00 līga 20min
check 'it stays confirmed' json 'd["visit"]["state"] == "confirmed"' kontor -n --json late rita 10 --by phone
book zane men līga today 13:30 --force
check 'who is then in the way' says 'then in the way: 13:30 Zane Ozola, by ' kontor -n late rita 20
check 'no minutes' status 2 kontor -n late rita
check 'no number' status 2 kontor -n late rita soon
check 'arrived late says what does it' says 'kontor late "Rita Kalve" 10' kontor arrived rita late
at 2026-12-10 13:00
kontor arrived rita >/dev/null
check 'done with its client' says "men 40,00$nbsp€ card" kontor -n 'done' 13:00 rita 40 card
check 'and its hand' says "men 40,00$nbsp€ card" kontor -n 'done' 13:00 rita līga 40 card
# a name that a shell would run, in a command to copy
at 2026-12-10 13:05
kontor contact add 'Eve $(touch pwned) `x`' +37129999999 >/dev/null
kontor book eve cut ilze fri 11:00 >/dev/null
at 2026-12-11 11:20
kontor noshow eve >/dev/null
check 'is told apart from it' eval 'kontor arrived eve 2>&1 | grep -qF "kontor arrived \"Eve \\\$(touch pwned) \\\`x\\\`\" --yes"'
check 'who came since is no no-show' eval '
  kontor book eve cut ilze 2026-12-12 11:00 && at 2026-12-12 11:30 && kontor done eve 20 &&
  ! kontor arrived eve 2>&1 | grep "no-show"'
at 2026-12-12 12:00
kontor book zane cut ilze 2026-12-12 13:00 >/dev/null && kontor book maija men līga 2026-12-12 13:00 >/dev/null
at 2026-12-12 13:20
kontor noshow maija >/dev/null && kontor 'done' zane 35 >/dev/null
check 'of two at an hour the no-show is told' says 'Maija Ūdre, 12.12. 13:00, is down as a no-show' kontor noshow 13:00
kontor contact forget maija --yes >/dev/null
check 'of one that is forgotten its hour' eval 'kontor arrived 13:00 2>err; [ $? = 4 ] && grep -q "kontor arrived \"13:00\" --yes" err'
check 'who is told of by it too' says 'off the street, 12.12. 13:00, is down as a no-show' kontor noshow 13:00
kontor book marta men līga 2026-12-12 14:00 >/dev/null && at 2026-12-12 14:20 && kontor noshow marta >/dev/null
check 'a no-show of today' says 'Marta Liepa, 12.12. 14:00, is down as a no-show' kontor noshow marta
at 2026-12-20 13:20
check 'not after a week' says 'Marta Liepa has no visit that is still open' kontor noshow marta
check 'what is said goes on in one word' says "kontor book 'marta l'" kontor noshow 'marta l'
check 'times of no repetition' says 'every is not there' kontor book rita cut ilze 2026-12-22 10:00 --times 3
kontor wait rita cut >/dev/null && kontor book zane cut ilze 2026-12-21 10:00 >/dev/null &&
  kontor cancel zane >list
check 'nor by its number' eval 'grep -q "1  Rita" list && says "every is not there" kontor book 1 --times 3'
done_testing
