# The two-way matrix, against one address book: sourced by a test that sets server (radicale, xandikos,
# sabre, cyrus) or vdir. Needs tests/cli/lib.sh and, for servers, tests/servers/lib.sh before it.
#
# What the other side does: there NAME, there_list, there_put NAME <TEXT, there_delete NAME,
# there_empty. NAME is the file name below the address book.
server=${server:?}
chmod 755 "$DIR"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }

if [ "$server" = vdir ]; then
  place=$DIR/vdir/Contacts
  mkdir -p "$place"
  there () { cat "$place/$1"; }
  there_list () { (cd "$place" && ls) | grep '\.vcf$'; }
  there_put () { cat >"$place/.new" && mv "$place/.new" "$place/$1"; }
  there_delete () { rm "$place/$1"; }
  there_empty () { rm -f "$place"/*.vcf; }
  book_url () { echo "url = vdir:$DIR/vdir"; }
else
  dav_or_skip "$server" "$DIR/server"
  trap 'dav_stop "$server" "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
  printf '%s\n' "$password" >"$DIR/password"
  chmod 600 "$DIR/password"
  there () { dav get "$addressbook$1"; }
  there_list () { dav list "$addressbook" | sed 's|.*/||' | grep .; }
  there_put () { dav put "$addressbook$1" -; }
  there_delete () { dav delete "$addressbook$1"; }
  there_empty () { dav empty "$addressbook"; }
  book_url () {
    printf '%s\n' "url = carddav+https://$user@localhost:$port/" "ca-file = $ca" \
      "password-file = $DIR/password" 'books = Contacts'
  }
fi

configure () { write_config '[contacts phone]' "$(book_url)" "$@"; }
configure

# counts KEY=N…: what the next sync does, and nothing else
counts () {
  python3 - "$@" <<'END' >"$DIR/.expression"
import sys
keys = "new changed gone quarantined sent removed moved asked conflicts refused".split()
want = dict.fromkeys(keys, 0) | {k: int(n) for k, n in (word.split("=") for word in sys.argv[1:])}
print(" and ".join(f"d['sources'][0]['{k}'] == {n}" for k, n in want.items()))
END
  kontor sync --json >"$DIR/.sync" 2>"$DIR/.errors"
  json "$(cat "$DIR/.expression")" cat "$DIR/.sync" || { cat "$DIR/.errors"; return 1; }
}
# again: and then there is nothing to do
again () { counts && counts; }

# entry TEXT: the file of the address book that holds the text
entry () {
  local name
  for name in $(there_list); do
    there "$name" | grep -q -- "$1" && { echo "$name"; return; }
  done
  return 1
}
# has TEXT IN-TEXT: the card with the one text holds the other, folded lines made one
has () { there "$(entry "$1")" | tr -d '\r' | sed -e ':a' -e '$!N' -e 's/\n[ \t]//' -e ta -e 'P;D' | grep -qF -- "$2"; }
lacks () { ! has "$1" "$2"; }
# edit TEXT SED: another client changes that card
edit () {
  local name
  name=$(entry "$1") && there "$name" | tr -d '\r' >"$DIR/.edit" && sed -i "$2" "$DIR/.edit" \
    && sed 's/$/\r/' "$DIR/.edit" | there_put "$name"
}
# card UID NAME [LINE…]
card () {
  local uid=$1 name=$2
  shift 2
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:$uid" "FN:$name" "N:${name#* };${name% *};;;" "$@" END:VCARD
}
outbox () { kontor --json doctor 2>/dev/null | sed -n 's/.*addressbook resolve \([0-9a-z]*\) .*/\1/p' | head -1; }
in_mirror () { # SQL
  python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()' "$DATA/mirror.db" "$1"
}
# how many contacts there are; the values of the points of WHO
contacts () { kontor --json contact list | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["contacts"]))'; }
points () { kontor --json show "$1" | python3 -c 'import json, sys
print(" ".join(p["value"] for p in json.load(sys.stdin)["points"]))'; }
reaches () { case " $(points "$1") " in *" $2 "*) ;; *) points "$1"; return 1 ;; esac; }
lost () { ! reaches "$1" "$2" >/dev/null; }
called () { json "d['contact']['$2'] == '$3'" kontor --json show "$1"; }

# Under a PHP younger than itself sabre/dav 1.8 takes some UTF-8 for Latin-1.
rozite=Rozīte
[ "$server" != sabre ] || rozite=Rozite

# --- what is there ---
kontor contact add 'Zane Ozola' zane@ozola.example >/dev/null
there_new () {
  card a@x 'Alfa Kalns' 'EMAIL;TYPE=WORK:alfa@kalns.example' 'TEL;TYPE=CELL:+37129000001' \
    'NOTE:likes tea' 'CATEGORIES:vip' 'X-PHONE-NOTE:kept' | there_put a.vcf
  card b@x 'Beta Liepa' EMAIL:beta@liepa.example 'ORG:Liepa SIA;Sales' \
    'PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=' | there_put b.vcf
  card c@x 'Gamma Roze' TEL:+37129000003 | there_put c.vcf
  card z@x 'Zane Ozola' EMAIL:zane@ozola.example TEL:+37129000009 | there_put z.vcf
}
check 'new there: contacts here' eval 'there_new && counts new=4 moved=4'
check 'who was here already is not doubled' eval '[ "$(contacts)" = 4 ] && reaches zane +37129000009'
check 'with all that has a place here' eval 'reaches alfa +37129000001 && called beta company "Liepa SIA" \
  && json "d[\"contact\"][\"tags\"] == [\"vip\"] and d[\"history\"][0][\"text\"] == \"likes tea\"" kontor --json show alfa'
check 'nothing was changed there' has a@x 'X-PHONE-NOTE:kept'
check 'one entry of the log' eval '[ "$(kontor log | grep -c "sync: 4 contacts out of")" = 1 ]'
check 'then again: nothing to do' again
ref_of_sync () { kontor --json log | python3 -c 'import json, sys
print(next(e["ref"] for e in json.load(sys.stdin)["log"] if "out of" in e["command"]))'; }
taken_back () {
  kontor undo "$(ref_of_sync)" && [ "$(contacts)" = 1 ] && counts && [ "$(there_list | grep -c .)" = 4 ]
}
check 'taken back: nothing comes back, nothing is deleted there' taken_back
check 'brought back: as it was' eval 'kontor redo && again && [ "$(contacts)" = 4 ]'

# --- one side ---
check 'changed there, changed here' eval 'edit UID:a@x "s/29000001/29000011/" && counts changed=1 moved=1 \
  && reaches alfa +37129000011 && lost alfa +37129000001'
check 'added there' eval 'edit UID:a@x "s/^NOTE.*/&\nEMAIL;TYPE=HOME:alfa@home.example/" && counts changed=1 moved=1 \
  && reaches alfa alfa@home.example'
check 'changed there, what has no place here' eval 'edit UID:a@x "s/^X-PHONE-NOTE.*/X-PHONE-NOTE:new/" && counts changed=1 && again'
check 'changed here, changed there' eval 'kontor contact edit beta company="Roze SIA" >/dev/null && counts sent=1 \
  && has UID:b@x "ORG:Roze SIA"'
check 'the photo stays' has UID:b@x iVBORw0KGgo=
check 'only what was meant changed there' eval 'there "$(entry UID:b@x)" | tr -d "\r" | grep "^FN:Beta Liepa$"'
check 'a phone more here, and there' eval 'kontor contact edit beta phone="+371 26 111 222" >/dev/null && counts sent=1 \
  && has UID:b@x "26 111 222"'
check 'the name here, and there' eval 'kontor contact edit gamma name="Gamma $rozite" family=$rozite >/dev/null && counts sent=1 \
  && has UID:c@x "FN:Gamma $rozite" && has UID:c@x "N:$rozite;Gamma"'
check 'then again: nothing to do' again
check 'taken back here: taken back there' eval 'kontor undo >/dev/null && counts sent=1 && has UID:c@x "FN:Gamma Roze"'
check 'notes and tags of ours stay here' eval 'kontor note beta "owes 5" >/dev/null && kontor contact edit beta +slow >/dev/null; again && lacks UID:b@x slow'
check 'who was born here stays here' eval 'kontor contact add "Delta Upe" delta@upe.example >/dev/null && again'
check 'a group is left alone' eval 'printf "%s\r\n" BEGIN:VCARD VERSION:3.0 UID:g@x FN:Friends "N:Friends;;;;" \
  X-ADDRESSBOOKSERVER-KIND:group X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:a@x END:VCARD | there_put g.vcf \
  && counts new=1 && [ "$(contacts)" = 5 ]'
check 'then again: nothing to do' again

# --- deleted there: the user says ---
check 'deleted there, it asks' eval 'there_delete "$(entry UID:c@x)" && counts gone=1 asked=1'
check 'nothing is deleted here' reaches gamma +37129000003
check 'doctor asks too' says 'its card was deleted on phone' kontor doctor
check 'then again: nothing to do' again
check 'mine: put back' eval 'kontor addressbook resolve gamma --mine && counts sent=1 && entry "Gamma Roze"'
check 'then again: nothing to do' again
check 'theirs: here alone' eval 'there_delete "$(entry "Gamma Roze")" && counts gone=1 asked=1 \
  && kontor addressbook resolve "$(outbox)" --theirs && ! outbox | grep . && reaches gamma +37129000003 \
  && kontor contact edit gamma city=Rīga >/dev/null && again && ! entry "Gamma Roze"'

# --- both sides ---
check 'each changed something else' eval 'kontor contact edit alfa company=Kalns >/dev/null \
  && edit UID:a@x "s/29000011/29000021/" && counts changed=1 sent=1 moved=1 \
  && has UID:a@x ORG:Kalns && has UID:a@x 29000021 && reaches alfa +37129000021 && called alfa company Kalns'
check 'then again: nothing to do' again
both_renamed () { # MINE THEIRS
  kontor contact edit alfa company="$1" >/dev/null && edit UID:a@x "s/^ORG:.*/ORG:$2/"
}
check 'both changed it: a conflict' eval 'both_renamed Mine Theirs && status 6 kontor sync'
check 'nothing was overwritten' eval 'has UID:a@x ORG:Theirs && called alfa company Mine'
check 'doctor lists it' says 'changed here and there' kontor doctor
check 'it stays one' status 6 kontor sync
check 'mine' eval 'kontor addressbook resolve alfa --mine && counts sent=1 && has UID:a@x ORG:Mine && has UID:a@x 29000021 && again'
check 'theirs' eval 'both_renamed Ours Yours && status 6 kontor sync && kontor addressbook resolve "$(outbox)" --theirs \
  && called alfa company Yours && again'
check 'deleted there, changed here: put again' eval 'there_delete "$(entry UID:b@x)" \
  && kontor contact edit beta company=Again >/dev/null && counts gone=1 sent=1 && entry ORG:Again'
check 'then again: nothing to do' again
check 'deleted here, gone there' eval 'kontor --yes contact delete beta >/dev/null && counts removed=1 && ! entry ORG:Again'
check 'then again: nothing to do' again
check 'deleted here and taken back in time: stays there' eval 'kontor --yes contact delete zane >/dev/null \
  && kontor undo >/dev/null && again && entry UID:z@x'
check 'deleted here, changed there: comes back' eval 'kontor --yes contact delete zane >/dev/null \
  && edit UID:z@x "s/29000009/29000008/" && counts changed=1 moved=1 && entry UID:z@x && reaches zane +37129000008'
check 'then again: nothing to do' again

# --- trouble ---
check 'the state is not accepted any more' eval 'in_mirror "UPDATE calendar SET state = '"'http://x/none'"'" && again'
check 'the mirror is gone' eval 'rm -f "$DATA"/mirror.db* && kontor sync >/dev/null && again && [ "$(contacts)" = 4 ]'
same_keys () {
  kontor --json contact list | python3 -c 'import json, sys
print(next(c["ref"] for c in json.load(sys.stdin)["contacts"] if c["name"] == "Alfa Kalns"))'
}
rebuilt () {
  local before after
  before=$(same_keys) && mv "$DATA" "$DATA.old" && kontor sync >/dev/null && after=$(same_keys)
  rm -rf "$DATA" && mv "$DATA.old" "$DATA" && [ -n "$before" ] && [ "$before" = "$after" ]
}
check 'a second machine makes the same keys' rebuilt
emptied () {
  for n in 1 2 3; do card "e$n@x" "Echo Number$n" "EMAIL:e$n@echo.example" | there_put "e$n.vcf"; done
  kontor sync >/dev/null
  there_empty
}
check 'an address book is suddenly empty: exit 6' eval 'emptied && status 6 kontor sync'
check 'it says so' says 'is suddenly empty' kontor sync
check 'nothing is gone here' eval '[ "$(contacts)" = 7 ] && json "d[\"addressbooks\"][0][\"state\"] == \"stopped\"" kontor --json addressbook'
check 'push puts all back' eval 'kontor addressbook push phone && kontor sync && entry UID:e2@x && again'
check 'accept wants a yes' eval 'there_empty; ! kontor sync; status 2 kontor --no-input addressbook accept phone'
check 'accept: the contacts stay, nothing is asked' eval 'kontor --yes addressbook accept phone && again && [ "$(contacts)" = 7 ] && ! outbox | grep .'

# --- what goes out ---
check 'push: one by query' eval 'configure "push = name:delta" && counts sent=1 && entry "FN:Delta Upe"'
check 'then again: nothing to do' again
check 'push: all the others' eval 'configure "push = all" && kontor sync >/dev/null && again && entry "FN:Delta Upe" \
  && [ "$(there_list | grep -c .)" -ge 1 ]'
