# What the DAV servers for tests have in common: `. dav-lib.sh; dav_main "$@"` at the end of
# radicale.sh, xandikos.sh, sabre.sh and cyrus.sh.
#
#   NAME.sh start DIR [PID]   in DIR (absolute, and others may pass through it), on free ports of
#                             loopback, behind TLS by an authority made on the spot. Stops by itself
#                             when process PID ends. Prints and writes to DIR/env, for eval:
#                               url=       https://localhost:PORT/, where discovery begins
#                               port=      of it
#                               calendar=  path of a calendar that exists and is empty; its name is «Home»
#                               addressbook=  the same of an address book; its name is «Contacts»
#                               home=      path below which a client may make more of them
#                               ca= user= password= pids=
#                             Exit 77: the server, stunnel4 or openssl is not here, and says so.
#   NAME.sh stop DIR
#
# Runs as the caller, as nobody when the caller is root. In shell tests use lib.sh instead:
# dav_or_skip, and `dav` for what another client does there (dav.py).
#
# A server's script sets server and defines
#   server_is_here    fails, with a reason printed, where it cannot run
#   server_prepare    its files in $dir
#   server_launch PORT   runs in the foreground, plain http; started by exec
#   server_ready PORT (optional)   once it answers
#   server_env (optional)   prints more lines for DIR/env
# and may use $dir, $user, $password.
set -e
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
user=anna
password='kalns "4417" \ ziema'
as=()
run_user=$(id -un)
if [ "$(id -u)" = 0 ]; then
  run_user=nobody
  as=(setpriv --reuid=nobody "--regid=$(id -gn nobody)" --clear-groups)
fi

dav_is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# dav_wait PORT PID: until it listens; fails when the process ends first
dav_wait() {
  for _ in $(seq 500); do
    dav_is_free "$1" || return 0
    kill -0 "$2" 2>/dev/null || return 1
    sleep .02
  done
  return 1
}

# dav_run NAME COMMAND…: in the background, without our descriptors; its pid is in started
dav_run() {
  local name=$1
  shift
  "${as[@]}" env -i PATH="$PATH" HOME="$dir" LC_ALL=C.UTF-8 TZ=UTC "$@" </dev/null >>"$dir/$name.log" 2>&1 &
  started=$!
}

dav_stunnel() { # port backend-port
  cat >"$dir/stunnel.conf" <<END
foreground = yes
pid =
syslog = no
socket = l:TCP_NODELAY=1
socket = r:TCP_NODELAY=1
[dav]
accept = 127.0.0.1:$1
connect = 127.0.0.1:$2
cert = $dir/tls/server.pem
key = $dir/tls/server.key
END
}

dav_try() {
  local plain=$((20000 + RANDOM % 20000)) secure=$((40000 + RANDOM % 20000)) backend
  dav_is_free $plain && dav_is_free $secure || return 1
  dav_stunnel $secure $plain
  server_prepare $plain $secure
  [ "$run_user" = "$(id -un)" ] || chown -R "$run_user" "$dir"
  server_launch $plain
  backend=$started
  dav_wait $plain "$backend" && server_ready $plain || { kill "$backend"; return 1; }
  dav_run stunnel stunnel4 "$dir/stunnel.conf"
  dav_wait $secure "$started" || { kill "$backend" "$started"; return 1; }
  cat >"$dir/env" <<END
url=https://localhost:$secure/
port=$secure
calendar=$calendar
home=$home
addressbook=$addressbook
ca='$dir/tls/ca.pem'
user=$user
password='$password'
pids='$backend $started'
END
  server_env >>"$dir/env"
  cat "$dir/env"
}

server_ready() { :; }
server_env() { :; }

dav_start() { # [pid]
  command -v stunnel4 >/dev/null || { echo 'stunnel4 is not installed' >&2; exit 77; }
  command -v openssl >/dev/null || { echo 'openssl is not installed' >&2; exit 77; }
  server_is_here >&2 || exit 77
  mkdir -p "$dir"
  dir=$(cd "$dir" && pwd)
  "$here/certificates.sh" "$dir/tls"
  for _ in 1 2 3 4 5 6; do
    if dav_try; then
      [ -z "$1" ] || dav_watch "$1"
      exit 0
    fi
  done
  cat "$dir"/*.log >&2 || true
  exit 1
}

dav_watch() { # pid
  (
    tail --pid="$1" -f /dev/null
    "$BASH" "$0" stop "$dir"
  ) </dev/null >/dev/null 2>&1 &
}

# A number may belong to somebody else by now: it is ours only if it works in our directory.
dav_is_ours() {
  tr '\0' '\n' 2>/dev/null <"/proc/$1/environ" | grep -qxF "HOME=$dir"
}

dav_stop() {
  [ -f "$dir/env" ] || exit 0
  dir=$(cd "$dir" && pwd)
  . "$dir/env"
  local pid
  for pid in $pids; do
    ! dav_is_ours "$pid" || kill "$pid" 2>/dev/null || true
  done
  for _ in $(seq 100); do
    kill -0 $pids 2>/dev/null || exit 0
    sleep .02
  done
  for pid in $pids; do
    ! dav_is_ours "$pid" || kill -KILL "$pid" 2>/dev/null || true
  done
}

dav_main() {
  dir=${2:?directory}
  case $1 in
    start) dav_start "$3" ;;
    stop) dav_stop ;;
    *) echo "start or stop" >&2; exit 2 ;;
  esac
}
