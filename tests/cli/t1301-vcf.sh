# import vcf and export vcf: cards of phones and programs in, and out again.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

crlf () { sed 's/$/\r/'; }
crlf >iphone.vcf <<'VCF'
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.0//EN
UID:11-22
N:Bērziņa;Anna;;;
FN:Anna Bērziņa
ORG:Studija\, SIA;Zāle
TITLE:Friziere
EMAIL;type=INTERNET;type=HOME;type=pref:anna@berzina.example
TEL;type=CELL;type=VOICE;type=pref:+371 29 123 456
item1.TEL:67 000 000
item1.X-ABLabel:_$!<Main>!$_
TEL:*100#
item2.ADR;type=WORK:;;Brīvības iela 1\n2. stāvs;Rīga;;LV-1010;Latvija
item2.X-ABADR:lv
BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-12
NOTE:dog Bruno
CATEGORIES:vip
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ
 SkZJRg==
X-WEIRD;A="b:c":d
END:VCARD
BEGIN:VCARD
VERSION:3.0
UID:33
N:Kalns;Toms;;;
FN:Toms Kalns
TEL;type=CELL:+371 29 999 999
item1.X-ABRELATEDNAMES;X-KONTOR-UID="11-22":Anna Bērziņa
item1.X-ABLabel:_$!<Assistant>!$_
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Friends
X-ADDRESSBOOKSERVER-KIND:group
X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:33
END:VCARD
VCF
dump () { # the book without the journal
  sqlite3 "$DATA/book.db" .dump | grep -v -e 'INTO journal' -e sqlite_sequence -e _fts_
}

check_golden import-vcf-dry kontor import vcf iphone.vcf --dry-run
check 'a dry run writes nothing' eval '[ "$(kontor contact list | wc -l)" = 1 ]'
check_golden import-vcf kontor import vcf iphone.vcf
check 'what it is' eval 'kontor --json show anna >a.json && grep -q -e --03-12 a.json &&
  grep -q "dog Bruno" a.json && says "67 000 000 (main)" kontor show anna'
check 'a relation is one' says 'Anna Bērziņa' kontor show toms
check_golden import-vcf-again kontor import vcf iphone.vcf
check 'once more from standard input' eval 'cat iphone.vcf | kontor import vcf - | grep -q "nothing new"'
check 'one entry, and one undo takes it back' eval '
  dump >before && [ "$(kontor log | grep -c "import vcf")" = 1 ] && kontor undo &&
  [ "$(kontor contact list | wc -l)" = 1 ] && kontor redo && dump >after && same before after'

# out again
grep -v -e '^NOTE:' iphone.vcf | sed '/^FN:Friends/,$d' | sed '$d' | sed '$d' >wanted.vcf
check 'what nobody changed goes out as it came, without notes' eval '
  kontor export vcf >out.vcf && same wanted.vcf out.vcf'
check 'notes only when asked for' eval 'kontor export vcf --notes >out.vcf &&
  sed "/^FN:Friends/,\$d" iphone.vcf | sed "\$d" | sed "\$d" >wanted.vcf && same wanted.vcf out.vcf'
kontor contact edit anna family=Liepa given=Anna >/dev/null
kontor contact edit anna company= >/dev/null
check_golden export-vcf-changed eval 'kontor export vcf --notes | diff --strip-trailing-cr iphone.vcf - | sed "/^[<>] BEGIN/,\$d"'
check_golden export-vcf-file eval 'kontor export vcf tag:vip -o vip.vcf; grep -c BEGIN vip.vcf'
check 'its owner alone reads the file' eval '[ "$(stat -c %a vip.vcf)" = 600 ]'
check 'as JSON' json 'd["contacts"] == 1 and d["file"] == "vip.vcf"' kontor --json export vcf tag:vip -o vip.vcf
check_golden export-vcf-nobody kontor export vcf tag:nosuch
check_golden export-vcf-version kontor export vcf --version 3.1
check_golden import-vcf-missing kontor import vcf none.vcf

# charsets of old programs
printf 'BEGIN:VCARD\r\nVERSION:2.1\r\nN:Петров;Пётр\r\nFN:Пётр Петров\r\nTEL;CELL:+7 495 274 22 22\r\nEND:VCARD\r\n' >utf8.vcf
for charset in CP1251 KOI8-R UTF-16; do
  iconv -f UTF-8 -t "$charset" utf8.vcf >old.vcf
  check "$charset without a word" eval 'kontor import vcf old.vcf && kontor --json show петров | grep -q Пётр && kontor undo'
done
check 'the text that is kept is UTF-8' eval 'iconv -t CP1251 utf8.vcf >old.vcf && kontor import vcf old.vcf &&
  kontor export vcf петров | grep -q "FN;CHARSET=UTF-8:Пётр"'

# a whole book through a file into an empty one: the same people
kontor contact add 'Līga Auziņa' liga@auzina.example '+371 26 111 222' --tag vip --tag 'zelta klients' >/dev/null
kontor contact edit liga type=designer status=new source=Instagram discount=7,5 cadence=42 consent=yes city=Ogre \
  language=lv birthday=1986-03-12 company='Brīze; SIA, filiāle' given=Līga family=Auziņa patronymic='Jāņa m.' >/dev/null
kontor field add 'Matu krāsa' text >/dev/null
kontor contact edit liga 'Matu krāsa=tumša; īsa, = x' >/dev/null
kontor contact add 'Koks un Ko' info@koks.example --company >/dev/null 2>&1 ||
  kontor contact add 'Koks un Ko' info@koks.example >/dev/null
kontor contact edit koks kind=company >/dev/null
kontor contact add 'Tikai Vārds' >/dev/null
kontor contact relate liga spouse tikai >/dev/null 2>&1 || kontor relate liga spouse tikai >/dev/null 2>&1
people () { # all that is known of all, without keys and times
  sqlite3 "$1" "
    SELECT 1, kind, name, given, family, patronymic, company, type, status, source, birthday, language,
           cadence, discount, city, consent FROM contact ORDER BY name;
    SELECT 2, c.name, p.kind, p.raw, p.norm, p.label, p.share FROM contact_point p JOIN contact c ON c.id = p.contact
      ORDER BY c.name, p.kind, p.position;
    SELECT 3, c.name, t.tag FROM contact_tag t JOIN contact c ON c.id = t.contact ORDER BY c.name, t.tag;
    SELECT 4, c.name, f.name, v.value FROM contact_field v JOIN field f ON f.id = v.field JOIN contact c ON c.id = v.contact
      ORDER BY c.name, f.name;
    SELECT 5, iif(r.kind = 'spouse', min(c.name, o.name), c.name), r.kind,
           iif(r.kind = 'spouse', max(c.name, o.name), o.name)
      FROM relation r JOIN contact c ON c.id = r.contact JOIN contact o ON o.id = r.other ORDER BY r.kind;
    SELECT 6, c.name, n.text FROM note n JOIN contact c ON c.id = n.contact ORDER BY c.name, n.text"
}
people "$DATA/book.db" >wanted
cp -a "$DATA" "$HOME/full"
python=$(for p in /usr/bin/python3 python3; do "$p" -c 'import vobject' 2>/dev/null && echo "$p" && break; done)
for version in 2.1 3.0 4.0; do
  rm -rf "$DATA" && cp -a "$HOME/full" "$DATA"
  kontor export vcf --notes --version "$version" >all.vcf
  kontor import vcf all.vcf >again
  check "$version into its own book changes nothing" grep -q 'nothing new' again
  rm -rf "$DATA"
  check "$version into an empty one gives equal people" eval '
    kontor import vcf all.vcf && people "$DATA/book.db" >got && same wanted got'
  kontor export vcf --notes --version "$version" >twice.vcf
  check "$version and out of that one the same file" same all.vcf twice.vcf
  if [ -n "$python" ]; then
    [ "$version" = 4.0 ] || check "$version as others read it" "$python" - all.vcf <<'PY'
import sys, vobject
cards = list(vobject.readComponents(open(sys.argv[1], encoding="utf-8", newline=""), allowQP=True))
names = sorted(c.fn.value for c in cards)
assert "Līga Auziņa" in names and "Anna Liepa" in names, names
liga = next(c for c in cards if c.fn.value == "Līga Auziņa")
assert liga.email.value == "liga@auzina.example" and "26 111 222" in liga.tel.value
assert liga.n.value.family == "Auziņa" and liga.n.value.additional == "Jāņa m.", liga.n.value
PY
  else
    skip "$version as others read it" 'no python3-vobject'
  fi
done
done_testing
