# What goes wrong around the program: the clock, the config, the databases, the disk, others.
. "${srcdir:?}/tests/cli/lib.sh"
write_config

check 'a clock that cannot be read' status 2 env KONTOR_NOW=noon "$KONTOR" contact list
write_config 'timezone = Europe/Rīga'
check_golden config-bad-key-place kontor contact list
sed -i 's|Europe/Riga|Mars/Olympus|; $d' "$CONFIG"
check_golden config-bad-zone kontor contact list
write_config
printf '[me]\nname = a\0b\n' >"$CONFIG"
check_golden config-not-text kontor contact list
rm "$CONFIG"
mkdir "$CONFIG"
check 'a config that is a directory' status 2 kontor contact list
rmdir "$CONFIG"
write_config '[mail studio]' 'url = imaps://anna@mail.example' 'password = secret'
chmod 644 "$CONFIG"
check_golden config-password-readable kontor contact list
chmod 600 "$CONFIG"
check 'readable by its owner only it is fine' kontor config check
write_config

kontor contact add 'Anna Bērziņa' >/dev/null
cp -r "$DATA" saved
restore () { chmod -R u+rwX "$DATA"; rm -rf "$DATA"; cp -r saved "$DATA"; }

# Eight at once: each waits its turn, none is lost.
together () {
  local i
  for i in 1 2 3 4 5 6 7 8; do kontor contact add "Client $i" >"said.$i" 2>&1 & done
  wait
  [ "$(kontor contact list client | tail -n +2 | wc -l)" = 8 ] || { cat said.*; return 1; }
}
check 'several at the same time' together

user_version () {
  python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.execute("PRAGMA user_version = %d" % int(sys.argv[2])); db.commit()' "$@"
}
for name in book mirror; do
  restore
  user_version "$DATA/$name.db" 99
  check "a newer $name.db is not read" status 10 kontor contact list
  check "a newer $name.db is not written" status 10 kontor contact add X
  check "it is said which $name.db" says "$name.db», a newer kontor wrote it" kontor contact list
done

restore
printf 'this is no database, this is text of more than a hundred bytes%0200d' 0 >"$DATA/book.db"
check 'a broken book' status 10 kontor contact list
restore
rm "$DATA/mirror.db"
check 'a lost mirror is made again' eval 'kontor contact add Y && kontor contact list | grep -q Anna'

restore
full () {
  trap '' XFSZ
  ulimit -f 1
  "$KONTOR" contact add "A client for whom there is no room" </dev/null
}
check 'no room for the book' status 10 full
check 'what was there still is' eval 'kontor contact list | grep -q Anna'
check 'what found no room is not there' eval '! kontor contact list | grep -q "no room"'

# As an ordinary user: root may write everywhere.
if [ "$(id -u)" = 0 ]; then
  as_user () { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
  chmod 755 "$DIR" "$HOME"
  chown -R 65534 "$HOME"
else
  as_user () { "$@"; }
fi
if as_user "$KONTOR" version >/dev/null 2>&1; then
  chmod -R a-w "$DATA"
  check 'a read-only directory can be read' eval 'as_user "$KONTOR" contact list </dev/null | grep -q Anna'
  check 'a read-only directory cannot be written' status 10 as_user "$KONTOR" contact add X
  check 'nor is a config written into one' eval \
    'chmod a-w "$HOME" && ! as_user "$KONTOR" --config "$HOME/new/config" init --no-input \
       --address a@x.example --mail maildir:/tmp --timezone UTC; rc=$?; chmod u+w "$HOME"; exit $rc'
  chmod 000 "$CONFIG"
  check 'a config that may not be read' status 2 as_user "$KONTOR" contact list
  chmod 600 "$CONFIG"
else
  skip 'a read-only directory' 'the build is not readable for an ordinary user'
fi

hints () { says "$1" kontor "$2"; }
check 'words of other programs' eval 'hints "kontor contact add" add && hints "kontor contact list" list &&
  hints "kontor find" search && hints "kontor agenda" today'
done_testing
