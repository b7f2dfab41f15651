# note, call, meet: what happened with a contact. It is Monday 23 November 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
kontor contact add 'Ieva Kalve' --email ieva@kalve.example --phone '29 123 456' >/dev/null
kontor contact add 'Марта Лієпа' >/dev/null
kontor contact add 'Anna Bērziņa' >/dev/null
kontor contact add 'Anna Ozola' >/dev/null

is () { # EXPECTED COMMAND…
  local wanted=$1 got
  shift
  got=$("$@" 2>&1) || { echo "exit $?: $got"; return 1; }
  [ "$got" = "$wanted" ] || { echo "wanted: $wanted"; echo "got:    $got"; return 1; }
}
check 'a note' is 'note    Ieva Kalve  likes mornings' kontor note ieva likes mornings
check 'a call' is 'call    Ieva Kalve  wants UK too' kontor call 3456 wants UK too
check 'a meeting' is 'meet    Ieva Kalve  all agreed' kontor meet ieva@kalve.example all agreed
check 'of yesterday' is 'call    Ieva Kalve  14 min  Sun 22 November 12:00 (yesterday)' \
  kontor call ieva 14 min --at yesterday
check 'a weekday is the last one' is 'meet    Марта Лієпа  ok  Fri 20 November 14:00 (3 days ago)' \
  kontor meet марта ok --at 'в пятницу 14:00'
check 'a time is the last one' is 'note    Ieva Kalve  x  Sun 22 November 18:30 (yesterday)' \
  kontor note ieva --at 18:30 x
check 'what is to come is a reminder' says 'kontor remind' kontor note ieva x --at tomorrow
check 'today is now' is 'note    Ieva Kalve  x' kontor note ieva x --at today
check 'as JSON' json '(d["schema"] == 1 and d["note"]["kind"] == "meeting"
  and d["note"]["contact"]["name"] == "Ieva Kalve" and d["note"]["text"] == "x y"
  and d["note"]["at"] == "2026-11-23T08:12:00+02:00")' kontor --json meet ieva x y
check_golden note-nobody kontor note zane x
check_golden note-two kontor note anna x
check_golden note-nothing kontor note ieva
check_golden note-at-doubt kontor note ieva x --at 10.11
check 'only spaces are no text' status 2 kontor note ieva ' '
check 'a note of the size limit' eval '
  [ "$(kontor note ieva "$(head -c 65536 /dev/zero | tr "\0" x)" | wc -c)" -lt 200 ]'
check 'and one byte more' status 2 kontor note ieva "$(head -c 65537 /dev/zero | tr '\0' x)"

check 'the words of a name are WHO' is 'note    Ieva Kalve  likes tea' kontor note ieva kalve likes tea
check 'but not those that only resemble it' is 'note    Ieva Kalve  kalv likes tea' \
  kontor note ieva kalv likes tea
check 'so are they of one of two' is 'call    Anna Ozola  back' kontor call anna ozola back
check 'and for a reminder' is 'remind  Ieva Kalve: call  Fri 27 November (in 4 days)' \
  kontor remind ieva kalve fri call
check 'WHO of a reminder' is 'remind  Ieva Kalve: call  Fri 27 November (in 4 days)' \
  kontor remind ieva fri call
check 'a name in the text is not said twice' is 'remind  call Ieva  Fri 27 November (in 4 days)' \
  kontor remind 'Ieva Kalve' fri call Ieva
check 'a name that is a month' is 'remind  Марта Лієпа: позвонить  Fri 27 November (in 4 days)' \
  kontor remind @Марта в пятницу позвонить
check 'WHO as JSON' json '(d["reminder"]["contact"]["name"] == "Ieva Kalve"
  and d["reminder"]["text"] == "call")' kontor --json remind ieva fri call
check 'two of a name are asked about' status 4 kontor remind anna fri call
done_testing
