# Deals from the offer to the money: items, discount, advances, stages, what --json says of it.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
write_config '[invoice]' 'tax = 21 %' 'tax-added = yes'
at () { local day=$1; shift; KONTOR_NOW=${day}T09:00:00+02:00 kontor "$@"; }
kontor contact add 'Toms Kalns' --email toms@brize.example >/dev/null
kontor contact edit kalns 'discount=10 %' >/dev/null
kontor contact add 'Hanna Weber' --email hanna@weber.example >/dev/null
kontor contact add 'Zane Ozola' >/dev/null
stage () { kontor --json deal show "$1" | python3 -c 'import json, sys; print(json.load(sys.stdin)["deal"]["stage"])'; }
stands () { [ "$(stage "$1")" = "$2" ] || { stage "$1"; false; }; }

# the amount of a deal; an advance, then the rest
kontor deal add weber catalogue 2800 >/dev/null
check_golden t1603-offer kontor offer weber
check 'an offer moves its deal' stands weber Offer
check_golden t1603-accept kontor offer accept 2026-01
check 'accepted, it is work' stands weber 'In work'
check_golden t1603-advance kontor invoice weber 840 advance
check 'an invoice moves its deal' stands weber Invoiced
check 'an advance that is paid wins no deal' eval '
  kontor paid 2026-001 | grep -v "deal won" && stands weber Invoiced'
check 'a dry run has nothing to undo' eval '
  kontor -n invoice weber >dry; grep -q "was invoiced before: 2026-001 of 23.11. [^ ]*$" dry &&
  [ "$(tail -n 1 dry)" = "a dry run: nothing was saved" ] && ! grep -q undo dry'
check 'quietly no earlier one is told' eval '[ "$(kontor -q -n invoice weber | wc -l)" = 2 ]'
check 'what is left after a part' eval '
  kontor invoice show 2026-001 | grep -q "invoiced of the deal: 840,00.€ of 2.800,00.€, 1.960,00.€ left"'
check 'the deal tells it too' eval '
  kontor deal show catalogue | grep -q "invoiced *840,00.€ of 2.800,00.€, 1.960,00.€ left"'
check 'and in JSON' json 'd["deal_invoiced"]["amount_minor"] == 84000 and d["deal_left"]["amount_minor"] == 196000' \
  kontor --json deal show catalogue
check_golden t1603-rest kontor invoice weber
check_golden t1603-rest-show kontor invoice show 2026-002
check_golden t1603-all-invoiced kontor invoice weber
check_golden t1603-won at 2026-12-19 paid weber transfer
check 'undo opens the deal again' eval 'kontor undo >/dev/null; stands weber Invoiced'
check 'unpaid does so too' eval 'kontor paid 2026-002 >/dev/null; kontor unpaid 2026-002 >/dev/null
  stands weber Invoiced'

# items of the deal, the client's discount, halves of a cent
kontor deal add kalns brand book >/dev/null
kontor deal item add kalns 12.5 page proofreading 22,41 >/dev/null
kontor deal item add kalns cover 99,99 >/dev/null
check_golden t1603-items kontor invoice kalns
check_golden t1603-items-show kontor invoice show 2026-003
check 'with a discount it is paid in full' says 'deal won' kontor paid kalns
check 'a deal in another currency' eval '
  kontor deal add zane menu "500 USD" >/dev/null; status 2 kontor invoice zane 5 EUR'
check 'its own currency' says '605,00' kontor invoice zane
check 'a deal without an amount' eval 'kontor deal add zane later >/dev/null
  kontor invoice later 2>&1 | grep -q "how much"'
check 'two deals: which?' status 4 kontor invoice zane
check 'its title names it' says 'invoice 2026-005' kontor invoice later 12
check 'a void invoice is no part of it' eval '
  kontor invoice void 2026-005 mistake >/dev/null; says "invoice 2026-006" kontor invoice later 12'

# how a client pays
check_golden t1603-late at 2027-01-10 paid 2026-002
at 2027-01-11 invoice weber 100 index >/dev/null
check_golden t1603-usual at 2027-02-10 paid 2027-001

documented () { # SECTION FILE…
  local section=$1
  shift
  check "documented: $section" python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$section" "$@"
}
kontor deal add weber flyer >/dev/null
kontor deal item add weber 2 hour work 40 >/dev/null
kontor --json invoice weber >made.json
kontor undo >/dev/null
kontor --json invoice weber thanks >made2.json
kontor --json invoice void 2026-006 mistake >void.json
kontor --json paid 2026-008 10 card >paid.json
kontor --json invoice list --all >list.json
kontor --json invoice show 2026-008 >show.json
kontor --json invoice remind 2026-008 >remind.json
kontor --json invoice show 2026-006 >show2.json
documented 'invoice list' list.json
documented 'invoice show' show.json show2.json
documented 'invoice' made.json made2.json void.json paid.json
at 2026-12-24 --json invoice remind 2026-004 >remind2.json
documented 'invoice remind' remind.json remind2.json

# the deal itself tells what was offered and asked for
kontor contact add 'Rita Kalve' >/dev/null
kontor deal add rita leaflet 600 >/dev/null
check 'a deal without invoices says nothing of them' eval '! kontor deal show leaflet | grep -q INVOICES'
kontor offer rita >/dev/null
kontor invoice rita 100 start >/dev/null
check 'a deal lists its invoices and offers' eval 'kontor deal show leaflet >said
  grep -q "^INVOICES" said && grep -q "invoice 20[0-9-]*  121,00.*open" said && grep -q "offer 20[0-9-]*  726,00.*open" said || { cat said; false; }'
kontor --json deal show leaflet >deal.json
check 'and in JSON' json 'sorted(i["kind"] for i in d["invoices"]) == ["invoice", "offer"]' cat deal.json

# tax on top of a part does not make it the whole
kontor contact add 'Ance Zile' >/dev/null
kontor deal add ance poster 100 >/dev/null
kontor invoice poster 90 >/dev/null
check 'a part that is paid wins no deal' eval '
  kontor paid ance >said; ! grep -q "deal won" said && grep -q "10,00.€ of the deal is not invoiced yet" said'
if have_terminal; then
  kontor invoice poster 5 >/dev/null
  check 'the list tells what is left of open deals' eval '
    on_terminal 100 30 kontor invoice list | tr -d "\r" >said
    grep -q "invoiced of the deal poster: 95,00.€ of 100,00.€, 5,00.€ left" said || { cat said; false; }'
  check 'more than agreed' eval '
    kontor invoice poster 10 extra | grep -q "105,00.€ of 100,00.€, 5,00.€ more than agreed"'
fi

# what was asked for stays what it was, whatever the config and the client's discount are later
left () { # DEAL MINOR
  kontor --json deal show "$1" >deal.json
  json "d['deal_left']['amount_minor'] == $2" cat deal.json
}
kontor contact add 'Ilze Berga' >/dev/null
kontor deal add ilze table 1000 >/dev/null
kontor deal add ilze desk 1000 >/dev/null
kontor invoice table >/dev/null
cp "$CONFIG" added
sed -i 's/tax-added = yes/tax-added = no/' "$CONFIG"
check 'tax that was added is no more than agreed' left table 0
kontor invoice desk >/dev/null
cp added "$CONFIG"
check 'nor is something left where it lay within' left desk 0

kontor deal add ilze shelves >/dev/null
kontor deal item add shelves 10 plank 100 >/dev/null
kontor invoice shelves >/dev/null
kontor contact edit berga 'discount=10 %' >/dev/null
check 'a discount that comes later is none of what was invoiced' left shelves 0
kontor deal add ilze lamp >/dev/null
kontor deal item add lamp lamp 100 >/dev/null
kontor -y contact edit berga discount= >/dev/null
kontor invoice lamp >/dev/null
kontor contact edit berga 'discount=10 %' >/dev/null
check 'nor where it is one piece' left lamp 0

kontor contact add 'Juris Vilks' >/dev/null
kontor contact edit vilks 'discount=12,5 %' language=lv >/dev/null
kontor deal add vilks stairs >/dev/null
kontor deal item add stairs 10 step 100 >/dev/null
kontor invoice stairs 100 step >/dev/null
check 'a named sum leaves the items their discount' left stairs 77500
kontor undo >/dev/null
kontor invoice stairs >/dev/null
kontor contact edit vilks discount= language=en >/dev/null
check 'a discount that goes later leaves nothing to ask for' left stairs 0
kontor deal item add stairs step 100 >/dev/null
check 'what is added later has it too' left stairs 8750
check 'and so is it invoiced' says '105,88' kontor -n invoice stairs
kontor undo >/dev/null
check 'paid, it is won' says 'deal won' kontor paid vilks
done_testing
