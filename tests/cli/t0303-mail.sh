# mail list, show, save, link, unlink; why. It is Monday 23 November 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/toms-mail.sh"
write_letters
kontor sync >/dev/null

check_golden mail-list eval 'kontor mail list | cut -f 2-'
check_golden mail-list-who eval 'kontor mail list kalns --limit 2 | cut -f 2-'
check 'a name is no word of ours' eval '[ "$(kontor mail kalns)" = "$(kontor mail list kalns)" ]'
check 'nor is an option' eval '[ "$(kontor mail --limit 1 | wc -l)" = 2 ]'
check 'a word of ours mistyped is one' says 'kontor mail show' kontor mail shwo 1
check 'a name is no letter' says 'kontor mail list kalns' kontor mail show kalns
if have_terminal; then
  check 'the number of a letter on a card shows it' says 'From     ' on_terminal 90 40 \
    'kontor show kalns; kontor show 1'
fi
check 'newsletters only with --all' eval '
  ! kontor mail | grep -q "Wine sale" && kontor mail list --all | grep -q "Wine sale"'
check 'a limit past the limit' status 2 kontor mail list --limit 10001
check 'no limit at all' status 2 kontor mail list --limit 0

katalogs=$(ref_of Katalogs) faili=$(ref_of Faili) old=$(ref_of "$(kontor mail list --all --json \
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["letters"][-1]["subject"])')")
check_golden mail-show kontor mail show "$katalogs"
check_golden mail-show-files kontor mail show "$faili"
check_golden mail-show-escapes kontor mail show "$old"
check_golden mail-show-forged kontor mail show "$(ref_of 'Pay here')"
check_golden mail-show-disguise kontor mail show "$(ref_of Gift)"
check_golden mail-show-bulk kontor mail show "$(ref_of 'Wine sale')"
check 'as JSON' json '(d["schema"] == 1 and d["letter"]["subject"] == "Faili"
  and [p["number"] for p in d["letter"]["parts"]] == [1, 2]
  and d["letter"]["contacts"][0]["name"] == "Toms Kalns")' kontor mail show "$faili" --json
check 'an unknown ref' status 3 kontor mail show 4zzzzzzzzzzz
raw () { kontor mail show "$katalogs" --raw | cmp - "$MAIL/cur/both:2,S"; }
check 'the original is the file' raw
if have_terminal; then
  raw_escapes () { ! on_terminal 90 40 "kontor mail show $old --raw" | tr -d '\r' | grep -q $'\033'; }
  check 'on a terminal its escapes are made visible' raw_escapes
fi

check_golden mail-save kontor mail save "$faili"
check 'what was saved' eval '[ "$(cat offer.txt)" = hello ] && [ "$(head -c 8 "price list.pdf")" = %PDF-1.4 ]'
check 'for the owner only' eval '[ "$(stat -c %a offer.txt)" = 600 ]'
check_golden mail-save-there kontor mail save "$faili" 1
link () { # not through a link either
  mkdir -p links && ln -s "$DIR/elsewhere" links/offer.txt
  status 4 kontor mail save "$faili" 1 --to links && [ ! -e elsewhere ]
}
check 'never through a link' link
check 'one part, elsewhere' eval 'mkdir -p to && kontor mail save "$faili" 2 --to to && ls to | grep -qx "price list.pdf"'
check_golden mail-save-no-part kontor mail save "$faili" 7
check_golden mail-save-none kontor mail save "$katalogs"
check 'a directory that is not there' status 3 kontor mail save "$faili" 1 --to nowhere

check_golden why kontor why "$katalogs"
check 'why as JSON' json '(d["schema"] == 1 and [c["name"] for c in d["contacts"]] == ["Toms Kalns"]
  and {w["reason"] for w in d["why"]} == {"nobody", "mine", "owned"})' kontor why "$katalogs" --json
check_golden mail-unlink kontor mail unlink "$katalogs" kalns
check_golden why-unlinked kontor why "$katalogs"
check 'it left the card' eval '! kontor show kalns | grep -q Katalogs'
kontor contact add 'Olga Krasa' >/dev/null
check_golden mail-link kontor mail link "$katalogs" olga
check 'it is on the card' says Katalogs kontor show olga
check 'both are taken back' eval 'kontor undo 3 --yes >/dev/null && kontor show kalns | grep -q Katalogs'
check 'a dry run saves nothing' eval '
  says "nothing was saved" kontor mail unlink "$katalogs" kalns --dry-run &&
  kontor show kalns | grep -q Katalogs'
kontor contact edit kalns --add-email info@brize.example --shared >/dev/null
letter shared 'Brize <info@brize.example>' "$ME" 'Fri, 20 Nov 2026 15:00:00 +0200' Rēķins <<<'Lūdzu.'
letter thread "$ME" info@brize.example 'Fri, 20 Nov 2026 16:00:00 +0200' 'Re: Zīmola grāmata' \
  'In-Reply-To: <again@test.example>' <<<'Jā.'
kontor sync >/dev/null
check_golden why-shared kontor why "$(ref_of Rēķins)"
check 'a shared address picks nobody' eval '! kontor show kalns | grep -q Rēķins'
done_testing
