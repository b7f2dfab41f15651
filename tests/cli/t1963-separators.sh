# Values that hold what the program itself parts and marks things with (U+001F, the marks of what was
# found, tabs): they part nothing, forge nothing, and never get in the way of what is synced or exported.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
mkdir -p mail/{cur,new,tmp} cal/home cards/home
write_config '[mail studio]' "url = maildir:$DIR/mail" '' '[calendar c]' "url = vdir:$DIR/cal" '' \
  '[contacts p]' "url = vdir:$DIR/cards" 'push = all'
sed -i 's/^timezone.*/&\nphone-calendar = c/' "$CONFIG"
all=$(printf '\001\002\003\016\017\034\035\036\037')
letter () { # NAME FROM SUBJECT TYPE TEXT
  printf '%s\r\n' "From: $2 <$1@klients.example>" 'To: anna@studija.example' "Subject: $3" \
    'Date: Fri, 20 Nov 2026 08:30:00 +0200' "Message-ID: <$1@klients.example>" 'MIME-Version: 1.0' \
    "Content-Type: text/$4; charset=utf-8" '' "$5" >"mail/cur/$1:2,S"
}
letter rita "\"Rita${all}Kalve\"" "plain${all}subject" plain \
  "Can you come $(printf '\002on\003 Fri\037day'), the proofs?"
coded=$(printf 'Oskars\tOne\nFrom: two%s' "$all" | base64 -w 0)
letter oskars "=?utf-8?b?$coded?=" "=?utf-8?b?$coded?=" html \
  "<table><tr><td>a$(printf '\037')b<td>proofs</table><pre>x$(printf '\037')y</pre>"
printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:x BEGIN:VEVENT UID:e1 DTSTAMP:20261101T000000Z \
  DTSTART:20261124T080000Z "SUMMARY:Meet${all}Ilze" "LOCATION:Here${all}there" END:VEVENT END:VCALENDAR >cal/home/e.ics
printf '%s\r\n' BEGIN:VCARD VERSION:3.0 UID:a@x "FN:Card${all}Person" "N:Per${all}son;Card;;;" "ORG:Fi${all}rm" \
  "NOTE:no${all}te" EMAIL:card@x.example "CATEGORIES:tag${all}x" "X-Z:z${all}z" END:VCARD >cards/home/a.vcf
check 'synced' status 0 kontor sync
controls () { LC_ALL=C grep -l "$(printf '[\001-\010\013\014\016-\037]')" "$@"; }
none () { "$@" >said && ! controls said; }
check 'a list has one cell for each name' eval 'kontor mail list --all | awk -F"\t" "NF != 8 {exit 1} END {exit NR != 3}"'
check 'nothing of it gets out' eval 'none kontor mail list --all && none kontor contact list && none kontor agenda 2026-11-24 \
  && none kontor show card && none kontor find proofs'
check 'names, subjects, events, cards lose them' eval 'kontor mail list --all | grep "RitaKalve.*plainsubject" \
  && kontor agenda 2026-11-24 | grep "MeetIlze · Herethere" && kontor show card | grep "CardPerson  Firm"'
check 'what is found is marked, not what a letter marks' eval 'kontor find come | grep "␂on␃ Fri␟day" \
  && kontor --json find come | grep "␂on␃"'

check 'a table of people is refused' eval 'printf "Name,E-mail\nCsv%sPerson,csv@x.example\n" "$all" >people.csv \
  && status 1 kontor import csv "$DIR/people.csv" --yes'
check 'what the user types is kept, and shown' eval 'kontor contact add "Cli${all}Person" cli@x.example "city=C${all}y" "tag=t${all}g" \
  && kontor field add "Fi${all}eld" text && kontor note cli "no${all}te" && kontor deal cli "de${all}al" 900 \
  && kontor remind cli fri 10:00 "te${all}xt" && none kontor show cli && grep "Cli␁␂␃␎␏␜␝␞␟Person" said'
check '… and gets into no card and no event' eval 'kontor sync >/dev/null && grep -l FN:CliPerson cards/home/* \
  && grep -l "SUMMARY:CliPerson: text" cal/home/* && ! controls $(ls cards/home/* cal/home/* | grep -v -e /a.vcf -e /e.ics)'
check 'what they wrote themselves stays as it lies there' controls cards/home/a.vcf cal/home/e.ics
check '… nor out of it' eval 'kontor export vcf cli >cli.vcf && grep FN:CliPerson cli.vcf && none cat cli.vcf \
  && none kontor export csv && none kontor export ics'
check 'a whole book comes out and in again as it was' eval 'kontor export json >book.json \
  && "$KONTOR" --config "$CONFIG" --data "$DIR/again" import json book.json --yes \
  && "$KONTOR" --config "$CONFIG" --data "$DIR/again" contact list | cut -f 1-6 >again.tsv \
  && kontor contact list | cut -f 1-6 | diff - again.tsv'
done_testing
