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
check 'slots are named as the client was' says 'kontor slots zane ozola' kontor book zane ozola cut
check 'a number of a list that a change printed leads to no change' eval '
  kontor wait maija cut >/dev/null
  kontor cancel zane | grep -q Maija && ! kontor "done" 77 2>err; grep -q "list again: kontor$" err'
done_testing
