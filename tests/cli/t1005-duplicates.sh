# Duplicates and merge: found in whatever spelling, told why, made one, undone; or said to be two.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
add () { kontor contact add "$@" >/dev/null; }
add 'Олег Савчук' 29123456 oleg@savchuk.example city=Rīga
add 'Oleh Savčuk' birthday=1980-02-03 tag=vip
add 'Anna Bērziņa' 29125521 birthday=1986-03-12
add 'Anna Bērziņa' 29125522 birthday=1994-05-06
add 'Jānis Bērziņš' 29125521
add 'Santa Kļava' 29555111 email=santa@klava.example
add 'Klava S.' 29555112 ks@klava.example
add 'Klava, Santa' santa.k@klava.example
add 'Koks SIA' kind=company email=info@koks.example phone=67111222
add 'Pēteris Ozols' p@koks.example 67111222
add 'Dace Vītola' d@koks.example 67111222
pairs () { kontor contact duplicates "$@" --csv | cut -d, -f1-5 | tail -n +2; }
dump () { for who in савчук savčuk; do kontor show "$who" 2>&1; done; kontor contact list; }

check_golden duplicates pairs
check 'as JSON' json '[(p["judged"], p["names"]) for p in d["duplicates"] if p["name"] == "Олег Савчук"] == [("maybe", "spelling")]' \
  kontor contact duplicates --json
check 'of a query only' eval '[ "$(pairs tag:vip | wc -l)" = 1 ]'
check 'of words only' eval 'pairs santa | grep -q Kļava && ! pairs santa | grep -q Oleh'
check 'a query that cannot be read is refused' status 2 kontor contact duplicates 'spent:>x'

before=$(dump)
check_golden merge-preview kontor contact merge савчук 'oleh savčuk' --dry-run
check_golden merge-asks kontor contact merge савчук 'oleh savčuk'
check 'neither writes' eval '[ "$(dump)" = "$before" ]'
kontor note 'oleh savčuk' 'likes tea' >/dev/null
kontor remind 'oleh savčuk' +3d 'call' >/dev/null
before=$(dump)
check_golden merge kontor contact merge савчук 'oleh savčuk' --yes
check_golden merge-card eval 'kontor show савчук | head -n 8'
check 'undo makes two of it, whole' eval 'kontor undo >/dev/null; [ "$(dump)" = "$before" ]'
check 'redo' eval 'kontor redo >/dev/null && kontor show савчук | grep -q "likes tea" && kontor undo >/dev/null'
check_golden merge-self kontor contact merge савчук oleg@savchuk.example
check 'two names or one number' status 2 kontor contact merge a b c
check 'a number of no list' eval '[ -z "$(pairs nobody)" ] && ! kontor contact merge 1'
check 'what it does as JSON' json '(d["kept"]["name"] == "Олег Савчук" and not d["saved"]
  and {f["key"]: f["stays"] for f in d["facts"]}["birthday"] == "1980-02-03"
  and {m["what"]: m["count"] for m in d["moves"]} == {"note": 1, "reminder": 1})' \
  kontor contact merge савчук 'oleh savčuk' --dry-run --json

check_golden duplicates-not kontor contact duplicates --not савчук 'oleh savčuk'
check 'it is remembered' eval '! pairs | grep -q Savčuk'
check 'until it is undone' eval 'kontor undo >/dev/null && pairs | grep -q Savčuk'
check 'a couple is not asked about again' eval 'kontor contact relate jānis spouse 5521 >/dev/null || kontor contact relate jānis spouse bērziņa >/dev/null; true'
check '--not needs somebody' status 2 kontor contact duplicates --not
check 'a dry run remembers nothing' eval 'kontor contact duplicates --not савчук "oleh savčuk" --dry-run && pairs | grep -q Savčuk'

if have_terminal; then
  check_golden duplicates-terminal on_terminal 80 40 kontor contact duplicates </dev/null
  check_golden duplicates-narrow on_terminal 50 40 kontor contact duplicates santa </dev/null
  by_number () {
    on_terminal 80 40 'kontor contact duplicates savčuk >/dev/tty; kontor contact merge 1 --yes' </dev/null >shown
    grep -q 'merged.*Олег Савчук, was also Oleh Savčuk' shown || { cat shown; return 1; }
    kontor undo >/dev/null
  }
  check 'by the number of the list' by_number
  two_by_number () {
    on_terminal 80 40 'kontor contact duplicates savčuk >/dev/tty; kontor contact duplicates --not 1' </dev/null >shown
    grep -q 'are two people' shown && ! pairs | grep -q Savčuk && kontor undo >/dev/null || { cat shown; return 1; }
  }
  check 'two people by the number' two_by_number
  check 'no is no' eval 'printf "n\n" | on_terminal 80 40 kontor contact merge савчук savčuk | grep "both stay"'
  check 'yes is yes' eval 'printf "y\n" | on_terminal 80 40 kontor contact merge савчук savčuk | grep merged'
else
  skip 'by the number of the list' 'script(1) is not there'
fi

done_testing
