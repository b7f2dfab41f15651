# Visits where two answers look alike: names that begin alike, a chair that is taken, lengths that
# changed since, a time that is held for somebody. It is Tuesday 24 November 2026, 8:40.
. "${srcdir:?}/tests/cli/salon.sh"
open_salon

kontor service add colour roots 40 45 € ilze līga >/dev/null
check 'the whole name wins over a longer one' says 'colour with Līga' \
  kontor -n arrived zane --service colour --with līga --force
check 'so does it for who is due' status 0 kontor due colour
check 'and on the waiting list' says 'colour' kontor -n wait rita colour with līga
check 'a beginning of both asks' status 4 kontor due col
check 'with the candidates' says 'colour roots' kontor due col

book marta men līga today 14:00
kontor wait inga cut with līga >/dev/null
check 'a time is held' eval 'kontor cancel marta >/dev/null && says "held for Inga" kontor fill 1'
check 'and is not given to another' status 4 kontor book edgars men with līga today 9:15
check 'who is told why' says 'Līga 09:00–09:35 is held: Inga Bērziņa' \
  kontor book edgars men with līga today 9:15
check 'nor offered' eval '! kontor slots edgars men with līga today | grep -q "09:00\|09:15\|09:30"'
check 'but after it' says '09:35' kontor -n book edgars men with līga today 9:35
check 'and to herself' says '09:00' kontor -n book inga cut with līga today 9:00
check 'it lapses' eval '(at 08:57 && says "09:15" kontor -n book edgars men with līga today 9:15)'
check 'then there is no yes' eval '(at 08:57 && status 3 kontor fill yes)'
check 'her yes takes it' says 'booked   Inga' kontor fill yes
check 'one undo gives it back, held as before' eval '
  kontor undo >/dev/null && status 4 kontor book edgars men with līga today 9:15'
kontor fill no >/dev/null
check 'her no frees it' says '09:15' kontor -n book edgars men with līga today 9:15

kontor resource add chair A >/dev/null && kontor resource add chair B >/dev/null
kontor service add perm 60 50 € ilze līga a b >/dev/null
book zane perm ilze thu 9:00
book rita perm līga thu 11:00
chairs () { # WHO: the chairs of the parts of the next visit
  dump | python3 -c 'import sys, ast
rows = [line.split(" ", 1) for line in sys.stdin]
of = lambda table: [ast.literal_eval(row) for name, row in rows if name == table]
names = {row[0]: row[2] for row in of("resource")}
client = [row[0] for row in of("contact") if sys.argv[1] in repr(row).lower()][0]
visit = [row[0] for row in of("appointment") if row[1] == client][0]
print([names.get(row[6]) for row in of("appointment_part") if row[1] == visit])' "$1"
}
check 'both sit on the first chair' says "['A']" chairs rita
kontor move zane 11:00 >/dev/null
check 'who is moved beside her takes the other' says "['B']" chairs zane

book maija cut ilze fri 9:00
book marta cut ilze fri 10:15
kontor service edit cut 20 >/dev/null
check 'a move asks for the time that was agreed, not for the list of today' \
  status 4 kontor move maija 9:50
check 'what is not offered any more can still be moved' eval '
  book inga manicure marina fri 12:00 &&
  kontor service archive manicure >/dev/null && says "13:00" kontor move inga 13:00'
check 'but not booked' status 2 kontor book edgars manicure with marina fri 15:00

kontor allergy zane 'nutmeg' >/dev/null && kontor allergy zane nut >/dev/null
check 'an allergy that begins like another is noted, too' json \
  'sorted(a["text"] for a in d["allergies"]) == ["nut", "nutmeg"]' kontor --json allergy zane
check 'the evidence is in the table, too' eval '
  kontor log maija | head -1 | grep -q "command.*services.*from.*to" &&
  kontor --csv log maija | grep -q "visit,booked,.*cut,.*2026-11-27T09:00"'
check 'log alone keeps its columns' says "device" eval 'kontor log | head -1 | grep "device$"'

check 'a note of the limit' status 0 kontor -n book zane cut ilze 'mon 14:00' \
  --note "$(head -c 500 /dev/zero | tr '\0' x)"
check 'and one byte more' status 2 kontor -n book zane cut ilze 'mon 14:00' \
  --note "$(head -c 501 /dev/zero | tr '\0' x)"
check 'how, of a word or two' status 2 kontor -n book zane cut ilze 'mon 14:00' \
  --by "$(head -c 41 /dev/zero | tr '\0' x)"
check 'no repetition is less than nothing' status 2 kontor -n book zane cut ilze 'mon 14:00' \
  --every week --times -3
check 'a new name is written as one is' json '"".join(c["name"] for c in d["contacts"]) == "Jūlija"' eval '
  kontor book "$(printf "Ju\314\204lija")" 29777666 cut ilze "mon 14:00" >/dev/null
  kontor --json contact list jūlija'

check 'the drawer holds one currency' status 2 kontor close --counted '12$'
done_testing
