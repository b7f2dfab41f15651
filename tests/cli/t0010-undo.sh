# undo, redo and the log that says what there is to take back.
. "${srcdir:?}/tests/cli/lib.sh"

write_config
open_reminders () { kontor log | awk -F'\t' '$4 ~ /^remind/ && $5 == "done"' | wc -l; }

check 'nothing to take back' status 3 kontor undo
check 'nothing to bring back' status 3 kontor redo
kontor remind tomorrow call Ieva >/dev/null
kontor remind wed 10:00 order oxide >/dev/null
kontor remind thu proofs >/dev/null

check 'undo names what it took' says 'undo    remind proofs' kontor undo
check 'redo brings it back' says 'redo    remind proofs' kontor redo
check 'a dry run changes nothing' eval \
  'says "undo    remind order oxide" kontor undo 2 --dry-run && [ "$(open_reminders)" = 3 ]'
check 'without a terminal several are not taken unasked' eval '
  status 2 kontor undo 2 && [ "$(open_reminders)" = 3 ] && says "2 changes, the oldest «remind order oxide»" kontor undo 2 &&
  says "kontor undo 2 --yes" kontor undo 2 && status 2 kontor undo 2 --json'
if have_terminal; then
  check 'a terminal asks, and no takes none' eval '
    status 130 on_terminal 80 24 kontor undo 2 <<<n >shown && grep -q "changes, the oldest «remind order oxide»" shown &&
    [ "$(open_reminders)" = 3 ]'
  check 'yes takes them' eval '
    on_terminal 80 24 kontor undo 2 <<<y >shown && [ "$(open_reminders)" = 1 ] && kontor redo >/dev/null'
fi
check 'several at once' eval 'says "remind order oxide" kontor undo 2 --yes && [ "$(open_reminders)" = 1 ]'
check 'and all of them back' eval 'says "remind proofs" kontor redo && [ "$(open_reminders)" = 3 ]'
check 'more than there are: none' eval 'status 3 kontor undo 4 && [ "$(open_reminders)" = 3 ]'
check 'no changes are not a number of changes' status 2 kontor undo 0
check 'too many to be meant' status 2 kontor undo 99999999999999999999
check 'two arguments are too many' status 2 kontor undo 1 2

ref_of () { kontor log --json | tr -d ' ",' | awk -F: -v w="$1" '$1=="ref"{r=$2} $1=="command"&&$2==w{print r; exit}'; }
ref=$(ref_of 'remindorderoxide')
check 'one entry by its ref' says 'undo    remind order oxide' kontor undo "$ref"
check 'not a second time' status 4 kontor undo "$ref"
check 'a shortened ref does' status 4 kontor undo "${ref:0:6}"
check 'an unknown ref' status 3 kontor undo 7zzzzzzzzzz1
check 'undo in JSON has a schema' eval 'kontor undo --json | grep -q "\"schema\" *: *1"'
kontor redo >/dev/null

check 'the log as TSV has a header' eval \
  '[ "$(kontor log | head -1)" = "$(printf "ref\tat\torigin\tcommand\tstate\tdevice")" ]'
check 'the log of nobody' status 3 kontor log nobody
if have_terminal; then
  check 'on a terminal undo counts the lines' eval \
    'on_terminal 80 24 kontor log --color=never </dev/null >shown; grep -q "kontor undo N" shown && grep -q "^ *1  .*remind" shown'
else
  skip 'on a terminal undo counts the lines' 'script(1) is not there'
fi

# redo N, in a book of its own
export XDG_DATA_HOME=$DIR/redo
for what in call oxide proofs; do kontor remind wed "$what" >/dev/null; done
kontor undo >/dev/null && kontor undo >/dev/null
check 'more than was taken back: how much there is' eval 'status 3 kontor redo 9 && says "2 changes were taken back" kontor redo 9'
check 'redo N is as much as undo N' eval 'says "remind proofs" kontor redo 2 && [ "$(open_reminders)" = 3 ]'
kontor undo 2 --yes >/dev/null
check 'an undo comes back whole' eval 'status 4 kontor redo 1 && says "kontor redo 2 brings them back" kontor redo 1'
kontor remind sat flowers >/dev/null
check 'an undo before the last change is not brought back unasked' eval '
  status 4 kontor redo && says "«remind flowers» came after it" kontor redo &&
  says "kontor redo 2 --yes" kontor redo 2 && [ "$(open_reminders)" = 2 ]'
if have_terminal; then
  check 'a terminal asks' eval '
    status 130 on_terminal 80 24 kontor redo <<<n >shown && grep -q "you did «remind flowers»; bring it back" shown'
fi
check 'meant, it comes back' eval 'kontor redo --yes >/dev/null && [ "$(open_reminders)" = 4 ] && kontor undo >/dev/null'
done_testing
