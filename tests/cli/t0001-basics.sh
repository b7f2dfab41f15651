# Options, help, exit codes, pipes: what holds for every command.
. "${srcdir:?}/tests/cli/lib.sh"

check 'version prints the version' says 'kontor 0.' kontor version
check '--version works alone' says 'kontor 0.' kontor --version
check 'version as JSON has the schema' json 'd["schema"] == 1 and d["version"]' kontor --json version
check 'global options follow the command too' json 'd["schema"] == 1' kontor version --json
check 'version needs no config' status 0 kontor version
check 'version bears a broken config' \
  eval 'mkdir -p "${CONFIG%/*}"; echo nonsense >"$CONFIG"; kontor version; rc=$?; rm "$CONFIG"; (exit $rc)'

check_golden unknown-command kontor hlp
check_golden unknown-option kontor help --colr
check_golden unknown-option-before kontor --jsn version
check_golden unknown-color kontor --color=sometimes version
check_golden json-and-csv kontor --json --csv version
check_golden option-without-value kontor version --config
check_golden value-not-taken kontor --json=yes version
check_golden too-many-arguments kontor version now
check_golden help-of-nothing kontor help nothing
check_golden help-of-config kontor config --help
check 'help COMMAND is COMMAND --help' \
  eval 'kontor help config >a; kontor --help config >b; same a b'
check 'no option is swallowed after --' says 'wrong number' kontor version -- --json
check 'an argument that is not UTF-8 is refused' status 2 env LC_ALL=C.UTF-8 "$KONTOR" $'\xff\xfe'

overview () {
  kontor help >overview || return 1
  [ "$(wc -l <overview)" -le 24 ] && ! grep -q '.\{81\}' overview
}
check 'the overview fits a terminal of 24 lines and 80 columns' overview
check 'the overview names every command' eval '
  while read -r name; do
    grep -q "\\b$name\\b" overview || { echo "$name is missing"; exit 1; }
  done < <(kontor help --list | grep -v ^-)'

quiet_pipe () {
  kontor help 2>errors | head -1 >/dev/null
  [ "${PIPESTATUS[0]}" = 0 ] && [ ! -s errors ]
}
check 'a closed pipe is nobody'"'"'s fault' quiet_pipe
if [ -w /dev/full ]; then
  check 'a full disk is said' eval 'kontor help 2>errors >/dev/full; [ $? = 10 ] && grep -q "No space" errors'
else
  skip 'a full disk is said' 'no /dev/full'
fi

escape=$(printf '\033')
colored () { grep -q "$escape" <<<"$("$@" 2>&1)"; }
check 'no colour in pipes' eval '! colored kontor help'
check '--color=always colours them' colored kontor --color=always help
check 'errors have no colour in pipes' eval '! colored kontor hlp'
check 'control characters of an argument are made visible' \
  eval 'kontor "$(printf "a\033[31mb")" 2>errors; grep -q "␛" errors && ! grep -q "$escape" errors'
if have_terminal; then
  check 'colour on a terminal' eval 'on_terminal 80 24 kontor help </dev/null | grep -q "$escape"'
  check 'NO_COLOR turns it off' \
    eval 'NO_COLOR=1 on_terminal 80 24 kontor help </dev/null >shown; ! grep -q "$escape" shown'
else
  skip 'colour on a terminal' 'script(1) is not there'
fi

# Ctrl-C at a question: python gives it a terminal and waits for the question, not for time.
interrupt_question () {
  python3 - "$KONTOR" <<'PYTHON'
import os, pty, sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], ["kontor", "init"])
shown = b""
while b"?" not in shown:
    shown += os.read(fd, 1000)
os.write(fd, b"\x03")
try:
    while os.read(fd, 1000):
        pass
except OSError:
    pass
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != 130)
PYTHON
}
if command -v python3 >/dev/null; then
  check 'Ctrl-C at a question ends with 130' interrupt_question
  check 'and leaves nothing behind' eval '[ ! -e "$CONFIG" ]'
else
  skip 'Ctrl-C at a question ends with 130' 'python3 is not there'
fi

done_testing
