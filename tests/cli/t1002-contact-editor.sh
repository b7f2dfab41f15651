# contact edit WHO: a plain form in the editor, checked, nothing typed is lost.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
have_terminal || { echo '1..0 # SKIP script(1) is not there'; exit 0; }
kontor field add "Shoe size" number >/dev/null
kontor contact add "Toms Kalns" toms@kalns.example "phone=29 123 456 (work)" phone=29123457 \
  given=Toms family=Kalns tag=vip tag=brand "shoe size=43" "post=Iela 1 (old)" >/dev/null
kontor contact add "Rita Roze" rita@roze.example >/dev/null

# The editor: a script that is told its commands by the file next to it, one a call.
cat >editor.sh <<'END'
n=$(cat calls 2>/dev/null || echo 0); n=$((n + 1)); echo $n >calls
last=${!#}
cp "$last" seen.$n; stat -c '%a %n' "$last" "${last%/*}" >modes.$n; echo "$last" >path
[ ! -f do.$n ] || . ./do.$n
END
edit () { # edit WHO [ANSWER…]: the editor works on it; what the terminal shows
  local who=$1
  shift
  rm -f calls seen.* modes.*
  printf '%s\n' "$@" | on_terminal 100 30 "VISUAL='bash $DIR/editor.sh --wait' kontor contact edit $who 2>&1"
}
change () { printf 'sed -i %q "$last"\n' "$1"; }
left () { find "$HOME/.local/state/kontor" -name 'contact.txt' | wc -l; }

check 'without a terminal it wants KEY=VALUE' status 2 kontor contact edit kalns
: >do.1
check 'nothing changed' eval 'edit kalns | grep "stays as it was"'
check_golden editor-form cat seen.1
check 'the file is private' eval 'grep -q "^600 .*contact.txt" modes.1 && grep -q "^700 " modes.1'
check 'and goes' eval '[ "$(left)" = 0 ]'

{ change 's/^city:.*/city: Rīga/'; change 's/^tags:.*/tags: vip, new/'; change 's/^Shoe size:.*/Shoe size: 44,5/'
  change '/29123457/d'; change 's/^phone: 29 123 456.*/phone: 29888777 (new)\nphone: 29 123 456 (home)/'; } >do.1
check_golden editor-changed edit kalns
check_golden editor-card kontor show kalns
check 'what is not touched stays' eval 'kontor show kalns | grep -q "Iela 1 (old)"'
check 'undo takes all of it back' eval 'kontor undo >/dev/null && kontor show kalns | grep -q "29 123 456 (work) · 29123457"'

change 's/^birthday:.*/birthday: someday/; s/^city:.*/city: Rīga/' >do.1
change 's/^birthday:.*/birthday: 12.3.1986/' >do.2
check 'a mistake is asked about' eval 'edit kalns y | tee shown | grep "line [0-9]*: .*someday"'
check 'and stands above what was typed' eval 'grep -q "^#! .*someday" seen.2 && grep -q "^city: Rīga" seen.2 && grep -q "^birthday: someday" seen.2'
check 'the second time it is saved' eval 'kontor show kalns | grep -q "Rīga" && kontor undo >/dev/null'
check 'who gives up keeps what was typed' eval 'edit kalns n | tee shown | grep "what you typed is kept"; [ "$(left)" = 1 ] && grep -q "someday" "$(cat path)" && ! kontor show kalns | grep Rīga'
rm -rf "$HOME/.local/state/kontor"/edit-*

refused () { # refused SED WORDS
  change "$1" >do.1
  edit kalns n >shown; grep -qF "$2" shown || { cat shown; return 1; }
  rm -rf "$HOME/.local/state/kontor"/edit-*
}
check 'no key' refused 's/^city:.*/no colon here/' 'a line is «key: value»'
check 'an unknown key' refused 's/^city:.*/citi: Rīga/' 'did you mean city?'
check 'twice the same' refused 's/^city:.*/city: a\ncity: b/' 'it stands there twice'
check 'no name' refused 's/^name:.*/name:/' 'cannot be empty'
check 'a phone that is none' refused 's/^phone:.*/phone: abc/' 'not a phone number'
check 'an address of somebody else' refused 's/^email:.*/email: rita@roze.example/' 'belongs to'
check 'no UTF-8' refused 's/^city:.*/city: \xff/' 'no UTF-8'
printf 'head -c 300000 /dev/zero | tr "\\0" x >>"$last"\n' >do.1
check 'too much' eval 'edit kalns n | grep "too much text"; rm -rf "$HOME/.local/state/kontor"/edit-*'
printf ': >"$last"\n' >do.1
check 'an emptied file is no wish to clear all' eval 'edit kalns n | grep "cannot be empty"; rm -rf "$HOME/.local/state/kontor"/edit-*'

printf '%s\n' '"$KONTOR" contact edit kalns city=Jelgava </dev/null >/dev/null' "$(change 's/^city:.*/city: Rīga/')" >do.1
check 'changed by another kontor meanwhile: refused' eval 'edit kalns | tee shown | grep "was changed meanwhile"'
check 'nothing is lost of either' eval 'kontor show kalns | grep -q Jelgava && grep -q "city: Rīga" "$(cat path)"'
rm -rf "$HOME/.local/state/kontor"/edit-*

printf 'exit 3\n' >do.1
check 'an editor that fails' eval 'edit kalns | grep "failed"; [ "$(left)" = 1 ]'
rm -rf "$HOME/.local/state/kontor"/edit-*
check 'one that is not there' eval 'on_terminal 80 24 "VISUAL=/nowhere/editor kontor contact edit kalns 2>&1" </dev/null | grep "export EDITOR=nano"'
rm -rf "$HOME/.local/state/kontor"/edit-*
: >do.1
check 'no shell reads its line' eval 'rm -f oops; on_terminal 80 24 "VISUAL=\"true; touch oops\" kontor contact edit kalns" </dev/null; [ ! -e oops ]'
check 'EDITOR where VISUAL is not set' eval 'rm -f calls; on_terminal 80 24 "unset VISUAL; EDITOR=\"bash $DIR/editor.sh\" kontor contact edit kalns" </dev/null | grep "stays as it was"'
change 's/^city:.*/city: Cēsis/' >do.1
check 'a dry run writes nothing' eval 'edit "kalns --dry-run" | grep "would change" && ! kontor show kalns | grep Cēsis'

done_testing
