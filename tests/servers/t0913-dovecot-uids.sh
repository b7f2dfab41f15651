# Everything that changes at a real Dovecot, told by uids.
mode=uids
. "${srcdir:?}/tests/servers/dovecot-suite.sh"
