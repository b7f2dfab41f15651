# imap-suite.sh at a Dovecot; mode is set.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
server_dir=$DIR/server
mkdir -m 777 "$DIR/talk"
trap 'dovecot_stop "$server_dir"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
DOVECOT_SETTINGS="protocol imap {
  rawlog_dir = $DIR/talk
}" dovecot_or_skip "$server_dir"
asked () { grep -qr --include='*.in' -e "$1" "$DIR/talk"; }
. "$srcdir/tests/servers/imap-suite.sh"
done_testing
