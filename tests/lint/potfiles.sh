# Every file with text for users is in po/POTFILES.in, every translation is whole.
. "${srcdir:?}/tests/lint/tap.sh"

# Files that call gettext by any of its names.
speaking () {
  grep -lE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|ngettext|g_dngettext) \(' $(sources '*.c' '*.h' '*.cc' | grep '^src/') \
    | LC_ALL=C sort
}
listed () { grep -v '^#' po/POTFILES.in | sed '/^$/d' | LC_ALL=C sort; }
not_listed () { comm -23 <(speaking) <(listed) | sed 's/^/add to po\/POTFILES.in: /'; }
not_there () { comm -13 <(speaking) <(listed) | sed 's/^/take out of po\/POTFILES.in: /'; }
twice () { listed | uniq -d; }

broken () {
  local language
  for language in $(grep -v '^#' po/LINGUAS); do
    msgfmt --check --statistics -o /dev/null "po/$language.po" 2>&1 | grep -v '^[0-9]* translated message'
  done
}
# Strings of the program that a language lacks: those of a part under way wait for its end.
waiting_max=15
incomplete () {
  local language template count
  template=$(mktemp) || return
  options=$(sed -n 's/^XGETTEXT_OPTIONS = //p' po/Makevars)
  # the options are words without quotes
  # shellcheck disable=SC2086
  xgettext $options -o "$template" $(listed) 2>/dev/null
  for language in $(grep -v '^#' po/LINGUAS); do
    count=$(msgmerge -q -N -o - "po/$language.po" "$template" 2>/dev/null \
      | msgattrib --no-obsolete --untranslated - 2>/dev/null | grep -c '^msgid "[^"]\|^msgid ""$')
    [ "$count" -le $((waiting_max + 1)) ] || echo "po/$language.po: $((count - 1)) strings are not translated"
  done
  rm -f "$template"
}

clean 'POTFILES.in has every file with text' not_listed
clean 'POTFILES.in has no other file' not_there
clean 'POTFILES.in names none twice' twice
if command -v msgfmt >/dev/null; then
  clean 'translations are well-formed' broken
  clean 'translations are nearly whole' incomplete
else
  echo "ok $((test_nr += 1)) - translations are well-formed # SKIP msgfmt is not there"
fi

done_testing
