# Everything that changes at a real Cyrus, told by qresync.
mode=qresync
. "${srcdir:?}/tests/servers/cyrus-suite.sh"
