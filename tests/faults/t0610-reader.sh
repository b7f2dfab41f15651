# Letters that kill or stall the reader, very many of them, and a courier that is killed: what is set
# aside, what is told, and that the login survives.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/faults/lib.sh"
. "$srcdir/tests/servers/lib.sh"
faulty_tree "$DIR/tree" || exit 99
mkdir -p mail/{cur,new,tmp}
write_config '[mail studio]' "url = maildir:$DIR/mail"
faulty () { timeout 100 "$DIR/tree/kontor" "$@" </dev/null; }
# counts FILE NEW QUARANTINED: of the JSON that sync printed
counts () {
  python3 -c 'import json, sys
source = json.load(open(sys.argv[1], encoding="utf-8"))["sources"][0]
sys.exit(0 if [source["new"], source["quarantined"]] == [int(n) for n in sys.argv[2:]]
         else print(source) or 1)' "$@"
}

# --- more than twenty killers ---
for i in $(seq 100 134); do
  fault=crash
  [ "$i" -ge 110 ] || fault=none
  faulty_letter $fault "mail/cur/1795156$i.$i:2,S"
  sed -i "s/<fault-.*@/<number-$i@/" "mail/cur/1795156$i.$i:2,S"
done
check 'more killers than a run bears' eval 'status 0 faulty sync --json >first.json'
check 'all of them set aside, nothing lost' python3 -c 'import json
source = json.load(open("first.json"))["sources"][0]
assert source["quarantined"] >= 25 and source["new"] + source["quarantined"] == 35, source'
check 'the rest of them unread' says 'the reader died too often in this run' faulty doctor
check 'the plain output warns' eval 'rm -rf "$DATA"; faulty sync | grep -q "unreadable (kontor doctor)"'
faulty sync --json >again.json
check 'and they are left alone after' counts again.json 0 0
kontor sync --retry --json >retry.json
check 'until the right reader is asked again' eval '[ "$(kontor --json mail list --all |
  grep -c "\"subject\" : \"The letter that means")" = 35 ] && ! kontor doctor | grep -q "set aside"'

# --- a login outlives its reader ---
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
if ! dovecot_start "$DIR/server"; then
  [ -z "${KONTOR_NEED_DOVECOT-}" ] || check 'a Dovecot' false
  skip 'with a server' 'dovecot or openssl is not installed'
  done_testing
  exit
fi
printf '%s\n' "$password" >secret
faults=(none crash work hang none)
appended=()
for i in ${!faults[@]}; do
  faulty_letter "${faults[i]}" "letter$i"
  sed -i "s/<fault-/<$i-/; s/20 Nov/1$i Nov/" "letter$i"
  appended+=(, append INBOX "letter$i")
done
imap "${appended[@]:1}"
account () { # PORT
  write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$1" \
    "password-file = $DIR/secret" "ca-file = $ca"
}
account "$imaps_port"
rm -rf "$DATA"
before=$(grep -c 'Login: user=' server/log)
faulty sync --json >login.json
check 'over IMAP only the two are set aside' counts login.json 3 2
check 'after one login' eval '[ $(($(grep -c "Login: user=" server/log) - before)) = 1 ]'
check 'doctor says which and why' eval 'faulty doctor >said
  grep -q "studio  INBOX 2: the reader died of it" said &&
  grep -q "studio  INBOX 4: reading it took too long" said || { cat said; false; }'
kontor sync --retry --json >retry.json
check 'sync --retry brings them' counts retry.json 2 0
check 'and doctor is content' eval '! kontor doctor | grep -q "set aside"'

# --- a courier that is killed ---
for i in 0 4; do
  head -c 90000 /dev/zero | tr '\0' x | fold -w 70 >>"letter$i"
done
sed -i 's/^Message-ID: </&big/' letter0 letter4
imap append INBOX letter0 , append INBOX letter4
proxy_start "$DIR/proxy" stall 60000
account "$proxy_port"
"$KONTOR" sync >said 2>&1 </dev/null &
pid=$!
for _ in $(seq 400); do
  [ ! -e proxy/stalled ] || break
  sleep .05
done
kill -KILL "$(ps -o pid=,comm= --ppid $pid | sed -n 's/ kontor-courier//p')"
wait $pid
ended=$?
check 'a killed courier: 5' [ $ended = 5 ]
check 'is told' grep -qx 'kontor: the courier for «studio» ended unexpectedly' said
account "$imaps_port"
check 'and the next run brings the rest' eval 'kontor sync --json >rest.json && counts rest.json 2 0'
done_testing
