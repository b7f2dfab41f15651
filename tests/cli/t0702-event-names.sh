# Events stand on the cards of whom their titles name; what is not certain is asked.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
write_config

kontor contact add 'Toms Kalns' >/dev/null
kontor contact add 'Marta Ozola' >/dev/null
kontor contact add 'Marta Kalniņa' >/dev/null

python3 "$srcdir/tests/cli/put-events.py" "$DATA/mirror.db" \
  1000000000000001 'Haircut — Toms' 1000000000000002 'Colour, Marta' 1000000000000003 'Jana Liepa'

check 'nobody is asked about yet' says 'Nobody to look at' kontor review
kontor contact add 'Jana Liepa' >/dev/null
check_golden event-review kontor review
check 'as JSON' json '(len(d["events"]) == 1 and d["events"][0]["title"] == "Colour, Marta" and
  {c["name"] for c in d["events"][0]["candidates"]} == {"Marta Ozola", "Marta Kalniņa"})' \
  kontor review --json

ref=$(kontor review --json | sed -n 's/.*"ref" : "\(.*\)".*/\1/p' | head -1)
check_golden event-why kontor why "$ref"
check 'why as JSON' json '([w["reason"] for w in d["why"]] == ["guessed", "guessed"] and
  d["why"][0]["words"] == "Marta" and d["contacts"] == [])' kontor why "$ref" --json
check 'link says so' says '«Colour, Marta» stands on the card of «Marta Ozola»' \
  kontor calendar link "$ref" 'Marta Ozola'
check 'it is asked no more' says 'Nobody to look at' kontor review
check_golden event-why-said kontor why "$ref"
check 'undo asks again' eval 'kontor undo >/dev/null && kontor review | grep -q "Colour, Marta"'
check 'unlink from everybody' says "stands on nobody's card" kontor calendar unlink "$ref"
check 'nobody is on it' json 'd["contacts"] == [] and d["why"][-1]["reason"] == "nobodys"' \
  kontor why "$ref" --json
check 'unlink from one' says 'no longer stands on the card of «Marta Ozola»' \
  kontor calendar unlink "$ref" 'Marta Ozola'
check 'the journal tells it' says 'calendar unlink «Colour, Marta»' kontor log
check 'as JSON' json 'd["linked"] is True and d["contact"]["name"] == "Toms Kalns"' \
  kontor --json calendar link "$ref" toms
check 'a dry run writes nothing' eval 'kontor calendar link --dry-run "$ref" jana | grep -q Jana &&
  ! kontor why "$ref" | grep -q Jana'
check 'link needs WHO' status 2 kontor calendar link "$ref"
check 'nobody of that name' status 3 kontor calendar link "$ref" peteris
check 'no such event' status 3 kontor calendar unlink 4k2p

if have_terminal; then
  kontor undo 3 --yes >/dev/null
  check 'on a terminal a number decides' eval '
    printf "7\n2\n" | on_terminal 80 40 kontor review >screen
    grep -q "«7» is none" screen && grep -q "it stands on the card of" screen'
  check 'it is decided' says 'Nobody to look at' kontor review
  kontor undo >/dev/null
  check 'n is nobody' eval '
    printf "n\n" | on_terminal 80 40 kontor review >screen && grep -q "on nobody.s card" screen'
else
  skip 'a terminal' 'no script(1)'
fi
done_testing
