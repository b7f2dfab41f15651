# Real servers for shell tests: `. tests/servers/lib.sh`.
#
#   dovecot_start DIR     sets imaps_port imap_port ca user password maildir; fails where there is none
#   dovecot_or_skip DIR   the same; without a Dovecot the whole script is skipped, and fails where
#                         KONTOR_NEED_DOVECOT is set
#   dovecot_stop DIR      put it into a trap EXIT; a script that is killed leaves no server behind
#   imap OP ARG… [, OP ARG…]…   changes the mailbox as another client would (imap.py)
#   proxy_start DIR MODE OCTETS   a server in front of imaps_port that stalls or cuts after so many
#                         octets; sets proxy_port, writes DIR/stalled when it has (proxy.py)
#   cuts_of LENGTH        where to cut what is so long: at some places, with KONTOR_TORTURE at many
#   turns_start DIR [MS]  a server in front of imaps_port that answers so much later; sets turns_port
#   turns DIR             how often the client had to wait for it since it was asked last
#                         (count-proxy.py)
#   tls_start DIR CERTIFICATE   a server that shows it; sets tls_port (tls.py)
#
#   dav_start SERVER DIR  radicale, xandikos, sabre or cyrus with an empty calendar «Home»; sets url
#                         port calendar home ca user password (dav-lib.sh); 77 where it is not here
#   dav_or_skip SERVER DIR   the same; without it the whole script is skipped, and fails where
#                         KONTOR_NEED_DAV is set
#   dav_stop SERVER DIR   put it into a trap EXIT; a script that is killed leaves no server behind
#   dav_proxy_start DIR   a server before that one; sets proxy_port, writes DIR/requests (dav-proxy.py)
#   dav OP ARG… [, OP ARG…]…   changes that server's calendars as another client would (dav.py)
servers_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

dovecot_start() {
  local settings
  settings=$("$BASH" "$servers_dir/dovecot.sh" start "$1" $$) || return
  eval "$settings"
}

dovecot_or_skip() {
  local status=0
  dovecot_start "$1" || status=$?
  [ $status != 0 ] || return 0
  if [ -z "${KONTOR_NEED_DOVECOT-}" ] && [ $status = 77 ]; then
    echo "1..0 # SKIP dovecot or openssl is not installed"
    exit 0
  fi
  echo "Bail out! no Dovecot ($status)"
  exit 1
}

dovecot_stop() {
  "$BASH" "$servers_dir/dovecot.sh" stop "$1"
}

imap() {
  imaps_port=$imaps_port ca=$ca user=$user password=$password \
    timeout 60 python3 "$servers_dir/imap.py" "$@"
}

proxy_start() {
  mkdir -p "$1"
  rm -f "$1/port" "$1/stalled"
  mkfifo "$1/ready" 2>/dev/null
  timeout 3600 python3 "$servers_dir/proxy.py" "$1" "$imaps_port" "$2" "$3" $$ >/dev/null 2>&1 &
  read -r proxy_port <"$1/ready"
}

cuts_of() {
  local n=8
  [ -z "${KONTOR_TORTURE-}" ] || n=100
  seq $(($1 / (2 * n))) $(($1 / n)) $(($1 - 1))
}

turns_start() {
  mkdir -p "$1"
  mkfifo "$1/ready" 2>/dev/null
  timeout 300 python3 -I "$servers_dir/count-proxy.py" "$1" "$imaps_port" "${2-0}" $$ >/dev/null 2>&1 &
  read -r turns_port <"$1/ready"
}

turns() {
  mkfifo "$1/answer" 2>/dev/null
  touch "$1/ask"
  cat "$1/answer"
}

tls_start() {
  mkdir -p "$1"
  mkfifo "$1/ready" 2>/dev/null
  timeout 120 python3 "$servers_dir/tls.py" "$1" "$2" $$ >/dev/null 2>&1 &
  read -r tls_port <"$1/ready"
}

dav_start() { # server dir
  local settings
  settings=$("$BASH" "$servers_dir/$1.sh" start "$2" $$) || return
  eval "$settings"
}

dav_or_skip() { # server dir
  local status=0
  dav_start "$1" "$2" || status=$?
  [ $status != 0 ] || return 0
  if [ -z "${KONTOR_NEED_DAV-}" ] && [ $status = 77 ]; then
    echo "1..0 # SKIP $1 cannot run here"
    exit 0
  fi
  echo "Bail out! no $1 ($status)"
  exit 1
}

dav_stop() { # server dir
  "$BASH" "$servers_dir/$1.sh" stop "$2"
}

dav_proxy_start() {
  mkdir -p "$1"
  mkfifo "$1/ready" 2>/dev/null
  timeout 3600 python3 "$servers_dir/dav-proxy.py" "$1" "${ca%/*}/server.pem" "$ca" "$port" $$ >/dev/null 2>&1 &
  read -r proxy_port <"$1/ready"
}

dav() {
  ca=$ca user=$user password=$password timeout 60 python3 "$servers_dir/dav.py" "$url" "$@"
}
