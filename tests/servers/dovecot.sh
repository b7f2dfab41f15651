#!/bin/bash
# A real Dovecot for tests, on loopback, TLS by an authority made on the spot.
#
#   dovecot.sh start DIR [PID]
#                            Stops by itself when process PID ends. DIR/mail/anna@studija.example/
#                            may hold a Maildir already. Prints and writes to DIR/env:
#                              imaps_port= imap_port= (STARTTLS) ca= user= password= maildir= pid=
#                            Exit 77: there is no Dovecot or no openssl here.
#                            DOVECOT_SETTINGS: more lines for its configuration.
#   dovecot.sh stop DIR
#
# Runs as the caller, as nobody when the caller is root.
set -e
here=$(cd "$(dirname "$0")" && pwd)
command=${1:?start or stop}
dir=${2:?directory}
PATH=$PATH:/usr/sbin:/sbin

mail_user=anna@studija.example
mail_password='kalns "4417" \ ziema'
as=()
run_user=$(id -un)
run_group=$(id -gn)
if [ "$(id -u)" = 0 ]; then
  run_user=nobody
  run_group=$(id -gn nobody)
  as=(setpriv "--reuid=$run_user" "--regid=$run_group" --clear-groups)
fi

write_config() { # imap-port imaps-port
  cat >"$dir/dovecot.conf" <<EOF
base_dir = $dir/base
state_dir = $dir/state
log_path = $dir/log
listen = 127.0.0.1
protocols = imap
ssl = required
ssl_cert = <$dir/tls/server.pem
ssl_key = <$dir/tls/server.key
ssl_min_protocol = TLSv1.2
default_internal_user = $run_user
default_internal_group = $run_group
default_login_user = $run_user
mail_uid = $run_user
mail_gid = $run_group
first_valid_uid = 1
mail_location = maildir:$dir/mail/%u
mail_max_userip_connections = 100
auth_mechanisms = plain login
auth_failure_delay = 0
service auth {
  user = $run_user
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN $dir/users
}
userdb {
  driver = static
  args = uid=$run_user gid=$run_group home=$dir/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = create
  }
  mailbox Drafts {
    special_use = \\Drafts
    auto = create
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty { # no waiting after a wrong password
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $1
  }
  inet_listener imaps {
    port = $2
  }
}
${DOVECOT_SETTINGS-}
EOF
}

is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Dovecot goes to the background only after it listens; its pid file comes a little later.
wait_for_pid() {
  for _ in $(seq 500); do
    [ -s "$dir/base/master.pid" ] && return
    sleep .02
  done
  return 1
}

try_start() {
  local plain=$((20000 + RANDOM % 20000)) secure=$((40000 + RANDOM % 20000))
  is_free $plain && is_free $secure || return 1
  write_config $plain $secure
  "${as[@]}" env -i PATH="$PATH" HOME="$dir" dovecot -c "$dir/dovecot.conf" >>"$dir/out" 2>&1 \
    || return 1
  wait_for_pid || return 1
  cat >"$dir/env" <<EOF
imaps_port=$secure
imap_port=$plain
ca='$dir/tls/ca.pem'
user=$mail_user
password='$mail_password'
maildir='$dir/mail/$mail_user'
pid=$(cat "$dir/base/master.pid")
EOF
  cat "$dir/env"
}

watch() { # pid
  (
    tail --pid="$1" -f /dev/null
    "$here/dovecot.sh" stop "$dir"
  ) </dev/null >/dev/null 2>&1 &
}

start() { # [pid]
  command -v dovecot >/dev/null && command -v openssl >/dev/null || exit 77
  mkdir -p "$dir"/{base,state,mail,tls} "$dir/mail/$mail_user"/{cur,new,tmp}
  dir=$(cd "$dir" && pwd)
  "$here/certificates.sh" "$dir/tls"
  echo "$mail_user:{PLAIN}$mail_password" >"$dir/users"
  chmod 600 "$dir/users"
  [ "$run_user" = "$(id -un)" ] || chown -R "$run_user:$run_group" "$dir"
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    if try_start; then
      [ -z "$1" ] || watch "$1"
      exit 0
    fi
  done
  cat "$dir/out" "$dir/log" >&2 || true
  exit 1
}

stop() {
  [ -f "$dir/env" ] || exit 0
  . "$dir/env"
  [ "$(cat "$dir/base/master.pid" 2>/dev/null)" = "$pid" ] || exit 0
  kill -- "-$pid" 2>/dev/null || kill "$pid" 2>/dev/null || exit 0
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || exit 0
    sleep .05
  done
  kill -KILL "$pid" 2>/dev/null || true
}

"$command" "$3"
