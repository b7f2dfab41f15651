# Calendars both ways with a vdir.
. "$srcdir/tests/cli/lib.sh"
server=vdir
. "$srcdir/tests/servers/two-way.sh"
done_testing
