# import csv: what is broken is named with its place, and the book is as it was.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
kontor contact add 'Zane Ozola' +37129123456 >/dev/null
whole () { sqlite3 "$DATA/book.db" .dump; }
whole >before
refused () { # NAME TEXT: bad.csv is refused, saying so, and nothing has changed
  check "$1" eval "! kontor import csv bad.csv >said 2>&1 && grep -qF -- '$2' said && whole | same before - || { cat said; false; }"
}
bad () { python3 -c "import sys; sys.stdout.buffer.write($1)" >bad.csv; }

printf 'Name,Phone\nRita Kalve,29111222\n"Broken,29111223\nMaija Liepa,29111224\n"A" B,29111225\nBad,zzz\n' >bad.csv
check_golden import-bad kontor import csv bad.csv
refused 'a quote that is never closed' 'line 3: the quote at character 1 is never closed'
refused 'a field behind its quote' 'line 5: the field goes on behind its quote at character 5'
refused 'a phone that is none' 'line 6, column 2 «Phone»'
cp bad.csv partly.csv
check 'nothing good is lost when asked' eval 'status 6 kontor import csv partly.csv --partial &&
  kontor show rita && kontor show maija && says "2 same" kontor import csv partly.csv --partial --dry-run'
kontor undo >/dev/null
whole >before

bad 'b"Name,Phone\nA\0B,29111222\n"'
refused 'a NUL' 'line 2: character 2 is a control character'
bad 'b"Name,Phone\nA\x1b[31mB,29111222\n"'
refused 'an escape' 'line 2: character 2 is a control character'
bad 'b"Name,Phone\nA\x1fB,29111222\n"'
refused 'a unit separator' 'line 2: character 2 is a control character'
bad 'b"Name,Phone\n" + b"x" * 1000000 + b",29111222\n"'
refused 'a field of 1 MB' 'line 2: the field at character'
bad 'b"Name,Phone\n" + b"y," * 10000 + b"\n"'
refused '10,000 columns' 'it has more than 1000 fields'
bad 'b"Name,Phone\nA,29111222,more,and more\n"'
refused 'more fields than the header' 'line 2: it has 4 fields, the header has 2'
bad 'b"Name,Phone\n" + bytes((i * i * 7919 + i) % 251 for i in range(600000))'
check '10,000 rows of garbage' eval '! kontor import csv bad.csv >/dev/null 2>&1 && whole | same before -'
bad 'b"\"\n" * 10000'
check 'open quotes without end' eval '! kontor import csv bad.csv >/dev/null 2>&1 && whole | same before -'
bad 'b"Name\n" + b"n\n" * 200001'
refused 'too many rows' 'more than 200000 rows'
bad 'b""'
refused 'nothing' 'there is nothing in it'
bad 'b"Name,Birthday\nA,31.02.1986\n"'
refused 'a day that is none' 'line 2, column 2 «Birthday»'
bad 'b"Name,Phone\nA,=cmd|calc\n"'
refused 'a formula for a phone' 'line 2, column 2 «Phone»'
bad 'b"Name,Notes\n=1+1,@SUM(A1)\n"'
check 'a formula is text' eval 'kontor import csv bad.csv && kontor export csv | grep -q "'"'"'=1+1"'
bad 'b"Name,Shoe size,Notes\r\nLauma Egle,39,\"one\r\ntwo\"\r\n"'
check 'a cell with a line break is one cell' eval 'says "1 new" kontor import csv bad.csv'
check 'of both its lines' eval 'kontor export csv notes lauma | tr -d "\r" | grep -A 1 "\"one$" | grep -q "^two\""'
check 'an unknown column is left out' eval '! kontor export csv | grep -q "Shoe"'
check 'no file' status 3 kontor import csv nowhere.csv
check 'a directory' status 1 kontor import csv .
done_testing
