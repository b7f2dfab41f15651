# Review: strangers, second addresses, suspicious names. It is Monday 23 November 2026.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
write_config '[mail studio]' "url = maildir:$DIR/Mail"
wrote '2026-11-02 10:00+02' 'Hanna Weber <h.weber@weber.example>' 'Katalog' 'Guten Tag.'
got '2026-11-12 10:00+02' 'Hanna Weber <hanna.weber@weber-verlag.example>' 'Katalog' 'Hallo.'
got '2026-11-13 10:00+02' 'Hanna Weber <hanna.weber@weber-verlag.example>' 'Katalog' 'Noch etwas.'
got '2026-11-18 10:00+02' 'Marta Eglīte <marta@koks-un-ko.example>' 'Tulkojums' 'Cik tas maksā?'
got '2026-11-19 10:00+02' '"h.weber@weber.example" <x91@gift.example>' 'Urgent' 'Please pay.'
got '2026-11-20 10:00+02' 'no-reply@bank.example' 'Statement' 'Ready.'
got '2026-11-20 11:00+02' 'Jānis Ozols <janis@ozols.example>' 'CV' 'Labdien!'
check 'sync' kontor sync
check 'only who was written to is a contact' eval '
  [ "$(kontor contact list --json | python3 -c "
import json, sys; print([c[\"name\"] for c in json.load(sys.stdin)[\"contacts\"]])")" = "['"'Hanna Weber'"']" ]'
check 'a second sync makes nobody' eval 'kontor sync >/dev/null && [ "$(kontor log --json | grep -c "contact")" -le 2 ]'
check 'a false name is none of those who wait' eval '! kontor waiting | grep -q -e x91 -e Urgent'
check_golden review-list kontor review
check 'as JSON' json '(
[l["proposal"] for l in d["review"]] == ["contact", "contact", "other", "ignore"]
and d["review"][2]["contact"]["name"] == "Hanna Weber" and d["review"][3]["address"] == "x91@gift.example")' \
  kontor review --json
check_golden review-words eval '
  kontor review yes hanna.weber@weber-verlag.example
  kontor review contact marta@koks-un-ko.example
  kontor review ignore x91@gift.example
  kontor review'
check 'decided addresses do not come back' status 3 kontor review yes x91@gift.example
check 'undo takes a decision back' eval 'kontor undo && kontor review | grep -q x91@gift.example'
check 'the past stands on the card at once' says 'Noch etwas' kontor show hanna --all
check 'other needs WHO' status 2 kontor review other janis@ozols.example
check 'other address of a contact' says 'janis@ozols.example added to Marta Eglīte' \
  kontor review other janis@ozols.example marta
check 'nobody knows this' status 3 kontor review yes nobody@x.example
check 'not a word of it' status 2 kontor review perhaps 1
if have_terminal; then
  kontor undo >/dev/null
  check 'on a terminal each one is asked' eval '
    printf "r\n\nq\n" | on_terminal 80 40 kontor review >screen
    grep -q "1 of 2" screen && grep -q "contact  Jānis Ozols" screen && grep -q "2 of 2" screen'
  check 'Enter did what was proposed, q nothing' eval '
    kontor show janis >/dev/null && kontor review | grep -q x91@gift.example'
  check 'an unknown key says so, b goes back, o asks whom it fits' eval '
    printf "x\ns\nb\nq\n" | on_terminal 80 40 kontor review >screen
    grep -q "«x» is none" screen && [ "$(grep -c "1 of" screen)" -ge 1 ]'
  check 'the other contact is named and confirmed' eval '
    printf "o\nhanna\nn\nq\n" | on_terminal 80 40 kontor review >screen
    grep -q "to Hanna Weber? " screen && kontor review | grep -q x91@gift.example'
  check 'a wrong name asks again, and Enter takes no proposal' eval '
    printf "o\nnobody at all\n\n\nq\n" | on_terminal 80 40 kontor review >screen
    [ "$(grep -o "Enter goes back" screen | wc -l)" = 2 ] && grep -q "y takes what" screen &&
      kontor review | grep -q x91@gift.example'
  check 'nor does it after a key that is none' eval '
    printf "hana\n\nq\n" | on_terminal 80 40 kontor review >screen
    grep -q "y takes what" screen && kontor review | grep -q x91@gift.example'
else
  skip 'a terminal' 'no script(1)'
fi
done_testing
