# sync --watch with a real server: a letter is here as soon as it came, a lost connection comes back,
# signals end it cleanly, a sync by hand beside it works, the config is read again.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
watcher=
end () {
  [ -z "$watcher" ] || kill -KILL "$watcher" 2>/dev/null
  dovecot_stop "$DIR/server"
  chmod -R u+rwX "$DIR"
  rm -rf "$DIR"
}
trap end EXIT
dovecot_or_skip "$DIR/server"
printf '%s\n' "$password" >"$DIR/secret"

letter () { # NAME SUBJECT
  printf '%s\r\n' 'Received: from mx.example by mail.studija.example; Sun, 1 Nov 2026 00:00:00 +0200' \
    'From: Toms Kalns <toms@brize.example>' 'To: Anna <anna@studija.example>' \
    'Date: 20 Nov 2026 10:00:00 +0200' "Subject: $2" "Message-ID: <$1@mail.example>" '' 'Text.' >"$1"
}
account () { # NAME PORT
  printf '%s\n' "[mail $1]" "url = imaps://anna%40studija.example@localhost:$2" \
    "password-file = $DIR/secret" "ca-file = $ca"
}
# eventually COMMAND…: true within 20 s
eventually () {
  for _ in $(seq 400); do
    "$@" && return
    kill -0 "$watcher" 2>/dev/null || break
    sleep .05
  done
  echo "never: $*"
  cat said errors
  return 1
}
lines () { [ "$(grep -c "$2" "$1")" -ge "$3" ]; } # FILE TEXT N
start () { # ARG…
  : >said
  "$KONTOR" --no-input sync --watch "$@" >said 2>errors </dev/null &
  watcher=$!
}
# stop SIGNAL: sets status, and left: which of its helpers are still there
stop () {
  local pid
  helpers=$(pgrep -P "$watcher")
  status=0 left=
  kill "-$1" "$watcher"
  wait "$watcher" || status=$?
  watcher=
  for pid in $helpers; do
    ! kill -0 "$pid" 2>/dev/null || left+=" $pid"
  done
}

write_config "$(account studio "$imaps_port")"
letter one 'First'
imap append INBOX one
start
check 'what lies there is read' eventually lines said 'studio .*1 new (1 from a stranger)' 1
letter two 'Second'
imap append INBOX two
check 'a new letter comes by itself' eventually lines said '1 new' 2
check 'and is there for the others' says Second kontor mail list
letter three 'Third'
imap append INBOX three
check 'the next one too' eventually lines said '1 new' 3
check 'sync by hand beside it' says 'nothing new' kontor --no-input sync
check 'no second watcher' eval 'status 4 kontor --no-input sync --watch 2>other
  grep -q "another kontor sync --watch runs already" other'
imap expunge INBOX Third
check 'a letter that goes' eventually lines said '1 gone' 1

# --- the connection is cut ---
sessions=$(pgrep -P "$(cat "$DIR/server/base/master.pid")" -x imap)
check 'a session stays open' [ -n "$sessions" ]
kill $sessions
letter four 'Fourth'
imap append INBOX four
check 'after the server hung up it comes back by itself' eventually lines said '1 new' 4
check 'without a word' [ ! -s errors ]

# --- the config is read again ---
{
  printf 'wrong\n'
  cat "$CONFIG"
} >broken
cp "$CONFIG" sound
cp broken "$CONFIG"
kill -HUP "$watcher"
check 'a broken config is told' eventually lines errors 'config:1: cannot read' 1
check 'and that the old one stays' eventually lines errors 'hint: the config that was read before stays in force' 1
cp sound "$CONFIG"
mkdir -p mail/{cur,new,tmp}
letter five 'Fifth'
cp five mail/new/1795150000.1.x
printf '%s\n' '[mail files]' "url = maildir:$DIR/mail" >>"$CONFIG"
kill -HUP "$watcher"
check 'a new source is read' eventually lines said 'files .*1 new' 1
stop TERM
check 'SIGTERM ends it well' [ $status = 0 ]
check 'it had helpers' [ -n "$helpers" ]
check 'which are gone' [ -z "$left" ]

start
letter six 'Sixth'
imap append INBOX six
check 'it goes on where it was' eventually lines said '1 new' 1
stop INT
check 'Ctrl-C: 130' [ $status = 130 ]
check 'no helper is left' [ -z "$left" ]
# --- on a terminal ---
write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$imaps_port" "ca-file = $ca"
end_question () {
  timeout 60 python3 - "$KONTOR" <<'END'
import os
import pty
import signal
import sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], "sync", "--watch"])
shown = b""
while b"password of" not in shown:
    shown += os.read(fd, 4096)
os.kill(pid, signal.SIGTERM)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
}
check 'SIGTERM ends it at the question for a password' end_question
# Types the lines when asked; prints what was shown, ends with its status. With RELOADED, a file it
# makes then, the config is read again at the first letter, and another one awaited.
typed () {
  timeout 60 python3 - "$KONTOR" "$@" <<'END'
import os
import pty
import signal
import sys
pid, fd = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1], "sync", "--watch"])
shown = b""
asked = 0
reloaded = os.environ.get("RELOADED")
awaited = 1
try:
    while True:
        got = os.read(fd, 4096)
        if not got:
            break
        shown += got
        if shown.count(b"password of") > asked and asked + 2 < len(sys.argv):
            asked += 1
            os.write(fd, sys.argv[asked + 1].encode() + b"\n")
        if shown.count(b"1 new") >= awaited or b"no password" in shown:
            os.kill(pid, signal.SIGHUP if reloaded else signal.SIGTERM)
            if reloaded:
                open(reloaded, "w").close()
                reloaded = None
                awaited = 2
except OSError:
    pass
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
}
check 'a mistyped password is asked for once more, then it ends' eval '
  status 5 typed Kanarija-1 Kanarija-2 >shown || { cat shown; exit 1; }
  [ "$(grep -c "password of" shown)" = 2 ] && ! grep -q Kanarija shown &&
  [ "$(grep -c "refused the password for anna@studija.example" shown)" = 2 ]'
letter seven 'Seventh'
imap append INBOX seven
check 'with the right one it goes on' eval '
  typed Kanarija-1 "$password" >shown || { cat shown; exit 1; }
  grep -q "1 new" shown && ! grep -q "no password" shown && ! grep -q "$password" shown'
letter eight 'Eighth'
letter nine 'Ninth'
imap append INBOX eight
RELOADED=$DIR/reloaded typed "$password" >said 2>errors &
watcher=$!
check 'the config is read again' eventually [ -e reloaded ]
imap append INBOX nine
ended=0
wait "$watcher" || ended=$?
watcher=
check 'which keeps what was typed' eval '
  [ $ended = 0 ] && [ "$(grep -c "1 new" said)" = 2 ] && [ "$(grep -c "password of" said)" = 1 ] &&
  ! grep -q "no password" said || { cat said; false; }'
check 'the book is sound' says 'ok' kontor doctor
done_testing
