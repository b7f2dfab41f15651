# Somebody who was forgotten does not come back with the address book that still has her card.
. "$srcdir/tests/cli/lib.sh"
mkdir -p cards/home
write_config '[contacts phone]' "url = vdir:$DIR/cards"
card () { # UID NAME ADDRESS
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:$1" "FN:$2" "EMAIL:$3" NOTE:secretword END:VCARD
}
names () { kontor contact list | cut -f1; }
card a@x 'Marta Liepa' marta@liepa.example >cards/home/a.vcf
card b@x 'Toms Kalns' toms@kalns.example >cards/home/b.vcf
kontor sync >/dev/null
check 'both are here' eval 'names | grep -q Marta && names | grep -q Toms'
check 'she is forgotten' kontor --yes forget marta
check 'she does not come back' eval 'kontor sync && ! names | grep Marta && names | grep -q Toms'
check 'nor when her card changes' eval 'card a@x "Marta L." marta@liepa.example >cards/home/a.vcf
  kontor sync && ! names | grep Marta'
check 'nor with another card' eval 'card new@x "Marta Liepa" marta@liepa.example >cards/home/n.vcf
  kontor sync && ! names | grep Marta'
check 'nor into a mirror made anew' eval 'rm -f "$DATA"/mirror.db*; kontor sync && ! names | grep Marta'
nowhere () { ! grep -la "marta@liepa" "$DATA"/*; }
check 'nothing of her lies in our files' nowhere
check 'her card is not ours to erase' grep -q Marta cards/home/a.vcf
done_testing
