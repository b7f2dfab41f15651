# What invoices look like printed: templates, languages, and nothing a stranger wrote acts.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
write_config '[invoice]' 'name = Anna Bērziņa, tulkotāja' 'address = Brīvības iela 1-2; Rīga, LV-1010' \
  'registration = 120385-12345' 'vat-number = LV12345678901' 'bank = Banka AS' \
  'iban = LV80 BANK 0000 4351 9500 1' 'bic = BANKLV2X' 'tax = 21 %' 'footer = Paldies!'
kontor contact add 'Hanna Weber' --email hanna@weber.example >/dev/null
kontor contact add 'Олена Коваль' --email olena@x.example --language uk >/dev/null
kontor contact add 'Zane Ozola' --language lv >/dev/null
kontor contact add 'Олег Савчук' --language ru >/dev/null
kontor invoice hanna 450 catalogue >/dev/null
kontor invoice олена 9500 грн переклад >/dev/null
kontor invoice zane 12,50 griezums >/dev/null
kontor invoice олег 20 справка >/dev/null
kontor offer hanna 100 logo >/dev/null
kontor paid 2026-001 50 card >/dev/null

check_golden t1602-text kontor invoice print 2026-001
check_golden t1602-text-uk kontor invoice print 2026-002
check_golden t1602-text-lv kontor invoice print 2026-003
check_golden t1602-text-ru kontor invoice print 2026-004
check_golden t1602-offer kontor offer print 2026-01
check_golden t1602-remind kontor invoice remind 2026-002
check_golden t1602-remind-late env KONTOR_NOW=2026-12-20T09:00:00+02:00 "$KONTOR" --dry-run invoice remind 2026-001
check 'the day of the reminder is kept' json 'd["invoice"]["reminded"] == "2026-11-23"' \
  kontor --json invoice show 2026-002
check_golden t1602-file kontor invoice print 2026-001 -o page.html
check 'the file is private and a page' eval '[ "$(stat -c %a page.html)" = 600 ] && head -1 page.html | grep -q DOCTYPE'

cat >page.py <<'P'
"""page.py FILE: the elements of a page, with their attributes' names, one a line."""
import sys
from html.parser import HTMLParser

class Names(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print(tag, *sorted(name for name, _ in attrs))
        for name, value in attrs:
            if name in ("href", "src"):
                assert value.startswith(("mailto:", "http:", "https:")), value

Names().feed(open(sys.argv[1], encoding="utf-8").read())
P
# Every text a stranger may have written, in a book of its own: the page has the same elements.
plain () { # NAME TEXT FILE
  rm -rf evil
  kontor --data evil contact add Plain --email x@x.example >/dev/null &&
    kontor --data evil contact edit x@x.example "name=$1" "company=$2" >/dev/null &&
    kontor --data evil invoice x@x.example 5 "$2" >/dev/null &&
    kontor --data evil invoice print 2026-001 --html >"$3"
}
check 'a harmless page' eval 'plain "Hanna W" "catalogue" plain.html && python3 page.py plain.html >plain.names'
n=0
while IFS= read -r payload; do
  n=$((n + 1))
  check "payload $n adds no element: ${payload//$'\e'/}" eval '
    plain "H $payload" "$payload" evil.html && python3 page.py evil.html >evil.names && same plain.names evil.names'
done <<P
<script>alert(1)</script>
"><img src=x onerror=alert(1)>
'><svg/onload=alert(1)>
</td></tr></table><iframe src=javascript:alert(1)>
</title><script>x</script>
<!--
]]><b>
{{number}}{{#lines}}
&lt;script&gt;
javascript:alert(1)
</style><style>*{display:none}
=1+1
$(printf '\e]52;c;eA==\a')
P
check 'the policy forbids all else' eval "grep -q \"default-src 'none'; style-src 'sha256-\" page.html"
check 'no script, nothing fetched' eval '! grep -qiE "<script|src=|url\(|@import|https?://" page.html'
check 'controls are visible' eval '! kontor --data evil invoice print 2026-001 | grep -q "$(printf "\e")"'
check 'csv: a formula is text' eval 'rm -rf evil; plain "=1+1" x evil.html; kontor --data evil --csv invoice list | grep -q "'"'"'=1+1"'

# templates
printf 'No {{number}}\n{{#lines}}\n{{name:12}}{{total:-12}}\n{{/lines}}\n' >short.txt
check_golden t1602-template-add kontor template add short short.txt
check_golden t1602-template-used kontor invoice print 2026-001 --template short
check 'it is not used unasked' says INVOICE kontor invoice print 2026-001
printf '{{numbr}}' >bad.txt
check_golden t1602-template-bad kontor template add bad bad.txt
printf '<html><head></head><script>{{number}}</script></html>' >bad.html
check_golden t1602-template-script kontor template add bad bad.html
printf '<p>{{number}}</p>' >bad.html
check_golden t1602-template-head kontor template add bad bad.html
head -c 300000 /dev/zero | tr '\0' x >big.txt
check 'a template has a limit' status 1 kontor template add big big.txt
check 'no file' status 1 kontor template add big nowhere.txt
check 'no such kind' status 2 kontor template add a short.txt --kind poem
check 'no such language' status 2 kontor template add a short.txt --language '../x'
check 'no such template' status 3 kontor invoice print 2026-001 --template nothing
check 'what is built in stays' status 4 kontor template remove invoice
export EDITOR='sed -i s/catalogue/x/;s/INVOICE/MY-INVOICE/'
check_golden t1602-template-edit kontor template edit invoice
check "one's own wins" says MY-INVOICE kontor invoice print 2026-001
check 'for its language only' says RĒĶINS kontor invoice print 2026-003
check 'undo takes it back' eval 'kontor undo >/dev/null; ! kontor invoice print 2026-001 | grep -q MY-'
export EDITOR=true
check 'nothing changed, nothing written' says 'nothing was changed' kontor template edit offer
check_golden t1602-template-remove kontor template remove short
unset EDITOR

documented () { # SECTION FILE…
  local section=$1
  shift
  check "documented: $section" python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$section" "$@"
}
kontor --json invoice print 2026-001 >print.json
kontor --json invoice print 2026-001 -o p.html >print2.json
kontor template add short short.txt --language lv >/dev/null
kontor --json template >templates.json
kontor --json template show invoice >template.json
kontor --json template show short >template2.json
documented 'invoice print' print.json print2.json
documented 'template' templates.json
documented 'template show' template.json template2.json
done_testing
