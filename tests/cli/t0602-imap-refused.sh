# Logins and connections that fail: what is said, with which status, and that no password is anywhere.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
tls=${ca%/*}
printf '%s\n' "$password" >"$DIR/secret"
canary=Kanarija-7741-putns
printf '%s\n' "$canary" >"$DIR/wrong-secret"

# account HOST:PORT [LINE…]
account () {
  local place=$1
  shift
  write_config '[mail studio]' "url = ${scheme:-imaps}://anna%40studija.example@$place" "$@"
}
trusted="ca-file = $ca" secret="password-file = $DIR/secret" wrong="password-file = $DIR/wrong-secret"

# refused LINE…: sync ends with 5 and its errors are exactly these lines.
refused () {
  local got=0
  timeout 60 "$KONTOR" --no-input sync </dev/null >out 2>err || got=$?
  cat out err >>said
  printf '%s\n' "$@" 'hint: all of your own book works meanwhile' >wanted
  [ $got = 5 ] || { echo "exit $got"; cat err; return 1; }
  same wanted err
}
at=localhost:$imaps_port
printf '%s\n' '#!/bin/sh' "echo $canary" 'exit 3' >secret-keeper
chmod +x secret-keeper

account "$at" "$trusted" "$wrong"
check 'a wrong password' refused \
  'kontor: localhost refused the password for anna@studija.example'
check 'stands in the line of the source too' grep -q \
  '^studio .*--.*localhost refused the password for anna@studija.example$' out
check 'doctor remembers' says 'studio  localhost refused the password' kontor doctor
check 'sync as JSON tells' eval 'status 5 kontor sync --json >json 2>/dev/null
  grep -q "refused the password" json'

account "$at" "$trusted" "password-command = $DIR/secret-keeper"
check 'a password command that fails' refused \
  'kontor: the password command of «studio» failed, it ended with status 3' \
  "hint: run it by hand to see why: $DIR/secret-keeper"
account "$at" "$trusted" 'password-command = nosuch-program'
check 'that is not there' refused \
  'kontor: the password command of «studio» failed, there is no program «nosuch-program»' \
  'hint: run it by hand to see why: nosuch-program'
account "$at" "$trusted" 'password-command = cat ~/nosuch'
check 'no shell knows its ~' eval '! refused >diff; grep -q "^+hint: no shell runs it" diff'
account "$at" "$trusted" 'password-command = true'
check 'that says nothing' refused 'kontor: no password for «studio», its first line is empty'
account "$at" "$trusted" "password-file = $DIR/nosuch"
check 'a password file that is not there' eval \
  '! refused >diff; grep -q "^+kontor: cannot read the password file of «studio»" diff'
account "$at" "$trusted"
check 'no password set' refused 'kontor: no password for «studio»' \
  'hint: set password-command or password-file in [mail studio]' \
  'hint: or keep it in the keyring: kontor account password studio'

# --- whom it talks to ---
account "127.0.0.1:$imaps_port" "$trusted" "$secret"
check 'a certificate for another host' refused 'kontor: not connecting to 127.0.0.1' \
  '  its certificate is for localhost' 'hint: nothing was sent, no password either'
account "$at" "$secret"
check 'an unknown authority' refused 'kontor: not connecting to localhost' \
  '  its certificate is signed by an unknown authority' 'hint: nothing was sent, no password either'
account "localhost:$imap_port" "$trusted" "$secret"
check 'a server that speaks no TLS there' eval \
  '! refused >diff; grep -q "^+kontor: .*localhost" diff'

tls_start "$DIR/expired" "$tls/expired.pem"
account "localhost:$tls_port" "$trusted" "$secret"
check 'an expired certificate' refused 'kontor: not connecting to localhost' \
  '  its certificate expired on 2021-01-01' 'hint: nothing was sent, no password either'
check 'nothing was sent' eval '! [ -s "$DIR/expired/received" ]'
tls_start "$DIR/other" "$tls/wrong.pem"
account "localhost:$tls_port" "$trusted" "$secret"
check 'the certificate of somebody else' refused 'kontor: not connecting to localhost' \
  '  its certificate is for www.host.example' 'hint: nothing was sent, no password either'
check 'nothing was sent there' eval '! [ -s "$DIR/other/received" ]'
tls_start "$DIR/self" "$tls/self.pem"
account "localhost:$tls_port" "$trusted" "$secret"
check 'one that it signed itself' refused 'kontor: not connecting to localhost' \
  '  its certificate is signed by an unknown authority' 'hint: nothing was sent, no password either'
check 'nothing was sent there either' eval '! [ -s "$DIR/self/received" ]'

account localhost:1 "$trusted" "$secret"
check 'nobody listens' refused 'kontor: cannot reach localhost:1, nobody listens there'

# --- and where all is well ---
scheme=imap+starttls account "localhost:$imap_port" "$trusted" "$secret"
check 'STARTTLS' status 0 kontor sync
scheme=imap+starttls account "localhost:$imap_port" "$secret"
check 'STARTTLS with an unknown authority' refused 'kontor: not connecting to localhost' \
  '  its certificate is signed by an unknown authority' 'hint: nothing was sent, no password either'

scheme=imap+starttls account "localhost:$imaps_port" "$trusted" "$secret" 'deadline-ms = 1000'
check 'STARTTLS where TLS is spoken at once' eval \
  '! refused >diff; grep -q "^+hint: who speaks TLS at once says nothing first: use imaps://" diff'

# --- gone in the middle ---
for name in one two; do
  { printf '%s\n' 'From: toms@brize.example' 'To: anna@studija.example' "Subject: Letter $name" \
      'Date: Fri, 20 Nov 2026 10:00:00 +0200' "Message-ID: <$name@brize.example>" ''
    head -c 40000 /dev/zero | tr '\0' x | fold -w 70; } >$name
  imap append INBOX $name
done
proxy_start "$DIR/proxy" cut 50000
account "localhost:$proxy_port" "$trusted" "$secret"
check 'a server that is gone in the middle of a letter' refused \
  'kontor: lost the connection to localhost, the connection broke'
account "$at" "$trusted" "$secret"
check 'the next run brings what was missing' status 0 kontor sync
check 'whole and once' eval '[ "$(kontor --json mail list | grep -c "\"subject\" : \"Letter ")" = 2 ]'

# --- no password anywhere ---
check 'no password in what was said, the databases, the state' eval '
  ! grep -rlaF -e "$canary" -e "kalns \"4417\"" \
      -e "$(printf "\0%s\0%s" "$user" "$password" | base64 -w 0)" \
      "$DATA" "$HOME/.local/state" said json proxy expired other self 2>/dev/null | grep .'
done_testing
