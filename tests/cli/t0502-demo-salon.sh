# The demo salon: there, full on whatever day and hour it is made, nobody in two places at once.
export KONTOR_NOW=${KONTOR_NOW-2026-11-24T08:40:00+02:00}
. "${srcdir:?}/tests/cli/lib.sh"
ks () { timeout 20 "$KONTOR" --config "$DIR/$1/config" --data "$DIR/$1/data" "${@:2}" </dev/null; }

check_golden demo-salon-made kontor demo --salon salon
check 'the config is nobody else'"'"'s business' eval '[ "$(stat -c %a salon/config)" = 600 ]'
check 'config, calendars and a book' eval '[ "$(ls -A salon | tr "\n" " ")" = "calendars config data " ]'
check 'nothing over what is there' says 'something is there already' status 4 kontor demo --salon salon
check 'json' json 'd["clients"] > 35 and d["visits"] > 200 and d["letters"] == 0' \
  kontor demo --salon --json j
check 'numbers of .example people only' eval '! grep -oE "[a-z0-9.]+@[a-z0-9.-]+" \
  "$srcdir/data/demo/salon.txt" | grep -v "\.example"'

check 'sync puts the visits on the phone' says 'sent to the phone' ks salon sync
check 'nothing the second time' says 'nothing new' ks salon sync
check 'one entry in the journal, an import' eval 'sqlite3 salon/data/book.db \
  "SELECT origin, count (*) FROM journal GROUP BY origin" | grep -x "import|1"'
check_golden demo-salon-agenda ks salon
check_golden demo-salon-day ks salon day
check_golden demo-salon-slots ks salon slots maija
check_golden demo-salon-brief ks salon brief zane ozola
check_golden demo-salon-book ks salon book maija +3d 15
check 'two letters of a surname tell one Baiba from the other' says 'Baiba Krūmiņa' ks salon slots baiba kr
check 'words that name her alone are offered' says 'kontor book baiba kr 1 ' ks salon slots baiba kr
check 'a service is no name' says 'more than one contact' ks salon slots baiba cut
check 'nor are letters of nobody' says 'more than one contact' ks salon slots baiba xq
check 'due' says 'Velta Siliņa' ks salon due
if have_terminal; then
  check 'due has whole names on a phone' says 'Sandra Pētersone  manicure ' eval \
    'on_terminal 58 40 "$KONTOR --config salon/config --data salon/data due" </dev/null'
else
  skip 'due has whole names on a phone' 'no script(1)'
fi
check 'yesterday is to be closed' says 'no-show' ks salon close yesterday

same () { # what is in two books, without the keys that are random
  for book in "$@"; do
    sqlite3 "$book/data/book.db" 'SELECT * FROM contact ORDER BY id; SELECT * FROM appointment ORDER BY id;
      SELECT appointment, at, what, how, to_local FROM appointment_event ORDER BY 1, 2, 3;
      SELECT appointment, position, service, staff, place, start, price FROM appointment_part ORDER BY 1, 2' \
      >"$book.dump"
  done
  cmp "$1.dump" "$2.dump" && diff -r "$1/calendars" "$2/calendars"
}
check 'the same moment, the same book' eval 'kontor demo --salon --quiet one && \
  TZ=America/New_York kontor demo --salon --quiet two && same one two'

# Two visits of one hand may overlap only where the one works by itself.
apart () {
  sqlite3 "$1/data/book.db" "CREATE TEMP TABLE busy AS
    SELECT a.id, staff, start_at + start * 60 AS f, start_at + (start + work) * 60 AS t
      FROM appointment a JOIN appointment_part p ON p.appointment = a.id WHERE state <> 'cancelled'
    UNION ALL SELECT a.id, staff, start_at + (start + work + free) * 60,
      start_at + (start + work + free + finish) * 60
      FROM appointment a JOIN appointment_part p ON p.appointment = a.id
      WHERE state <> 'cancelled' AND finish > 0;
    SELECT datetime (x.f, 'unixepoch'), x.staff, x.id, y.id FROM busy x JOIN busy y
      ON x.staff = y.staff AND x.id < y.id AND x.f < y.t AND y.f < x.t" >overlaps
  cat overlaps && [ ! -s overlaps ]
}
# full_at MOMENT: a whole day whatever the time, with its outcomes so far
full_at () {
  export KONTOR_NOW=$1
  local salon=at-${1%%+*}
  kontor demo --salon --quiet "$salon" && ks "$salon" agenda >/dev/null && ks "$salon" day >/dev/null &&
    apart "$salon" &&
    [ "$(sqlite3 "$salon/data/book.db" "SELECT count (*) > 20 FROM appointment
        WHERE substr (start_local, 1, 10) = '${1%%T*}' AND state <> 'cancelled'")" = 1 ] &&
    [ "$(sqlite3 "$salon/data/book.db" "SELECT count (*) FROM appointment
        WHERE done_at > unixepoch ('$1') OR arrived_at > unixepoch ('$1') OR created > unixepoch ('$1')")" = 0 ]
}
for moment in 2026-11-22T11:20:00+02:00 2026-11-23T08:10:00+02:00 2026-11-24T11:20:00+02:00 \
  2026-11-28T23:50:00+02:00 2026-10-25T03:30:00+02:00 2027-03-28T04:05:00+03:00 \
  2027-01-01T00:10:00+02:00 2028-02-29T12:00:00+02:00; do
  check "the salon of $moment" full_at "$moment"
done
done_testing
