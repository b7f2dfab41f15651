# `kontor account add` and `test` with a real Dovecot, and the settings document of a provider over https.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
tls=${ca%/*}
(umask 077 && printf '%s\n' "$password" >secret)
printf 'Kanarija-7741\n' >wrong
PATH=$(printf %s "$PATH" | sed "s|$DIR/bin:||") # whoever has a keyring: it is not asked here
mkdir bin
printf '#!/bin/sh\nexit 1\n' >bin/secret-tool
chmod +x bin/secret-tool
PATH=$DIR/bin:$PATH

# web NAME CERTIFICATE: an https server that hands out NAME/document; sets web_port
web () {
  mkdir "$1"
  mkfifo "$1/ready"
  timeout 120 python3 "$srcdir/tests/servers/autoconfig.py" "$DIR/$1" "$tls/$2.pem" $$ >/dev/null 2>&1 &
  read -r web_port <"$1/ready"
}
web web server
cat >web/document <<END
<?xml version="1.0"?>
<clientConfig version="1.1"><emailProvider id="studija.example">
 <incomingServer type="pop3"><hostname>localhost</hostname><port>1</port><socketType>SSL</socketType></incomingServer>
 <incomingServer type="imap"><hostname>localhost</hostname><port>$imaps_port</port>
  <socketType>SSL</socketType><username>%EMAILADDRESS%</username></incomingServer>
</emailProvider></clientConfig>
END
document=https://localhost:$web_port/mail/config-v1.1.xml
add () { kontor account add anna@studija.example --no-input --ca-file "$ca" "$@"; }

# --- the first account makes the config ---
check 'a wrong password: said what works' eval '
  status 5 add --autoconfig "$document" --password-file wrong >out 2>err || exit 1
  grep -q "^settings  *localhost port $imaps_port: told by the domain.s own document$" out &&
  grep -q "^connected  *127.0.0.1 port $imaps_port$" out && grep -q "^encrypted  *TLS 1" out &&
  grep -q "^certificate  *localhost$" out && ! grep -q "^logged in" out'
check 'and what does not' eval '
  printf "%s\n" "kontor: localhost refused the password for anna@studija.example" \
    "hint: nothing was written; to write it all the same: --no-test" | same - err'
check 'nothing is written' eval '! [ -e "$CONFIG" ]'
check 'no password was asked for in the web' eval '
  ! grep -qi authorization web/received && grep -q "^GET /mail/config-v1.1.xml" web/received'
check '--dry-run prints the section only' eval '
  add --autoconfig "$document" --password-file secret --dry-run >out 2>err && ! [ -s err ] &&
  printf "%s\n" "[mail studija]" "url = imaps://anna%40studija.example@localhost:$imaps_port" \
    "address = anna@studija.example" "ca-file = $ca" "password-file = $DIR/secret" | same - out'
check 'and writes nothing' eval '! [ -e "$CONFIG" ]'
check 'an account' eval 'add --autoconfig "$document" --password-file secret >out 2>err'
check 'says all of it' eval '
  grep -q "^logged in  *PLAIN$" out && grep -q "^folders .*INBOX.* (0 letters)$" out &&
  grep -q "^sent  *Sent$" out && grep -q "^written .*/config, \[mail studija\]$" out'
check 'the config is ours alone' eval '[ "$(stat -c %a "$CONFIG")" = 600 ]'
check 'and one can sync' status 0 kontor sync

check 'a password that others may read is told of' eval '
  chmod 644 secret; kontor account test >out; status=$?; chmod 600 secret
  [ $status = 0 ] && grep -q "others may read the password in .*: chmod 600 .*secret" out'
check 'by doctor too' eval 'chmod 640 secret; kontor doctor | grep -q "others may read"; got=$?; chmod 600 secret; [ $got = 0 ]'
check 'and it is well' eval 'kontor account test >out; ! grep -q "others may read" out && grep -q "all of it works" out'

# --- a second one is appended ---
sed -i 's/^\[me\]/# who I am: keep this line\n\n[me]/' "$CONFIG"
printf '\n# the end, without a newline' >>"$CONFIG"
chmod 640 "$CONFIG"
cp "$CONFIG" before
check 'another name, where it is taken' eval '
  add --url "imap+starttls://anna@studija.example@localhost:$imap_port" --password-file secret >out &&
  grep -q "\[mail studija2\]" out'
check 'a server alone is that of the address' eval '
  add --url "imaps://localhost:$imaps_port" --name alone --dry-run --no-test |
    grep -qx "url = imaps://anna%40studija.example@localhost:$imaps_port"'
check 'a port that begins plain is named' eval '
  status 5 add --url "imaps://localhost:$imap_port" --name plain --password-file secret 2>err || exit 1
  grep -q "^hint: port $imap_port may begin unencrypted: url = imap+starttls://" err'
check 'what was there stays, octet by octet' eval '
  cmp -n "$(stat -c %s before)" before "$CONFIG" && [ "$(stat -c %a "$CONFIG")" = 640 ]'
check 'the new section stands behind it' eval '
  tail -c +$(($(stat -c %s before) + 1)) "$CONFIG" >rest && printf "\n\n%s\n" "[mail studija2]" | cmp -n 18 - rest'
check 'both can be synced' status 0 kontor sync
check 'a name of its own' eval 'add --url "imaps://anna%40studija.example@localhost:$imaps_port" \
  --name office --password-file secret >/dev/null && grep -qx "\[mail office\]" "$CONFIG"'
cp "$CONFIG" before
check 'a name that is taken' says 'there is «office» in the config already' \
  add --url "imaps://x@localhost" --name office --no-test
check 'a config that is a link stays one' eval '
  mv "$CONFIG" real && ln -s "$DIR/real" "$CONFIG" &&
  add --url "imaps://anna%40studija.example@localhost:$imaps_port" --name linked --no-test >/dev/null &&
  [ -L "$CONFIG" ] && grep -qx "\[mail linked\]" real && rm "$CONFIG" && mv before "$CONFIG"'
cp "$CONFIG" before

# --- what cannot be ---
check 'no server in the document' says 'it names no IMAP server with TLS' eval '
  cp web/document web/kept; sed -i "s/SSL/plain/" web/document
  add --autoconfig "$document" --no-test'
cp web/kept web/document
check 'no document' says 'the server answers 404' add --autoconfig "https://localhost:$web_port/404"
web other wrong
cp web/document other/document
check 'a certificate for another host' says 'not connecting to localhost' \
  add --autoconfig "https://localhost:$web_port/mail.xml"
check 'nothing was asked of it' eval '! [ -e other/received ]'
check 'unencrypted' says 'it is no https:// address' add --autoconfig http://localhost/x
check 'no such address' status 2 kontor account add --no-input anna
check 'no address' status 2 kontor account add --no-input
check 'a url that cannot be' says 'it would go unencrypted' add --url imap://x@localhost
check 'a config that cannot be read is left alone' eval '
  echo "[mial x]" >>"$CONFIG"; status 2 add --url imaps://x@localhost --no-test 2>/dev/null >/dev/null &&
  [ "$(tail -1 "$CONFIG")" = "[mial x]" ]'
cp before "$CONFIG"

# --- test ---
check 'test goes through all' eval '
  kontor account test >out 2>err && grep -qx studija out && grep -qx office out &&
  grep -q "^all of it works" out || { cat out err; exit 1; }'
mkdir -p phone/home
printf '%s\n' '' '[calendar phone]' "url = vdir:$DIR/phone" '' '[calendar cloud]' \
  "url = caldav+https://anna@localhost:1/" "password-file = $DIR/secret" >>"$CONFIG"
check 'one that does not answer: 5' status 5 kontor account test cloud
check 'calendars too' eval 'kontor account test phone >out && grep -q "^calendars  *home$" out'
check 'as JSON' json '[(a["name"], a["kind"], a["error"] is None) for a in d["accounts"]] \
  == [("studija", "mail", True), ("phone", "calendar", True)] and \
  [s["step"] for s in d["accounts"][0]["steps"]] \
  == ["connected", "encrypted", "certificate", "logged-in", "folders", "sent"]' \
  kontor account test studija phone --json
check 'a name nobody knows' says 'did you mean «office»?' kontor account test ofice
cp wrong secret
check 'a password that is wrong now' eval '
  status 5 kontor account test office >out 2>err || exit 1
  grep -q "^certificate" out && grep -q "refused the password" out && grep -q "1 account does not work" err'
check 'no password anywhere' eval '! grep -rlaF -e Kanarija-7741 -e "kalns \"4417\"" out err web other "$CONFIG" \
  "$HOME/.local" 2>/dev/null | grep .'
done_testing
