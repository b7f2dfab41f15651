# find: letters, contacts, notes and reminders. It is Monday 23 November 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/toms-mail.sh"
write_letters
kontor sync >/dev/null
kontor note kalns prefers wine in the morning >/dev/null
kontor remind fri order wine glasses >/dev/null
kontor contact add 'Zane Wine' >/dev/null

check_golden find-tsv eval 'kontor find wine | cut -f 1,3-'
check 'Latvian without its marks' says 'Mums vajadzētu' kontor find zimola gramatu
check 'ё by е' says Katalogs kontor find елка
check 'a phrase' says Katalogs kontor find '"wine labels"'
check 'its words turned round are none' eval '! kontor find "\"labels wine\"" | grep -q Katalogs'
check 'the beginning of a word' says Katalogs kontor find 'kata*'
check 'an address is no syntax error' status 0 kontor find anna@x
check 'nor is a hyphen' status 0 kontor find follow-up NOT
check 'the text of a newsletter is not kept' eval '! kontor find secret | grep -q letter'
check_golden find-nothing-to-search kontor find '!!' '--'
check_golden find-usage kontor find
check 'whose letter it is' json 'any (h["name"] == "Olga" and h["direction"] == "in" for h in d["hits"])' \
  kontor find labels --json
check 'a name among the words is who wrote it' says Katalogs kontor find olga labels
check 'who did not write it did not' eval '! kontor find zane labels | grep -q letter'
kontor contact add Dace --phone 29888777 >/dev/null
check 'the end of a phone' says Dace kontor find 8777
check 'a phone as it is dialled' says '29888777' kontor find '+371 29 888 777'
check 'two digits are no phone' eval '! kontor find 77 | grep -q Dace'
check 'as JSON' json '(d["schema"] == 1 and {h["kind"] for h in d["hits"]}
  == {"contact", "note", "reminder", "letter"} and all(len(h["ref"]) == 12 for h in d["hits"]))' \
  kontor find wine --json
if have_terminal; then
  check_golden find-groups on_terminal 90 40 kontor find wine
  check 'the words found are bold' says $'\033[1mwine\033[0m' eval '
    unset NO_COLOR; on_terminal 90 40 kontor find wine'
  check 'nothing is said' says 'nothing found for «absent»' on_terminal 90 40 kontor find absent
  check 'who wrote it' says 'from Olga' on_terminal 90 40 kontor find labels
  check 'no word is broken' eval 'for n in 40 62 80 100; do on_terminal $n 40 kontor find wine | tr -d "\r" >shown
    [ "$(sed "s/\x1b\[[0-9;]*m//g" shown | wc -L)" -le $n ] || exit 1; done'
  check 'nothing found leaves the numbers' says 'Wine sale' on_terminal 90 40 \
    'kontor find sale; kontor find absent; kontor mail show 1'
  check 'the numbers are handles' says 'Wine sale' on_terminal 90 40 \
    'kontor find sale; kontor mail show 1'
fi
many () {
  local i
  for i in $(seq 60); do
    letter "many$i" "$TOMS" "$ME" 'Mon, 1 Jun 2026 10:00:00 +0300' "Nr. $i" <<<'overflow'
  done
  kontor sync >/dev/null
  [ "$(kontor find overflow | wc -l)" = 51 ] && [ "$(kontor find overflow --all | wc -l)" = 61 ] &&
    says 'kontor find overflow --all' on_terminal 90 40 kontor find overflow
}
check 'more than fifty are said to be there' many
done_testing
