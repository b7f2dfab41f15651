# `kontor sync` and whom it trusts, with a real Dovecot: passwords, certificates, STARTTLS, tunnels.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 755 "$DIR" # the server may run as somebody else

maildir="$DIR/server/mail/anna@studija.example"
mkdir -p "$maildir"/{cur,new,tmp}

printf '%s\r\n' 'From: Toms <toms@brize.example>' 'To: Anna <anna@studija.example>' \
  'Date: Fri, 20 Nov 2026 10:00:00 +0200' 'Message-ID: <1@brize.example>' 'Subject: first' '' \
  'Vai 12 lapas pietiks?' >"$maildir/cur/1795168801.M1.h:2,S"

dovecot_start "$DIR/server" || {
  echo '1..0 # SKIP dovecot or openssl is not installed'
  exit 0
}
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
printf '%s\n' "$password" >"$DIR/password"
chmod 600 "$DIR/password"

# config [LINE…]: the mailbox, with further lines for its section
config () {
  write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$imaps_port" \
    "password-file = $DIR/password" "ca-file = $ca" "$@"
}

# quiet: a sync that brings nothing and fails at nothing
quiet () {
  json "[(s['new'], s['changed'], s['gone'], s['quarantined'], s['error']) for s in d['sources']] \
        == [(0, 0, 0, 0, None)]" kontor sync --json
}

# refused STATUS TEXT…: sync ends so and says all that, and everything is still here
refused () {
  local got=0 text
  kontor sync >"$DIR/.out" 2>&1 || got=$?
  [ "$got" = "$1" ] || { echo "exit status $got"; cat "$DIR/.out"; return 1; }
  shift
  for text in "$@"; do
    grep -qF "$text" "$DIR/.out" || { echo "nothing says: $text"; cat "$DIR/.out"; return 1; }
  done
  says first kontor find first
}

config
check 'a sync' status 0 kontor sync
check 'brings what is there' says first kontor find first

config 'folders = Nosuch'
check 'a pattern that matches nothing says what there is' \
  refused 5 'no folder matches «Nosuch»' 'hint: there are: ' INBOX

printf 'wrong\n' >"$DIR/password"
config
check 'a wrong password' \
  refused 5 'localhost refused the password for anna@studija.example'
printf '%s\n' "$password" >"$DIR/password"

config
sed -i '/^ca-file/d' "$CONFIG"
check 'an unknown authority' refused 5 'not connecting to localhost' \
  'signed by an unknown authority' 'nothing was sent, no password either'

config
sed -i 's/@localhost:/@127.0.0.1:/' "$CONFIG"
check 'a certificate for another host' refused 5 'not connecting to 127.0.0.1' \
  'its certificate is for localhost' 'nothing was sent, no password either'

config
sed -i "s|^url = .*|url = imap+starttls://anna%40studija.example@localhost:$imap_port|" "$CONFIG"
check 'STARTTLS' quiet

imap=/usr/lib/dovecot/imap
tunnel="$imap -c $DIR/server/dovecot.conf"
[ "$(id -u)" != 0 ] || tunnel="setpriv --reuid=nobody --regid=$(id -gn nobody) --clear-groups $tunnel"
tunnel="env USER=$user HOME=$maildir $tunnel"
if [ -x "$imap" ]; then
  write_config '[mail studio]' "tunnel = $tunnel"
  check 'a tunnel' quiet
else
  skip 'a tunnel' 'this Dovecot keeps its imap elsewhere'
fi

config
dovecot_stop "$DIR/server"
check 'nobody there' refused 5 "cannot reach localhost:$imaps_port, nobody listens there"
check 'the password is nowhere' status 1 grep -rqF 'kalns "4417"' "$DATA" "$HOME/.local"

done_testing
