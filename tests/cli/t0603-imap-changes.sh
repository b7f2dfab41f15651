# What changes at a mail server between two runs, in ways that are easily missed.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; dovecot_stop "$DIR/old"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
printf '%s\n' "$password" >"$DIR/secret"

# letter NAME DAY SUBJECT: a file NAME with a letter of that day of November 2026
letter () {
  printf '%s\r\n' 'From: Toms Kalns <toms@brize.example>' 'To: Anna <anna@studija.example>' \
    "Date: $(printf '%02d' "$2") Nov 2026 10:00:00 +0200" "Subject: $3" \
    "Message-ID: <$1@mail.example>" '' 'Here.' >"$1"
}

# config [LINE…]: the server's account, with further lines
config () {
  write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$imaps_port" \
    "password-file = $DIR/secret" "ca-file = $ca" "$@"
}

sql () { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}/mirror.db?mode=ro", uri=True).execute(sys.argv[2]):
    print("|".join(map(str, row)))' "$DATA" "$1"; }
is () { [ "$1" = "$2" ] || { printf 'wanted: %s\ngot:    %s\n' "$2" "$1"; return 1; }; }
sync () { timeout 60 "$KONTOR" --no-input sync "$@" </dev/null; }
syncs () { # TEXT [OPTION…]: ends well and says so
  local said text=$1
  shift
  said=$(sync "$@" 2>&1) || { echo "exit $?: $said"; return 1; }
  case $said in *"$text"*) ;; *) echo "not «$text»: $said"; return 1 ;; esac
}
answered () { sql "SELECT o.flags & 2 FROM location o JOIN letter l ON l.id = letter WHERE subject = '$1'"; }
seen () { sql "SELECT o.flags & 1 FROM location o JOIN letter l ON l.id = letter WHERE subject = '$1'"; }

letter first 10 First
letter second 11 Second
letter third 12 Third
letter ancient 1 Ancient
imap append INBOX ancient , append INBOX first , append INBOX second , append INBOX third , \
  append Sent ancient

# --- flags while letters go ---
config
check 'a first sync' syncs '4 new'
imap flag INBOX First '\Answered' , expunge INBOX Second
check 'one is answered as another goes' syncs '1 gone'
check 'and is known as answered' is "$(answered First)" 2
letter fourth 13 Fourth
imap append INBOX fourth , expunge INBOX Third , flag INBOX First '\Seen'
check 'one comes, one goes, one is read' syncs '1 new, 1 gone'
check 'and is known as read' is "$(seen First)" 1

# --- sent mail ---
check 'the Sent folder is known' is "$(sql 'SELECT has_sent FROM source')" 1
config 'folders = INBOX'
check 'a config without it' status 0 sync
check 'it is known no more' is "$(sql 'SELECT has_sent FROM source')" 0

# --- a wider window ---
rm -rf "$DATA"
config 'folders = INBOX' 'since = 15 days'
check 'since leaves the old one' syncs '2 new'
check 'again' syncs 'nothing new'
config 'folders = INBOX'
check 'without since it comes' syncs '1 new'
check 'all is here then' is "$(sql 'SELECT horizon, since FROM folder')" '0|0'
check 'and once' syncs 'nothing new'

# --- numbered anew ---
letter mine 14 Mine
letter yours 15 Yours
imap create Clients , append Clients mine
config 'folders = INBOX; Clients'
check 'a letter in a folder' syncs '1 new'
ref=$(kontor --json mail list | python3 -c 'import json, sys
print([l["ref"] for l in json.load(sys.stdin)["letters"] if l["subject"] == "Mine"][0])')
check 'its original' eval 'kontor mail show --raw "$ref" >raw; same mine raw'
imap delete Clients , create Clients , append Clients yours
check 'another one under its number is not it' status 4 kontor mail show --raw "$ref"
check 'it is told why' says 'the server has numbered its letters anew' kontor mail show --raw "$ref"
check 'and what helps' says 'hint: kontor sync' kontor mail show --raw "$ref"

# --- set aside ---
{
  printf '%s\r\n' 'From: a@brize.example' 'Date: 16 Nov 2026 10:00:00 +0200' 'Subject: Parts' \
    'MIME-Version: 1.0' 'Content-Type: multipart/mixed; boundary=x' ''
  for ((i = 0; i < 1100; i++)); do printf -- '--x\r\n\r\n'; done
} >parts
cp parts parts-too
sed -i 's/Subject: Parts/Subject: Pieces/' parts-too
imap append INBOX parts , append INBOX parts-too
check 'letters of a thousand parts' status 0 sync
check 'are set aside' is "$(sql 'SELECT count(*) FROM quarantine')" 2
imap expunge INBOX Parts
check 'one goes' status 0 sync
check 'it is aside no more' is "$(sql 'SELECT count(*) FROM quarantine')" 1
imap expunge INBOX Pieces
check 'another goes, and all are tried again' status 0 sync --retry
check 'nothing is aside' is "$(sql 'SELECT count(*) FROM quarantine')" 0

# --- a server that does not count changes ---
rm -rf "$DATA"
DOVECOT_SETTINGS='imap_capability = IMAP4rev1 SASL-IR LITERAL+ SPECIAL-USE' dovecot_start "$DIR/old"
printf '%s\n' "$password" >"$DIR/secret"
imap append INBOX first , append INBOX second
config
check 'an older server' syncs '2 new'
check 'tells no MODSEQ' is "$(sql 'SELECT max(modseq) FROM folder')" 0
imap flag INBOX First '\Answered'
check 'a flag alone' syncs 'nothing new'
check 'is seen' is "$(answered First)" 2
imap expunge INBOX Second , flag INBOX First '\Seen'
check 'one goes' syncs '1 gone'
check 'the other is read' is "$(seen First)" 1

# --- two folders of one name ---
rm -rf "$DATA"
mkdir -p Mail/{.,.Sent,Sent}/{cur,new,tmp}
cp first Mail/.Sent/cur/1762000001.M1.host:2,S
cp second Mail/Sent/cur/1762000002.M2.host:2,S
write_config '[mail files]' "url = maildir://$DIR/Mail" 'folders = *'
check 'two folders shown by one name' syncs '2 new'
check 'are two' is "$(sql 'SELECT name, count(*) FROM folder GROUP BY name')" 'INBOX|1
Sent|2'
check 'and do not eat each other' syncs 'nothing new'
check 'no letter is gone' is "$(sql 'SELECT count(*), count(gone_at) FROM letter')" '2|0'
done_testing
