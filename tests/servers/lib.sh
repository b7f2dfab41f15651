# Real servers for shell tests: `. tests/servers/lib.sh`.
#
#   dovecot_start DIR || skip_all …   sets imaps_port imap_port ca user password maildir
#   dovecot_stop DIR                  put it into a trap EXIT (it also ends with the test)
servers_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

dovecot_start() {
  local settings
  settings=$("$BASH" "$servers_dir/dovecot.sh" start "$1" $$) || return
  eval "$settings"
}

dovecot_stop() {
  "$BASH" "$servers_dir/dovecot.sh" stop "$1"
}
