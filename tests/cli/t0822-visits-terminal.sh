# Visits on a terminal: numbers, the question about the next visit, the day closed in a dialogue, the
# narrow brief. It is Tuesday 24 November 2026, 8:40.
. "${srcdir:?}/tests/cli/salon.sh"
have_terminal || { echo '1..0 # SKIP no script(1)'; exit 0; }
open_salon
for day in 2026-07-21 2026-09-01 2026-10-13; do came $day zane colour līga 60 card; done
kontor allergy zane PPD >/dev/null
kontor note zane next time a bit cooler --at 13.10. >/dev/null
kontor formula zane colour '8.3' --at 1.09. >/dev/null
kontor formula zane colour '7.1 30 g + 8.0 15 g' --at 13.10. >/dev/null
book zane colour līga today 9:00
book rita cut ilze today 10:00
book edgars men līga today 13:00
book marta manicure marina tomorrow 9:00
plain () { sed 's|\x1b\[[0-9;]*m||g; s|\r||g'; }
# What is shown from the command on: before it the terminal may echo the keys.
typed () { # KEYS COLUMNS COMMAND-LINE
  printf "$1" | on_terminal "$2" 40 "echo ---; $3" | plain | sed '0,/^---$/d'
}
check_golden terminal-brief typed '' 50 'kontor brief zane'
at 10:25
kontor arrived zane >/dev/null
check_golden terminal-done typed '\n' 80 'kontor "done" zane card'
check 'the next visit is booked' says 'Tue 5.01.2027' kontor visit show zane
kontor undo >/dev/null
check 'another date' says 'Wed 6.01.2027 09:00' typed 'no day\n6.01.\n' 80 \
  'kontor undo; kontor "done" zane 60 card'
kontor undo >/dev/null
check 'none' eval 'typed "n\n" 80 "kontor undo; kontor done zane 60 card" >out; status 3 kontor visit show zane'
at 19:12
check 'q leaves the day open, with status 130' eval '
  status 130 on_terminal 100 40 kontor close <<<q >screen && grep -q "the day is not closed" screen &&
  grep -q "without an outcome: .*Edgars" screen'
check 'and so it does at the drawer; a sum that is none is asked again' eval '
  status 130 on_terminal 100 40 kontor close <<<"$(printf "s\ns\n")" >/dev/null
  kontor "done" rita 35 >/dev/null; kontor noshow edgars >/dev/null
  status 130 on_terminal 100 40 kontor close <<<"$(printf "4x\nq\n")" >screen
  [ "$(grep -o "count the drawer" screen | wc -l)" = 2 ] && grep -q "the day is not closed" screen &&
    ! grep -q "closed 19:12" screen && kontor undo 2 --yes >/dev/null'
check_golden terminal-close typed '45 c\nn\n400\n' 80 'kontor close'
check 'closed again it asks first' says 'Once more?' typed 'n\n' 80 'kontor close'
check 'and then there is nothing to ask' says 'closed 19:12' typed 'y\n\n' 80 'kontor close'
check_golden terminal-log typed '' 100 'kontor log rita'
done_testing
