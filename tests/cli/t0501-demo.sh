# The demo office: there, the same each time, true on every day of the week.
. "${srcdir:?}/tests/cli/lib.sh"
kd () { timeout 20 "$KONTOR" --config "$DIR/$1/config" --data "$DIR/$1/data" "${@:2}" </dev/null; }

check_golden demo-made kontor demo office
check '140 to 170 letters' eval 'n=$(find office/mail -type f | wc -l); [ $n -ge 140 ] && [ $n -le 171 ] || { echo $n; false; }'
check 'the config is nobody else'"'"'s business' eval '[ "$(stat -c %a office/config)" = 600 ]'
check 'only config and mail' eval '[ "$(ls -A office | tr "\n" " ")" = "config mail " ]'
check_golden demo-not-empty kontor demo office
check_golden demo-usage kontor demo
check 'an empty directory will do' eval 'mkdir empty && kontor demo empty'
check 'json' json 'd["letters"] > 100 and d["config"] == "j/config" and d["data"] == "j/data"' \
  kontor demo --json j
check 'the same moment, the same bytes' eval 'kontor demo again >/dev/null && diff -r office again'
check 'another zone, the same bytes' eval 'TZ=America/New_York kontor demo ny >/dev/null && diff -r office ny'
check 'another moment, other letters' eval 'KONTOR_NOW=2026-11-24T08:12:00+02:00 kontor demo later >/dev/null && ! diff -rq office later >/dev/null'
check 'addresses are of .example only' eval '! grep -rhoaE "[a-z0-9.]+@[a-z0-9.-]+" data/demo 2>/dev/null \
  "$srcdir"/data/demo/*.txt | grep -v "\.example"'

check 'sync takes every letter' says '169 new' kd office sync
check 'nothing new the second time' says 'nothing new' kd office sync
check_golden demo-agenda kd office
check 'strangers, new addresses and a false name' \
  says '8 to look at: 5 strangers, 2 new addresses, 1 suspicious name' kd office review
check 'a card' says 'Vai 12 lappuses pietiks?' kd office show kalns
for word in 'next week:Website in Latvian' 'korekturu:Kad varu gaidīt korektūru' \
  'приложение:на трёх страницах' 'договору:орендодавець квапить' 'Katalog:unsere Gestalterin'; do
  check "find ${word%:*}" says "${word#*:}" kd office find "${word%:*}"
done

# sections_full MOMENT: who waits, counted in the agenda's JSON
sections_full () {
  local office=$DIR/at-$test_nr
  KONTOR_NOW=$1 kontor demo "$office" >/dev/null && export KONTOR_NOW=$1 &&
    kd "at-$test_nr" sync >/dev/null &&
    json '5 <= len (d["answer"]) <= 7 and len (d["waiting"]) == 3 and 1 <= len (d["quiet"]) <= 3' \
      kd "at-$test_nr" agenda --json &&
    json '[d["letters"][k] >= n for k, n in (("clients", 3), ("strangers", 3), ("other", 10))] == [True] * 3' \
      kd "at-$test_nr" agenda --json
}
usual=$KONTOR_NOW
for day in 23 24 25 26 27 28 29; do
  check "the agenda of $day November" sections_full "2026-11-${day}T08:12:00+02:00"
done
for moment in 2026-10-25T03:30:00+03:00 2026-10-25T03:30:00+02:00 2027-03-28T04:05:00+03:00 \
  2026-12-31T23:59:00+02:00 2027-01-01T00:10:00+02:00 2028-02-29T12:00:00+02:00; do
  check "the agenda of $moment" sections_full "$moment"
done
KONTOR_NOW=$usual
done_testing
