# Everything that changes at a real Cyrus, told by uids.
mode=uids
. "${srcdir:?}/tests/servers/cyrus-suite.sh"
