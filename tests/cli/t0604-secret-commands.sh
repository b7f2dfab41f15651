# Commands that print a password: how long they may take, what is said of them, whom they may ask.
. "${srcdir:?}/tests/cli/lib.sh"
mkdir bin
PATH=$DIR/bin:$PATH
unset SSH_ASKPASS
nobody='kontor: cannot reach localhost:1, nobody listens there' # a password was had
# account [LINE…]: nothing listens at its port
account () { write_config '[mail studio]' 'url = imaps://anna%40studija.example@localhost:1' "$@"; }

# program NAME: a shell script in the PATH
program () { { echo '#!/bin/sh'; cat; } >"bin/$1"; chmod +x "bin/$1"; }
program hangs <<'END'
sleep 300 &
echo $! >sleeper
wait
END
program stubborn <<'END'
trap '' TERM
echo $$ >sleeper
while :; do sleep 300; done
END
program sleeps <<'END'
echo $$ >sleeper
exec sleep 300
END
program leaves <<'END'
sleep 300 &
echo $! >sleeper
echo secret
END
program asks <<'END'
printf 'PIN? ' >/dev/tty
read -r line </dev/tty
[ "$line" = 1234 ] && echo secret
END

# fails STATUS LINE…: a sync ends so, and its errors are exactly these lines
fails () {
  local got=0 wanted=$1
  shift
  timeout 60 "$KONTOR" --no-input sync </dev/null >out 2>err || got=$?
  printf '%s\n' "$@" 'hint: all of your own book works meanwhile' >lines
  [ $got = "$wanted" ] || { echo "exit $got"; cat err; return 1; }
  same lines err
}
# over: the program that was started does not run any more
over () {
  local state
  state=$(sed 's/.*) //; s/ .*//' "/proc/$(cat sleeper)/stat" 2>/dev/null) || return 0
  [ "$state" = Z ] || [ "$state" = X ]
}

account 'password-command = hangs' 'command-seconds = 1'
check 'a command that does not end' fails 5 \
  'kontor: the password command of «studio» failed, it did not end within 1 second' \
  'hint: run it by hand to see why: hangs'
check 'what it started is ended too' over
account 'password-command = stubborn' 'command-seconds = 1'
check 'one that does not listen' fails 5 \
  'kontor: the password command of «studio» failed, it did not end within 1 second' \
  'hint: run it by hand to see why: stubborn'
check 'is ended all the same' over
account 'oauth2-command = hangs' 'command-seconds = 1'
check 'a token that does not come' fails 5 \
  'kontor: the oauth2-command of «studio» failed, it did not end within 1 second' \
  'hint: run it by hand to see why: hangs'
account 'password-command = leaves'
check 'one that leaves a program behind has ended' fails 5 "$nobody"
kill "$(cat sleeper)"
account 'password-command = yes secret'
check 'one that never stops printing' fails 5 \
  'kontor: the password command of «studio» failed, it prints more than a password' \
  'hint: run it by hand to see why: yes secret'
account 'password-command = sh -c "kill -9 $$"'
check 'one that is killed' fails 5 \
  'kontor: the password command of «studio» failed, it was ended by signal 9' \
  'hint: run it by hand to see why: sh -c "kill -9 $$"'
account 'password-command = echo "secret'
check 'one that cannot be read' fails 5 \
  'kontor: the password command of «studio» failed, a quote in it does not end' \
  'hint: run it by hand to see why: echo "secret'
account 'password-command = hangs' 'command-seconds = 0'
check 'no time at all' status 2 kontor sync

# --- the keyring ---
cp bin/hangs bin/secret-tool
account 'command-seconds = 1'
check 'a keyring that does not answer' fails 5 \
  'kontor: the keyring does not answer, it did not end within 1 second'
check 'its tool is ended' over
rm bin/secret-tool

# --- at a terminal ---
cat >terminal.py <<'END'
"""terminal.py WAIT SEND [COMMAND…]: runs kontor sync, or the command, at a terminal, sends once WAIT
is there; prints all, exits as it."""
import os, pty, sys
wait, send = sys.argv[1].encode(), sys.argv[2].encode().decode("unicode_escape").encode()
pid, fd = pty.fork()
if pid == 0:
    command = sys.argv[3:] or [os.environ["KONTOR"], "sync"]
    os.execvp(command[0], command)
said = b""
while True:
    try:
        part = os.read(fd, 4096)
    except OSError:
        break
    if not part:
        break
    said += part
    if send and wait in said:
        os.write(fd, send)
        send = b""
_, status = os.waitpid(pid, 0)
sys.stdout.write(said.decode())
sys.exit(os.waitstatus_to_exitcode(status))
END
cat >uses.py <<'END'
"""uses.py: sets up the terminal, as pagers do, while the password command runs; prints what it reads."""
import sys, termios
with open("runs") as started:
    started.read()
with open("/dev/tty", "rb+", buffering=0) as tty:
    termios.tcsetattr(tty, termios.TCSADRAIN, termios.tcgetattr(tty))
with open("used", "w") as used:
    used.write("used\n")
sys.stdout.write(sys.stdin.read())
END
mkfifo runs used
program meets <<'END'
echo >runs
read -r line <used
echo secret
END
at_terminal () { local got=0; KONTOR=$KONTOR timeout 60 python3 terminal.py "$@" >said || got=$?; cat said; return $got; }
if command -v python3 >/dev/null; then
  account 'password-command = asks'
  check 'it may ask at the terminal' eval 'at_terminal "PIN? " "1234\n"; grep -q "nobody listens there" said'
  check 'Ctrl-C ends it' status 130 at_terminal 'PIN? ' '\x03'
  check 'and says so' grep -q 'kontor: interrupted' said
  account 'password-command = asks' 'command-seconds = 2'
  check 'it is told that it is waited for' eval '
    at_terminal "waiting for the password command of «studio», 2 seconds at most" "1234\n"
    grep -q "nobody listens there" said'
  check 'also where programs in the background must not write' eval '
    at_terminal "waiting for the password command of «studio», 2 seconds at most" "1234\n" \
      sh -c "stty tostop; exec \"\$KONTOR\" sync"
    grep -q "nobody listens there" said'
  pipeline='"$KONTOR" sync 2>&1 |' # as a shell with job control starts it
  account 'password-command = meets' 'command-seconds = 10'
  check 'others of the pipeline keep the terminal' eval '
    at_terminal "" "" bash -mc "$pipeline python3 uses.py"; grep -q "nobody listens there" said'
  account 'password-command = asks'
  check 'it may ask in a pipeline too' eval '
    at_terminal "PIN? " "1234\n" bash -mc "$pipeline cat"; grep -q "nobody listens there" said'
  account 'password-command = sleeps' 'command-seconds = 1'
  check 'one that does not end there' eval '
    at_terminal "" "" bash -mc "$pipeline cat"; grep -q "did not end within 1 second" said'
  check 'is ended' over
else
  skip 'at a terminal' 'no python3'
fi
done_testing
