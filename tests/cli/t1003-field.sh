# Fields of the user's own: made, filled in, checked, shown, renamed, put away.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
kontor contact add "Anna Bērziņa" >/dev/null
kontor contact add "Inga Kalve" >/dev/null
value () { kontor show "${2-anna}" --json | python3 -c 'import json, sys
print(*[f["value"] for f in json.load(sys.stdin)["fields"] if f["name"] == sys.argv[1]])' "$1"; }
is () { local got; got=$(value "$2"); [ "$got" = "$1" ] || { echo "got «$got»"; return 1; }; }

check_golden field-add kontor field add "Shoe size" number
check_golden field-add-choice kontor field add Skin choice dry, normal, "very oily"
for field in 'Wedding date' 'Deposit money' 'Loyal yes-no' 'Motto text'; do
  kontor field add $field >/dev/null
done
check_golden field-list eval 'kontor field list --csv | sed "s/,[^,]*$//"'
check_golden field-again kontor field add "shoe-size" text
check_golden field-taken kontor field add Phone text
check_golden field-kind kontor field add Weight kilos
check_golden field-choices kontor field add Hair choice brown
check 'only a choice has choices' status 2 kontor field add Hair text brown
check 'names have no equals sign' status 2 kontor field add 'a=b' text
check 'nor line breaks' status 2 kontor field add "$(printf 'a\nb')" text
check 'nor are they long' status 2 kontor field add "$(printf 'x%.0s' {1..41})" text

set_to () { kontor contact edit anna "$1=$2" >/dev/null && is "$3" "$4"; }
check 'a number' set_to 'Shoe size' '1 038,50' 1038.5 'Shoe size'
check 'a number below nothing' set_to shoe-size -0,5 -0.5 'Shoe size'
check 'no nought in front' set_to 'SHOE SIZE' 007 7 'Shoe size'
check 'a day' set_to wedding 12.05.1999 1999-05-12 Wedding
check 'a day as ISO' set_to wedding 2026-11-24 2026-11-24 Wedding
check 'a day in words' set_to wedding šodien 2026-11-23 Wedding
check 'money' set_to deposit '50' '50.00 EUR' Deposit
check 'other money' set_to deposit '450грн' '450.00 UAH' Deposit
check 'yes' set_to loyal jā yes Loyal
check 'no' set_to loyal ні no Loyal
check 'a choice' set_to skin 'VERY OILY' 'very oily' Skin
check 'text' set_to motto '  "a = b", c: d ' '"a = b", c: d' Motto

refused () { local before; before=$(value "$3"); status 2 kontor contact edit anna "$1" && says "$2" kontor contact edit anna "$1" && is "$before" "$3"; }
check 'no number' refused 'shoe size=abc' 'it is not a number' 'Shoe size'
check 'two numbers' refused 'shoe size=1,2,3' 'it is not a number' 'Shoe size'
check 'no day' refused 'wedding=31.02.2020' 'no such day' Wedding
check 'no money' refused 'deposit=much' 'much' Deposit
check 'doubt about money is asked' refused 'deposit=1.234' '1.234' Deposit
check 'not yes' refused 'loyal=maybe' 'yes or no' Loyal
check 'not a choice, the nearest' refused 'skin=normall' 'did you mean normal?' Skin
check 'too long' refused "motto=$(printf 'x%.0s' {1..501})" 'too long' Motto
check 'a field that is not there' says 'kontor field add "weight" text' kontor contact edit anna weight=3

check_golden field-card kontor show anna
check 'an empty one is taken away' eval 'kontor contact edit anna motto= >/dev/null && is "" Motto'
check 'undo' eval 'kontor undo >/dev/null && is "\"a = b\", c: d" Motto'
check_golden field-rename kontor field rename skin 'Skin type'
check_golden field-rename-taken kontor field rename motto deposit
check_golden field-remove kontor field remove 'skin-type'
check 'its value stays and is shown' is 'very oily' 'Skin type'
check 'it is not in the list' eval '! kontor field list | grep Skin && kontor field list --all | grep Skin'
check_golden field-add-archived kontor field add 'Skin type' text
check_golden field-restore kontor field restore 'skin type'
check 'removing is undone' eval 'kontor field remove motto >/dev/null && kontor undo >/dev/null && kontor field list | grep Motto'
check 'a dry run writes nothing' eval 'kontor field add Dry text --dry-run | grep "would add" && ! kontor field list --all | grep Dry'
check 'added as JSON' json 'd["kind"] == "choice" and d["choices"] == ["a", "b"] and d["saved"]' kontor field add Grade choice a b --json
check 'new contacts take them at once' eval 'kontor contact add "Rita Roze" "shoe size=38" >/dev/null && kontor show rita | grep -q "Shoe size 38"'

done_testing
