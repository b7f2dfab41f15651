# Everything that changes at a real Dovecot, told by qresync.
mode=qresync
. "${srcdir:?}/tests/servers/dovecot-suite.sh"
