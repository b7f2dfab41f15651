# The agenda of a salon's day, and what programs get of it.
. "${srcdir:?}/tests/cli/lib.sh"
python3 -c 'import sqlite3, zoneinfo' 2>/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export KONTOR_NOW=2026-11-24T08:40:00+02:00
write_config
. "$srcdir/tests/cli/salon-day.sh"
kontor remind 14:00 'order 6 % oxide for Līga' >/dev/null
KONTOR_NOW=2026-11-20T08:00:00+02:00 kontor remind 2026-11-22 'call Ieva Kalve: price of keratin' >/dev/null

check_golden salon-agenda kontor
check_golden salon-agenda-tomorrow kontor agenda tomorrow
check_golden salon-agenda-csv eval "kontor agenda --csv | cut -d, -f1,3-"
check 'as JSON' json '(len(d["visits"]) == 29 and d["visits"][0]["contact"]["name"] == "Zane Ozola"
  and d["visits"][0]["hands"] == "Līga" and d["visits"][0]["text"] == "colour + cut"
  and d["free"] and d["free"][0]["minutes"] >= 30 and d["unfinished"] == [] and d["due"] == [])' kontor --json
check 'the evening before nothing is unfinished, the morning after all of it' eval '
  KONTOR_NOW=2026-11-25T08:00:00+02:00 json "d[\"unfinished\"][0][\"visits\"] == 29" kontor --json'
check_golden salon-agenda-after eval "KONTOR_NOW=2026-11-25T08:00:00+02:00 kontor"
if have_terminal; then
  for columns in 58 120; do
    check_golden "salon-agenda-$columns" eval \
      "on_terminal $columns 24 kontor --color never </dev/null | tr -d '\r'"
  done
  check 'never wider, never scrolled' eval '
    for columns in 32 44 60 79; do
      on_terminal $columns 18 kontor --color never </dev/null | tr -d "\r" >screen
      [ "$(wc -l <screen)" -lt 18 ] && ! grep ".\{$((columns + 1))\}" screen || { cat screen; exit 1; }
    done'
  check 'a number is a handle' eval '
    printf "kontor >/dev/null; kontor show 1\n" >two
    on_terminal 80 40 "$(cat two)" --color never </dev/null | grep -q "ALLERGY"'
else
  skip 'terminals' 'no script(1)'
fi
check_golden salon-card kontor show 'zane ozola'
check 'the card as JSON' json '(d["next_visit"]["text"] == "colour + cut" and d["allergies"][0]["text"] == "PPD"
  and d["visits"]["done"] == 0)' kontor show 'zane ozola' --json
check 'what was is history' eval 'KONTOR_NOW=2026-11-25T08:00:00+02:00 kontor show "zane ozola" | grep -q "colour + cut.*without an outcome"'
done_testing
