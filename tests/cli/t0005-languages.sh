# The program in Latvian, Russian and Ukrainian; TSV, CSV and JSON in none.
. "${srcdir:?}/tests/cli/lib.sh"
command -v msgfmt >/dev/null || { echo '1..0 # SKIP msgfmt is not there'; exit 0; }

# An installed tree, moved: translations lie relative to the binary.
mkdir -p tree/bin
cp "$KONTOR" tree/bin/kontor
for language in lv ru uk; do
  mkdir -p "tree/share/locale/$language/LC_MESSAGES"
  msgfmt -o "tree/share/locale/$language/LC_MESSAGES/kontor.mo" "$srcdir/po/$language.po"
done
in_language () { LANGUAGE=$1 "$DIR/tree/bin/kontor" "${@:2}" </dev/null; }
write_config

check 'Latvian' says 'nezināma komanda «hlp»' in_language lv hlp
check 'Russian' says 'неизвестная команда «hlp»' in_language ru hlp
check 'Ukrainian' says 'невідома команда «hlp»' in_language uk hlp
check 'an unknown language is English' says 'unknown command' in_language xx hlp
check 'help is wrapped by columns, not bytes' \
  eval 'in_language ru contact --help >shown; ! grep -v "^  kontor" shown | grep ".\{81\}"'
check 'examples stay as they are typed' says '  kontor contact delete 3' in_language uk contact --help

in_language lv contact add 'Anna Bērziņa' --email anna@brize.example >/dev/null
check 'what was done is said' says 'добавлен Toms Kalns' in_language ru contact add 'Toms Kalns'
check 'TSV is not translated' eval 'in_language lv contact list | head -1 | grep -q "^name	company	type"'
check 'JSON is not translated' json '"name" in d["contacts"][0]' in_language lv contact list --json
check 'CSV is not translated' eval 'in_language ru contact list --csv | head -1 | grep -q "^name,company"'

# Forms for 1, 2, 5, 11, 21: each language has its own rule.
forms () {
  local language=$1 n expected
  shift
  for n in 1 2 5 11 21; do
    expected=$1
    shift
    got=$(LANGUAGE=$language TEXTDOMAINDIR=$DIR/tree/share/locale ngettext kontor \
      '%u letter on the card' '%u letters on the card' "$n")
    [ "$got" = "$expected" ] || { echo "$language $n: $got, wanted $expected"; return 1; }
  done
}
if command -v ngettext >/dev/null; then
  check 'Latvian plurals' forms lv 'kartītē %u vēstule' 'kartītē %u vēstules' 'kartītē %u vēstules' \
    'kartītē %u vēstules' 'kartītē %u vēstule'
  check 'Russian plurals' forms ru '%u письмо на карточке' '%u письма на карточке' \
    '%u писем на карточке' '%u писем на карточке' '%u письмо на карточке'
  check 'Ukrainian plurals' forms uk '%u лист на картці' '%u листи на картці' '%u листів на картці' \
    '%u листів на картці' '%u лист на картці'
else
  skip 'plurals' 'ngettext(1) is not there'
fi

done_testing
