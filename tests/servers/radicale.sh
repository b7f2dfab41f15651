#!/bin/bash
# A real Radicale for tests: how it is started and what it prints stands in dav-lib.sh.
# Has besides a list of tasks, which is no calendar of events: $home/tasks/.
. "$(dirname "${BASH_SOURCE[0]}")/dav-lib.sh"
home=/anna/
calendar=/anna/home/
addressbook=/anna/contacts/

server_is_here() { command -v radicale >/dev/null || { echo 'radicale is not installed'; false; }; }

collection() { # path name component
  mkdir -p "$dir/data/collection-root/anna/$1"
  printf '{"tag": "VCALENDAR", "D:displayname": "%s", "C:supported-calendar-component-set": "%s"}\n' \
    "$2" "$3" >"$dir/data/collection-root/anna/$1/.Radicale.props"
}

contacts() {
  mkdir -p "$dir/data/collection-root/anna/contacts"
  echo '{"tag": "VADDRESSBOOK", "D:displayname": "Contacts"}' \
    >"$dir/data/collection-root/anna/contacts/.Radicale.props"
}

server_prepare() { # port
  contacts
  collection home Home VEVENT
  collection tasks Tasks VTODO
  echo "$user:$password" >"$dir/users"
  cat >"$dir/config" <<END
[server]
hosts = 127.0.0.1:$1
max_connections = 20
[auth]
type = htpasswd
htpasswd_filename = $dir/users
htpasswd_encryption = plain
delay = 0
[rights]
type = owner_only
[storage]
type = multifilesystem
filesystem_folder = $dir/data
END
}

server_launch() { dav_run radicale radicale --config "$dir/config"; }

dav_main "$@"
