# Answers that never come: a proxy cuts the connection at many lengths while a sync puts, changes and
# removes; the next one ends where an undisturbed one does. A server that was started again, and one
# that refuses an object.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
chmod 755 "$DIR"
dav_or_skip radicale "$DIR/server"
trap 'dav_stop radicale "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
printf '%s\n' "$password" >"$DIR/password"
chmod 600 "$DIR/password"
configure () { # port
  write_config '[calendar phone]' "url = caldav+https://$user@localhost:$1/" "ca-file = $ca" \
    "password-file = $DIR/password"
  sed -i 's/^timezone.*/&\nphone-calendar = phone/' "$CONFIG"
}
quiet () { json 'all(d["sources"][0][k] == 0 for k in ("new", "changed", "gone", "sent", "removed", "moved", "asked", "conflicts"))' \
  kontor --json sync; }
# put_once SUMMARY: one object more lies there than when this was asked last, and that is it
put_once () {
  local new
  dav list "$calendar" >"$DIR/now"
  new=$(comm -13 "$DIR/seen" "$DIR/now")
  cp "$DIR/now" "$DIR/seen"
  [ "$(wc -l <<<"$new")" = 1 ] && dav get "$new" | tr -d '\r' | grep -qx "SUMMARY:$1"
}
configure "$port"
kontor sync >/dev/null
imaps_port=$port # whom the proxy stands before
proxy_start "$DIR/proxy" spend 0

# through OCTETS TEXT: a new reminder goes out while no more octets come in, of all answers
through () {
  kontor remind wed 10:00 "$2" >/dev/null
  echo "$1" >"$DIR/proxy/octets"
  configure "$proxy_port"
  kontor sync >/dev/null 2>errors
}
through 1000000 undisturbed || echo 'Bail out! the proxy spoils it'
dav list "$calendar" >seen
lengths=$(cuts_of "$(cat "$DIR/proxy/spent")")
cut () {
  through "$1" "after $1" && echo "$1" >>all-came
  configure "$port"
  kontor sync >/dev/null || { echo "after $1: the next sync fails"; return 1; }
  quiet || { echo "after $1: the third sync still works"; return 1; }
  put_once "after $1" || { echo "after $1: not put, or more than once"; return 1; }
}
several () { local length bad=0; for length in $lengths; do cut "$length" || bad=1; done; return $bad; }
check 'cut at many lengths, put once' several
# not each sync says as much as the one that was measured
tried=$(wc -w <<<"$lengths") points=$((tried - $(cat all-came 2>/dev/null | wc -l)))
check "$points points in all" [ $points -ge $((tried * 7 / 8)) ]

again () {
  kontor remind thu 10:00 'while it was away' >/dev/null
  dav_stop radicale "$DIR/server"
  status 5 kontor sync || return
  says 'goes out by itself' kontor sync || says 'go out by themselves' kontor sync || return
  dav_start radicale "$DIR/server" || return
  configure "$port"
  kontor sync | grep '1 sent' && quiet
}
check 'the server is away, then started again' again

# an answered invitation without a UID: no server takes that
refuse () {
  python3 - "$DATA/book.db" <<'END'
import sqlite3, sys
text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", "BEGIN:VEVENT", "DTSTAMP:20261101T080000Z",
                    "DTSTART:20261126T100000Z", "SUMMARY:nameless", "END:VEVENT", "END:VCALENDAR", ""])
db = sqlite3.connect(sys.argv[1])
db.execute("INSERT INTO invite_answer (id, uid, recurrence, answer, sequence, created, updated)"
           " VALUES (78, 'nameless@x', '', 'accepted', 0, 1, 1)")
db.execute("INSERT INTO outbox (id, kind, record, source, collection, href, uid, intent, state, updated)"
           " VALUES (77, 'invite', 78, '', '', '', 'nameless@x', ?, 'wanted', 1)", (text,))
db.commit()
END
  kontor remind fri 10:00 'goes on' >/dev/null
  json 'd["sources"][0]["refused"] == 1 and d["sources"][0]["sent"] == 1 and d["sources"][0]["error"] is None' \
    kontor --json sync
}
check 'one object is refused, the others go on' refuse
check 'doctor lists it' says 'not taken by phone' kontor doctor
check 'it is not tried again by itself' quiet
check 'but where the user says so' json 'd["sources"][0]["refused"] == 1' kontor --json sync --retry
done_testing
