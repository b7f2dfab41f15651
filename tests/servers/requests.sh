# What a calendar server is asked, and what its refusals do, through a proxy that writes requests down:
# sourced by a test that sets server, and unchanged (the method that asks for news), after
# tests/cli/lib.sh and tests/servers/lib.sh.
server=${server:?} unchanged=${unchanged:?}
chmod 755 "$DIR"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
dav_or_skip "$server" "$DIR/server"
trap 'dav_stop "$server" "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
printf '%s\n' "$password" >"$DIR/password"
chmod 600 "$DIR/password"
dav_proxy_start "$DIR/proxy"
write_config '[calendar phone]' "url = caldav+https://$user@localhost:$proxy_port/" "ca-file = $ca" \
  "password-file = $DIR/password" 'calendars = Home; Second'
sed -i 's|^timezone.*|&\nphone-calendar = phone/Home|' "$CONFIG"
second=${home}second/

foreign () { # UID SUMMARY
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//other//EN BEGIN:VEVENT "UID:$1" \
    DTSTAMP:20261101T080000Z DTSTART:20261126T100000Z DTEND:20261126T110000Z "SUMMARY:$2" \
    END:VEVENT END:VCALENDAR
}
requests () { cat "$DIR/proxy/requests" 2>/dev/null; }
# asked COMMAND…: what it asked is in requests, and nothing of before
asked () { rm -f "$DIR/proxy/requests"; "$@"; }
of () { # TEXT: the path of the object that holds it
  local name
  for name in $(dav list "$calendar"); do dav get "$name" | grep -q "$1" && { echo "$name"; return; }; done
  return 1
}
holds () { dav get "$1" | tr -d '\r' | grep -qF -- "$2"; }
entries () { # NAME: how many are known of a calendar
  kontor --json calendar | python3 -c 'import json, sys
print(next(c["entries"] for c in json.load(sys.stdin)["calendars"] if c["calendar"] == sys.argv[1]))' "$1"
}
counts () { # KEY N
  kontor --json sync >"$DIR/.sync" 2>/dev/null
  json "d['sources'][0]['$1'] == $2" cat "$DIR/.sync"
}
ref_of () {
  kontor --json agenda 2026-11-23..2027-01-31 | python3 -c 'import json, sys
print(next(x["ref"] for x in json.load(sys.stdin)["reminders"] if x["text"].endswith(sys.argv[1])))' "$1"
}

dav make "$second" Second
for n in 1 2 3; do foreign "e$n@x" "entry $n" | dav put "${second}e$n.ics" -; done
for text in alpha beta gamma; do kontor remind wed 10:00 "$text" >/dev/null; done
kontor sync >/dev/null
kontor sync >/dev/null

# --- nothing changed ---
one_each () {
  asked kontor sync >/dev/null || return
  requests | sort >found
  printf '%s\n' "$unchanged $calendar 207" "$unchanged $second 207" | sort >wanted
  same wanted found
}
check 'nothing new: one request a calendar' one_each

# --- 412: it changed between our look and our write ---
race () { # TEXT METHOD SED: another client is faster
  { echo "$2"; dav get "$(of "$1")" | sed "$3"; } >"$DIR/proxy/.race"
  mv "$DIR/proxy/.race" "$DIR/proxy/race"
}
both_kept () {
  local path
  path=$(of SUMMARY:alpha)
  race SUMMARY:alpha PUT 's/^TRANSP:.*/X-PHONE-NOTE:kept\r/' || return
  kontor snooze "$(ref_of alpha)" 'thu 12:00' >/dev/null && asked counts sent 1 || return
  requests | grep "^PUT $path 412" && holds "$path" X-PHONE-NOTE:kept \
    && holds "$path" DTSTART:20261126T100000Z && one_each
}
check '412 to a change: read again, both are kept' both_kept
conflict () {
  local path
  path=$(of SUMMARY:beta)
  race SUMMARY:beta PUT s/T080000Z/T113000Z/ || return
  kontor snooze "$(ref_of beta)" 'thu 12:00' >/dev/null && asked counts conflicts 1 || return
  requests | grep "^PUT $path 412" && holds "$path" T113000Z
}
check '412, both moved it: a conflict, nothing is overwritten' conflict
stays () {
  local path
  path=$(of SUMMARY:gamma)
  race SUMMARY:gamma DELETE s/SUMMARY:gamma/SUMMARY:omega/ || return
  kontor 'done' "$(ref_of gamma)" >/dev/null && asked kontor sync >/dev/null
  requests | grep "^DELETE $path 412" && holds "$path" SUMMARY:omega
}
check '412 to a removal: what changed there stays' stays

# --- not now ---
not_now () { # STATUS HEADER
  echo "$unchanged $1 $2" >"$DIR/proxy/say"
  asked status 5 timeout 20 "$KONTOR" sync </dev/null >/dev/null 2>&1 || return
  requests | grep -c . | grep -qx 1 && [ "$(entries Second)" = 3 ]
}
check '503 for a day: ended at once' not_now 503 'Retry-After: 86400'
check '429 until a date' not_now 429 'Retry-After: Fri, 31 Dec 9999 23:59:59 GMT'
check '503 for nonsense' not_now 503 'Retry-After: -1e99'
check 'the next sync asks again' asked counts gone 0

# --- 404 is not emptiness ---
mislaid () {
  echo "$unchanged 404 X-Y: z" >"$DIR/proxy/say"
  asked status 6 kontor sync && requests | grep ' 404$' && [ "$(entries Second)" = 3 ]
}
check '404 for a calendar that is listed: nothing is gone' mislaid
check 'and then it is there again' asked counts gone 0
dav delete "$second"
check 'a calendar vanished: exit 6' status 6 kontor sync
check 'it says so' says 'Second' kontor sync
check 'nothing of it is gone' eval '[ "$(entries Second)" = 3 ] && counts gone 0'
check 'the others are synced' eval 'kontor remind fri 9:00 later >/dev/null; counts sent 1 && of SUMMARY:later'
check 'it may go' eval 'kontor --yes calendar accept phone/Second && ! entries Second 2>/dev/null'
