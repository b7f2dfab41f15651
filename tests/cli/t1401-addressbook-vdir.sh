# Address books both ways with a vdir.
. "$srcdir/tests/cli/lib.sh"
server=vdir
. "$srcdir/tests/servers/two-way-cards.sh"
done_testing
