# The services of systemd: what they start is what there is, and the watcher tells when it is ready.
. "${srcdir:?}/tests/cli/lib.sh"
units=${builddir:?}/data/systemd
check 'no place is left open in them' eval '! grep -n "@" "$units"/*.service'
check 'they start kontor' eval '[ "$(grep -c "^ExecStart=/.*/bin/kontor --no-input sync" "$units"/kontor-watch.service \
  "$units"/kontor-sync.service | grep -c ":1$")" = 2 ]'
check 'the timer wakes the service of its name' [ -e "$srcdir/data/systemd/kontor-sync.timer" ]
if command -v systemd-analyze >/dev/null; then
  mkdir u
  for unit in "$units"/*.service "$srcdir"/data/systemd/*.timer; do
    sed "s|^ExecStart=[^ ]*|ExecStart=$KONTOR|; /^Documentation/d" "$unit" >"u/${unit##*/}"
  done
  check 'systemd understands them' eval 'XDG_RUNTIME_DIR=$DIR timeout 60 systemd-analyze --user verify u/* >verified 2>&1 || true
    ! grep -iE "unknown|unsupported|invalid|failed to parse|not executable" verified || { cat verified; false; }'
else
  skip 'systemd understands them' 'systemd-analyze is not installed'
fi

mkdir -p mail/{cur,new,tmp}
write_config '[mail files]' "url = maildir:$DIR/mail"
arguments=$(sed -n 's|^ExecStart=[^ ]* ||p' "$units/kontor-watch.service")
cat >manager.py <<'END'
import os, signal, socket, subprocess, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
listener.settimeout(30)
watcher = subprocess.Popen(sys.argv[2:], env=dict(os.environ, NOTIFY_SOCKET=sys.argv[1]),
                           stdin=subprocess.DEVNULL)
def expect(*states):
    for state in states:
        told = listener.recv(1000).decode()
        if told != state:
            sys.exit(f"wanted {state}, told {told}")
expect("READY=1")
watcher.send_signal(signal.SIGHUP)
expect("RELOADING=1", "READY=1")
watcher.send_signal(signal.SIGTERM)
expect("STOPPING=1")
sys.exit(watcher.wait(30))
END
check 'ready, reloading, stopping' timeout 90 python3 manager.py "$DIR/notify" "$KONTOR" $arguments
done_testing
