#!/bin/bash
# A real Xandikos for tests: how it is started and what it prints stands in dav-lib.sh. It lets
# everybody in, whatever the password.
. "$(dirname "${BASH_SOURCE[0]}")/dav-lib.sh"
home=/anna/calendars/
calendar=/anna/calendars/calendar/
addressbook=/anna/contacts/addressbook/

server_is_here() { command -v xandikos >/dev/null || { echo 'xandikos is not installed'; false; }; }

server_prepare() { mkdir -p "$dir/data"; }

server_launch() { # port
  dav_run xandikos xandikos -d "$dir/data" -l 127.0.0.1 -p "$1" --defaults \
    --current-user-principal /anna/
}

server_ready() { # port
  python3 "$here/dav.py" "http://127.0.0.1:$1/" rename $calendar Home , \
    rename $addressbook Contacts
}

dav_main "$@"
