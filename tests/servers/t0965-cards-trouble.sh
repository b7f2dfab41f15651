# Address books when things go wrong: what a server is asked when nothing is new, another client that
# is faster, a card that is refused, answers that never come, books and states that are mislaid.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
chmod 755 "$DIR"
dav_or_skip radicale "$DIR/server"
trap 'dav_stop radicale "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
printf '%s\n' "$password" >"$DIR/password"
chmod 600 "$DIR/password"
dav_proxy_start "$DIR/proxy"
configure () { # port
  write_config '[contacts phone]' "url = carddav+https://$user@localhost:$1/" "ca-file = $ca" \
    "password-file = $DIR/password" 'books = Contacts; Second'
}
configure "$proxy_port"
second=${home}second/

card () { # UID NAME LINE…
  local uid=$1 name=$2
  shift 2
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:$uid" "FN:$name" "N:${name#* };${name% *};;;" "$@" END:VCARD
}
requests () { cat "$DIR/proxy/requests" 2>/dev/null; }
asked () { rm -f "$DIR/proxy/requests"; "$@"; }
holds () { dav get "$1" | tr -d '\r' | sed -e ':a' -e '$!N' -e 's/\n[ \t]//' -e ta -e 'P;D' | grep -qF -- "$2"; }
counts () { # KEY N…
  kontor --json sync >"$DIR/.sync" 2>"$DIR/.errors"
  while [ $# -gt 0 ]; do
    json "d['sources'][0]['$1'] == $2" cat "$DIR/.sync" || { cat "$DIR/.sync" "$DIR/.errors"; return 1; }
    shift 2
  done
}
quiet () { counts new 0 changed 0 gone 0 sent 0 removed 0 moved 0 asked 0 conflicts 0 refused 0; }
contacts () { kontor --json contact list | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["contacts"]))'; }
company () { json "d['contact']['company'] == '$2'" kontor --json show "$1"; }
edit () { kontor contact edit "$@" >/dev/null; }

dav make_book "$second" Second
for n in alfa beta gamma delta; do
  card "$n@x" "${n^} Kalns" "EMAIL:$n@kalns.example" X-NOTE:own | dav put "$addressbook$n.vcf" -
done
for n in 1 2 3; do card "s$n@x" "Second No$n" "EMAIL:s$n@second.example" | dav put "${second}s$n.vcf" -; done
check 'a first sync' counts new 7 moved 7
kontor sync >/dev/null

# --- nothing changed ---
one_each () {
  asked kontor sync >/dev/null || return
  requests | sort >found
  printf '%s\n' "REPORT $addressbook 207" "REPORT $second 207" | sort >wanted
  same wanted found
}
check 'nothing new: one request a book' one_each

# --- 412: it changed between our look and our write ---
race () { # NAME METHOD SED: another client is faster
  { echo "$2"; dav get "$addressbook$1.vcf" | sed "$3"; } >"$DIR/proxy/.race"
  mv "$DIR/proxy/.race" "$DIR/proxy/race"
}
both_kept () {
  race alfa PUT 's/^X-NOTE.*/X-NOTE:theirs\r/' && edit alfa company=Mine || return
  asked counts sent 1 conflicts 0 || return
  requests | grep "^PUT ${addressbook}alfa.vcf 412" && holds "${addressbook}alfa.vcf" X-NOTE:theirs \
    && holds "${addressbook}alfa.vcf" ORG:Mine && one_each
}
check '412 to a change: read again, both are kept' both_kept
check 'what they changed that has a place here is taken over' eval 'race alfa PUT "s/^EMAIL.*/&\nTEL:+37129000077\r/" \
  && edit alfa city=Talsi && asked counts sent 1 && json "any(p[\"value\"] == \"+37129000077\" for p in d[\"points\"])" kontor --json show alfa \
  && holds "${addressbook}alfa.vcf" Talsi && holds "${addressbook}alfa.vcf" 29000077 && one_each'
conflict () {
  race beta PUT 's/^X-NOTE.*/ORG:Theirs\r/' && edit beta company=Ours || return
  asked counts conflicts 1 sent 0 || return
  requests | grep "^PUT ${addressbook}beta.vcf 412" && holds "${addressbook}beta.vcf" ORG:Theirs && company beta Ours
}
check '412, both changed it: a conflict, nothing is overwritten' conflict
check 'mine' eval 'kontor addressbook resolve beta --mine && counts sent 1 && holds "${addressbook}beta.vcf" ORG:Ours && quiet'
stays () {
  race gamma DELETE 's/^EMAIL.*/EMAIL:new@kalns.example\r/' && kontor --yes contact delete gamma >/dev/null || return
  asked kontor sync >/dev/null
  requests | grep "^DELETE ${addressbook}gamma.vcf 412" && holds "${addressbook}gamma.vcf" new@kalns.example
}
check '412 to a removal: what changed there stays' stays
check 'and is a contact again' eval 'kontor sync >/dev/null; kontor show gamma | grep new@kalns.example && quiet'

# --- refused ---
refused () {
  edit alfa company=Bad && edit beta company=Good || return
  { echo 'PUT 403 Content-Type: application/xml'
    echo '<d:error xmlns:d="DAV:"><d:responsedescription>no room for him</d:responsedescription></d:error>'
  } >"$DIR/proxy/.say"
  mv "$DIR/proxy/.say" "$DIR/proxy/say"
  asked counts refused 1 sent 1 error None
}
check 'one card is refused, the others go on' refused
check 'doctor says why, in the words of the server' says 'not taken by phone, no room for him (403)' kontor doctor
check 'and does not take an address book for a mailbox' eval '! kontor doctor | grep -i "sent letters"'
check 'it is not tried again by itself' eval 'asked quiet && ! requests | grep PUT'
check 'but where the user says so' eval 'json "d[\"sources\"][0][\"sent\"] == 1" kontor --json sync --retry && quiet \
  && holds "${addressbook}alfa.vcf" ORG:Bad && holds "${addressbook}beta.vcf" ORG:Good'

# --- the state is not taken ---
reported () { # STATUS: what the server says of the state
  echo "REPORT $1 X-Y: z" >"$DIR/proxy/say"
  asked kontor sync >/dev/null || return
  requests | grep "^REPORT $addressbook $1" && [ "$(contacts)" = 7 ] && quiet
}
check 'a state refused with 403: compared, nothing lost' reported 403
check 'with 409' reported 409
check 'with 507' reported 507

# --- cards that merge ---
merged () {
  kontor --yes contact merge alfa delta >/dev/null && asked counts sent 1 removed 1 || return
  requests | grep "^DELETE ${addressbook}delta.vcf 20" && holds "${addressbook}alfa.vcf" delta@kalns.example && quiet
}
check 'two cards become one' merged
check 'and two again' eval 'kontor undo >/dev/null && counts sent 2 && holds "${addressbook}delta.vcf" X-NOTE:own \
  && ! holds "${addressbook}alfa.vcf" delta@kalns.example && quiet'

# --- 404 is not emptiness ---
mislaid () {
  echo 'REPORT 404 X-Y: z' >"$DIR/proxy/say"
  asked status 6 kontor sync && requests | grep ' 404$' && [ "$(contacts)" = 7 ]
}
check '404 for a book that is listed: nothing is gone' mislaid
check 'and then it is there again' quiet

# --- answers that never come ---
imaps_port=$port # whom the proxy stands before
proxy_start "$DIR/cutting" spend 0
through () { # OCTETS TEXT: a change goes out while no more octets come in, of all answers
  edit beta company="$2"
  echo "$1" >"$DIR/cutting/octets"
  configure "$proxy_port"
  kontor sync >/dev/null 2>&1
}
configure "$port"
kontor sync >/dev/null
through 1000000 Undisturbed || echo 'Bail out! the proxy spoils it'
lengths=$(cuts_of "$(cat "$DIR/cutting/spent")")
cut () {
  through "$1" "After $1" && echo "$1" >>all-came
  configure "$port"
  kontor sync >/dev/null || { echo "after $1: the next sync fails"; return 1; }
  quiet || { echo "after $1: the third sync still works"; return 1; }
  dav get "${addressbook}beta.vcf" | tr -d '\r' >beta
  grep -qx "ORG:After $1" beta && [ "$(grep -c ^ORG beta)" = 1 ] \
    && [ "$(contacts)" = 7 ] && ! kontor doctor | grep -e resolve
}
several () { local length bad=0; for length in $lengths; do cut "$length" || bad=1; done; return $bad; }
check 'cut at many lengths, put once' several
# not each sync says as much as the one that was measured
tried=$(wc -w <<<"$lengths") points=$((tried - $(cat all-came 2>/dev/null | wc -l)))
check "$points points in all" [ $points -ge $((tried * 7 / 8)) ]

# --- a book that is not listed any more ---
dav delete "$second"
check 'a book vanished: exit 6' status 6 kontor sync
check 'it says so' says 'Second' kontor sync
check 'nothing of it is gone' eval '[ "$(contacts)" = 7 ] && counts gone 0 asked 0'
check 'the others are synced' eval 'edit beta company=Later; counts sent 1 && holds "${addressbook}beta.vcf" ORG:Later'
check 'it may go, the contacts stay' eval 'kontor --yes addressbook accept phone/Second && quiet && [ "$(contacts)" = 7 ]'
done_testing
