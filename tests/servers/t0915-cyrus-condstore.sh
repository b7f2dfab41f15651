# Everything that changes at a real Cyrus, told by condstore.
mode=condstore
. "${srcdir:?}/tests/servers/cyrus-suite.sh"
