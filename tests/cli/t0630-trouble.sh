# What a machine in trouble gets to see: no config, no right to write, no space, a newer or damaged
# database, two kontors at once. One clear line, the right status, and the book as it was.
. "${srcdir:?}/tests/cli/lib.sh"
mkdir -p mail/{cur,new,tmp}
for i in $(seq 1000 1399); do
  printf '%s\n' "From: Client $((i % 50)) <c$((i % 50))@klients.example>" 'To: anna@studija.example' \
    "Subject: Letter $i" "Date: Fri, $((i % 20 + 1)) Nov 2026 08:30:00 +0200" \
    "Message-ID: <$i@klients.example>" '' "Can you come? $(seq -s ' ' $i $((i + 300)))" \
    >"mail/cur/1795150$i.$i:2,S"
done

touch -d "2 hours ago" mail/cur mail/new # a directory that just changed may change again
check 'no config: sync says how to begin' eval 'status 3 kontor sync >said 2>&1
  grep -q "^hint: .*kontor init" said && [ ! -e "$DATA/book.db" ]'
write_config
check 'no mailbox in it' eval 'status 3 kontor sync >said 2>&1
  grep -q "^kontor: no mailbox in the config" said && grep -q "^hint: " said'
write_config '[mail studio]' "url = maildir:$DIR/nosuch"
check 'a mailbox that is not there: 5' eval 'status 5 kontor sync >said 2>&1
  grep -q "^kontor: .*«$DIR/nosuch»" said'
write_config '[mail studio]' "url = maildir:$DIR/mail"

# refused STATUS TEXT COMMAND…: ends so, its first line of errors is that
refused () {
  local wanted=$1 text=$2 got=0
  shift 2
  "$@" >out 2>err </dev/null || got=$?
  [ $got = "$wanted" ] && head -n 1 err | grep -q "^kontor: .*$text" || { echo "exit $got"; cat err; return 1; }
}
# book_of [DATA]: every row of the book (its index wants the tokenizer that only kontor has)
book_of () { python3 -c 'import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}/book.db?mode=ro", uri=True)
for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = \"table\""
                         " AND sql NOT LIKE \"CREATE VIRTUAL%\" ORDER BY name").fetchall():
    print(table, sorted(map(repr, db.execute(f"SELECT * FROM {table}"))))' "${1:-$DATA}"; }
kontor () { timeout 100 "$KONTOR" "$@" </dev/null; }
dump () { python3 "$srcdir/tests/faults/dump.py" "${1:-$DATA}"; }

# another kontor writes all the time: a waiter gives up after ten seconds, while the rest goes on
kontor --data "$DIR/busy" sync >/dev/null
python3 - "$DIR/busy/lock" <<'END' &
import fcntl, os, sys, time
lock = open(sys.argv[1], "r+")
fcntl.flock(lock, fcntl.LOCK_EX)
lock.truncate(0)
lock.write(f"{os.getpid()} sync\n")
lock.flush()
open("held", "w").close()
time.sleep(100)
END
holder=$!
until [ -e held ] || ! kill -0 $holder; do sleep .05; done
book_of busy >busy-before
(got=0; timeout 60 "$KONTOR" --data "$DIR/busy" remind tomorrow 'call Ieva' >busy-said 2>&1 </dev/null || got=$?
  echo $got >busy-status) &
waiter=$!

# two syncs of one source at once: the second says so, and does nothing
kontor --data "$DIR/two" sync >/dev/null
python3 - "$DIR/two/lock-studio" <<'END' &
import fcntl, sys, time
lock = open(sys.argv[1], "a")
fcntl.flock(lock, fcntl.LOCK_EX)
open("source-held", "w").close()
time.sleep(100)
END
syncing=$!
until [ -e source-held ] || ! kill -0 $syncing; do sleep .05; done
check 'a source that another kontor syncs' refused 4 '«studio» is being synced by another kontor' \
  kontor --data "$DIR/two" sync
kill $syncing

# --- the book's own troubles ---
kontor sync >/dev/null
kontor remind tomorrow 'order oxide' >/dev/null
book_of >before
dump >whole

# of_version FILE N
of_version () { python3 -c 'import sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.execute(f"PRAGMA user_version = {sys.argv[2]}"); db.commit()' "$@"; }
for file in book mirror; do
  version=$(python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version").fetchone()[0])' "$DATA/$file.db")
  of_version "$DATA/$file.db" 99
  check "a $file of a newer kontor: sync" refused 10 "$file.db.*newer kontor" kontor sync
  check "a $file of a newer kontor: a write" refused 10 "$file.db.*newer kontor" kontor remind tomorrow x
  check "a $file of a newer kontor: a look" refused 10 "$file.db.*newer kontor" kontor agenda
  of_version "$DATA/$file.db" "$version"
done
book_of >after
check 'the book is as it was' same before after

cp "$DATA/mirror.db" sound.db
damage () { # the pages in the middle
  python3 -c 'import sys
with open(sys.argv[1], "r+b") as file:
    size = file.seek(0, 2)
    for page in range(2, size // 4096 - 1):
        file.seek(page * 4096)
        file.write(b"\x5a" * 4096)' "$DATA/mirror.db"
}
damage
check 'a damaged mirror: a list' refused 10 damaged kontor mail list
check 'a damaged mirror: sync' refused 10 'damaged' kontor sync
check 'doctor says which' eval 'kontor doctor >said 2>&1; grep -q "^NO  mirror .*mirror.db" said || { cat said; false; }'
printf 'no database at all, but as long as the header of one has to be, which is a hundred octets and more' \
  >"$DATA/mirror.db"
check 'no database: a list' refused 10 'damaged' kontor mail list
check 'no database: sync' refused 10 'damaged' kontor sync
book_of >after
check 'the book is as it was, again' same before after
rm "$DATA"/mirror.db*
check 'thrown away, the next sync makes it again' status 0 kontor sync
dump >again
check 'the same as before' same whole again

# --- no space ---
small_disk () { # MOUNTPOINT
  mkdir -p "$1" && [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=8m tmpfs "$1" 2>/dev/null
}
if small_disk "$DIR/small"; then
  trap 'umount "$DIR/small"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
  on_full_disk () { "$@"; }
  fill () { mount -o remount,size=$(($(du -sk "$DIR/small" | cut -f1) + 64))k "$DIR/small"; }
  make_room () { mount -o remount,size=64m "$DIR/small"; }
else
  # a file that may not grow is told as a disk that is full
  mkdir -p small
  on_full_disk () { (trap '' XFSZ; ulimit -f 64; "$@"); }
  fill () { :; }
  make_room () { :; }
fi
full=$DIR/small/data
kontor --data "$full" remind tomorrow 'order oxide' >/dev/null
fill # an empty office fits, the letters do not
book_of "$full" >before
sync_small () { on_full_disk kontor --data "$full" sync; }
check 'a disk that gets full during a sync' refused 10 'the disk is full; «sync» was NOT saved' sync_small
check 'says how much is left' grep -q '^hint: .* are left on ' err
book_of "$full" >after
check 'and leaves the book alone' same before after
make_room
check 'with room again it goes on' status 0 kontor --data "$full" sync
dump "$full" | grep ^mirror >again
grep ^mirror whole >wanted
check 'to the same end' same wanted again

# --- no right to write ---
if [ "$(id -u)" = 0 ] && ! as_ordinary_user; then
  skip 'a directory that can only be read' 'nobody cannot run the program here'
else
  [ "$(id -u)" != 0 ] || kontor () { ordinary timeout 100 "$KONTOR" "$@" </dev/null; }
  kontor sync >/dev/null # no log left beside it
  book_of >before
  rm -f "$DATA"/*-shm "$DATA"/*-wal
  chmod 500 "$DATA"
  check 'a directory that can only be read: the agenda' status 0 kontor agenda
  check 'a list' status 0 kontor mail list
  check 'a write' refused 10 "$DATA" kontor remind tomorrow x
  check 'sync' refused 10 "$DATA" kontor sync
  check 'doctor says so' says 'can only be read' kontor doctor
  chmod 700 "$DATA"
  book_of >after
  check 'the book is the same' same before after
fi

wait $waiter
check 'a waiter gives up: 10' [ "$(cat busy-status)" = 10 ]
check 'and says who writes' grep -q "^kontor: the book is busy, «sync» (process $holder) writes" busy-said
kill $holder
book_of busy >after
check 'and has changed nothing' same busy-before after
done_testing
