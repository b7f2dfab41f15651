# Of newsletters and automatic letters the head is kept, and the text only of those I wrote to.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
list='List-Id: <news.vins.example>'
ref_of () {
  kontor mail list --all --json | python3 -c 'import json, sys
print(next(l["ref"] for l in json.load(sys.stdin)["letters"] if l["subject"] == sys.argv[1]))' "$1"
}
found () {
  kontor find "$1" --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["hits"]))'
}
finds () { [ "$(found "$1")" = "$2" ] || { echo "$1: $(found "$1") found"; return 1; }; }
shows () { kontor mail show "$(ref_of "$1")" | grep -q "$2"; }

wrote '2026-11-02 10:00' 'Vins <post@vins.example>' 'Your list' 'Please send me the price list.'
got '2026-11-09 10:00' 'Odd <news@odd.example>' 'Odd news' 'A sale of lanterns. Will you come?' "$list" \
  'Precedence: bulk'
put .Sent S '2026-11-10 10:00' 'Anna <anna@studija.example>' club@list.example 'A post' \
  'Who knows a bookbinder?' "$list" 'Received: from list by mx; Tue, 10 Nov 2026 10:00:00 +0200'
write_config "[mail studio]" "url = maildir:$DIR/Mail"
kontor sync >/dev/null
got '2026-11-12 10:00' 'Vins <post@vins.example>' 'Wine news' 'Riesling from the Moselle.' "$list"
got '2026-11-13 10:00' 'Vins <post@vins.example>' 'Away' 'Back with barrels on Monday.' \
  'Auto-Submitted: auto-replied'
got '2026-11-14 10:00' 'Odd <news@odd.example>' 'More news' 'Also candlesticks.' "$list"
kontor sync >/dev/null

check 'of whom I never wrote to the text is not kept' eval 'finds lanterns 0 && finds candlesticks 0'
check 'the head is' eval 'ref_of "Odd news" && ref_of "More news"'
check 'whoever I wrote to keeps it' eval 'finds riesling 1 && finds barrels 1'
check 'so do I' finds bookbinder 1
check 'they can be shown' eval 'shows "Wine news" Riesling && shows "A post" bookbinder'
check 'so can the original of the others' eval 'shows "Odd news" "only the header" &&
  kontor mail show "$(ref_of "Odd news")" --full | grep -q lanterns'

# my letter is in their folder, all are read at once, and it comes last there
mkdir -p Mail/.All/{cur,new,tmp}
for n in 1 2 3 4 5 6 7 8; do
  put .All S "2026-11-1$n 10:00" 'Fish <post@fish.example>' anna@studija.example "Catch $n" \
    "Herring, $n." "$list"
done
put .All S '2026-11-19 10:00' 'Fish <news@fish.example>' anna@studija.example 'Offers' 'Squid.' "$list"
wrote '2026-11-10 10:00' post@fish.example 'My order' 'Two kilos, please.'
mv "Mail/.Sent/cur/$letters.test:2,S" Mail/.All/cur/
touch -d '2026-11-20 10:00' "Mail/.All/cur/$letters.test:2,S"
write_config "[mail studio]" "url = maildir:$DIR/Mail/.All"
rm -rf "$DATA"
kontor sync >/dev/null
check 'whoever I wrote to in the same folder keeps it' finds herring 8
check 'nobody else there' finds squid 0
done_testing
