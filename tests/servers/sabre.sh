#!/bin/bash
# A real sabre/dav (Debian's 1.8: ETags and CTags only, no sync-collection) in PHP's own web server,
# for tests: how it is started and what it prints stands in dav-lib.sh.
. "$(dirname "${BASH_SOURCE[0]}")/dav-lib.sh"
home=/calendars/anna/
calendar=/calendars/anna/home/
addressbook=/addressbooks/anna/contacts/
tables=/usr/share/doc/php-sabre-dav/examples/sql

server_is_here() {
  command -v php >/dev/null || { echo 'php is not installed'; return 1; }
  php -r 'exit(@include("Sabre/autoload.php") && extension_loaded("pdo_sqlite") ? 0 : 1);' \
    && [ -f $tables/sqlite.calendars.sql ] \
    || { echo 'php-sabre-dav or php-sqlite3 is not installed'; return 1; }
}

server_prepare() {
  mkdir -p "$dir/data"
  printf %s "$password" >"$dir/password"
  cp "$here/sabre-server.php" "$dir/server.php"
  [ -f "$dir/data/db.sqlite" ] || php "$dir/server.php" create $tables
}

# Warnings of old code under a new PHP would stand before the headers: they go to the log.
server_launch() { # port
  cd "$dir"
  dav_run sabre php -d variables_order=EGPCS -d display_errors=0 -d log_errors=1 \
    -S "127.0.0.1:$1" server.php
  cd - >/dev/null
}

dav_main "$@"
