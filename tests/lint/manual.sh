# The manual page and --help name the same commands and options.
. "${srcdir:?}/tests/lint/tap.sh"
: "${KONTOR:?the kontor to compare with}"
page=doc/man/kontor.1
HOME=$(mktemp -d) || exit 99
export HOME
trap 'rm -rf "$HOME"' EXIT

# The part of the page between a heading and the next one of its rank or above.
section () {
  awk -v rank="$1" -v name="$2" '
    $1 == ".Sh" || $1 == ".Ss" { at = ($1 == rank && substr($0, 5) == name); next_is = 0 }
    at { print }' "$page"
}
# Long options of a part, "--all".
options_of () { grep -oE 'Fl -[a-z][a-z0-9-]*' | sed 's/Fl /-/' | LC_ALL=C sort -u; }
listed_options () { "$KONTOR" help --list "$@" | sed -n 's/^\(--[a-z0-9-]*\)=*$/\1/p' | LC_ALL=C sort -u; }
commands () { "$KONTOR" help --list | grep -v ^-; }

missing_commands () {
  local command
  for command in $(commands); do
    section .Ss "$command" | grep -q "^\.It Cm $command" || echo "no part .Ss $command"
  done
}
unknown_commands () {
  awk '$1 == ".Sh" { at = $2 == "COMMANDS" } at && $1 == ".Ss" { print $2 }' "$page" \
    | grep -vxF -f <(commands)
}
# Options of the page and of the program, each way; an own option may refer to a global one.
own_options () {
  local command
  for command in $(commands); do
    listed_options "$command" | comm -23 - <(section .Ss "$command" | options_of) \
      | sed "s/^/missing in .Ss $command: /"
    section .Ss "$command" | options_of \
      | comm -23 - <({ listed_options "$command"; listed_options; } | LC_ALL=C sort -u) \
      | sed "s/^/unknown in .Ss $command: /"
  done
}
global_options () { diff <(section .Sh OPTIONS | grep '^\.It' | options_of) <(listed_options); }
subcommands () {
  local command word
  for command in $(commands); do
    for word in $("$KONTOR" help --list "$command" | grep -v -e '^-' -e '^<'); do
      section .Ss "$command" | grep -qE "^\.It Cm $command.*\b$word\b" || echo "no .It Cm $command $word"
    done
  done
}
config_keys () {
  local key
  for key in $(sed -n 's/^  { "\([a-z0-9-]*\)", VALUE_.*/\1/p' src/base/settings*.c); do
    section .Sh CONFIGURATION >/dev/null
    grep -qx "\.It Ic $key" "$page" || echo "no .It Ic $key"
  done
}
exit_codes () {
  local code
  for code in $(sed -n 's/^  KT_ERROR_[A-Z_]* = \([0-9]*\),.*/\1/p' include/kontor/error.h); do
    section .Sh 'EXIT STATUS' | grep -qx "\.It $code" || echo "no exit status $code"
  done
}
every_summary_short () {
  "$KONTOR" help | awk 'length ($0) > 80'
}

clean 'every command is in the manual' missing_commands
clean 'the manual knows no other command' unknown_commands
clean 'own options agree' own_options
clean 'global options agree' global_options
clean 'every subcommand is in the manual' subcommands
clean 'every key of the config is in the manual' config_keys
clean 'every exit status is in the manual' exit_codes
clean 'the overview keeps to 80 columns' every_summary_short
if command -v mandoc >/dev/null; then
  clean 'mandoc finds nothing' mandoc -Tlint -W all "$page"
else
  echo "ok $((test_nr += 1)) - mandoc finds nothing # SKIP mandoc is not there"
fi

done_testing
