# done and snooze on letters that wait, and what undo takes back. It is Monday 23 November 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
mail=$DIR/mail
mkdir -p "$mail"/{cur,new,tmp} "$mail"/.Sent/{cur,new,tmp}
write_config '[mail studio]' "url = maildir:$mail"

letter () { # FILE FROM TO SUBJECT DATE TEXT [HEADER]
  local stamp
  stamp=$(date -d "$5" +%s)
  printf '%s\n' "Received: from mx.example by mail.example; $5" "From: $2" "To: $3" "Subject: $4" \
    "Date: $5" "Message-ID: <$stamp@mail.example>" ${7+"$7"} '' "$6" >"$mail/$1"
  touch -d "@$stamp" "$mail/$1"
}
anna='Anna <anna@studija.example>'
letter cur/1000.a:2,S 'Toms Kalns <toms@brize.example>' "$anna" 'Zimola gramata' \
  'Wed, 18 Nov 2026 10:00:00 +0200' 'Will 12 pages be enough?'
letter cur/1001.b:2,S 'Hanna Weber <hanna@weber.example>' "$anna" 'Katalog' \
  'Thu, 19 Nov 2026 10:00:00 +0200' 'When do you need the files?'
kontor sync >/dev/null 2>&1
kontor contact add 'Toms Kalns' --email toms@brize.example >/dev/null

waits () { kontor waiting | grep -q "$1"; }
ref_of () { kontor --json waiting | python3 -c 'import json, sys
for row in [r for l in json.load(sys.stdin).values() if isinstance(l, list) for r in l]:
    if sys.argv[1] in json.dumps(row, ensure_ascii=False): print(row["ref"]); break' "$1"; }
check 'two letters wait' eval 'waits Kalns && waits Weber'
toms=$(ref_of Kalns) hanna=$(ref_of Weber)

check 'done says who and what' says 'done    Toms Kalns: Zimola gramata   until a newer letter comes' \
  kontor done "$toms"
check 'it waits no more' eval '! waits Kalns && waits Weber'
check 'undo brings it back' eval 'kontor undo >/dev/null && waits Kalns'
check 'snooze puts it off' says 'snoozed  Hanna Weber: Katalog  Wed 25 November (in 2 days)' \
  kontor snooze "$hanna" wed
check 'until then' eval '! waits Weber && KONTOR_NOW=2026-11-25T08:00:00+02:00 waits Weber'
check 'snooze as JSON' json '(d["follow_up"]["text"] == "Zimola gramata"
  and d["follow_up"]["contact"]["name"] == "Toms Kalns"
  and d["follow_up"]["until"] == "2026-11-24T00:00:00+02:00")' kontor --json snooze "$toms"

reminder=$(kontor --json remind fri order oxide | sed -n 's/^    "ref" : "\(.*\)",$/\1/p')
check 'a reminder and a letter at once' says 'kontor undo takes both back' \
  kontor done "$reminder" "$hanna"
check 'and back' eval 'kontor undo >/dev/null && kontor snooze "$reminder" >/dev/null'
check 'log names what was done' says 'remind order oxide' kontor log

letter cur/1002.c:2,S 'Hanna Weber <hanna@weber.example>' "$anna" 'Re: Katalog' \
  'Mon, 23 Nov 2026 07:00:00 +0200' 'Did you see it?' \
  "In-Reply-To: <$(date -d 'Thu, 19 Nov 2026 10:00:00 +0200' +%s)@mail.example>"
kontor done "$hanna" >/dev/null
check 'a newer letter ends a dismissal' eval 'kontor sync >/dev/null 2>&1
  KONTOR_NOW=2026-11-26T08:00:00+02:00 waits "Re: Katalog"'

# A card has the same lines as waiting, though it reads its contact's letters alone: a colleague, who
# is none of them, has answered the one about paper.
letter cur/1003.d:2,S 'Rita Kalne <rita@brize.example>' "$anna" 'Papirs' \
  'Thu, 19 Nov 2026 11:00:00 +0200' 'What paper do you use?'
letter cur/1004.e:2,S 'Rita Kalne <rita@brize.example>' "$anna" 'Vaks' \
  'Thu, 19 Nov 2026 12:00:00 +0200' 'Can you make the cover too?'
letter .Sent/cur/1005.f:2,S "$anna" 'Juris Ose <juris@brize.example>' 'Re: Papirs' \
  'Fri, 20 Nov 2026 11:00:00 +0200' 'We use wood free paper.'
kontor contact add 'Rita Kalne' --email rita@brize.example >/dev/null
kontor sync >/dev/null 2>&1
lines () { python3 -c 'import json, sys
rows = [r for l in json.load(sys.stdin).values() if isinstance(l, list) for r in l]
print(sorted((r["ref"], r.get("since"), r["why"]) for r in rows if "why" in r and (
    len(sys.argv) < 2 or (r.get("contact") or {}).get("name") == sys.argv[1])))' "$@"; }
of_card () { kontor --json show "$1" | python3 -c 'import json, sys
print(sorted((r["ref"], r.get("since"), r["why"]) for r in json.load(sys.stdin)["follow_ups"]))'; }
for who in 'Rita Kalne' 'Toms Kalns'; do
  check "waiting and the card agree on $who" eval '[ "$(kontor --json waiting | lines "$who")" = "$(of_card "$who")" ]'
done
check 'one of the two still waits' eval 'waits Vaks && ! waits Papirs'
check 'the card says so' json '[r["text"] for r in d["follow_ups"]] == ["Vaks"]' kontor --json show 'Rita Kalne'

# who asked today is counted, and listed on request; numbers of any list of letters will do
kontor done "$toms" >/dev/null
letter cur/1030.n:2,S 'Zane Ozola <zane@ozola.example>' "$anna" 'Etiketes' \
  'Mon, 23 Nov 2026 07:30:00 +0200' 'What would 40 labels cost?'
letter cur/1031.p:2,S 'Rita Kalne <rita@papirs.example>' "$anna" 'Paldies' \
  'Mon, 23 Nov 2026 07:31:00 +0200' 'Thank you!'
letter .Sent/cur/1032.q:2,S "$anna" 'Maija Ūdre <maija@udre.example>' 'Rasejumi' \
  'Mon, 23 Nov 2026 07:32:00 +0200' 'Hello Maija, I will send you the drawings tomorrow.'
kontor sync >/dev/null 2>&1
check 'who asked today is not late' eval '! waits Etiketes'
check 'but said' says '2 more asked lately, not late yet: kontor waiting --all' kontor waiting
check 'what I promised is nothing that was asked, but listed with it' says Rasejumi kontor waiting --all
check 'in JSON too' json 'd["letters"]["asked_lately"] == 2' kontor --json waiting
check 'and listed' says 'Etiketes' kontor waiting --all
check 'then it is not counted' eval '! kontor waiting --all | grep -q "asked lately"'
check 'the agenda is as it was' eval '! kontor --all | grep -q Etiketes'
number () { kontor mail list >list; echo $(($(grep -n "$1" list | cut -d: -f1) - 1)); }
n=$(number Etiketes)
check 'a number of mail list is done with' says "done    $n  Zane Ozola: Etiketes" kontor -n 'done' "$n"
n=$(number Paldies)
check 'what asks nothing waits for nobody' says '«Paldies» waits for nobody' kontor 'done' "$n"
check 'nothing is put off' says 'No letter is put off' kontor waiting --snoozed
n=$(number Etiketes)
check 'a past time is refused' status 2 kontor snooze "$n" 1.11.2026
check 'a day just over is not next year' says '«20.11.» is past' kontor snooze "$n" 20.11.
check 'nor for a reminder' status 2 kontor snooze "$reminder" 20.11.
check 'next year is said' says '2027' kontor -n snooze "$n" 20.11.2027
check 'it is put off' says 'Etiketes  Fri 27 November' kontor snooze "$n" fri
check 'and counted no more' says '1 more asked lately' kontor waiting
check 'but listed' says '2026-11-27T00:00:00+02:00	Zane Ozola	Etiketes' kontor waiting --snoozed
check 'a dry run wakes nothing' eval 'kontor -n snooze 1 --off >/dev/null; says Etiketes kontor waiting --snoozed'
check 'its number wakes it' says 'awake' kontor snooze 1 --off
check 'it waits again' says 'Etiketes' kontor waiting --all
check 'undo puts it off again' eval 'kontor undo >/dev/null; says Etiketes kontor waiting --snoozed'
check 'after its time it is not listed' eval '
  KONTOR_NOW=2026-11-28T08:00:00+02:00 kontor waiting --snoozed | grep -q "No letter"'
kontor waiting --snoozed >/dev/null
kontor snooze 1 --off >/dev/null
check 'what is awake cannot be woken' status 4 kontor snooze 1 --off
check 'a reminder is not woken' status 2 kontor snooze "$reminder" --off
kontor contact edit 'Rita Kalne' birthday=--11-24 >/dev/null
n=$(kontor | sed -n 's/^ *\([0-9]*\) .*birthday Rita.*/\1/p')
check 'a birthday is not done with' says 'is about «Rita Kalne»' kontor 'done' "$n"
done_testing
