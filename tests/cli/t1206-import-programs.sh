# import csv: the files that other programs give out, as they give them out.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

people () {
  sqlite3 "$DATA/book.db" "
    SELECT name, kind, given, family, patronymic, company, birthday, city, discount, consent, source, type
      FROM contact ORDER BY name;
    SELECT '  ' || c.name, p.kind, p.norm, p.label FROM contact_point p JOIN contact c ON c.id = p.contact
      ORDER BY c.name, p.kind, p.position;
    SELECT '  ' || c.name, 'tag', t.tag FROM contact_tag t JOIN contact c ON c.id = t.contact
      ORDER BY c.name, t.tag;
    SELECT '  ' || c.name, 'note', n.text FROM note n JOIN contact c ON c.id = n.contact ORDER BY c.name, n.text"
}
in_and_twice () { # FILE: the people of it, and that a second time changes nothing
  kontor import csv "$1" >/dev/null || return
  people
  kontor import csv "$1" | grep -q 'nothing new' || { echo 'the second time is not the same'; return 1; }
  [ "$(kontor log | grep -c 'import csv')" = 1 ]
}
program () { # NAME CHARSET [FILTER…]: the sample of that program, as golden/import-NAME.txt says
  local file=$srcdir/tests/fixtures/import/$1 golden=import-${1%.*} charset=$2
  shift 2
  [ $# -gt 0 ] || set -- cat
  rm -rf "$DATA"
  iconv -f UTF-8 -t "$charset" "$file" | "$@" >sample.csv || return
  golden "$golden" in_and_twice sample.csv
}
check 'Google, before 2024' program google-old.csv UTF-8
check 'Google' program google-new.csv UTF-8
check 'Google, as UTF-16' program google-new.csv UTF-16
check 'Outlook' program outlook.csv UTF-8 sed 's/$/\r/'
check 'Outlook, windows-1257' program outlook.csv CP1257 sed 's/$/\r/'
check 'Outlook, UTF-16' program outlook.csv UTF-16LE
check 'Outlook in Russian, windows-1251' program outlook-ru.csv CP1251 sed 's/$/\r/'
check 'YCLIENTS' program yclients.csv UTF-8
check 'YCLIENTS for Excel' program yclients.csv UTF-8 sed '1s/^/\xef\xbb\xbf/'
check 'Fresha' program fresha.csv UTF-8
check 'Booksy' program booksy.csv UTF-8
check '1C, windows-1251' program 1c.txt CP1251 sed 's/$/\r/'
done_testing
