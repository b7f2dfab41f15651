# The demo office: there, the same each time, true on every day of the week.
. "${srcdir:?}/tests/cli/lib.sh"
kd () { timeout 20 "$KONTOR" --config "$DIR/$1/config" --data "$DIR/$1/data" "${@:2}" </dev/null; }

check_golden demo-made kontor demo office
check '140 to 170 letters' eval 'n=$(find office/mail -type f | wc -l); [ $n -ge 140 ] && [ $n -le 171 ] || { echo $n; false; }'
check 'the config is nobody else'"'"'s business' eval '[ "$(stat -c %a office/config)" = 600 ]'
check 'only config, mail and a book' eval '[ "$(ls -A office | tr "\n" " ")" = "config data mail " ]'
check_golden demo-not-empty kontor demo office
check_golden demo-usage kontor demo
check 'an empty directory will do' eval 'mkdir empty && kontor demo empty'
check 'json' json 'd["letters"] > 100 and d["clients"] > 15 and d["deals"] > 30 and d["visits"] == 0 and d["config"] == "j/config" and d["data"] == "j/data"' \
  kontor demo --json j
same_office () { # the same bytes; and in two books the same, without the keys that are random
  for book in "$@"; do
    sqlite3 "$book/data/book.db" 'SELECT * FROM contact ORDER BY id; SELECT * FROM deal ORDER BY id;
      SELECT * FROM invoice ORDER BY id; SELECT * FROM invoice_payment ORDER BY id;
      SELECT * FROM invoice_number ORDER BY id; SELECT deal, at, from_stage, to_stage FROM deal_move ORDER BY 1, 2;
      SELECT * FROM reminder ORDER BY id; SELECT * FROM note ORDER BY id; SELECT * FROM contact_point ORDER BY id' \
      >"$book.dump" && [ -s "$book.dump" ] || return 1
  done
  cmp "$1.dump" "$2.dump" && diff -r --exclude=data "$1" "$2"
}
check 'the same moment, the same bytes' eval 'kontor demo again >/dev/null && same_office office again'
check 'another zone, the same bytes' eval 'TZ=America/New_York kontor demo ny >/dev/null && same_office office ny'
check 'another moment, other letters, another book' eval 'KONTOR_NOW=2026-11-24T08:12:00+02:00 kontor demo later >/dev/null &&
  ! diff -rq --exclude=data office later >/dev/null && ! same_office office later >/dev/null'
check 'the book is one entry in the journal, an import' eval '[ "$(sqlite3 office/data/book.db \
  "SELECT origin FROM journal")" = import ]'
check 'addresses are of .example only' eval '! grep -rhoaE "[a-z0-9.]+@[a-z0-9.-]+" data/demo 2>/dev/null \
  "$srcdir"/data/demo/*.txt | grep -v "\.example"'
numbers () { # without gaps, in the order of their days
  sqlite3 "$1/data/book.db" "SELECT group_concat (number, ' ') FROM (SELECT number FROM invoice_number
    WHERE kind = '$2' AND year = $3 ORDER BY id)"
}
check 'numbers follow each other, and are those of the letters' eval '
  [ "$(numbers office invoice 2026)" = "$(seq -f "2026-0%.0f" -s " " 19 44)" ] &&
  [ "$(numbers office offer 2026 | grep -o "2026-17 .*")" = "2026-17 2026-18" ]'

check 'sync takes every letter' says '169 new' kd office sync
check 'nothing new the second time' says 'nothing new' kd office sync
check 'letters find the clients that were there: nobody is twice' eval '[ "$(kd office contact duplicates | wc -l)" = 1 ]'
check 'a client has one card, his letters and his deals' eval '[ "$(sqlite3 office/data/book.db \
  "SELECT count (*) FROM contact WHERE name = '"'Toms Kalns'"'")" = 1 ]'
check 'the board' says 'lost 1 (price)' kd office deal board
check 'what is late' says '2026-11-13' kd office invoice list
check_golden demo-agenda kd office
check 'strangers, new addresses and a false name' \
  says '7 to look at: 4 strangers, 2 new addresses, 1 suspicious name' kd office review
check 'a card' says 'Vai 12 lappuses pietiks?' kd office show kalns
for word in 'next week:Website in Latvian' 'korekturu:Kad varu gaidīt korektūru' \
  'приложение:на трёх страницах' 'договору:орендодавець квапить' 'Katalog:unsere Gestalterin'; do
  check "find ${word%:*}" says "${word#*:}" kd office find "${word%:*}"
done

# sections_full MOMENT: who waits, counted in the agenda's JSON
sections_full () {
  local office=$DIR/at-$test_nr
  KONTOR_NOW=$1 kontor demo "$office" >/dev/null && export KONTOR_NOW=$1 &&
    kd "at-$test_nr" sync >/dev/null &&
    json '5 <= len (d["answer"]) <= 7 and len (d["waiting"]) == 2 and 1 <= len (d["quiet"]) <= 3' \
      kd "at-$test_nr" agenda --json &&
    json 'len (d["waiting"]) == 3' kd "at-$test_nr" waiting --json &&
    json '[l["text"] for l in d["deals"] if l["standing"]] == ["wine labels"]' kd "at-$test_nr" agenda --json &&
    json '[d["letters"][k] >= n for k, n in (("clients", 3), ("strangers", 3), ("other", 10))] == [True] * 3' \
      kd "at-$test_nr" agenda --json
}
usual=$KONTOR_NOW
for day in 23 24 25 26 27 28 29; do
  check "the agenda of $day November" sections_full "2026-11-${day}T08:12:00+02:00"
done
for moment in 2026-10-25T03:30:00+03:00 2026-10-25T03:30:00+02:00 2027-03-28T04:05:00+03:00 \
  2026-12-31T23:59:00+02:00 2027-01-01T00:10:00+02:00 2028-02-29T12:00:00+02:00; do
  check "the agenda of $moment" sections_full "$moment"
done
KONTOR_NOW=$usual
done_testing
