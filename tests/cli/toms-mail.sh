# A Maildir for tests of letters: . "$srcdir/tests/cli/toms-mail.sh" after lib.sh
MAIL=$DIR/mail
mkdir -p "$MAIL"/{cur,new,tmp} "$MAIL"/.Sent/{cur,new,tmp}
write_config '[mail studio]' "url = maildir:$MAIL"

# letter [-s] NAME FROM TO DATE SUBJECT [HEADER…]: a letter into INBOX, -s into Sent; its text is
# stdin. The Message-ID is <NAME@test.example>.
letter () {
  local folder=$MAIL received=yes
  if [ "$1" = -s ]; then folder=$MAIL/.Sent received=no; shift; fi
  local name=$1 from=$2 to=$3 date=$4 subject=$5
  shift 5
  {
    [ "$received" = no ] || printf 'Received: from mx.example by mail.studija.example; %s\n' "$date"
    printf 'From: %s\nTo: %s\nDate: %s\nSubject: %s\nMessage-ID: <%s@test.example>\n' \
      "$from" "$to" "$date" "$subject" "$name"
    [ $# = 0 ] || printf '%s\n' "$@"
    case "$*" in *Content-Type*) ;; *) printf 'Content-Type: text/plain; charset=utf-8\n' ;; esac
    printf 'MIME-Version: 1.0\n\n'
    cat
  } >"$folder/cur/$name:2,S"
}

ME='Anna <anna@studija.example>'
TOMS='Toms Kalns <toms.kalns@brize.example>'
# Toms asks, Anna answers, Toms asks again; Olga writes to both; a list; a forgery; a disguise.
write_letters () {
  letter ask "$TOMS" "$ME" 'Mon, 16 Nov 2026 10:00:00 +0200' 'Zīmola grāmata' \
    <<<'Mums vajadzētu zīmola grāmatu.'
  letter -s answer "$ME" "$TOMS" 'Wed, 18 Nov 2026 09:00:00 +0200' 'Re: Zīmola grāmata' \
    'In-Reply-To: <ask@test.example>' <<<'Pievienoju pirmo uzmetumu.'
  letter again "$TOMS" "$ME" 'Thu, 19 Nov 2026 10:00:00 +0200' 'Re: Zīmola grāmata' \
    'In-Reply-To: <answer@test.example>' <<<'Vai 12 lappuses pietiks?'
  letter both 'Olga <olga@krasa.example>' "$ME, $TOMS" 'Thu, 19 Nov 2026 12:00:00 +0200' Katalogs \
    <<<'Te ir ёлка и wine labels {b:braces} %s.'
  letter list 'News <news@krasa.example>' "$ME" 'Fri, 20 Nov 2026 12:00:00 +0200' 'Wine sale' \
    'List-Id: <news.krasa.example>' 'Precedence: bulk' <<<'Secret text of a newsletter'
  letter forged "$ME" "$TOMS" 'Fri, 20 Nov 2026 13:00:00 +0200' 'Pay here' <<<'New account!'
  letter disguise '"toms.kalns@brize.example" <x91@gift.example>' "$ME, $TOMS" \
    'Fri, 20 Nov 2026 14:00:00 +0200' 'Gift' <<<'Open the file.'
  letter old "$TOMS" "$ME" 'Thu, 2 May 2024 10:00:00 +0300' $'Old \033[31mred\033[0m thing' \
    <<<$'Text with \033]52;c;x\007 an escape and \xe2\x80\xae turned.'
  letter file "$TOMS" "$ME" 'Sat, 21 Nov 2026 10:00:00 +0200' Faili \
    'Content-Type: multipart/mixed; boundary=x' <<'END'
--x
Content-Type: text/plain; charset=utf-8

Te faili.
--x
Content-Type: text/plain; name="../../etc/offer.txt"
Content-Disposition: attachment; filename="../../etc/offer.txt"

hello
--x
Content-Type: application/pdf; name="price list.pdf"
Content-Disposition: attachment; filename="price list.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--x--
END
}

# ref_of SUBJECT: the ref of the newest letter with that subject.
ref_of () {
  kontor mail list --all --json | python3 -c 'import json, sys
print(next(l["ref"] for l in json.load(sys.stdin)["letters"] if l["subject"] == sys.argv[1]))' "$1"
}
