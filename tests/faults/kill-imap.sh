# SIGKILL at the writing calls of syncs from a real IMAP server; see kill.py.
if [ "${SANITIZED:-}" = yes ]; then
  echo "1..0 # SKIP the sanitizers' runtime and the preloaded counter exclude each other"
  exit 0
fi
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
printf '%s\n' "$password" >secret
chmod 600 secret
appended=()
for i in $(seq 1 12); do
  folder=INBOX
  [ $((i % 3)) != 0 ] || folder=Sent
  printf '%s\r\n' "From: Client $((i % 4)) <c$((i % 4))@klients.example>" 'To: anna@studija.example' \
    "Subject: Letter $i" "Date: Fri, $((i + 3)) Nov 2026 08:30:00 +0200" \
    "Message-ID: <$i@klients.example>" '' "Can you come? $(seq -s ' ' "$i" $((i + 100)))" >"letter$i"
  appended+=(, append "$folder" "letter$i")
done
imap create Sent >/dev/null 2>&1
imap "${appended[@]:1}"
mkdir office
CONFIG=$DIR/office/config
write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$imaps_port" \
  "password-file = $DIR/secret" "ca-file = $ca"
python3 -B "$srcdir/tests/faults/kill.py" "$DIR/office"
