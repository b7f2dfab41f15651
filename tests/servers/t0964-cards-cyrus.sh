# Address books both ways with cyrus.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=cyrus
. "$srcdir/tests/servers/two-way-cards.sh"
done_testing
