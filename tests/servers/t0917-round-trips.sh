# How often a sync waits for the server: counted, not timed. A slow program sends between two parts of an
# answer, which counts as another trip.
[ -z "${SANITIZED:-}" ] || { echo '1..0 # SKIP under sanitizers answers and commands meet otherwise'; exit 0; }
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 755 "$DIR"
trap 'dovecot_stop "$DIR/server"; dovecot_stop "$DIR/old"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
LETTERS=2000

# deliver MAILDIR FIRST N: letters, numbered
deliver () {
  python3 - "$@" <<'END'
import os, sys
directory, first, n = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
for i in range(first, first + n):
    with open(f"{directory}/cur/{1762000000 + i}.M{i}.h:2,", "w", newline="") as letter:
        letter.write(f"From: Toms <toms@brize.example>\r\nTo: Anna <anna@studija.example>\r\n"
                     f"Date: Sat, 01 Nov 2026 {i // 3600 % 24:02}:{i // 60 % 60:02}:{i % 60:02} +0000\r\n"
                     f"Message-ID: <{i}@brize.example>\r\nSubject: {i}\r\n\r\n{'Text. ' * 50}\r\n")
END
}

# mailbox DIR: a server with letters in two folders
mailbox () {
  local maildir="$1/mail/anna@studija.example"
  mkdir -p "$maildir"/{cur,new,tmp} "$maildir"/.Sent/{cur,new,tmp}
  deliver "$maildir" 0 $LETTERS
  deliver "$maildir/.Sent" 50000 $((LETTERS / 2))
}

config () {
  write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$turns_port" \
    "password-file = $DIR/secret" "ca-file = $ca" "$@"
  rm -rf "$DATA"
}

sync () { timeout 120 "$KONTOR" --no-input sync </dev/null; }

# within MAX: a sync goes well and waits so often at most
within () {
  local n
  turns "$proxy" >/dev/null
  sync || return
  n=$(turns "$proxy")
  echo "$n round trips"
  [ "$n" -le "$1" ]
}

news () {
  imap append INBOX letter , flag INBOX letter '\Flagged' , expunge INBOX letter , append INBOX letter , \
    append Sent letter
}

printf '%s\r\n' 'From: Toms <toms@brize.example>' 'Date: Mon, 16 Nov 2026 10:00:00 +0000' \
  'Message-ID: <l@brize.example>' 'Subject: letter' '' 'Text.' >letter

mailbox "$DIR/server"
dovecot_or_skip "$DIR/server"
printf '%s\n' "$password" >"$DIR/secret"
proxy=$DIR/proxy
turns_start "$proxy"
for mode in qresync condstore uids; do
  config "mode = $mode"
  check "$mode: a first sync of $((LETTERS * 3 / 2)) letters" within 14
  [ $mode = uids ] && most=8 || most=6
  check "$mode: nothing new" within $most
  news
  check "$mode: letters come and go in two folders" within 10
done
config 'since = 1 year' 'folders = *'
check 'with a since and all folders' within 15
check 'nothing new there' within 6
dovecot_stop "$DIR/server"

# no LIST-STATUS, no SASL-IR, no word of capabilities after the login
mailbox "$DIR/old"
DOVECOT_SETTINGS='imap_capability = IMAP4rev1' dovecot_start "$DIR/old"
proxy=$DIR/old-proxy # two in one directory would answer for each other
turns_start "$proxy"
config
check 'an older server: a first sync' within 16
check 'an older server: nothing new' within 9
done_testing
