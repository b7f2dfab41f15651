# What is known of clients: formulas, allergies, brief, due, again, the waiting list and who fits a
# free time, the day counted. It is Tuesday 24 November 2026, 8:40.
. "${srcdir:?}/tests/cli/salon.sh"
open_salon
for day in 2026-07-21 2026-09-01 2026-10-13; do
  came $day zane colour līga 60 card
done
for day in 2026-07-14 2026-08-25 2026-10-06; do came $day maija colour ilze; done
kontor formula zane colour 8.3 --at 1.09. >/dev/null
kontor formula zane colour '7.1 30 g + 8.0 15 g' --at 13.10. --why 'too yellow' >/dev/null
kontor formula zane cut '5 cm off' --at 20.10. >/dev/null
kontor allergy zane 'PPD: only the PPD-free line' >/dev/null
kontor note zane next time a bit cooler --at 13.10. >/dev/null

check_golden client-formula kontor formula zane
check_golden client-allergy kontor allergy zane ppd --tested 17.11. --result fine
check 'without a kind it is the one used last' says 'cut: 3 cm' kontor -n formula zane '3 cm'
check 'a formula of the limit' eval 'kontor -n formula zane colour "$(head -c 4096 /dev/zero | tr "\0" x)" >/dev/null'
check 'and one byte more' status 2 kontor formula zane colour "$(head -c 4097 /dev/zero | tr '\0' x)"
check 'an allergy too long' status 2 kontor allergy zane "$(head -c 501 /dev/zero | tr '\0' x)"
check 'a test that is to come' status 2 kontor allergy zane PPD --tested 24.12.2026
check 'an allergy goes only after a question' status 2 kontor --no-input allergy zane ppd --remove
check 'an unknown one' status 3 kontor allergy zane latex --remove --yes
check 'removed, and back by undo' eval '
  says "no allergy is known" kontor allergy zane ppd --remove --yes &&
    kontor undo >/dev/null && says "ALLERGY PPD" kontor allergy zane'

check_golden client-due eval 'kontor due | cut -f 1-7'
at 2026-10-20 09:40
kontor arrived marta --service manicure >/dev/null && at 10:30 && kontor 'done' marta >/dev/null
at 2026-11-24 08:40
check 'the day of the last visit, whatever the hour' eval 'G_DEBUG=fatal-warnings kontor due | grep -q "Marta.*2026-10-20"'
check 'due by service' says 'Zane Ozola' kontor due col
check 'an unknown service' status 3 kontor due massage
check_golden client-again-offer kontor again zane
book zane colour līga today 9:00
check_golden client-brief kontor brief zane
check 'the same by hour' eval 'kontor brief 9:00 | sed "s/again 9:00/again zane/" >out; same "$golden_dir/client-brief.txt" out'
check 'somebody without a visit' says 'no visit is booked' kontor brief maija
check 'nobody' status 3 kontor brief nobody
check 'who comes is not due' eval '! kontor due | grep -q Zane'
check 'again books as the last one was' says 'Tue 5.01.2027 09:00–10:25 (in 42 days)  colour, Līga' \
  kontor again zane 5.01.
check 'who was never here' status 3 kontor again rita 5.01. 9:00
kontor undo >/dev/null

check_golden client-wait kontor wait rita cut with līga mornings
check_golden client-wait-until kontor wait inga men tue thu until 15.12.
check 'a hand nobody is' status 3 kontor wait marta cut with nobody
check 'a service nobody does' status 3 kontor wait marta massage
check 'withdrawn' says 'waits no more  Inga' kontor wait --withdraw inga
check 'twice' status 3 kontor wait --withdraw inga
check 'by undo back' eval 'kontor undo >/dev/null && kontor wait | grep -q Inga'

at 08:55
check_golden client-cancel kontor cancel zane
check 'book and the number alone takes the free time' says '09:00–09:35' kontor -n book 1
check 'so it does with what is done' says '09:00–09:35' kontor -n book rita cut 1 --by phone
check_golden client-fill kontor fill 1
check_golden client-fill-no kontor fill no
check 'nobody is held any more' status 3 kontor fill yes
check 'the second' says 'held for Inga Bērziņa' kontor fill 1
check_golden client-fill-yes kontor fill yes
check 'one undo takes it back' eval 'kontor undo >/dev/null && says "booked   Inga" kontor fill yes'
check 'a wrong number' status 3 kontor fill 99
check 'what happened to visits is evidence' json \
  '[e["what"] for e in d["visits"][0]["events"]] == ["booked", "arrived", "done"]' kontor --json log maija

at 19:00
check_golden client-close-open kontor close --no-input
kontor 'done' inga 18 >/dev/null
check_golden client-close kontor close --counted 10
kontor arrived rita --service men --with līga --force >/dev/null && kontor 'done' rita later >/dev/null
at 2026-11-25 09:00
kontor 'done' rita cash >/dev/null
check_golden client-close-settled kontor close --no-input
check 'her own day has it as owed' says "later 18,00$nbsp€ (Rita Kalve)" \
  kontor close yesterday --no-input --yes
check 'a program sees both' json 'd["cash"] == d["earlier"] == {"amount_minor": 1800, "currency": "EUR"}' \
  kontor --json close --no-input --yes
check 'a closed day says so' says "Wed 25.11. was closed Wed 25.11. 09:00: cash 18,00$nbsp€, not counted" \
  kontor close --no-input
check 'and is not gone through again' eval 'status 4 kontor close; says "once more" kontor close'
check 'a sum does' says "was closed" kontor -n close --counted 18
kontor close --counted 10 >/dev/null
check 'with what was missing' says "counted 10,00$nbsp€, 8,00$nbsp€ missing" kontor close
check 'of a day to come' status 2 kontor close tomorrow
check 'with a sum that is none' status 2 kontor close --counted much
done_testing
