# A tunnel command: Dovecot's imap, as it greets over ssh; one that ends early, does not start, or
# does not want to go.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
for binary in /usr/lib/dovecot/imap /usr/libexec/dovecot/imap; do
  [ ! -x "$binary" ] || imap_binary=$binary
done
user_of_server=$(stat -c %U "$maildir")
as=
[ "$(id -u)" != 0 ] || as="setpriv --reuid=$user_of_server --regid=$(id -gn "$user_of_server") --clear-groups"

letter () { # NAME SUBJECT
  printf '%s\r\n' 'Received: from mx.example by mail.studija.example; Sun, 1 Nov 2026 00:00:00 +0200' \
    'From: Toms Kalns <toms@brize.example>' 'To: Anna <anna@studija.example>' \
    'Date: 20 Nov 2026 10:00:00 +0200' "Subject: $2" "Message-ID: <$1@mail.example>" '' 'Text.' >"$1"
}
tunnel () { # SCRIPT-LINE…: the command of the config is that
  printf '%s\n' '#!/bin/sh' "echo \$\$ >'$DIR/tunnel.pid'" "$@" >go
  chmod 755 go
  write_config '[mail studio]' "tunnel = $DIR/go" 'deadline-ms = 2000'
}
sync () { timeout 60 "$KONTOR" --no-input sync "$@" </dev/null; }
is_gone () { # the tunnel's process
  for _ in $(seq 100); do
    kill -0 "$(cat tunnel.pid)" 2>/dev/null || return 0
    sleep .05
  done
  return 1
}

if [ -n "${imap_binary-}" ]; then
  letter one First
  imap append INBOX one
  tunnel "echo 'a banner of the host' >&2" \
    "exec $as env USER=anna@studija.example HOME=$maildir $imap_binary -c $DIR/server/dovecot.conf"
  check 'a sync through it' says '1 new' sync
  check 'what it says on its way is shown' says 'a banner of the host' sync
  check 'it ends with the sync' is_gone
  letter two Second
  imap append INBOX two
  check 'again' says '1 new' sync
else
  skip 'a sync through it' 'there is no imap program of Dovecot'
fi

tunnel "echo 'Permission denied (publickey)' >&2" 'exit 255'
check 'one that ends early: 5' status 5 sync
check 'with what it said' says 'Permission denied' sync
check 'and what that means' says 'the server hung up' sync
tunnel 'echo "* OK ready"' 'exec sleep 100'
check 'one that does not log in by itself' says 'the tunnel command has to log in by itself' sync
check 'is ended, too' is_gone
tunnel 'exec sleep 100'
check 'one that says nothing: 5' status 5 sync
check 'why' says 'does not answer in time' sync
check 'and is ended' is_gone
tunnel "trap '' HUP TERM PIPE" 'while :; do sleep 1; done'
check 'one that does not want to end' status 5 sync
check 'has to' is_gone
write_config '[mail studio]' "tunnel = $DIR/nosuch"
check 'one that is not there: 5' eval 'status 5 sync 2>said; grep -q "cannot start the tunnel of «studio»" said'
done_testing
