# What the shell offers after a Tab.
. "${srcdir:?}/tests/cli/lib.sh"

# complete_words WORD…: one offer a line; the last word is being typed.
complete_words () {
  PATH=$DIR/bin:$PATH bash -c '. "$srcdir/data/completions/kontor"
    COMP_WORDS=(kontor "$@") COMP_CWORD=$#
    _kontor
    printf "%s\n" "${COMPREPLY[@]}"' completion "$@"
}
offers () {
  local offer=$1
  shift
  complete_words "$@" >offered
  grep -qxF -- "$offer" offered || { echo "not offered: $offer"; cat offered; return 1; }
}
only () {
  local offer=$1
  shift
  complete_words "$@" >offered
  [ "$(cat offered)" = "$offer" ] || { cat offered; return 1; }
}
mkdir bin
ln -s "$KONTOR" bin/kontor
export srcdir

check 'commands' only version ver
check 'all commands' eval 'complete_words "" >offered; diff offered <(kontor help --list | grep -v ^-)'
check 'global options' only --no-input --no
check 'global options after a command' offers --json version --j
check 'values of an option' only always --color al
check 'subcommands' only check config c
check 'own options' only --address init --ad
check 'commands after help' only version help vers
write_config '[mail studio]' 'url = maildir:/tmp/mail' '[mail home office]' 'url = maildir:/tmp/home' \
  '[calendar salon]' 'url = vdir:/tmp/salon'
export HOME
if kontor help sync >/dev/null 2>&1; then
  check 'mailboxes' only studio sync stu
  check 'calendars' only salon sync sal
fi
if kontor help contact >/dev/null 2>&1; then
  kontor contact add "Anna Bērziņa" >/dev/null
  kontor contact add "Jānis Ozols" >/dev/null
  check 'contacts, quoted' offers 'Anna\ Bērziņa' contact edit an
  check 'contacts, typed with a backslash' offers 'Anna\ Bērziņa' contact edit 'Anna\ B'
fi

done_testing
