# Relations: said once, shown on both cards from their side.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
for name in 'Inga Bērziņa' 'Santa Kļava' 'Jānis Bērziņš' 'Rita Kalve'; do kontor contact add "$name" >/dev/null; done
card () { kontor show "$1" | grep -A3 '^  with'; }

check_golden relate kontor contact relate inga referred-by santa
check 'her card' eval 'card inga | grep -q "referred by Santa Kļava"'
check 'the other card' eval 'card santa | grep -q "sent: Inga Bērziņa"'
check_golden relate-word kontor contact relate inga vīrs jānis
check 'both ways' eval 'card inga | grep -q "spouse Jānis Bērziņš" && card jānis | grep -q "spouse Inga Bērziņa"'
check_golden relate-again kontor contact relate jānis spouse inga
check 'parent and child are one' eval 'kontor contact relate jānis child rita >/dev/null && card rita | grep -q "parent Jānis" &&
  kontor contact relate rita parent jānis | grep -q "stands on"'
check_golden relate-own kontor contact relate inga accountant rita
check 'a word of one'"'"'s own from the other side' eval 'card rita | grep -q "accountant of Inga Bērziņa"'
check 'JSON says the side' json '([(r["kind"], r["reverse"], r["contact"]["name"]) for r in d["relations"] if r["contact"]["name"] == "Inga Bērziņa"]
  == [("accountant", True, "Inga Bērziņa")])' kontor show rita --json
check_golden relate-self kontor contact relate inga friend inga
check 'two words are not enough' eval 'status 2 kontor contact relate inga santa && says "relate inga referred-by santa" kontor contact relate inga santa'
check 'kinds have limits' status 2 kontor contact relate inga "$(printf 'x%.0s' {1..41})" santa
check 'not-same is said elsewhere' status 2 kontor contact relate inga not-same santa
check 'a dry run writes nothing' eval 'kontor contact relate inga friend santa --dry-run && ! card inga | grep friend'
check_golden unrelate kontor contact unrelate jānis spouse inga
check_golden unrelate-again kontor contact unrelate jānis spouse inga
check 'undo marries them again' eval 'kontor undo >/dev/null && card inga | grep "spouse Jānis"'
check 'all between two' eval 'kontor contact relate inga friend jānis >/dev/null && kontor contact unrelate inga jānis && ! card inga | grep Jānis'
check 'as JSON' json 'd["kind"] == "friend" and d["other"]["name"] == "Santa Kļava" and d["saved"]' kontor contact relate inga friend santa --json

check 'a source that is a client is a relation' eval 'kontor contact edit rita source="Santa Kļava" >/dev/null &&
  card santa | grep -q "sent: Inga Bērziņa · sent: Rita Kalve" && ! kontor show rita | grep through'
check 'another source takes it back' eval 'kontor contact edit rita source=web >/dev/null && ! card santa | grep -q Rita && kontor show rita | grep -q "through web"'
check 'who is deleted is nothing to nobody' eval 'kontor contact delete santa --yes >/dev/null && ! card inga | grep Santa && kontor undo >/dev/null && card inga | grep Santa'

done_testing
