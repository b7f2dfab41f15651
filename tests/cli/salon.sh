# A salon of three hands, for tests of visits: . "$srcdir/tests/cli/salon.sh", then open_salon. It is
# Tuesday 24 November 2026, 8:40.
export KONTOR_NOW=${KONTOR_NOW-2026-11-24T08:40:00+02:00}
. "${srcdir:?}/tests/cli/lib.sh"

# at HH:MM | DATE HH:MM: what time it is from here on.
at () {
  local day=${KONTOR_NOW%T*} zone=+02:00
  [ $# = 1 ] || { day=$1 && shift; }
  case $day in *-0[4-9]-* | *-10-0* | *-10-1* | *-10-20) zone=+03:00 ;; esac
  export KONTOR_NOW="${day}T$1:00$zone"
}
open_salon () {
  write_config
  local name
  for name in 'staff Ilze' 'staff Līga' 'staff Marina'; do
    kontor resource add ${name% *} "${name#* }" mon..sat 9-18 >/dev/null || return
  done
  kontor service add colour 45 wait 40 60 € ilze līga every 6 weeks >/dev/null &&
    kontor service add cut 35 35 € ilze līga every 6 weeks >/dev/null &&
    kontor service add manicure 50 28 € marina every 3 weeks >/dev/null &&
    kontor service add men 30 18 € līga >/dev/null || return
  kontor contact add 'Zane Ozola' --phone 29124417 >/dev/null
  kontor contact add 'Rita Kalve' --phone 29555102 >/dev/null
  kontor contact add 'Maija Ūdre' --phone 26120887 >/dev/null
  kontor contact add 'Marta Liepa' --phone 26008813 >/dev/null
  kontor contact add 'Edgars Lācis' --phone 26111222 >/dev/null
  kontor contact add 'Inga Bērziņa' --phone 26333444 --language uk >/dev/null
}
# book WHO SERVICE HAND WHEN…
book () {
  kontor book "$1" "$2" with "$3" "${@:4}" >/dev/null
}
# came DATE WHO SERVICE HAND WORDS…: a visit of that day at 9, done an hour later with WORDS.
came () {
  local now=$KONTOR_NOW day=$1 who=$2
  at "$day" 09:00
  kontor arrived "$who" --service "$3" --with "$4" >/dev/null
  at "$day" 10:25
  kontor 'done' "$who" "${@:5}" >/dev/null
  export KONTOR_NOW=$now
}
ref_of () { kontor --json visit show "$1" | sed -n 's/.*"ref" : "\(.*\)".*/\1/p' | head -1; }
# The book as text, but for the log and the indexes of words.
dump () {
  python3 -c 'import sqlite3, sys
db = sqlite3.connect("file:%s?mode=ro" % sys.argv[1], uri=True)
tables = [name for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE type = \"table\"")
          if "_fts" not in name and name not in ("journal", "sqlite_sequence")]
for table in sorted(tables):
    for row in sorted(db.execute("SELECT * FROM " + table), key=repr):
        print(table, row)' "$DATA/book.db"
}
nbsp=$(printf '\302\240')
