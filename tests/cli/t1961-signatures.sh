# What letters of contacts tell besides: phones they sign with, strangers they forward.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
write_config '[mail studio]' "url = maildir:$DIR/Mail"

wrote '2026-11-02 10:00+02' 'Toms Kalns <toms@brize.example>' 'Zīmola grāmata' 'Labdien, Toms.'
wrote '2026-11-02 11:00+02' 'Олена Коваль <olena@koval.ua>' 'Візитки' 'Добрий день.'
got '2026-11-19 10:00+02' 'Toms Kalns <toms@brize.example>' 'Zīmola grāmata' 'Labi, zvaniet uz 29 000 111.

Ar cieņu,
Toms Kalns
Tālr. 29 123 456, fakss 67 123 457
LV80BANK0000435195001'
got '2026-11-20 10:00+02' 'Олена Коваль <olena@koval.ua>' 'Візитки' 'Дякую!
--
Олена
тел. 067 123-45-67'
got '2026-11-20 11:00+02' 'Cits <cits@x.example>' 'Jautājums' 'Cik maksā?
--
Cits
+371 26 555 102'
got '2026-11-21 10:00+02' 'Toms Kalns <toms@brize.example>' 'Fwd: Tulkojums' 'Varbūt jums?

---------- Forwarded message ---------
From: Sanita Krūze <sanita@kruze.example>
Date: Fri, 20 Nov 2026
To: Toms <toms@brize.example>

Vai zināt kādu tulkotāju?'
check 'sync' kontor sync
check_golden review-signatures kontor review
check 'the phone of a stranger is not asked about' eval '! kontor review | grep -q 26555102'
check 'as JSON' json '(
[r["phone"] for r in d["review"] if r["proposal"] == "phone"] == ["067 123-45-67", "29 123 456"]
and [r["forwarder"] for r in d["review"] if r["name"] == "Sanita Krūze"] == ["Toms Kalns"]
and all(r["letter"] for r in d["review"]))' kontor review --json
check 'a phone is no address' status 2 kontor review contact +37129123456
check 'yes puts it on the card' says 'phone    29 123 456 added to Toms Kalns' \
  kontor review yes +37129123456
check 'and asks no more' eval 'kontor show toms | grep -q "29 123 456" && ! kontor review | grep -q 29123456'
check 'a number of the country its writer is in' eval '
  kontor review yes +380671234567 && kontor show коваль | grep -q 380671234567'
check 'undo brings it back' eval 'kontor undo && kontor review | grep -q 067'
check 'ignore asks no more' eval '
  kontor review ignore +380671234567 && ! kontor review | grep -q 067'
check 'the forwarded stranger becomes a contact, with the letter on the card' eval '
  kontor review yes sanita@kruze.example && kontor show sanita | grep -q "Fwd: Tulkojums"'
if have_terminal; then
  kontor undo 2 --yes >/dev/null
  check 'one by one on a terminal' eval '
    printf "s\ns\nm\nr\n\nq\n" | on_terminal 80 40 kontor review >screen
    grep -q "phone of…" screen && grep -q "«m» is none" screen && grep -q "Дякую!" screen &&
    kontor show коваль | grep -q 380671234567'
  kontor review ignore sanita@kruze.example >/dev/null
  check 'who becomes a contact is asked for her phone at once' eval '
    printf "c\ny\nq\n" | on_terminal 80 40 kontor review >screen; kontor review >left; kontor show cits >card
    grep -q "26 555 102" card || { cat screen left card; false; }'
else
  skip 'a terminal' 'no script(1)'
fi
done_testing
