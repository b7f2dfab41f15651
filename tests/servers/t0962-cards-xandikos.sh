# Address books both ways with xandikos.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=xandikos
. "$srcdir/tests/servers/two-way-cards.sh"
done_testing
