# The two-way matrix, against one calendar: sourced by a test that sets server (radicale, xandikos,
# sabre, cyrus) or vdir. Needs tests/cli/lib.sh and, for servers, tests/servers/lib.sh before it.
#
# What the other side does: there NAME, there_list, there_put NAME <TEXT, there_delete NAME,
# there_empty. NAME is the file name below the calendar.
server=${server:?}
chmod 755 "$DIR"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }

if [ "$server" = vdir ]; then
  place=$DIR/vdir/home
  mkdir -p "$place"
  there () { cat "$place/$1"; }
  there_list () { (cd "$place" && ls) | grep '\.ics$'; }
  there_put () { cat >"$place/.new" && mv "$place/.new" "$place/$1"; }
  there_delete () { rm "$place/$1"; }
  there_empty () { rm -f "$place"/*.ics; }
  calendar_url () { echo "url = vdir:$DIR/vdir"; }
else
  dav_or_skip "$server" "$DIR/server"
  trap 'dav_stop "$server" "$DIR/server"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
  printf '%s\n' "$password" >"$DIR/password"
  chmod 600 "$DIR/password"
  there () { dav get "$calendar$1"; }
  there_list () { dav list "$calendar" | sed 's|.*/||' | grep .; }
  there_put () { dav put "$calendar$1" -; }
  there_delete () { dav delete "$calendar$1"; }
  there_empty () { dav empty "$calendar"; }
  calendar_url () {
    printf '%s\n' "url = caldav+https://$user@localhost:$port/" "ca-file = $ca" \
      "password-file = $DIR/password" 'calendars = Home'
  }
fi

configure () { write_config '[calendar phone]' "$(calendar_url)"; }
configure
sed -i 's/^timezone.*/&\nphone-calendar = phone/' "$CONFIG"

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

# entry TEXT: the file of the calendar that holds the text
entry () {
  local name
  for name in $(there_list); do
    there "$name" | grep -q -- "$1" && { echo "$name"; return; }
  done
  return 1
}
# has TEXT IN-TEXT: the entry with the one text holds the other
has () { there "$(entry "$1")" | tr -d '\r' | grep -qF -- "$2"; }
# edit TEXT SED: another client changes that entry
edit () {
  local name
  name=$(entry "$1") && there "$name" >"$DIR/.edit" && sed -i "$2" "$DIR/.edit" \
    && there_put "$name" <"$DIR/.edit"
}
# later TEXT FROM TO: it moves the entry from one hour to another, its end too: Cyrus wants that
later () { edit "$1" "/^DT\(START\|END\)/s/T$2\(..\)00Z/T$3\100Z/"; }
# due TEXT WHEN: the reminder stands at
due () {
  json "any(x['text'].endswith('$1') and x['at'].startswith('$2') for x in d['reminders'])" \
    kontor --json agenda 2026-11-23..2027-01-31
}
ref_of () {
  kontor --json agenda 2026-11-23..2027-01-31 | python3 -c 'import json, sys
print(next(x["ref"] for x in json.load(sys.stdin)["reminders"] if x["text"].endswith(sys.argv[1])))' "$1"
}
outbox () { kontor --json doctor 2>/dev/null | sed -n 's/.*calendar resolve \([0-9a-z]*\) .*/\1/p' | head -1; }
in_mirror () { # SQL
  python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()' "$DATA/mirror.db" "$1"
}
foreign () { # UID SUMMARY
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//other//EN BEGIN:VEVENT "UID:$1" \
    DTSTAMP:20261101T080000Z DTSTART:20261126T100000Z DTEND:20261126T110000Z "SUMMARY:$2" \
    END:VEVENT END:VCALENDAR
}

# --- one side ---
for text in alpha beta gamma delta; do kontor remind wed 10:00 "$text" >/dev/null; done
check 'new here' counts sent=4
check 'it lies there, and rings' eval 'has SUMMARY:alpha DTSTART:20261125T080000Z && has SUMMARY:alpha TRIGGER'
check 'then again: nothing to do' again
there_new () { foreign f@x Dentist | there_put f.ics; }
check 'new there' eval 'there_new && counts new=1'
check 'changed there' eval 'edit UID:f@x s/Dentist/Doctor/ && counts changed=1'
check 'moved on the phone, moved here' eval 'later SUMMARY:alpha 08 09 \
  && counts changed=1 moved=1 && due alpha 2026-11-25T11:00'
check 'then again: nothing to do' again
check 'moved here, changed there' eval 'kontor snooze "$(ref_of beta)" "thu 12:00" >/dev/null \
  && counts sent=1 && has SUMMARY:beta DTSTART:20261126T100000Z'
check 'what another client wrote stays' eval 'edit SUMMARY:beta "s/^TRANSP:.*/X-PHONE-NOTE:kept\r/" \
  && counts changed=1 && kontor snooze "$(ref_of beta)" "fri 12:00" >/dev/null && counts sent=1 \
  && has SUMMARY:beta X-PHONE-NOTE:kept && has SUMMARY:beta DTSTART:20261127T100000Z'
check 'done here, gone there' eval 'kontor done "$(ref_of delta)" >/dev/null && counts removed=1 \
  && ! entry SUMMARY:delta'
check 'taken back here, put there again' eval 'kontor undo >/dev/null && counts sent=1 && entry SUMMARY:delta'
check 'deleted there: gone here' eval 'there_delete f.ics && counts gone=1'
check 'then again: nothing to do' again

# --- deleted there: the user says ---
check 'deleted there, it asks' eval 'there_delete "$(entry SUMMARY:gamma)" && counts gone=1 asked=1'
check 'nothing is deleted here' due gamma 2026-11-25
check 'doctor asks too' says 'deleted on the phone' kontor doctor
check 'then again: nothing to do' again
check 'mine: put back' eval 'kontor calendar resolve "$(outbox)" --mine && counts sent=1 && entry SUMMARY:gamma'
check 'theirs: done here too' eval 'there_delete "$(entry SUMMARY:gamma)" && counts gone=1 asked=1 \
  && kontor calendar resolve "$(outbox)" --theirs && ! due gamma 2026-11-25'
check 'then again: nothing to do' again

# --- both sides ---
check 'each changed something else' eval 'kontor snooze "$(ref_of alpha)" "tue 15:00" >/dev/null \
  && edit SUMMARY:alpha "s/^SUMMARY:alpha/SUMMARY:alpha with cake/" && counts changed=1 sent=1 \
  && has "alpha with cake" DTSTART:20261124T130000Z'
check 'then again: nothing to do' again
both_moved () {
  kontor snooze "$(ref_of beta)" "tue 9:00" >/dev/null && later SUMMARY:beta 10 11
}
check 'both moved it: a conflict' eval 'both_moved && status 6 kontor sync'
check 'nothing was overwritten' eval 'has SUMMARY:beta DTSTART:20261127T110000Z && due beta 2026-11-24T09:00'
check 'doctor lists it' says 'changed here and there' kontor doctor
check 'it stays one' status 6 kontor sync
check 'mine' eval 'kontor calendar resolve "$(outbox)" --mine && counts sent=1 \
  && has SUMMARY:beta DTSTART:20261124T070000Z'
both_moved_again () {
  kontor snooze "$(ref_of beta)" "tue 10:00" >/dev/null && later SUMMARY:beta 07 11
}
check 'theirs' eval 'both_moved_again && status 6 kontor sync \
  && kontor calendar resolve "$(outbox)" --theirs && due beta 2026-11-24T13:00 && again'
both_once_more () {
  kontor snooze "$(ref_of beta)" "tue 17:00" >/dev/null && later SUMMARY:beta 11 12
}
check 'both' eval 'both_once_more && status 6 kontor sync && kontor calendar resolve "$(outbox)" --both \
  && counts sent=1 && [ "$(for n in $(there_list); do there $n; done | grep -c "^SUMMARY:beta")" = 2 ]'
check 'then again: nothing to do' again
check 'deleted there, changed here: put again' eval 'there_delete "$(entry "alpha with")" \
  && kontor snooze "$(ref_of alpha)" "tue 18:00" >/dev/null && counts gone=1 sent=1 && entry SUMMARY:alpha'
check 'deleted here, changed there: stays there' eval 'kontor done "$(ref_of alpha)" >/dev/null \
  && edit SUMMARY:alpha s/^SUMMARY:alpha/SUMMARY:omega/ && counts changed=1 && entry SUMMARY:omega'
check 'then again: nothing to do' again

# --- trouble ---
check 'the state is not accepted any more' eval 'in_mirror "UPDATE calendar SET state = '"'http://x/none'"'" && again'
check 'the mirror is gone' eval 'rm -f "$DATA"/mirror.db* && kontor sync >/dev/null && again'
emptied () { for n in 1 2 3; do foreign "e$n@x" "entry $n" | there_put "e$n.ics"; done; kontor sync >/dev/null
  there_empty; }
check 'a calendar is suddenly empty: exit 6' eval 'emptied && status 6 kontor sync'
check 'it says so' says 'is suddenly empty' kontor sync
check 'nothing is gone here' json 'd["calendars"][0]["entries"] > 3 and d["calendars"][0]["state"] == "stopped"' \
  kontor --json calendar
check 'push puts all back' eval 'kontor calendar push phone && kontor sync && entry UID:e2@x && again'
check 'accept wants a yes' eval 'there_empty; ! kontor sync; status 2 kontor --no-input calendar accept phone'
check 'accept' eval 'kontor --yes calendar accept phone && [ "$(kontor --json calendar | sed -n "s/.*\"entries\" : //p" | tr -d ,)" -le 3 ]'
