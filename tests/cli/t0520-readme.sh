# Every kontor command that README shows works on the sample office, in the order it is shown.
. "${srcdir:?}/tests/cli/lib.sh"
command -v script >/dev/null || { echo '1..0 # SKIP script(1) is not there'; exit 0; }

# Lists keep their numbers per terminal: all of it is typed into one.
{
  echo 'kontor () {
  case $1 in demo) "$KONTOR" "$@";; *) "$KONTOR" --config office/config --data office/data "$@";; esac
}
run () { kontor "$@" </dev/null >output 2>&1; echo "status $? $*" >>statuses; cat output >>outputs; }
umask 077'
  sed -n 's/^    \(kontor.*\)/\1/p' "$srcdir/README" | sed 's/   .*//; s/^kontor/run/'
} >commands.sh
script -qec "bash commands.sh" /dev/null >terminal </dev/null

check 'there are commands to run' eval '[ $(grep -c "^run" commands.sh) -ge 20 ]'
check 'each was run' eval '[ $(grep -cE "^run( [a-z]|$)" commands.sh) = $(wc -l <statuses) ]'
while read -r _ status words; do
  check "kontor $words" eval '[ $status = 0 ] || { cat outputs terminal; false; }'
done <statuses
check 'both ./dev commands are there' eval 'for word in demo check; do
  grep -q "^    ./dev $word" "$srcdir/README" && grep -q "^cmd_$word ()" "$srcdir/dev" || exit 1; done'
config () { # the example config is one that config check takes
  sed -n '/^    \[me\]/,/^    password-command/s/^    //p' "$srcdir/README" >example && chmod 600 example &&
    "$KONTOR" --config example config check
}
check 'the example config is fine' config
done_testing
