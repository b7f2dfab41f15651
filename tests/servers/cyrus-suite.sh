# imap-suite.sh at a Cyrus; mode is set.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
server_dir=$DIR/server
trap 'dav_stop cyrus "$server_dir"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
dav_or_skip cyrus "$server_dir"
asked () { grep -qr -e "$1" "$server_dir/conf/log"; }
. "$srcdir/tests/servers/imap-suite.sh"
done_testing
