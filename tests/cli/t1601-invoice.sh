# Invoices and offers: numbers, lines, payments, what they do to their deal.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
write_config '[invoice]' 'iban = LV80 BANK 0000 4351 9500 1' 'tax = 21 %'
kontor contact add 'Hanna Weber' --email hanna@weber.example >/dev/null
kontor contact add 'Toms Kalns' --email toms@brize.example >/dev/null
dump () { kontor --json invoice list --all; kontor log | wc -l; }

check_golden t1601-first kontor invoice hanna 450 catalogue DE-UK
check_golden t1601-due kontor invoice kalns 100 € brochure due +30d
check_golden t1601-dry kontor --dry-run invoice kalns 5 test
check_golden t1601-show kontor invoice show 2026-001
check_golden t1601-part kontor paid hanna 50 card
check_golden t1601-over kontor paid 2026-001 400,01
check_golden t1601-rest kontor paid 2026-001 on 21.11.
check_golden t1601-again kontor paid 2026-001
check_golden t1601-unpaid kontor unpaid 2026-001
check 'a payment that is taken back is open again' json \
  'd["invoice"]["state"] == "open" and d["invoice"]["paid"]["amount_minor"] == 5000' \
  kontor --json invoice show 2026-001

# a number is never given twice, and none is lost
check 'a dry run spent no number' says 'invoice 2026-003' kontor invoice kalns 7 proofs
kontor undo >/dev/null
check 'taken back it is void' says 'is void, it was taken back' kontor invoice show 2026-003
check_golden t1601-void-list eval "kontor --csv invoice list --all | cut -d, -f1-12"
check 'brought back it has its number' eval 'kontor redo >/dev/null; kontor invoice show 2026-003'
kontor undo >/dev/null
check 'the next one is the next' says 'invoice 2026-004' kontor invoice kalns 7 proofs
check 'two at once have two numbers' eval '
  kontor invoice hanna 1 one >a & kontor invoice hanna 2 two >b; wait
  [ "$(cat a b | grep -o "2026-00[56]" | sort -u | wc -l)" = 2 ]'

dump >before
refuses () { # STATUS TEXT COMMAND…
  local wanted=$1 text=$2
  shift 2
  status "$wanted" "$@" >out 2>&1 && grep -qF -- "$text" out || { cat out; false; }
}
refused () { check "refused: $2" refuses "$@"; }
refused 2 'what is the money for' kontor invoice hanna 450
refused 2 '«12a40» is no sum' kontor invoice hanna 12a40 catalogue
refused 2 '«50%» is no sum' kontor offer hanna 50% now
refused 2 'how much' kontor invoice hanna
refused 2 'nothing is left to pay' kontor invoice hanna 0 nothing
refused 2 'before the day it is written' kontor invoice hanna 5 x due 1.11.2026
refused 2 'is longer than' kontor invoice hanna 5 "$(head -c 1001 /dev/zero | tr '\0' x)"
refused 3 'there is no invoice' kontor paid 2026-099
refused 3 'no contact' kontor invoice nobody 5 x
refused 2 'is not in EUR' kontor paid 2026-001 5 USD
refused 2 'still to come' kontor paid 2026-001 on 24.12.2026
refused 2 'something a second time' kontor paid 2026-001 5 6
refused 2 'is not paid yet' kontor paid 2026-001 later
refused 4 'more than one open' kontor paid hanna
refused 2 'why is' kontor invoice void 2026-002
refused 4 'came for it' kontor invoice void 2026-001 mistake
refused 4 'money came for it' kontor invoice edit 2026-001 due +40d
refused 2 'what shall be changed' kontor invoice edit 2026-002
refused 3 'there is no offer' kontor offer show 2026-001
dump >after
check 'refusals changed nothing' same before after

check_golden t1601-edit kontor invoice edit 2026-002 due +10d thank you
check_golden t1601-void kontor invoice void 2026-002 wrong address
check 'what is void stays void' status 4 kontor invoice edit 2026-002 due +40d

# offers have numbers of their own
check_golden t1601-offer kontor offer weber 1240 catalogue
check_golden t1601-accept kontor offer accept 2026-01 by phone
check 'an answer is given once' status 4 kontor offer decline 2026-01
check 'a sum tells which invoice is meant' says 'paid    Hanna Weber 2,00' kontor paid hanna 2

doc () { python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$@"; }
kontor --json invoice list --all >list.json
kontor --json invoice show 2026-001 >show.json
kontor --json invoice hanna 5 x >made.json
check 'json: lists and one' eval 'python3 -c "
import json
a = json.load(open(\"list.json\"))
assert {i[\"number\"] for i in a[\"invoices\"]} >= {\"2026-001\", \"2026-002\"}
assert [t[\"number\"] for t in a[\"taken_back\"]] == [\"2026-003\"]"'
done_testing
