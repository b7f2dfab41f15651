# Visits booked in one line, refused with what is free, taken from the list of free times.
. "$srcdir/tests/cli/lib.sh"
KONTOR_NOW=2026-11-23T08:40:00+02:00
write_config

{
  kontor service add cut 35 30 €
  kontor service add fringe 15 12 €
  kontor service add "colour roots" 60 wait 30 finish 20 70 €
  kontor resource add staff Līga mon..fri 9-18
  kontor resource add staff Ilze mon..fri 9-18
  kontor service add colour 45 wait 40 finish 35 95 € līga 40/40/30 ilze
  kontor contact add "Zane Ozola" 29123456
  kontor contact add "Rita Kalve" 29555102
} >/dev/null

check_golden t0802-two-hands kontor book zane colour līga + cut ilze tue 9
check_golden t0802-rita kontor book rita cut with līga thu 14:30 --by phone
check_golden t0802-taken kontor book zane cut līga thu 15:00
check_golden t0802-about kontor book zane cut līga thu 15
check_golden t0802-force kontor book zane cut līga thu 15:00 --force
check_golden t0802-new kontor book "Elza Kalna" 28111222 cut thu 16 '25 €'
check_golden t0802-her-phone kontor book "Elza K" 28111223 cut thu 17
check_golden t0802-same-phone kontor book "Elza K" 28111222 cut thu 17
check "a day with its year is no phone" says "Mon 7 December 10:00" kontor book elza cut 2026-12-07 10:00 --dry-run
check_golden t0802-usual kontor book elza fri 11:00?
check_golden t0802-glued kontor book rita colour+cut pk10 --dry-run
check_golden t0802-day-not-service kontor book rita cut fri 16:00 --dry-run
check_golden t0802-vague kontor book rita fri
check_golden t0802-when kontor book rita
check_golden t0802-today kontor book rita mon 15:00
check_golden t0802-past kontor book rita 20.11.2026 15:00
check_golden t0802-sunday kontor book rita sun 10:00
check_golden t0802-unknown kontor book nobody cut thu 15
check_golden t0802-bananas kontor book rita cut thu 15:00 bananas
check_golden t0802-which kontor book "Ņina Orlova" 28777888 thu 15
check_golden t0802-doubt kontor book rita cut 10.11
check_golden t0802-series kontor book rita fringe tue 9:15 --every "4 weeks" --times 3
check_golden t0802-series-taken kontor book zane fringe līga tue 9:00 --every week --times 2
check_golden t0802-series-skip kontor book zane fringe līga tue 9:00 --every week --times 2 --skip
check_golden t0802-no-args kontor book

check_golden t0802-slots kontor slots zane
check_golden t0802-take kontor book zane 2
check_golden t0802-not-hers kontor book rita 1
check_golden t0802-slots-service kontor slots cut with ilze fri
check_golden t0802-anybodys kontor book rita 1?
check_golden t0802-slots-two-words kontor slots colour roots next week
check_golden t0802-slots-nothing kontor slots sun cut
check 'free times as JSON' json '(d["slots"][0]["staff"] == "Ilze" and d["slots"][0]["minutes"] == 35
  and len(d["slots"]) > 20)' kontor slots cut with ilze fri --json
check 'gaps as JSON' json 'len(d["gaps"]) > 4' kontor slots week --json
check 'visits as JSON' json '(d["visits"][0]["contact"]["name"] == "Rita Kalve"
  and d["visits"][0]["price"] == {"amount_minor": 3000, "currency": "EUR"}
  and [p["staff"]["name"] for p in d["visits"][0]["parts"]] == ["Līga"])' \
  kontor book rita cut līga 7.12. 10:00 --json
check 'somebody new' says 'booked  Inga Bērziņa' kontor book "Inga Bērziņa" 28333444 cut 8.12. 15:00
check 'one undo takes visit and client back' says 'booked Inga Bērziņa' kontor undo
check 'she is not there' status 3 kontor show inga
check 'a pencilled time lapses' \
  env KONTOR_NOW=2026-11-24T12:01:00+02:00 bash -c '"$KONTOR" book rita cut līga fri 11:00'
done_testing
