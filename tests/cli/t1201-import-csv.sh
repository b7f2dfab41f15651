# import csv: what people bring along.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

cat >klienti.csv <<'CSV'
Klients;Mob. tālr.;E-pasts;Dzimšanas diena;Pilsēta;Piezīmes;Birkas;Atlaide;Foto
Zane Ozola;29123456;zane@ozola.example;12.03.1986;Rīga;"kafija; bez
cukura";vip, mati;5%;a.jpg
Jānis Kļaviņš;+371 26 111 222;;;;;;0;
SIA Brīze;67222333;info@brize.example;;Ogre;;;;
CSV

dump () { # the book without the journal
  sqlite3 "$DATA/book.db" .dump | grep -v -e 'INTO journal' -e sqlite_sequence -e _fts_
}
refs () { sed 's/[0-9a-z]\{12\}/REF/g'; }

check_golden import-csv-dry kontor import csv klienti.csv --dry-run
check 'a dry run writes nothing' eval '[ "$(kontor contact list | wc -l)" = 1 ]'
check_golden import-csv kontor import csv klienti.csv
check 'who it was and what' eval '
  kontor --json show zane >a.json
  grep -q "zane@ozola.example" a.json && grep -q 1986-03-12 a.json && grep -q "kafija; bez" a.json'
check 'phones are numbers, labels kept' eval 'says "29123456 (mobile)" kontor show zane'
check_golden import-csv-again kontor import csv klienti.csv
check 'the second import writes no entry' eval '[ "$(kontor log | grep -c "import csv")" = 1 ]'
dump >before
check 'one undo takes it back' eval 'kontor undo && [ "$(kontor contact list | wc -l)" = 1 ]'
check 'redo brings the same back' eval 'kontor redo && dump >after && same before after'

# every charset and line end gives the same people
people () { kontor contact list --csv | cut -d, -f1-6; }
people >wanted
from () { # CHARSET FILTER…
  local charset=$1
  shift
  kontor undo >/dev/null
  iconv -f UTF-8 -t "$charset" klienti.csv | "$@" >other.csv
  kontor import csv other.csv >/dev/null && people | same wanted -
}
check 'windows-1257' from CP1257 cat
check 'UTF-16 little endian without a mark' from UTF-16LE cat
check 'UTF-16 big endian' from UTF-16 cat
check 'lines end with CR' from UTF-8 tr '\n' '\r'
check 'lines end with CRLF' from UTF-8 sed 's/$/\r/'
check 'a mark of UTF-8' from UTF-8 sed '1s/^/\xef\xbb\xbf/'
check 'tabs' from UTF-8 sed 'y/;/\t/;s/kafija\t/kafija;/'
printf 'Фамилия;Имя;Отчество;Телефон;День рождения\nПетрова;Анна;Ивановна;29555111;1.2.1990\n' |
  iconv -f UTF-8 -t CP1251 >ru.csv
check 'windows-1251' eval 'kontor import csv ru.csv && says "Анна" kontor show петрова'
check 'from standard input' eval 'printf "Name,Phone\nRita Kalve,29777111\n" | kontor import csv - &&
  kontor show rita'

# who is here already
kontor contact add 'Toms Kalns' toms@kalns.example >/dev/null
kontor contact edit toms city=Ogre >/dev/null
printf 'Name,E-mail,City,Company\nToms Kalns,Toms@Kalns.example,Rīga,Brīze\n' >toms.csv
check_golden import-csv-differs kontor import csv toms.csv --dry-run
check 'what differs stays' eval 'kontor import csv toms.csv; kontor --json contact list city:Ogre | grep -q Kalns'
check 'an update takes it' eval 'kontor import csv toms.csv --update; kontor --json contact list city:Rīga | grep -q Kalns'
printf 'Name,E-mail\nLinda Brīze,info@brize.example\n' >shared.csv
check 'a shared address picks nobody' says '1 new' kontor import csv shared.csv
printf 'Name,Phone\nZane,29123456\nZanes mamma,29123456\n' >phone.csv
check_golden import-csv-phone kontor import csv phone.csv --dry-run
printf 'Name,E-mail,E-mail 2\nWho,zane@ozola.example,toms@kalns.example\n' >two.csv
check_golden import-csv-doubt kontor import csv two.csv

# columns
check_golden import-csv-columns kontor import csv klienti.csv --columns 'Foto=field:Bilde,Pilsēta=-' --save-map salon --dry-run
check 'a mapping is kept' eval 'kontor import csv klienti.csv --columns "Foto=field:Bilde,Atlaide=-" --save-map Salon &&
  printf "Klients;Foto;Atlaide\nJauna Viena;x.jpg;zzz\n" >new.csv && kontor import csv new.csv --map salon'
check 'and used' eval 'dump | grep "INTO contact_field" | grep -q x.jpg'
check_golden import-csv-no-map kontor import csv klienti.csv --map salom
check_golden import-csv-bad-column kontor import csv klienti.csv --columns 'Bilde=-'
check_golden import-csv-bad-meaning kontor import csv klienti.csv --columns 'Foto=emial'
printf 'a;b\nc;d\n' >unknown.csv
check 'without a name it asks' status 2 kontor import csv unknown.csv --columns '1=city'
printf 'Name,Birthday\nA One,05/06/1986\n' >doubt.csv
check_golden import-csv-dates kontor import csv doubt.csv
check 'told which' eval 'kontor import csv doubt.csv --dates month-first && says 1986-05-06 kontor --json show "A One"'
printf 'Name,Birthday\nB Two,05/06/1986\nC Three,25/06/1986\n' >clear.csv
check 'one clear date tells for all' eval 'kontor import csv clear.csv && says 1986-06-05 kontor --json show "B Two"'
check 'as JSON' json 'd["new"] == 0 and d["same"] == 3 and d["columns"][0]["meaning"] == "name" and d["saved"] is False' \
  kontor --json import csv klienti.csv --columns Foto=-
done_testing
