# What a salon meets in its first week: a config of two lines, a hand who leaves, slips of the tongue.
KONTOR_NOW=2026-11-24T08:40:00+02:00
. "$srcdir/tests/cli/lib.sh"
write_config
sed -i '/^currency/d' "$CONFIG" # as init leaves it

check 'hands' eval 'kontor resource add staff Līga mon..fri 9-18 break 12:30-13 &&
  kontor resource add staff Ilze tue..sat 10-19 && kontor resource add staff Dana mon..fri 9-17 &&
  kontor resource add chair "chair 1"'
check 'services' eval 'kontor service add cut 35 30 && kontor service add manicure 60 25 dana &&
  kontor service add brows 15 12 dana līga "chair 1"'

check 'without one hand: the others are named' says 'Līga, Ilze' kontor service edit cut without dana
check 'and only they do it' status 4 kontor book "Rita Kalve" 29555102 cut dana thu 10:00
check_golden t0803-nobody kontor service edit manicure without dana
check 'the chair may go' kontor service edit brows without "chair 1"
check 'one of two hands as well' says 'Dana' kontor service edit brows without līga

check 'visits' eval 'kontor book "Rita Kalve" 29555102 cut līga today 15:00 &&
  kontor book "Zane Ozola" 29123457 manicure thu 15:00 && kontor arrived rita && kontor done rita 30 card'
check_golden t0803-close kontor close --counted 0

check_golden t0803-archive kontor resource archive dana
check 'nobody does it then' status 4 kontor slots manicure
check 'not even by name' status 4 kontor book zane manicure mon 10:00
check 'a hand who comes back' kontor resource restore dana
check 'does it again' kontor slots manicure

check_golden t0803-near kontor slots cut thu 15
check_golden t0803-afternoon kontor slots cut thu afternoon
check_golden t0803-day kontor slots cut ilze fri
check 'the number stands for it' says 'Thu 26 November 15:00' eval 'kontor slots cut thu 15 >/dev/null &&
  kontor book rita 3'

check_golden t0803-meanwhile kontor book zane cut ilze thu 15:15
check_golden t0803-which-stays kontor cancel zane thu 15:15
check 'another of the same day' kontor book zane cut ilze thu 17:00
check 'and of the next' kontor book zane cut ilze fri 17:00
check_golden t0803-which-hour kontor cancel zane thu
check_golden t0803-not-then kontor cancel zane sat
check 'the later one, by its day' says 'Fri 27.11. 17:00' kontor cancel zane fri has a cold
check 'what follows is the reason' says 'has a cold' kontor log zane
check 'a figure is no hour' says 'Thu 26.11. 15:00' kontor cancel zane 2 children are ill
check_golden t0803-mistyped kontor book rita ctu thu 16
check_golden t0803-yesterday kontor book rita cut 23.11. 10
check 'with its year' says '2027' kontor book rita cut 23.11.2027 10:00
check 'far ahead is no slip' says '2027' kontor book rita cut 10.8. 10:00
check 'help is filled, however its lines were broken' eval '! COLUMNS=80 kontor service --help | grep -qx "another"'
done_testing
