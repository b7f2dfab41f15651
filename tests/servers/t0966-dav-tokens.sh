# Calendars and address books behind a token: it goes as Bearer, to its server only, and is asked for once
# more where it is refused.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null && command -v openssl >/dev/null || { echo '1..0 # SKIP no python3 or openssl'; exit 0; }
bash "$srcdir/tests/servers/certificates.sh" "$DIR/tls"
mkdir dav
mkfifo dav/ready
timeout 300 python3 "$srcdir/tests/servers/bearer.py" "$DIR/dav" "$DIR/tls/server.pem" $$ >/dev/null 2>&1 &
read -r port <dav/ready
# what prints the tokens of the file, one after the other
cat >tokens <<'END'
#!/bin/sh
echo asked >>asked
head -n "$(wc -l <asked)" tokens.txt | tail -n 1
END
chmod +x tokens
for kind in calendar:caldav contacts:carddav; do
  echo "[${kind%:*} ${kind%:*}s]"
  echo "url = ${kind#*:}+https://anna@localhost:$port/"
  printf '%s\n' "ca-file = $DIR/tls/ca.pem" "oauth2-command = $DIR/tokens" ''
done >sections
write_config "$(cat sections)"

# tokens GOOD TOKEN…: those that are printed, anew from the first on; the last of them for ever
tokens () { echo "$1" >dav/good; shift; printf '%s\n' "$@" >tokens.txt; rm -f asked dav/requests dav/shown; }
asked () { [ "$(wc -l <asked)" = "$1" ] || { cat asked; false; }; }

tokens one one
check 'by a token' status 0 kontor sync
check 'the event is here' says 'Fitting' kontor agenda 2026-11-24
check 'it was asked for once a source' asked 2
check 'and went as Bearer, nothing else did' [ "$(sort -u dav/shown)" = 'Bearer one' ]

tokens two one two one two
check 'one that is worth nothing any more is asked for anew' status 0 kontor sync
check 'once a source' asked 4
check 'and each was tried once' [ "$(grep -c 401 dav/requests)" = 2 ]
rm -rf "$DATA"
tokens three one three one three
check 'at a first sync, too' status 0 kontor sync

tokens four one
check 'a second that is refused: 5' status 5 kontor sync calendars
check 'no third is asked for' asked 2
check 'is told' says 'localhost refused the token for anna' kontor sync calendars
check 'with what to do' says "run it by hand to see what it says: $DIR/tokens" kontor sync calendars
check 'account test says so, too' eval 'kontor account test calendars >said 2>&1; grep -q "refused the token" said'
tokens one "$(printf 'a\tb')"
check 'what is no token is sent nowhere' eval '
  says "the token holds what no token may" kontor sync calendars && [ ! -e dav/shown ]'
check 'the token is nowhere' eval '! grep -rqs "Bearer" "$DATA" "$HOME"'
write_config "$(sed "0,/oauth2/s/^oauth2/password-file = x\noauth2/" sections)"
check 'beside a password it is refused' says '[calendar calendars] has more than one password' kontor sync
done_testing
