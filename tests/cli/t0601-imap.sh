# sync with a real IMAP server: each kind of change there, an interrupted run, two accounts.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
printf '%s\n' "$password" >"$DIR/secret"

# letter NAME FROM TO DAY SUBJECT TEXT: a file NAME with a letter of that day of November 2026
letter () {
  printf '%s\r\n' 'Received: from mx.example by mail.studija.example; Sun, 1 Nov 2026 00:00:00 +0200' \
    "From: $2" "To: $3" "Date: $(printf '%02d' "$4") Nov 2026 10:00:00 +0200" "Subject: $5" \
    "Message-ID: <$1@mail.example>" '' "$6" >"$1"
}
anna='Anna <anna@studija.example>' toms='Toms Kalns <toms@brize.example>'
hanna='Hanna Weber <hanna@weber.example>'

# account NAME [LINE…]: the config's lines for the server
account () {
  printf '%s\n' "[mail $1]" "url = imaps://anna%40studija.example@localhost:$imaps_port" \
    "password-file = $DIR/secret" "ca-file = $ca"
  shift
  [ $# = 0 ] || printf '%s\n' "$@"
}
config () { write_config "$(account studio "$@")"; }

sql () { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}/mirror.db?mode=ro", uri=True).execute(sys.argv[2]):
    print("|".join(map(str, row)))' "${data:-$DATA}" "$1"; }
is () { [ "$1" = "$2" ] || { printf 'wanted: %s\ngot:    %s\n' "$2" "$1"; return 1; }; }
counts () { sql 'SELECT count(*), sum(gone_at IS NOT NULL) FROM letter'; }
dump () { python3 "$srcdir/tests/faults/dump.py" "${1:-$DATA}"; }
sync () { timeout 60 "$KONTOR" --no-input sync "$@" </dev/null; }
syncs () { # TEXT: ends well and says so
  local said
  said=$(sync 2>&1) || { echo "exit $?: $said"; return 1; }
  case $said in *"$1"*) ;; *) echo "not «$1»: $said"; return 1 ;; esac
}

letter toms1 "$toms" "$anna" 16 'Brand book' 'Will 12 pages be enough?'
letter toms2 "$toms" "$anna" 19 'Re: Brand book' 'When do you start?'
letter hanna1 "$hanna" "$anna" 18 'Katalog' 'Bis wann brauchen Sie die Druckdaten?'
letter anna1 "$anna" "$toms" 17 'Re: Brand book' 'Yes, they will.'
printf '%s\r\n' "From: $toms" "To: $anna" 'Date: 20 Nov 2026 10:00:00 +0200' 'Subject: Files' \
  'Message-ID: <files@mail.example>' 'MIME-Version: 1.0' \
  'Content-Type: multipart/mixed; boundary=x' '' --x 'Content-Type: text/plain' '' 'The logo.' \
  --x 'Content-Type: image/svg+xml; name=logo.svg' 'Content-Transfer-Encoding: base64' \
  'Content-Disposition: attachment; filename=logo.svg' '' "$(printf '<svg/>' | base64)" \
  --x 'Content-Type: text/plain; name=notes.txt' 'Content-Disposition: attachment; filename=notes.txt' \
  '' 'in blue' --x-- >files
imap append INBOX toms1 , append INBOX hanna1 , append INBOX toms2 '\Seen' , append Sent anna1 '\Seen' , \
  append INBOX files , create Clients.Brize , create Clients.Weber

# --- what comes and goes ---
config
check 'a first sync' syncs '5 new'
check 'all is there, nothing gone' is "$(counts)" '5|0'
check 'the mailbox was read only' is "$(sql 'SELECT count(*) FROM location WHERE flags & 1')" 2
dump >first
check 'a second sync finds nothing' syncs 'nothing new'
dump >second
check 'and changes nothing' same first second
check 'whoever was written to is a client' says 'Toms Kalns' kontor contact list
check 'who waits for an answer' says 'Katalog' kontor waiting

imap flag INBOX Katalog '\Answered'
check 'a flag alone is nothing new' syncs 'nothing new'
check 'an answered letter waits no more' eval '! kontor waiting | grep -q Katalog'

letter hanna2 "$hanna" "$anna" 21 'Katalog 2027' 'Can you do it in January?'
imap append INBOX hanna2
check 'a new letter' syncs '1 new'

imap expunge INBOX 'Re: Brand book'
check 'a letter gone from the server' syncs '1 gone (kept on its card)'
check 'is kept and marked' is "$(counts)" '6|1'
check 'and stands on the card' says 'Re: Brand book' kontor show Toms
letter hanna3 "$hanna" "$anna" 22 'Katalog, last page' 'It is ready.'
imap append INBOX hanna3 , expunge INBOX 'Katalog 2027'
check 'one goes as another comes' syncs '1 new, 1 gone'

imap move INBOX Brand Sent
check 'moved to another folder is neither new nor gone' syncs 'nothing new'
check 'and lies there' is "$(sql 'SELECT f.name FROM location JOIN folder f ON f.id = folder
  JOIN letter l ON l.id = letter WHERE l.subject = "Brand book"')" Sent
imap copy Sent 'Re: Brand book' INBOX
check 'a copy in another folder is the same letter' syncs 'nothing new'
check 'in two places' is "$(sql 'SELECT count(*) FROM location JOIN letter l ON l.id = letter
  WHERE l.subject = "Re: Brand book" AND l.direction = "out"')" 2

counts >before
dump | grep -v -e ^mirror.folder -e ^mirror.location >before-dump
(cd "$maildir" && rm -f dovecot-uid* dovecot.index* && mv cur/*files* cur/keep 2>/dev/null)
check 'numbered anew by the server: nothing new, nothing gone' syncs 'nothing new'
check 'nothing doubled' is "$(counts)" "$(cat before)"
dump | grep -v -e ^mirror.folder -e ^mirror.location >after-dump
check 'the same letters as before' same before-dump after-dump

# --- folders ---
config 'folders = INBOX; Sent; Clients/*'
letter brize "$toms" "$anna" 12 'In its own folder' 'Here.'
imap append Clients.Brize brize
check 'a pattern brings more folders' syncs '1 new'
letter koks 'Marta <marta@koks.example>' "$anna" 11 'A folder made later' 'Here.'
imap create Clients.Koks , append Clients.Koks koks
check 'a new folder that fits comes by itself' syncs '1 new'
imap rename Clients.Brize Clients.Breeze
check 'a renamed folder: nothing new, nothing gone' syncs 'nothing new'
check 'under its new name' is "$(sql 'SELECT f.name FROM location JOIN folder f ON f.id = folder
  JOIN letter l ON l.id = letter WHERE l.subject = "In its own folder"')" Clients/Breeze
imap delete Clients.Koks
check 'a deleted folder: its letters are kept' syncs '1 gone (kept on its card)'
config 'folders = Nosuch*'
check 'a pattern that fits nothing says what there is' says 'hint: there are: ' sync
check 'and ends with 5, as no mailbox was read' status 5 sync

# --- one letter ---
config 'folders = INBOX; Sent; Clients/*'
sync >/dev/null
ref=$(kontor --json mail list | python3 -c 'import json, sys
print([l["ref"] for l in json.load(sys.stdin)["letters"] if l["subject"] == "Files"][0])')
check 'mail show' says 'The logo.' kontor mail show "$ref"
check 'mail show --raw is the original' eval 'kontor mail show --raw "$ref" >raw; same files raw'
check 'mail save' eval 'mkdir saved; cd saved; kontor mail save "$ref" >../said || exit 1
  is "$(cat logo.svg)" "<svg/>" && grep -q "in blue" notes.txt'
printf '#!/bin/sh\necho login >>"%s/logins"\ncat "%s/secret"\n' "$DIR" "$DIR" >ask-secret
chmod 755 ask-secret
sed -i "s|^password-file = .*|password-command = $DIR/ask-secret|" "$CONFIG"
check 'both parts by one login' eval 'mkdir again; cd again; kontor mail save "$ref" >../said || exit 1
  is "$(ls | tr "\n" " ")$(wc -l <../logins)" "logo.svg notes.txt 1"'
config 'folders = INBOX; Sent; Clients/*'
imap expunge INBOX Files
check 'of a letter that just went' status 3 kontor mail show --raw "$ref"

# --- how far back ---
data=$DIR/since
letter old "$toms" "$anna" 1 'An old one' 'Long ago.'
imap append INBOX old
config 'since = 10 days'
check 'since leaves older letters alone' status 0 sync --data "$data"
check 'only those' is "$(sql 'SELECT count(*) FROM letter WHERE subject IN
  ("An old one", "Katalog, last page")')" 1
KONTOR_NOW=2026-12-09T08:12:00+02:00 sync --data "$data" >said
check 'what leaves the window is not gone' is "$(counts | cut -d '|' -f 2)" 0
unset data

# --- interrupted ---
mkdir -p "$maildir/.Big"/{cur,new,tmp}
for ((i = 1000; i < 2100; i++)); do
  printf 'From: a%d@klients.example\nTo: anna@studija.example\nSubject: n %d\nDate: %d Nov 2026 10:00:00 +0200\nMessage-ID: <big%d@mail.example>\n\nText %d, which says a little more.\n' \
    $((i % 37)) $i $((i / 100 - 5)) $i $i >"$maildir/.Big/cur/1700$i.M1.host:2,"
done
[ "$(id -u)" != 0 ] || chown -R --reference="$maildir" "$maildir/.Big"
config 'folders = Sent; Big'
sync --data "$DIR/whole" >/dev/null
proxy_start "$DIR/proxy" stall 330000
config 'folders = Sent; Big'
sed -i "s/:$imaps_port/:$proxy_port/" "$CONFIG"
set -m # a process group of its own: Ctrl-C goes to the helpers too
"$KONTOR" --data "$DIR/broken" sync >said 2>&1 </dev/null &
pid=$!
set +m
(sleep 40; kill -KILL $pid) >/dev/null 2>&1 &
watchdog=$!
data=$DIR/broken
for _ in $(seq 300); do
  [ -e "$DIR/proxy/stalled" ] && [ "$(sql 'SELECT count(*) FROM letter' 2>/dev/null || echo 0)" -ge 1000 ] && break
  kill -0 $pid 2>/dev/null || break
  sleep .05
done
check 'a second sync of the same account at the same time' eval \
  'status 4 sync --data "$data" >twice 2>&1; grep -q "«studio» is being synced" twice'
kill -INT -- -$pid
wait $pid
check 'an interrupted first sync ends with 130' is $? 130
kill $watchdog
check 'says what is kept, and nothing else' is "$(cat said)" "kontor: interrupted
hint: what came is kept; kontor sync goes on from there"
check 'nothing was set aside' is "$(sql 'SELECT count(*) FROM quarantine')" 0
check 'and keeps it' eval '[ "$(sql "SELECT count(*) FROM letter")" -ge 1000 ]'
config 'folders = Sent; Big'
check 'the next run goes on' status 0 sync --data "$data"
dump "$DIR/whole" >whole-dump
dump "$DIR/broken" >broken-dump
check 'and comes to the same end' same whole-dump broken-dump
unset data

# --- two accounts ---
write_config "$(account studio)" "$(account gmail | sed "s/:$imaps_port/:1/")"
rm -rf "$DATA"
check 'one of two fails: 6' eval 'status 6 sync >said 2>&1'
check 'the other is synced' grep -q '^studio .*ok .*new' said
check 'and who failed is told' grep -q '^gmail .*cannot reach localhost' said
check 'with what is up to date' grep -q 'hint: your own book and 1 other source are up to date' said
check 'its letters are there' eval '[ "$(sql "SELECT count(*) FROM letter")" -gt 3 ]'
check 'one account by name' status 0 sync studio
check 'the other by name: 5' status 5 sync gmail
write_config "$(account studio | sed "s/:$imaps_port/:1/")" "$(account gmail | sed "s/:$imaps_port/:2/")"
check 'both fail: 5' eval 'status 5 sync >said 2>&1'
check 'how many and which' grep -q '2 of 2 sources could not be read whole' said
check 'with when they were last read' grep -q '^studio .*last read' said
check 'an unknown account' status 3 sync studjo
done_testing
