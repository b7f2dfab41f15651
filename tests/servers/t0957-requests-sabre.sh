# What sabre is asked, by a CTag, and what its refusals do.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=sabre unchanged=PROPFIND
. "$srcdir/tests/servers/requests.sh"
done_testing
