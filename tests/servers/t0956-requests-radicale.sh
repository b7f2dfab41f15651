# What radicale is asked, by sync-collection, and what its refusals do.
. "$srcdir/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
server=radicale unchanged=REPORT
. "$srcdir/tests/servers/requests.sh"
done_testing
