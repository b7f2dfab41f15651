# Address books both ways with sabre.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=sabre
. "$srcdir/tests/servers/two-way-cards.sh"
done_testing
