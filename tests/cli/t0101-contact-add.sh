# contact add: what is kept, what is refused, what is said.
. "${srcdir:?}/tests/cli/lib.sh"

check_golden contact-no-config kontor contact add Anna
check 'nothing is made without a config' eval '[ ! -e "$DATA" ]'
write_config
check_golden contact-no-book kontor contact list
check_golden contact-add kontor contact add "Anna Bērziņa" --email Anna@Rigas-Brize.example \
  --phone '29 123 456' --tag vip --tag VIP --type client --company "Rīgas Brīze" \
  --birthday 12.03.1986 --language lv --cadence 42
row () { kontor contact list "$@" | tail -n +2 | cut -f1-6; }
check_golden contact-row row
check 'names of several words need no quotes' eval 'kontor contact add Toms Kalns && row kalns | grep -q "^Toms Kalns"'
check 'a phone is found however it is typed' eval \
  'for p in 29123456 "+371 29 123 456" "00371-29-123-456" 123456; do row "$p" | grep -q Anna || { echo "$p"; exit 1; }; done'
check 'an address is found in any case' eval 'row ANNA@rigas-brize.EXAMPLE | grep -q Anna'
check 'names are found folded' eval 'row berz | grep -q Anna && row "RĪGAS" | [ "$(wc -l)" = 1 ]'
check 'type and tag filter' eval '[ "$(row type:client tag:Vip | wc -l)" = 1 ] && [ "$(row tag:nosuch | wc -l)" = 0 ]'

check_golden contact-address-taken kontor contact add Other --email anna@rigas-brize.example
check 'what was refused is not there' eval '[ -z "$(row other)" ]'
check_golden contact-address-shared kontor contact add Other --email anna@rigas-brize.example --shared
check_golden contact-phone-twice kontor contact add Twin --phone +37129123456
check 'a role address is shared by itself' eval \
  'kontor contact add One --email info@shop.example && kontor contact add Two --email info@shop.example'

check_golden contact-no-name kontor contact add
check_golden contact-empty-name kontor contact add ' '
check_golden contact-bad-address kontor contact add X --email 'not an address'
check_golden contact-bad-phone kontor contact add X --phone hello
check_golden contact-bad-birthday kontor contact add X --birthday 31.02.1990
check_golden contact-future-birthday kontor contact add X --birthday 2030-01-01
check_golden contact-bad-language kontor contact add X --language latvian-language
check_golden contact-bad-cadence kontor contact add X --cadence often
check_golden contact-unknown-option kontor contact add X --emial a@x.example
check_golden contact-unknown-word kontor contact ad X
long=$(printf '%0250d' 0)
check 'a name has a limit' says 'more than 200 characters' kontor contact add "$long"
check 'none of these were kept' eval '[ -z "$(row x)" ]'
check_golden contact-dry-run kontor contact add Dry --dry-run
check 'a dry run keeps nothing' eval '[ -z "$(row dry)" ]'

check '29 February without a year' kontor contact add Leap --birthday 29.2.
check 'a name of controls is shown harmless' eval \
  'kontor contact add "$(printf "Eve\033[31m\342\200\256")" >out; ! grep -q "$(printf "\033")" out && grep -q "␛" out'
check 'JSON has whole refs' json 'd["schema"] == 1 and all(len(c["ref"]) == 12 for c in d["contacts"])' \
  kontor contact list --json
check 'CSV' eval 'kontor contact list --csv | head -1 | grep -q "^name,company,type,phone,email,tags,ref"'

check_golden contact-add-points eval 'kontor contact add Dace 29888777 &&
  kontor contact add "Lauma Kļava +371 29 888 778 lauma@brize.example" &&
  kontor contact add Studio 54 && kontor contact add Pair 29888781 29888782 --phone 29888783'
check 'they are no part of the name' eval 'row 29888777 | grep -q "^Dace	" && row lauma@brize.example | grep -q "^Lauma Kļava	" && row "studio 54" | grep -q "^Studio 54	"'
check_golden contact-twice kontor contact add dace 29888777
check_golden contact-namesake kontor contact add DACE --phone 29888779
check 'somebody else, they say' says 'added    Dace' kontor contact add Dace 29888777 --shared
check 'the phone that was typed tells them apart' says '··8779' eval 'kontor contact edit dace --add-phone 29111000; kontor contact add Dzidra 29111000 29555779; kontor show 779'

# what strangers call themselves, in commands to copy
eve='Eve $(touch pwned) `x` "y"' at='`touch${IFS}pwned`@eve.example'
kontor contact add "$eve" --phone 29888790 --email "$at" >/dev/null
names_only () { # WHAT COMMAND…: a shell runs no more than the hint of COMMAND, and takes WHAT for one word
  local hint
  hint=$("${@:2}" 2>&1 | sed -n 's/^hint: .*: kontor contact edit //p')
  eval "set -- \"\$1\" $hint" && [ $# = 2 ] && [ "$1" = "$2" ] && [ ! -e pwned ] || { echo "$hint"; return 1; }
}
check 'a name is one word' names_only "$eve" kontor contact add "$eve" --phone 29888790
check 'an address too' names_only "${at/IFS/ifs}" kontor contact add Bob --email "$at"
check 'and the name of a field' says 'kontor field add "\$(x)" text' kontor contact edit 29888790 '$(x)=3'
check 'a plain name is bare' says 'kontor contact edit Dace' kontor contact add dace 29888777

if have_terminal; then
  check 'a terminal shows numbers and no refs' eval \
    'on_terminal 100 24 kontor --color=never contact list </dev/null >shown; grep -q "^ 1  Anna" shown && ! grep -q Ref shown'
  check '--refs shows refs' eval 'on_terminal 120 24 kontor --color=never contact list --refs </dev/null | grep -q Ref'
  check 'it fits 50 columns' eval \
    'on_terminal 50 24 kontor --color=never contact list </dev/null | tr -d "\r" >shown; ! grep -q ".\{51\}" shown'
fi

done_testing
