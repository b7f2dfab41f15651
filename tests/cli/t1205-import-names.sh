# import: whose phone it is, in whatever spelling of the name.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
kontor contact add 'Олег Савчук' +37129800100 >/dev/null
kontor contact add 'Bērziņa Anna' +37129800101 >/dev/null
table () { printf 'Name,Phone,City,E-mail\n'; printf '%s\n' "$@"; }

table 'Oleg Savchuk,29800100,Rīga,' >names.csv
check 'Latin letters for Cyrillic ones change him' says '1 changed' kontor import csv names.csv
check 'and make nobody new' eval '[ "$(kontor contact list | wc -l)" = 3 ] && says Rīga kontor show савчук'
check 'his name stays as it was' says 'Олег Савчук' kontor show савчук
table 'Oļegs Savčuks,29800100,Rīga,' >names.csv
check 'as Latvian spells him' says 'nothing new' kontor import csv names.csv
table 'Анна Берзиня,29800101,Ogre,' >names.csv
check 'Cyrillic letters for Latin ones' says '1 changed' kontor import csv names.csv
table 'Anna,29800101,,anna@berzina.example' >names.csv
check 'a first name alone' says '1 changed' kontor import csv names.csv
table 'Marija Savčuka,29800100,,' >names.csv
check 'his wife is another' eval 'kontor import csv names.csv | grep "1 new" && [ "$(kontor contact list | wc -l)" = 4 ]'
cat >card.vcf <<'VCF'
BEGIN:VCARD
VERSION:3.0
N:Savchuk;Oleg;;;
FN:Oleg Savchuk
TEL:+371 29 800 100
EMAIL:oleg@savchuk.example
END:VCARD
VCF
check 'a card too' says '1 changed' kontor import vcf card.vcf

# what stands in the way of an undo of thousands of rows
python3 -c 'print("Name,E-mail")
for i in range(2500): print(f"Klients {i},k{i}@many.example")' >many.csv
kontor import csv many.csv >/dev/null
kontor contact edit k77@many.example city=Ogre >/dev/null
before () { sqlite3 "$DATA/book.db" .dump | grep -v _fts_; }
before >dump
check 'a later change stands on it' eval 'ref=$(kontor log | awk -F"\t" "\$4 ~ /many.csv/ { print \$1 }") &&
  ! kontor undo "$ref" 2>said && grep "later changes stand on it" said && grep "undo 2" said'
check 'and all is as it was' eval 'before | same dump - && kontor find "klients 77" | grep -q "Klients 77"'
check 'both at once' eval 'kontor undo 2 --yes && [ "$(kontor contact list | wc -l)" = 4 ] && ! kontor find "klients 77" | grep -q "Klients 77"'

# one limit and the same exit codes for every kind of file
truncate -s 134217729 large
printf '{x' >bad.json
for kind in csv vcf json; do
  check "$kind: 128 MB are the limit" eval "status 1 kontor import $kind large 2>said; grep '128 MB' said"
  check "$kind: from standard input too" eval "! head -c 134217729 /dev/zero | kontor import $kind - 2>said && grep '128 MB' said"
  check "$kind: no such file" status 3 kontor import "$kind" nowhere
  check "$kind: a directory" status 1 kontor import "$kind" .
done
check 'json: what is none' status 1 kontor import json bad.json
done_testing
