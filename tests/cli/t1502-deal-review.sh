# Deals where they meet the rest: review, card, log, queries, undo, a client that goes.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
write_config '[mail studio]' "url = maildir:$DIR/Mail"
got '2026-11-18 10:00+02' 'Toms Kalns <toms@brize.example>' 'Re: Zīmola grāmata' 'Vai 12 lappuses pietiks?'
got '2026-11-19 10:00+02' 'Toms Kalns <toms@brize.example>' 'Vizītkartes' 'Cik tas maksā?'
got '2026-11-20 10:00+02' 'Hanna Weber <hanna@weber.example>' 'Katalog' 'Bis wann?'
kontor contact add 'Toms Kalns' --email toms@brize.example --tag vip >/dev/null
kontor contact add 'Hanna Weber' --email hanna@weber.example >/dev/null
on () { local day=$1; shift; KONTOR_NOW=2026-11-${day}T10:00:00+02:00 kontor "$@"; }
on 02 deal kalns brand book 2800 >/dev/null
on 03 deal kalns flyer >/dev/null
on 04 deal hanna Katalog 1240 >/dev/null
kontor sync >/dev/null

check_golden t1502-review kontor review
check 'as JSON' json '(
[(l["subject"], [x["title"] for x in l["deals"]]) for l in d["letters"]]
== [("Vizītkartes", ["flyer", "brand book"]), ("Re: Zīmola grāmata", ["flyer", "brand book"])]
and d["letters"][0]["contact"]["name"] == "Toms Kalns" and d["letters"][0]["direction"] == "in")' kontor --json review
check 'letter and deal by their numbers' eval 'kontor review >/dev/null && kontor deal link 1 2 | grep -q "flyer"'
check 'it is not asked again' json 'len(d["letters"]) == 1' kontor --json review
check 'undo asks again' eval 'kontor undo >/dev/null && kontor --json review | grep -q Vizītkartes'
check 'what was said to be of a deal is not taken from it' eval '
  kontor mail list hanna >/dev/null; kontor deal link 1 katalog >/dev/null; kontor log >log1
  status 4 kontor deal 1 flyer 2>err && grep -q "«Katalog» stands with the deal «Katalog»" err &&
    kontor log >log2 && same log1 log2 && kontor -n --yes deal 1 flyer | grep -q "Hanna Weber · flyer"
  rc=$?; kontor undo >/dev/null; exit $rc'
if have_terminal; then
  check 'on a terminal it is asked, and no leaves them there' eval '
    kontor log >log1
    printf "n\n" | on_terminal 80 40 "kontor mail list hanna; kontor deal 1 flyer" >screen
    kontor log >log2; grep -q "these letters stand with «Katalog»" screen &&
      grep -q "nothing was changed" screen && same log1 log2'
  check 'a terminal asks, Enter skips, an unknown key says so' eval '
    printf "x\n7\n\nq\n" | on_terminal 80 40 kontor review >screen
    grep -q "«x» is none" screen && grep -q "«7» is none" screen && grep -q "1 of 2" screen && grep -q "2 of 2" screen'
  check 'and nothing was said' json 'len(d["letters"]) == 2' kontor --json review
  check 'a number links, n says none' eval '
    printf "1\nn\n" | on_terminal 58 40 kontor review >screen
    grep -q "belong to «flyer»" screen && grep -q "belong to no open deal" screen'
  check 'both are settled' json 'd["letters"] == []' kontor --json review
  check 'the letter is the deal'"'"'s' json '[l["subject"] for l in d["letters"]] == ["Vizītkartes"]' kontor --json deal show flyer
  check 'each was an entry of its own' eval 'kontor undo 2 --yes >/dev/null && kontor --json review | grep -q Vizītkartes'
else
  skip 'a terminal' 'no script(1)'
fi

# the card and the log
kontor deal edit brand amount= >/dev/null
check 'an amount taken away' says 'no amount' kontor deal show brand
kontor undo >/dev/null
on 20 deal move brand work >/dev/null
on 21 deal lose flyer price >/dev/null
check_golden t1502-card eval 'kontor show kalns --all | sed -n "/HISTORY/,\$p"'
check 'the card as JSON' json '(
[(h["from"], h["to"]) for h in d["history"] if h["kind"] == "deal"][-2:] == [(None, "Inquiry")] * 2
and ("Inquiry", "Lost", "price") in [(h["from"], h["to"], h["reason"]) for h in d["history"] if h["kind"] == "deal"]
and [x["title"] for x in d["deals"]] == ["brand book", "flyer"] and d["deals"][1]["state"] == "lost")' kontor --json show kalns
number=$(kontor show kalns --all | sed -n 's/^ *\([0-9]*\)  .*deal to In work.*/\1/p')
for words in 'fri 10:00' ''; do # a next step, to look at it again
  check "it is put off: snooze N $words" eval "kontor snooze $number $words >said &&
    grep -q 'look at it again' said && kontor undo >/dev/null"
done
check 'its number names the deal' says 'Offer' kontor move "$number" offer
kontor undo >/dev/null
check_golden t1502-log eval 'kontor log kalns | cut -f2-4,7-11 | sed -n "1p;/deal	/p"'
if have_terminal; then
  check 'the log on a terminal' eval '
    printf "" | on_terminal 80 40 kontor log kalns >screen
    grep -q "Toms Kalns · flyer" screen && grep -q "lost: price" screen && grep -q "made, in Inquiry, 2" screen'
fi
check 'the log as JSON' json '(
{x["title"]: [m["what"] for m in x["moves"]] for x in d["deals"]} == {"brand book": ["made", "moved"], "flyer": ["made", "lost"]})' \
  kontor --json log kalns
kontor deal reopen flyer >/dev/null
check 'reopened stands in the log' json '"reopened" in [m["what"] for x in d["deals"] for m in x["moves"]]' kontor --json log kalns
kontor undo >/dev/null

# a query names clients
titles () { kontor --json deal list "$@" | python3 -c 'import json, sys; print(*sorted(x["title"] for x in json.load(sys.stdin)["deals"]))'; }
check 'a query of the language' test "$(titles tag:vip)" = 'brand book'
check 'closed ones too' test "$(titles tag:vip --all)" = 'brand book flyer'
check 'its denial' test "$(titles -- -tag:vip)" = Katalog
check 'words are words' test "$(titles kat)" = Katalog
check 'an unknown tag names nobody' test -z "$(titles tag:nobody)"
check 'a query that cannot be read' status 2 kontor deal list 'tag:vip ('

# undo leaves what was there
dump () { kontor --json deal list --all; for deal in brand flyer katalog; do kontor --json deal show "$deal"; done; }
undone () {
  dump >before
  "$@" >/dev/null || return 1
  dump | diff -q before - >/dev/null && return 1
  kontor undo >/dev/null && dump | diff before - && kontor redo >/dev/null && ! dump | diff -q before - >/dev/null \
    && kontor undo >/dev/null && dump | diff before -
}
kontor mail list hanna >/dev/null
check 'undo of amount=' undone kontor deal edit katalog amount=
check 'undo of an amount' undone kontor deal edit katalog 'amount=99 USD'
check 'undo of a client' undone kontor deal edit katalog client=kalns
check 'undo of a note' undone kontor deal note katalog wants UK too
check 'undo of unlink' undone kontor deal unlink 1 katalog
check 'undo of link' undone kontor deal link 1 brand

# a client that goes
on 05 deal hanna Prospekt 300 >/dev/null
check 'the client is deleted' kontor contact delete hanna --yes
check 'the deal keeps stage and sum' json '(
[(x["contact"], x["stage"], x["amount"]["amount_minor"]) for x in d["deals"] if x["title"] == "Katalog"] == [(None, "Inquiry", 124000)])' \
  kontor --json deal list
check_golden t1502-board kontor deal board
check 'the agenda names it' says 'Katalog' kontor agenda --all
check 'it can be moved' says 'Offer' kontor deal move katalog offer
check 'a note wants a client' status 4 kontor deal note katalog hello
check 'and gets one' says 'Toms Kalns' kontor deal edit katalog client=kalns
check 'all of it can be taken back' eval 'kontor undo 3 --yes >/dev/null && kontor --json deal show katalog | grep -q "Hanna Weber"'
if have_terminal; then
  check 'lost for which reason is asked' eval '
    printf "9\ntoo dear\n" | on_terminal 58 40 kontor deal lose katalog >screen
    grep -q "«9» is none of these" screen && grep -q "too dear" screen'
  check 'a reason by its number' eval '
    kontor undo >/dev/null; printf "1\n" | on_terminal 80 40 kontor deal lose katalog >screen; kontor undo >/dev/null
    grep -q "price" screen'
  check 'a standing deal wants to know what is next' eval '
    printf "fri 14:00 call her\n" | on_terminal 80 40 "kontor >/dev/null; kontor done \$(kontor --all | sed -n \"s/^ *\\([0-9]*\\) .*Prospekt.*/\\1/p\")" >screen
    grep -q "what is next" screen && kontor --json deal show prospekt | grep -q "call her"'
  check 'a deal from a number of a letter' eval '
    kontor undo >/dev/null
    printf "9 000\n" | on_terminal 58 40 "kontor mail list hanna; kontor deal 1" >screen
    kontor undo >/dev/null; grep -q "deal    Hanna Weber" screen'
  check 'the agenda keeps to 58 columns' eval '
    kontor deal edit prospekt "title=a catalogue with a title that is longer than anybody reads aloud" >/dev/null
    printf "" | on_terminal 58 40 kontor agenda | tr -d "\r" | sed "s/\x1b\[[0-9;]*m//g" >screen
    grep -q "a catalogue" screen && ! grep -qE "^.{59}" screen'
fi
done_testing
