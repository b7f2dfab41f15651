# Letters as they are read: HTML, quotations, what is forwarded, attachments.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
write_config '[mail studio]' "url = maildir:$DIR/Mail"

wrote '2026-11-02 10:00+02' 'Toms Kalns <toms@brize.example>' 'Zīmola grāmata' 'Labdien, Toms.'
wrote '2026-11-02 11:00+02' 'Anna Bērziņa <anna.b@x.example>' 'Sveika' 'Labdien!'
got '2026-11-20 10:00+02' 'Anna Bērziņa <anna.b@x.example>' 'Fwd: Cena' 'Lūk, ko viņš raksta.

---------- Forwarded message ---------
From: Cits Vārds <toms@brize.example>
Date: Thu, 19 Nov 2026
Subject: Cena
To: Anna <anna.b@x.example>

Vai varat līdz piektdienai?'
got '2026-11-21 10:00+02' 'Olga Strange <olga@strange.example>' 'Fwd: x' 'See

---------- Forwarded message ---------
From: Somebody <unknown@nowhere.example>

Text'
got '2026-11-22 10:00+02' 'Toms Kalns <toms@brize.example>' 'HTML' '<div style="display:none">hidden</div>
<p>See <a href="https://brize.example/a?utm_source=x">the sample</a>.</p><ul><li>one</li><li>two</li></ul>
<blockquote type="cite"><p>Will you come?</p></blockquote>' 'Content-Type: text/html; charset=utf-8'
got '2026-11-22 11:00+02' 'Toms Kalns <toms@brize.example>' 'Only a file' '--b
Content-Type: application/pdf; name="price.pdf"
Content-Disposition: attachment; filename="price.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--b--' 'Content-Type: multipart/mixed; boundary=b'
got '2026-11-22 12:00+02' 'Toms Kalns <toms@brize.example>' 'No words' ''
check 'sync' kontor sync

kontor mail list > "$DIR/list"
html=$(sed -n 's/^\([^	]*\)	.*HTML.*/\1/p' "$DIR/list")
file=$(sed -n 's/^\([^	]*\)	.*Only a file.*/\1/p' "$DIR/list")
empty=$(sed -n 's/^\([^	]*\)	.*No words.*/\1/p' "$DIR/list")
forward=$(sed -n 's/^\([^	]*\)	.*Cena.*/\1/p' "$DIR/list")
check 'HTML is text, links are footnotes, quotations are left out' eval '
  [ "$(kontor mail show "$html" | sed "1,/^\$/d")" = "See the sample [1].

- one
- two

[1] https://brize.example/a

not shown: what it quotes or forwards, a signature; --full shows all" ] &&
  kontor --json mail show "$html" | grep -q "\"left_out\" : true"'
check '--full shows quotations too, and says nothing of them' eval '
  kontor mail show "$html" --full >full && grep -q "^> Will you come?" full && ! grep -q "not shown" full &&
  grep -q "^\[1\] https://brize.example/a" full'
check '--full of what is forwarded' says 'Vai varat līdz piektdienai?' kontor mail show --full "$forward"
check '--full as JSON' json '"Vai varat" in d["letter"]["text"] and not d["letter"]["left_out"]' \
  kontor mail show "$forward" --full --json
check '--full of a letter that is a file alone' says 'price.pdf' kontor mail show "$file" --full
check '… and of one without a word' says 'No words' kontor mail show "$empty" --full
check '… as JSON' eval '
  json "d[\"letter\"][\"text\"] == \"\" and d[\"letter\"][\"parts\"]" kontor mail show "$file" --full --json &&
  json "d[\"letter\"][\"text\"] == \"\"" kontor mail show "$empty" --full --json'
check 'forwarded letters are found' eval '
  [ "$(kontor --json find is:forwarded | grep -c "\"title\"")" -gt 0 ] && kontor find is:forwarded | grep -q Cena &&
  [ "$(kontor find is:fwd | wc -l)" -lt "$(kontor mail list | wc -l)" ] && ! kontor find is:forwarded has:file | grep -q Cena'
check '--full and --raw are two' status 2 kontor mail show "$forward" --full --raw
check 'who wrote what is forwarded is told' says 'Cits Vārds <toms@brize.example>' \
  kontor mail show "$forward"
check 'and when, as it is told' says 'toms@brize.example> (Thu, 19 Nov 2026)' kontor mail show "$forward"
check 'in JSON too' json '
{"role": "forwarded", "name": "Cits Vārds", "address": "toms@brize.example",
  "note": "Thu, 19 Nov 2026"} in d["letter"]["people"]' \
  kontor mail show "$forward" --json
# --- as a person sees it at 60 columns ---
got '2026-11-22 13:00+02' 'Toms Kalns <toms@brize.example>' 'Prices' '<table>
<tr><th>Item</th><th>Qty</th><th>Sum</th></tr><tr><td>Oxide 6 %</td><td>2</td><td>19,60 €</td></tr>
<tr><td>Gloves</td><td></td><td>4,00 €</td></tr><tr><td colspan=2>Total</td><td>23,60 €</td></tr></table>
<p>The parcel comes to the studio on Friday, <a href="https://track.example/parcel/0123456789/0123456789/0123456789/0123456789">here</a> it can be followed.</p>' \
  'Content-Type: text/html; charset=utf-8' 'Cc: Olga Strange <olga@strange.example>, Rita Kalve <rita@klients.example>'
kontor sync >/dev/null
prices=$(kontor mail list | sed -n 's/^\([^	]*\)	.*Prices.*/\1/p')
if have_terminal; then
  on_terminal 60 40 "kontor mail show $prices" </dev/null | tr -d '\r' >seen
  check 'a table has columns, a long line ends between two words' eval '
    diff - <(sed "1,/^\$/d" seen) <<<"Item       Qty      Sum
Oxide 6 %    2  19,60 €
Gloves           4,00 €
Total           23,60 €

The parcel comes to the studio on Friday, here [1] it can be
followed.

[1] https://track.example/parcel/0123456789/0123456789/0123456789/0123456789"'
  check 'a line of people ends behind one of them' eval 'grep -q "^         Rita Kalve" seen'
else
  skip 'on a terminal' 'script is not there'
fi
check 'in a pipe lines stay whole' eval 'kontor mail show "$prices" |
  grep -q "Friday, here \[1\] it can be followed"'

check 'it stands on his card, with a mark' says 'forwarded by Anna Bērziņa' kontor show Toms
check 'why says it' says 'it forwards what toms@brize.example wrote' kontor why "$forward"
check 'why as JSON' json 'any(w["reason"] == "forwarded" for w in d["why"])' \
  kontor why "$forward" --json
check 'he is called what he called himself' says 'Toms Kalns' kontor contact list
check 'nobody is called what the forwarder said' eval '! kontor contact list | grep -q Cits'
check 'whom a stranger names is no stranger of mine' eval '
  ! kontor review --csv </dev/null | grep -q nowhere'
check 'nor a contact' eval '! kontor contact list --all | grep -q nowhere'
check 'it owes nobody an answer' eval '! kontor waiting --csv | grep -q Cits'

done_testing
