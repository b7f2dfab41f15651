# remind: WHEN in four languages, doubts, what it answers. It is Monday 23 November 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

answers () { # ANSWER ARGUMENT…
  local wanted=$1 got
  shift
  got=$(kontor remind "$@" 2>&1) || { echo "exit $?: $got"; return 1; }
  [ "$got" = "remind  $wanted" ] || { echo "wanted: remind  $wanted"; echo "got:    $got"; return 1; }
}
check 'a day and a time' answers 'order oxide  Fri 27 November 14:00 (in 4 days)' fri 14:00 order oxide
check 'one argument may hold all of WHEN' answers 'order oxide  Fri 27 November 14:00 (in 4 days)' \
  'fri 14:00' 'order oxide'
check 'Russian' answers 'заказать краску  Fri 27 November 15:00 (in 4 days)' \
  в пятницу в 3 заказать краску
check 'Ukrainian' answers 'замовити фарбу  Fri 27 November (in 4 days)' у п’ятницю замовити фарбу
check 'Latvian' answers 'pasūtīt krāsu  Tue 24 November 13:30 (tomorrow)' rīt pusdivos pasūtīt krāsu
check 'Latvian as typed in a hurry' answers 'krasa  Mon 30 November (in 7 days)' \
  nakamaja nedela krasa
check 'a figure before text is text' answers '3 pages  Fri 27 November (in 4 days)' fri 3 pages
check 'in Latvian too' answers '5 lappuses izlasīt  Fri 27 November (in 4 days)' \
  piektdien 5 lappuses izlasīt
check 'a morning' answers 'x  Tue 24 November 09:00 (tomorrow)' tomorrow morning x
check 'another year is said' answers 'x  Fri 1 January 2027 (in 39 days)' 1.1. x
check 'a repetition alone' answers 'report  Mon 30 November (in 7 days), every Mon' every mon report
check 'a repetition with a time' answers 'report  Mon 23 November 10:00 (today), every Mon' \
  every mon 10:00 report
check 'каждые 2 недели' answers 'отчёт  Mon 7 December (in 14 days), every 2 weeks' \
  каждые 2 недели отчёт
check 'a text may begin with a minus' answers '-5 %  Tue 24 November (tomorrow)' tomorrow '-5 %'

check_golden remind-day-or-time kontor remind 10.11 call
check_golden remind-today-weekday kontor remind mon call
check_golden remind-no-such-day kontor remind 31.02. call
check_golden remind-past kontor remind today 8:00 call
check_golden remind-no-when kontor remind tomorow call
check_golden remind-no-text kontor remind tomorrow
check_golden remind-nothing kontor remind
check_golden remind-nobody kontor remind zigrida tomorrow call
check_golden remind-bad-option kontor remind --who zane tomorrow call
check 'doubts exit 2' status 2 kontor remind 10.11 call
check 'an unknown contact exits 3' status 3 kontor remind zigrida tomorrow call
huge () { kontor remind tomorrow "$(head -c 5000 /dev/zero | tr '\0' x)"; }
check 'a text past the limit is refused' status 2 huge
check 'a control character in a text is made visible' says '␛[31mred' \
  kontor remind tomorrow $'\033[31mred'

check 'as JSON' json '(d["schema"] == 1 and d["reminder"]["text"] == "order oxide"
  and d["reminder"]["due"] == "2026-11-27T14:00" and d["reminder"]["timezone"] == "Europe/Riga"
  and d["reminder"]["at"] == "2026-11-27T14:00:00+02:00" and d["reminder"]["contact"] is None
  and d["reminder"]["repeat"] is None and d["reminder"]["state"] == "open"
  and len(d["reminder"]["ref"]) == 12)' kontor --json remind fri 14:00 order oxide
check 'JSON of a whole day' json '(d["reminder"]["due"] == "2026-11-27"
  and d["reminder"]["at"] == "2026-11-27T00:00:00+02:00")' kontor --json remind fri x

before () { find "$DATA" -name book.db | grep -q . && kontor export ics reminders | grep -c UID; }
dry () {
  local n
  n=$(before)
  says 'nothing was saved' kontor --dry-run remind fri x && [ "$(before)" = "$n" ]
}
check 'a dry run saves nothing' dry

month_first () {
  locale -a 2>/dev/null | grep -qi '^en_US.utf-\?8$'
}
if month_first; then
  check 'the locale says which comes first' says 'Sun 11 October 2027' \
    env LC_ALL=en_US.UTF-8 "$KONTOR" remind 10/11 x
else
  skip 'the locale says which comes first' 'no locale en_US.UTF-8'
fi
check 'the working day of the config decides on 3' eval '
  write_config; sed -i "s/^country/day-starts = 0\ncountry/" "$CONFIG"; says "03:00" kontor remind tomorrow at 3 x'

check 'a day of the month is no number of a list' says 'call  Mon 7 December' kontor -n remind 7 december call
check 'in another language too' says 'call  Mon 7 December' kontor -n remind 7 декабря call
check 'weekdays of another language are guessed' says 'did you mean «понедельник»?' kontor remind понедельнк call
check 'months too' says 'did you mean «decembris»?' kontor remind 7 decembriss call
if have_terminal; then
  asked () { # ANSWERS COMMAND-LINE: what a terminal shows
    printf "$1" | on_terminal 80 24 "$2" | sed 's|\x1b\[[0-9]*m||g; s|\r||g'
  }
  check 'a doubt is asked, until it is answered' says '1 or 2? (Enter leaves it) remind  call  Mon 23 November 10:11 (today)' \
    asked 'x\n2\n' 'kontor remind 10.11 call'
  check 'both readings are shown' says ' 1  Wed 10 November 2027 (in 352 days)' \
    asked '2\n' 'kontor remind 10.11 call'
  check 'the day, if that is meant' says 'Wed 10 November 2027' asked '1\n' 'kontor remind 10.11 call'
  check 'the weekday is asked too' says 'Mon 30 November (in 7 days)' \
    asked '2\n' 'kontor remind mon call'
  check 'Enter leaves it, and so does q' eval '
    kontor log >log1
    for key in "" q; do asked "$key\n" "kontor remind 10.11 call" | grep -q "nothing was changed" || exit 1; done
    kontor log >log2; same log1 log2'
  check 'what has passed is not offered' says 'which day is «mon»?' \
    asked '' 'kontor remind mon 8:00 call'
else
  skip 'a doubt is asked on a terminal' 'no script(1)'
fi
check 'a figure behind a day is text, and it is said' says '10 stands in the text; for the hour write 10:00' \
  kontor remind fri 10 call
check 'not of a longer number' eval '! kontor remind fri 2026 plan | grep "stands in"'
done_testing
