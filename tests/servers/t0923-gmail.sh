# Gmail's labels: every letter comes once, and its labels say where it lies and which way it went.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null && command -v openssl >/dev/null || { echo '1..0 # SKIP no python3 or openssl'; exit 0; }
bash "$srcdir/tests/servers/certificates.sh" "$DIR/tls"
server=$srcdir/tests/servers/gmail.py
mkdir g
mkfifo g/ready
timeout 300 python3 "$server" serve "$DIR/g" "$DIR/tls/server.pem" $$ >/dev/null 2>&1 &
read -r port <g/ready
gmail () { local op=$1; shift; python3 "$server" "$op" "$DIR/g" "$@"; }
echo secret >secret
chmod 600 secret
account () { # [LINE…]
  write_config '[mail gmail]' "url = imaps://anna%40studija.example@localhost:$port" \
    "ca-file = $DIR/tls/ca.pem" "password-file = $DIR/secret" "$@"
}
# letter NAME FROM TO SUBJECT TEXT [FIELD…]
letter () {
  local name=$1 from=$2 to=$3 subject=$4 text=$5
  shift 5
  printf '%s\r\n' "$@" "From: $from" "To: $to" 'Date: Thu, 12 Nov 2026 10:00:00 +0200' \
    "Message-ID: <$name@studija.example>" "Subject: $subject" '' "$text" >"$name.eml"
}
in=('Received: from brize.example by mx.google.example; Thu, 12 Nov 2026 10:00:01 +0200')
anna='Anna <anna@studija.example>'
letter came 'Toms Kalns <toms@brize.example>' "$anna" 'In the inbox' 'Vai 12 lapas pietiks?' "${in[@]}"
letter old 'Olga Savchuk <olga@mail.example>' "$anna" 'Put away' 'Bis wann brauchen Sie die Daten?' "${in[@]}"
letter client 'Hanna Weber <hanna@weber.example>' "$anna" 'With a label' 'Does Tuesday suit you?' "${in[@]}"
letter sent "$anna" 'Karl Ozols <karl@ozols.example>' 'From me' 'Does Tuesday suit you?'
letter draft "$anna" 'Lia Liepa <lia@liepa.example>' 'Not yet sent' 'When do you come?'
letter self "$anna" "$anna" 'To myself' 'Buy milk' "${in[@]}"
gmail put came came.eml '\Inbox' '\Important'
gmail put old old.eml
gmail put client client.eml '\Inbox' 'Clients' 'A "strange) \name'
gmail put sent sent.eml '\Sent'
gmail put draft draft.eml '\Draft'
gmail put self self.eml '\Inbox' '\Sent'

# run NEW CHANGED GONE: a sync that says so
run () {
  json "[(s['new'], s['changed'], s['gone'], s['quarantined'], s['error']) for s in d['sources']] \
    == [($1, $2, $3, 0, None)]" kontor sync --json
}
directions () { # SUBJECT=DIRECTION…
  json "{l['subject']: l['direction'] for l in d['letters']} == dict(w.split('=') for w in '''$1'''.split(';'))" \
    kontor --json mail list
}
waits () { kontor waiting | grep -q "$1"; }
once () { [ -s g/fetched ] && [ -z "$(sort g/fetched | uniq -d)" ]; }

account
check 'the first sync' run 6 0 0
check 'reads All Mail alone' eval '[ "$(cut -d" " -f1-2 g/fetched | sort -u)" = "[Gmail]/All Mail" ]'
check 'every letter once' eval 'once && [ "$(wc -l <g/fetched)" = 6 ]'
check 'which way each went' directions \
  'In the inbox=in;Put away=in;With a label=in;From me=out;Not yet sent=out;To myself=out'
check 'what is in the inbox waits for me' waits 'In the inbox'
check 'with a label of mine too' waits 'With a label'
check 'what is archived does not' eval '! waits "Put away"'
check 'I wait for an answer to what was sent' waits 'From me'
check 'and for none to a draft' eval '! waits "Not yet sent"'
check 'the folder of sent letters is known' eval '! kontor doctor | grep -q "no folder of sent letters"'
check 'whom I wrote to is a contact' says 'Karl Ozols' kontor contact list
check 'whom a draft is for is none' eval '! kontor contact list | grep -q Lia'

: >g/fetched
: >g/commands
check 'nothing changed' run 0 0 0
check 'is found out without looking into the folder' eval '! grep -q -e EXAMINE -e FETCH g/commands'

gmail label came '\Important'
check 'archived there' run 0 1 0
check 'it waits no more' eval '! waits "In the inbox"'
gmail label old '\Inbox'
check 'back in the inbox' run 0 1 0
check 'it waits again' waits 'Put away'
check 'no letter came for that' eval '! [ -s g/fetched ]'
gmail label client 'Clients'
check 'a label taken away: archived, though it has another' eval 'run 0 1 0 && ! waits "With a label"'

gmail trash sent
check 'into the trash: gone' run 0 0 1
check 'he owes me an answer all the same' waits 'From me'
check 'its text is still here' says 'From me' kontor find 'tuesday'
gmail label sent '\Sent'
check 'out of the trash again' eval 'kontor sync >/dev/null && waits "From me"'

letter draft2 "$anna" 'Lia Liepa <lia@liepa.example>' 'Now sent' 'When do you come?'
gmail trash draft
gmail put draft2 draft2.eml '\Sent'
check 'a draft that is sent' eval 'kontor sync >/dev/null && waits "Now sent" && ! waits "Not yet sent"'
check 'its reader is a contact now' says 'Lia Liepa' kontor contact list

# --- whoever names folders reads those ---
rm -rf "$DATA"
: >g/fetched
account 'folders = INBOX; Sent Mail; *Sent*'
check 'folders by name' status 0 kontor sync
check 'their letters' directions 'Put away=in;From me=out;Now sent=out;To myself=out'
check 'no labels were asked for' eval '! tail -n 12 g/commands | grep -q X-GM-LABELS'
check 'a letter in two of them is one' json 'len(d["letters"]) == 4' kontor --json mail list
check 'and with All Mail again' eval 'account && kontor sync >/dev/null && kontor sync >/dev/null'
check 'there is no letter twice' json 'len(d["letters"]) == len({l["subject"] for l in d["letters"]}) == 6' \
  kontor --json mail list
done_testing
