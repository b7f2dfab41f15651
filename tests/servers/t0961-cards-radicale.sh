# Address books both ways with radicale.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=radicale
. "$srcdir/tests/servers/two-way-cards.sh"
done_testing
