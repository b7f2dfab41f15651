# import vcf of broken and hostile files: the place is named, and the book is as it was.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
kontor contact add 'Zane Ozola' zane@ozola.example >/dev/null
dump () { sqlite3 "$DATA/book.db" .dump; }
dump >before

card () { printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:%s\r\n%sEND:VCARD\r\n' "$1" "${2-}"; }
refused () { # FILE: it is, and nothing has happened
  local got=0
  kontor import vcf "$1" >out 2>&1 || got=$?
  [ "$got" != 0 ] && [ "$got" -lt 100 ] || { cat out; echo "exit $got"; return 1; }
  grep -q "^kontor: " out && dump >after && same before after
}
{ card Anna; printf 'BEGIN:VCARD\r\nFN:Broken\r\nTEL:29111111\r\n'; card Marta; } >open.vcf
{ card Anna; printf 'nonsense\r\nmore of it\r\n'; card Marta; } >junk.vcf
{ card Anna; printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nX-A:b\r\nEND:VCARD\r\n'; } >nameless.vcf
check_golden import-vcf-open kontor import vcf open.vcf
check_golden import-vcf-junk kontor import vcf junk.vcf
check_golden import-vcf-nameless kontor import vcf nameless.vcf
check 'END:VCARD is missing' refused open.vcf
check 'lines between cards' refused junk.vcf
check 'a card of nobody' refused nameless.vcf
check 'what is good comes in when asked for' eval '
  status 6 kontor import vcf open.vcf --partial && kontor show anna && kontor show marta &&
  status 3 kontor show broken && kontor undo'
dump >before

: >empty.vcf
check 'an empty file' refused empty.vcf
head -c 300000 /dev/urandom >binary.vcf
check 'binary' refused binary.vcf
head -c 100000 /dev/zero >zeros.vcf
check 'zeros' refused zeros.vcf
for ((i = 0; i < 40; i++)); do printf 'BEGIN:VCARD\nVERSION:2.1\nFN:A\nAGENT:\n'; done >nested.vcf
for ((i = 0; i < 40; i++)); do printf 'END:VCARD\n'; done >>nested.vcf
check 'cards within cards' refused nested.vcf
{ printf 'BEGIN:VCARD\r\nFN:A\r\n'; yes 'TEL:29111111' | head -n 100000; printf 'END:VCARD\r\n'; } >many.vcf
check '100,000 properties' refused many.vcf
{ printf 'BEGIN:VCARD\r\nFN:A\r\nPHOTO;ENCODING=b:'; head -c 10000000 /dev/zero | tr '\0' A; printf '\r\nEND:VCARD\r\n'; } >photo.vcf
check_golden import-vcf-photo kontor import vcf photo.vcf
check 'a photo of 10 MB' refused photo.vcf
yes 'BEGIN:VCARD' | head -n 150000 >begins.vcf
check 'more cards than there may be' refused begins.vcf
for ((i = 0; i < 10000; i++)); do printf 'BEGIN:VCARD\n;;:;=\x01\nX%s;;;:::\nEND:VCARD\n' "$i"; done >garbage.vcf
check '10,000 cards of garbage' refused garbage.vcf
check 'within the time of three breaths' eval 'time timeout 20 "$KONTOR" import vcf garbage.vcf; [ $? -lt 100 ]'
check 'a directory' refused .

# what is only odd comes in, and is harmless
{ printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:'; head -c 1048576 /dev/zero | tr '\0' x; printf '\r\nNOTE:y\r\nEND:VCARD\r\n'; } >long.vcf
check 'a line of 1 MiB is cut' eval 'kontor import vcf long.vcf && kontor undo'
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Nu\0l\r\nTEL:+371 26 333 444\r\nEND:VCARD\r\n' >nul.vcf
check 'a NUL' eval 'kontor import vcf nul.vcf && says "Nu?l" kontor show nu && kontor undo'
printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:E\x1b]52;c;x\x07vil\xe2\x80\xae\r\nTEL:+371 26 333 445\r\nEND:VCARD\r\n' >escape.vcf
check 'escape sequences reach no terminal' eval 'kontor import vcf escape.vcf >out 2>&1 && kontor contact list >>out &&
  kontor show evil >>out 2>&1; ! grep -q -e $'"'\\x1b'"' -e $'"'\\xe2\\x80\\xae'"' out && kontor undo'
check 'a good card after 10 MB of nonsense' eval 'kontor import vcf photo.vcf --partial; { cat photo.vcf; card Rita; } >late.vcf
  status 6 kontor import vcf late.vcf --partial && kontor show rita && kontor undo'
check 'a photo of 2 MB is kept' eval '{ printf "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Foto Meita\r\nPHOTO;ENCODING=b:"
  head -c 2000000 /dev/zero | tr "\0" A; printf "\r\nEND:VCARD\r\n"; } >foto.vcf
  kontor import vcf foto.vcf && [ "$(kontor export vcf foto | wc -c)" -gt 2000000 ]'
{ printf 'BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Central\r\n'; seq -f 'TEL:+371 26 %06.0f' 150; printf 'END:VCARD\r\n'; } >central.vcf
check 'what is beyond the limits stays in the card' eval 'kontor import vcf central.vcf &&
  [ "$(kontor export vcf central | grep -c ^TEL)" = 150 ]'
done_testing
