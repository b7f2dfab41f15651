# contact edit and delete; numbers, namesakes, refs.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
row () { kontor contact list "$@" | tail -n +2 | cut -f1-6; }
kontor contact add "Anna Bērziņa" --email anna@brize.example --phone 29125521 --birthday 1986-03-12 >/dev/null
kontor contact add "Anna Bergmane" --phone 29120938 --birthday 1994-05-06 --company Brīze >/dev/null
kontor contact add "Toms Kalns" --tag vip >/dev/null

check_golden who-ambiguous kontor contact edit 'anna b' type=client
check_golden who-unknown kontor contact edit Tms type=client
check 'a whole name wins over longer ones' eval \
  'kontor contact add Anna && kontor contact edit anna type=friend && row type:friend | grep -q "^Anna	"'
check 'the last digits of a phone name it' kontor contact edit 0938 status=new
check '@ makes it a name' status 3 kontor contact edit @0938 status=new
ref=$(kontor contact list kalns | tail -1 | cut -f7)
check 'a ref names it' eval \
  'kontor contact edit "$ref" type=client && row type:client | grep -q Kalns'
check 'so does the beginning of one' eval 'kontor contact edit "${ref:0:8}" type=supplier'
check_golden ref-unknown kontor contact edit 9zzzzzzzzzzz type=client

check_golden contact-edit kontor contact edit kalns company='Rīgas Brīze' name='Toms Kalniņš' --add-tag brand --remove-tag VIP --add-email toms@brize.example
check_golden contact-edited row kalniņš
check 'an empty value clears' eval 'kontor contact edit kalniņš company= && row kalniņš | grep -q "^Toms Kalniņš			*"'
check 'the options of add' eval 'kontor contact add Edith >/dev/null &&
  kontor contact edit edith --phone 29777111 --email edith@x.example --company Studija --birthday 12.03.1986 --tag vip --name "Edith Piaf" >/dev/null &&
  kontor contact list piaf | tail -n 1 | grep -q "^Edith Piaf	Studija	.*	29777111	edith@x.example	vip"'
check_golden contact-edit-key kontor contact edit kalniņš compny=x
check_golden contact-edit-no-name kontor contact edit kalniņš name=
check_golden contact-edit-not-pair kontor contact edit kalniņš client
check 'nothing to change is refused without a terminal' status 2 kontor contact edit kalniņš
check_golden contact-edit-no-email kontor contact edit kalniņš --remove-email nobody@x.example
check_golden contact-edit-no-tag kontor contact edit kalniņš --remove-tag nothing
check 'an address goes' eval 'kontor contact edit kalniņš --remove-email TOMS@brize.example && ! row kalniņš | grep -q brize'
check 'nothing of a refused edit stays' eval \
  'kontor contact edit kalniņš type=gone --remove-tag nothing; [ -z "$(row type:gone)" ]'

check_golden contact-delete-asks kontor contact delete kalniņš
check_golden contact-delete-dry kontor contact delete kalniņš --dry-run
check 'it is still there' eval 'row kalniņš | grep -q Toms'
check_golden contact-delete kontor contact delete kalniņš --yes
check 'it is gone' eval '[ -z "$(row kalniņš)" ]'

if have_terminal; then
  # one terminal: the number of a list is what the next command takes
  numbers () {
    on_terminal 100 24 'kontor contact list bergm; kontor contact edit 1 type=numbered' </dev/null >shown
    row type:numbered | grep -q Bergmane || { cat shown; return 1; }
  }
  check 'numbers of the last list' numbers
  gone () {
    on_terminal 100 24 'kontor contact list bergm; kontor contact delete 1 --yes >/dev/null; kontor contact edit 1 type=x' \
      </dev/null >shown
    grep -q 'number 1 is from the list of 08:12, and that is gone since' shown || { cat shown; return 1; }
  }
  check 'a number whose record is gone is refused' gone
  check 'no is no' eval 'printf "n\n" | on_terminal 100 24 kontor contact delete bērziņa; row bērziņa | grep -q Anna'
  check 'yes is yes' eval 'printf "y\n" | on_terminal 100 24 kontor contact delete bērziņa; [ -z "$(row bērziņa)" ]'
else
  skip 'numbers of the last list' 'script(1) is not there'
fi

# two_writers COMMAND-LINE COMMAND-LINE: each has come to wait for the lock before one may write.
# $first and $second are their exit statuses; a signal name in $send goes to the first meanwhile.
waits () { until ls -l "/proc/$1/fd" 2>/dev/null | grep -q "$DATA/lock$"; do kill -0 "$1" || return; done; }
two_writers () {
  local one two
  exec 9>>"$DATA/lock" && flock 9
  eval "exec \"$KONTOR\" $1" </dev/null >.one 2>&1 9>&- & one=$!
  waits $one
  eval "exec \"$KONTOR\" $2" </dev/null >.two 2>&1 9>&- & two=$!
  waits $two
  [ -z "${send-}" ] || kill -s "$send" $one
  exec 9>&-
  wait $one; first=$?
  wait $two; second=$?
}
if command -v flock >/dev/null; then
  kontor contact add 'Ilze Liepa' >/dev/null
  check 'two edits at once lose nothing' eval '
    two_writers "contact edit ilze company=Liepas" "contact edit ilze type=supplier"
    [ $first$second = 00 ] && row type:supplier | grep "Ilze.*Liepas"'
  check 'what was written in spite of Ctrl-C is no failure' eval '
    send=INT; two_writers "note ilze first" "note ilze second"
    [ $first$second = 00 ] && kontor show ilze | grep first'
fi

done_testing
