#!/usr/bin/env bash
# A real Dovecot, whose connections are cut at random.
. "${srcdir:?}/tests/hostile/need.sh"
. "$srcdir/tests/servers/lib.sh"
DIR=$(mktemp -d "${TMPDIR:-/tmp}/kontor-cuts.XXXXXX") || exit 99
chmod 711 "$DIR"
trap 'dovecot_stop "$DIR/server"; rm -rf "$DIR"' EXIT
dovecot_or_skip "$DIR/server"
export imaps_port ca user password maildir
python3 "$srcdir/tests/hostile/dovecot.py"
