# export csv and --csv=excel: tables that others open, and that import csv reads back.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

refs () { sed 's/[0-9][0-9a-z]\{11\}/REF/g'; }
kontor contact add 'Zane Ozola' zane@ozola.example +37129123456 --tag vip --tag 'māte' >/dev/null
kontor contact edit zane city=Rīga birthday=1986-03-12 discount=7.5 >/dev/null
kontor contact add '=HYPERLINK("http://x.example";"x")' 29000111 >/dev/null
printf 'name;phone;company\n'"''=1+1"';29000112;"@SUM(A1); ""x"""\n' >formula.csv
kontor import csv formula.csv >/dev/null
kontor contact add 'SIA Brīze' info@brize.example birojs@brize.example --shared --tag +1 >/dev/null
kontor note zane '=cmd|calc' >/dev/null
kontor remind zane 'fri 10:00' call >/dev/null

csv () { kontor export csv "$@" | tr -d '\r' | refs; }
check_golden export-csv csv
check_golden export-csv-query csv tag:vip
check_golden export-csv-notes csv notes
check_golden export-csv-reminders csv reminders zane
check 'formulas are guarded' eval '! csv | python3 -c "
import csv, sys
sys.exit(any(c[:1] in (\"=\", \"+\", \"-\", \"@\", \"\\t\", \"\\r\") for r in csv.reader(sys.stdin) for c in r) - 1)"'
check 'unless raw' eval 'csv --raw | grep -q "^REF,person,\"=HYPERLINK"'
for what in visits deals invoices services goods; do
  check "$what have a header" eval "csv $what | head -n 1 | grep -q '^ref,'"
done
check 'services are nobody'\''s' status 2 kontor export csv services zane
check 'a file' says 'written  4 rows to all.csv' kontor export csv -o all.csv
check 'as JSON' json 'd["rows"] == 4 and d["file"] == "b.csv"' kontor --json export csv -o b.csv

# what is written is read back
cards () { # without keys and times
  sqlite3 -separator '|' "$DATA/book.db" 'SELECT kind, name, given, family, patronymic, company, type,
    status, source, birthday, language, cadence, discount, city, consent FROM contact ORDER BY fold, id;
    SELECT c.name, p.kind, p.raw, p.norm, p.match, p.label, p.share, p.position FROM contact_point p
    JOIN contact c ON c.id = p.contact ORDER BY c.fold, p.kind, p.position;
    SELECT c.name, t.tag FROM contact_tag t JOIN contact c ON c.id = t.contact ORDER BY 1, 2;
    SELECT c.name, f.name, v.value FROM contact_field v JOIN contact c ON c.id = v.contact
    JOIN field f ON f.id = v.field ORDER BY 1, 2'
}
printf 'ref,name,field:Nails\n%s,Zane Ozola,=long\n' "$(kontor --json show zane | sed -n 's/.*"ref" : "\(.*\)",/\1/p' | head -n 1)" >own.csv
kontor import csv own.csv >/dev/null
cards >wanted
kontor export csv -o back.csv >/dev/null
kontor --csv=excel export csv -o excel.csv >/dev/null
check 'its own file changes nothing' says 'nothing new' kontor import csv back.csv
check 'nor that for Excel' says 'nothing new' kontor import csv excel.csv
for file in back.csv excel.csv; do
  rm -rf "$DATA"
  check "$file in an empty book is the same people" eval "kontor import csv $file && cards | same wanted -"
done

# Excel
check 'marked as UTF-8, semicolons, CRLF' eval '
  [ "$(head -c 3 excel.csv | od -An -tx1)" = " ef bb bf" ] && head -n 1 excel.csv | grep -q "^.ref;kind;.*$(printf "\r")$"'
check 'dates and decimals of the locale' eval 'grep -q "12.03.1986" excel.csv && grep -q "7,5 %" excel.csv'
check 'for any list' eval 'kontor contact list --csv=excel | head -n 1 | grep -q "name;company"'
check 'an answer in words stays' eval 'kontor --csv=excel note zane hello, you | grep -q ","'
check 'plain CSV is as it was' eval 'kontor contact list --csv | head -n 1 | grep -q "^name,company"'
check_golden csv-unknown kontor contact list --csv=exel
done_testing
