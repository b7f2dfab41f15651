#!/bin/bash
# A real Cyrus IMAP 3.6 with its CalDAV, for tests: how it is started and what it prints stands in
# dav-lib.sh; besides imaps_port=, and all that is said over IMAP lies in DIR/conf/log. Its package
# excludes Dovecot's: KONTOR_CYRUS names a directory where cyrus-common, cyrus-imapd, cyrus-caldav,
# libical3, sasl2-bin and the libraries they want were unpacked (apt-get download; dpkg -x); without
# it, what is installed is taken.
. "$(dirname "${BASH_SOURCE[0]}")/dav-lib.sh"
home=/dav/calendars/user/anna/
calendar=/dav/calendars/user/anna/Default/
addressbook=/dav/addressbooks/user/anna/Default/
root=${KONTOR_CYRUS-}
programs=$root/usr/lib/cyrus/bin
libraries=$root/usr/lib/$(uname -m)-linux-gnu

server_is_here() {
  [ -x "$programs/httpd" ] && [ -x "$root/usr/sbin/saslpasswd2" ] \
    || { echo 'Cyrus is not installed, and KONTOR_CYRUS names no unpacked one'; return 1; }
}

write_config() {
  cat >"$dir/imapd.conf" <<END
configdirectory: $dir/conf
defaultpartition: default
partition-default: $dir/spool
sievedir: $dir/sieve
cyrus_user: $run_user
admins: cyrus
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: $dir/sasldb2
sasl_mech_list: PLAIN LOGIN
virtdomains: off
unixhierarchysep: yes
altnamespace: yes
autocreate_quota: 0
autocreate_inbox_folders: Sent
httpmodules: caldav carddav
caldav_realm: cyrus
calendar_user_address_set: studija.example
conversations: no
duplicatesuppression: 0
idlesocket: $dir/run/idle
lmtpsocket: $dir/run/lmtp
notifysocket: $dir/run/notify
master_pid_file: $dir/run/master.pid
master_ready_file: $dir/run/ready
proc_path: $dir/run/proc
mboxname_lockpath: $dir/run/lock
statuscache: no
zoneinfo_db_path: $dir/conf/zoneinfo.db
tls_sessions_db_path: $dir/conf/tls.db
tls_server_cert: $dir/tls/server.pem
tls_server_key: $dir/tls/server.key
END
  cat >"$dir/cyrus.conf" <<END
START { recover cmd="$programs/ctl_cyrusdb -C $dir/imapd.conf -r" }
SERVICES {
 imap cmd="$programs/imapd -C $dir/imapd.conf -U 30" listen="127.0.0.1:$imap" prefork=0
 imaps cmd="$programs/imapd -s -C $dir/imapd.conf -U 30" listen="127.0.0.1:$imaps" prefork=0
 http cmd="$programs/httpd -C $dir/imapd.conf -U 30" listen="127.0.0.1:$1" prefork=0
}
EVENTS { }
END
}

server_env() { echo "imaps_port=$imaps"; }

server_prepare() { # port
  imap=$((10000 + RANDOM % 5000)) imaps=$((15000 + RANDOM % 5000))
  mkdir -p "$dir"/{spool,sieve,run} "$dir"/conf/{socket,proc,log/$user,msg,db}
  write_config "$1"
  printf %s "$password" | LD_LIBRARY_PATH=$libraries "$root/usr/sbin/saslpasswd2" -p -c \
    -f "$dir/sasldb2" -u "$(hostname)" "$user"
}

server_launch() {
  dav_run cyrus "LD_LIBRARY_PATH=$libraries" "$programs/master" -D -C "$dir/imapd.conf" \
    -M "$dir/cyrus.conf" -p "$dir/run/master.pid" -L "$dir/log"
}

# The first login over IMAP makes the mailbox; without one there is no principal.
server_ready() { # port
  dav_wait "$imap" "$started" || return
  imap_port=$imap user=$user password=$password python3 - <<'END' || return
import imaplib, os
server = imaplib.IMAP4("127.0.0.1", int(os.environ["imap_port"]), timeout=20)
server.login(os.environ["user"], os.environ["password"])
server.logout()
END
  user=$user password=$password python3 "$here/dav.py" "http://127.0.0.1:$1/" rename $calendar Home , \
    rename $addressbook Contacts
}

dav_main "$@"
