# Everything that changes at a real Dovecot, told by condstore.
mode=condstore
. "${srcdir:?}/tests/servers/dovecot-suite.sh"
