# Attachments as they really come: names in every coding, letters in letters, doubles, large letters.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
write_config '[mail studio]' "url = maildir:$DIR/Mail"

# letter NAME SUBJECT: a multipart letter out of stdin, its parts parted by "--b".
letter () {
  {
    printf 'Received: from a by b; Fri, 20 Nov 2026 10:00:00 +0200\nFrom: Toms <toms@brize.example>\n'
    printf 'To: anna@studija.example\nSubject: %s\nDate: Fri, 20 Nov 2026 10:00:00 +0200\n' "$2"
    printf 'Message-ID: <%s@test.example>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n' "$1"
    cat
  } >"Mail/cur/$1:2,S"
}
part () { printf '%s\n' --b "$@" '' "part ${*: -1}"; } # HEADER…: one part, its text the last of them
letter hard Hard <<END
--b

Text.
$(part "Content-Type: application/pdf; name*0*=utf-8''r%C4%93%C4%B7ins%20; name*1*=2026; name*2=.pdf")
$(part 'Content-Type: application/pdf' 'Content-Disposition: attachment; filename="=?utf-8?B?xKrEo2VuZXM=?= =?utf-8?Q?_=C4=ABss.pdf?="')
$(part 'Content-Type: application/pdf' 'Content-Disposition: attachment; filename="../../.ssh/authorized_keys"')
$(part 'Content-Type: application/pdf' "Content-Disposition: attachment; filename*=utf-8''a%1B%5B31m%E2%80%AEb.pdf")
$(part 'Content-Type: application/pdf' 'Content-Disposition: attachment; filename="con.pdf"')
$(part 'Content-Type: application/pdf' 'Content-Disposition: attachment; filename="...profile"')
$(part 'Content-Type: application/pdf' "Content-Disposition: attachment; filename=\"$(printf 'ā%.0s' $(seq 150)).pdf\"")
$(part 'Content-Type: application/pdf' 'Content-Disposition: attachment; filename="offer.pdf"')
$(part 'Content-Type: application/pdf' 'Content-Disposition: attachment; filename="Offer.PDF"')
--b
Content-Type: message/rfc822

From: Hanna <hanna@weber.example>
Subject: =?utf-8?Q?Katalog_2027=3A_Pr=C3=BCfung?=

Inside.
--b
Content-Type: message/rfc822

From: Hanna <hanna@weber.example>

No subject.
--b--
END
letter large Large <<END
--b

Here are both.
--b
Content-Type: application/pdf; name=first.pdf
Content-Transfer-Encoding: base64

$(head -c 200000 /dev/zero | base64)
--b
Content-Type: application/pdf; name=second.pdf

the second one
--b--
END
check 'sync' kontor sync
ref () { kontor mail list --json | python3 -c 'import json, sys
print([l["ref"] for l in json.load(sys.stdin)["letters"] if l["subject"] == sys.argv[1]][0])' "$1"; }
hard=$(ref Hard) large=$(ref Large)
check_golden attachments-names eval 'kontor mail show "$hard" | sed -n "/^Files/,/^$/p"'
mkdir out
check 'all are saved' kontor mail save "$hard" --to out
check_golden attachments-saved eval 'cd out && ls -A1 | LC_ALL=C sort'
check 'nothing else was written' eval '[ "$(find . -name "authorized_keys")" = ./out/authorized_keys ]'
check 'doubles hold what is theirs' eval 'grep -q "offer.pdf" out/offer.pdf && grep -q "Offer.PDF" "out/Offer (2).PDF"'
check 'a letter in a letter is saved whole' eval 'grep -q "^Inside" "out/Katalog 2027- Prüfung.eml"'
check 'a second time nothing is overwritten' status 4 kontor mail save "$hard" 2 --to out
check 'a large letter says that there may be more' says 'there may be more' kontor mail show "$large"
check 'and --full tells what' says 'second.pdf' kontor mail show "$large" --full
check 'then there is no doubt' eval '! kontor mail show "$large" --full | grep "may be more"'
check 'as JSON' json 'd["letter"]["parts_cut"] and len(d["letter"]["parts"]) == 1' kontor mail show "$large" --json
check 'save gets those that sync has not seen' eval '
  kontor mail save "$large" --to out && grep -q "the second one" out/second.pdf && [ "$(stat -c %s out/first.pdf)" = 200000 ]'
printf '%s\n' 'Received: from a by b; Thu, 19 Nov 2026 10:00:00 +0200' 'From: Toms <toms@brize.example>' \
  'To: anna@studija.example' 'Subject: Plain' 'Date: Thu, 19 Nov 2026 10:00:00 +0200' '' 'Text, and no file.' \
  >Mail/cur/plain:2,S
kontor sync >/dev/null
subjects () { kontor find "$@" --json | python3 -c 'import json, sys
print(*sorted(h["title"] for h in json.load(sys.stdin)["hits"]))'; }
found () { [ "$(subjects "${@:2}")" = "$1" ] || { subjects "${@:2}"; false; }; }
check 'letters with attachments alone' found 'Hard Large' has:attachment
check 'with words' found 'Hard' has:attachment text
check 'without it all of them' found 'Hard Plain' text
check 'whose they are' found 'Hard Large' toms has:file
check 'a directory that is missing is not made' eval '
  status 3 kontor mail save "$large" --to "not there" && kontor mail save "$large" --to "not there" 2>&1 | grep -q "mkdir -p .not there." &&
  ! [ -e "not there" ]'
check 'clients are another question' status 2 kontor find has:attachment tag:vip
check 'the list marks them' eval '
  kontor mail list | cut -f6,8 | LC_ALL=C sort | tr "\t" = | tee list | tr "\n" " " |
    grep -qx "Hard=yes Large=yes Plain= subject=attached " || { cat list; false; }'
check 'one is saved by the number that show says' eval '
  n=$(kontor mail show "$hard" | sed -n "s/^ *\([0-9]*\)  con.pdf.*/\1/p"); mkdir one
  kontor mail save "$hard" "$n" --to one && ls one | grep -q con'
many () {
  local i name
  name=$(printf 'n%.0s' {1..290})
  printf '%s\n' 'Received: from a by b; Thu, 19 Nov 2026 12:00:00 +0200' 'From: Toms <toms@brize.example>' \
    'To: anna@studija.example' 'Subject: Many' 'Date: Thu, 19 Nov 2026 12:00:00 +0200' \
    'Content-Type: multipart/mixed; boundary=b' ''
  for i in {1..990}; do
    printf '%s\n' --b "Content-Type: application/x-${name:0:90}; name=$i-$name" '' x
  done
}
many >Mail/cur/many:2,S
kontor sync >/dev/null
many=$(ref Many)
check 'more files than can be listed are told' says 'there may be more' kontor mail show "$many"
check 'by --full too' says 'more than can be listed' kontor mail show "$many" --full
done_testing
