# Forgetting a person who has a card in an address book: it goes there too, and does not come back.
. "$srcdir/tests/cli/lib.sh"
book=$DIR/vdir/people
mkdir -p "$book"
write_config '[contacts phone]' "url = vdir:$DIR/vdir"
card () { # UID NAME MAIL
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:$1" "FN:$2" "N:${2#* };${2%% *};;;" "EMAIL:$3" END:VCARD >"$book/$1.vcf"
}
card marta-1 'Marta Liepa' marta@liepa.example
card zane-1 'Zane Ozola' zane@ozola.example
kontor sync >/dev/null
left () { [ -n "$(grep -rlE 'Marta Liepa|marta@liepa' "$DATA" "$HOME/.local/state" 2>/dev/null)" ]; }
check 'the card made a contact' says 'marta@liepa.example' kontor show marta
check 'it is in the files here' left
cp -a "$DATA" before
check 'forgotten' says '0 found' kontor forget marta --yes --no-paper
check 'nothing is left here' eval '! left'
check 'the next sync takes the card away there' eval 'kontor sync >out; [ ! -e "$book/marta-1.vcf" ] && [ -e "$book/zane-1.vcf" ] && ! left'
card marta-1 'Marta Liepa' marta@liepa.example
check 'put there again it does not come back here' eval 'kontor sync >out; ! left && status 3 kontor show marta'
rm -f "$DATA"/mirror.db*
check 'nor into a mirror that is made anew' eval 'kontor sync >out; ! left && status 3 kontor show marta'
check 'the other stays' says 'zane@ozola.example' kontor show zane
rm -rf "$DATA"; cp -a before "$DATA"; rm -f "$book"/marta-1.vcf; card marta-1 'Marta Liepa' marta@liepa.example
sed -i 's/^url = vdir.*/&\nwrite = no/' "$CONFIG"
check 'a book that may not be written keeps its card, and nothing of it is here' eval '
  kontor forget marta --yes --no-paper >/dev/null; touch "$book/marta-1.vcf"; kontor sync >out 2>&1; [ -e "$book/marta-1.vcf" ] && ! left && status 3 kontor show marta'
done_testing
