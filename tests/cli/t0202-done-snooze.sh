# done and snooze, on refs and on the numbers of the agenda. It is Monday 23 November
# 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

# ref NAME ARGUMENT…: makes a reminder and keeps its ref in $NAME
ref () {
  local name=$1
  shift
  kontor --json remind "$@" >"$DIR/.ref" || return 1
  printf -v "$name" %s "$(sed -n 's/^    "ref" : "\(.*\)",$/\1/p' "$DIR/.ref")"
}
ref call fri 14:00 call the printer
ref order wed order oxide
ref report every mon 10:00 report
ref invoice 31.01.2027 every month invoice

is () { # EXPECTED COMMAND…
  local wanted=$1 got
  shift
  got=$("$@" 2>&1) || { echo "exit $?: $got"; return 1; }
  [ "$got" = "$wanted" ] || { echo "wanted: $wanted"; echo "got:    $got"; return 1; }
}
check 'snooze is till tomorrow' is 'snoozed  order oxide  Tue 24 November (tomorrow)' \
  kontor snooze "$order"
check 'the time of day stays' is 'snoozed  call the printer  Tue 24 November 14:00 (tomorrow)' \
  kontor snooze "$call"
check 'or is said' is 'snoozed  call the printer  Wed 25 November 09:30 (in 2 days)' \
  kontor snooze "$call" wed 9:30
for till in till until bis до līdz; do
  check "$till stands before a time" is 'snoozed  call the printer  Wed 25 November 09:30 (in 2 days)' \
    kontor snooze "$call" $till wed 9:30
done
check 'alone it is none' status 3 kontor snooze "$call" till
check 'hours from now' is 'snoozed  call the printer  Mon 23 November 10:12 (today)' \
  kontor snooze "$call" +2h
check 'snooze as JSON' json 'd["reminder"]["due"] == "2026-11-27T10:12"' \
  kontor --json snooze "$call" fri
check 'into the past is refused' status 2 kontor snooze "$call" yesterday
check 'so is half a time' status 2 kontor snooze "$call" fri maybe
check 'and what is no time' status 3 kontor snooze "$call" maybe
check 'doubt asks' says 'which day is «mon»? today is one' kontor snooze "$call" mon

check 'a repetition moves on' is \
  'done    report   next: Mon 30 November 10:00 (in 7 days)' kontor done "$report"
check 'a month end stays one' is \
  'done    invoice   next: Sun 28 February 2027 (in 97 days)' kontor done "$invoice"
check 'without drifting' is \
  'done    invoice   next: Wed 31 March 2027 (in 128 days)' kontor done "$invoice"

several () {
  kontor done "$call" "$order" >out || return 1
  printf '%s\n' 'done    call the printer' 'done    order oxide   kontor undo takes both back' >want
  same want out
}
check 'several at once' several
check 'done is done' status 4 kontor done "$call"
check 'a done one cannot be put off' status 4 kontor snooze "$call"
ref last fri last
check 'all or none' eval 'status 4 kontor done "$last" "$call" >/dev/null 2>&1; kontor snooze "$last"'
check 'done as JSON' json '(d["schema"] == 1 and d["follow_ups"] == []
  and d["reminders"][0]["state"] == "done"
  and d["reminders"][0]["done_at"] == "2026-11-23T08:12:00+02:00")' kontor --json done "$last"
ref dry fri dry
check 'a dry run changes nothing' eval 'says "nothing was saved" kontor -n done "$dry" && kontor done "$dry"'

check_golden done-nothing kontor done
check_golden done-no-list kontor done 3
check_golden done-no-ref kontor done zane
check_golden snooze-nothing kontor snooze
check 'an unknown ref exits 3' status 3 kontor done 4zzzzzzzzzzz

if have_terminal; then
  rm -r "$DATA"
  kontor remind today 14:00 order oxide >/dev/null
  kontor remind tomorrow call the printer >/dev/null
  kontor remind every mon 10:00 report >/dev/null
  numbers () {
    on_terminal 80 40 'kontor; kontor done 1 2; kontor done 1; kontor done 2; kontor snooze 3 fri
      kontor snooze 3; kontor done 9; kontor' </dev/null | sed 's|\x1b\[[0-9]*m||g; s|\r||g'
  }
  check_golden done-numbers numbers
else
  skip done-numbers 'no script(1)'
fi
done_testing
