# Calendars both ways with cyrus.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=cyrus
. "$srcdir/tests/servers/two-way.sh"
done_testing
