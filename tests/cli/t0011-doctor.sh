# doctor: what it finds, and that it ends with 1 only where something is wrong.
. "${srcdir:?}/tests/cli/lib.sh"

check 'nothing there yet is not wrong' status 0 kontor doctor
write_config
kontor remind tomorrow call Ieva >/dev/null
check 'a healthy office' status 0 kontor doctor
check 'both databases are named' eval \
  'kontor doctor >said; grep -q "book.db  whole" said && grep -q "mirror.db  whole" said'
check 'the helpers are confined' eval \
  'grep -q "kontor-reader  reads, confined by seccomp" said && grep -q "kontor-courier  answers" said'
check 'JSON says ok' eval 'kontor doctor --json | tr -d " \n" | grep -q "{\"schema\":1,\"ok\":true,"'
check 'an argument too many' status 2 kontor doctor x

chmod 755 "$DATA"
check 'a directory that others can read is wrong' eval \
  'status 1 kontor doctor >said 2>&1; grep -q "chmod 700" said && grep -q "1 thing is wrong" said'
chmod 700 "$DATA"

printf 'bogus = 1\n' >>"$CONFIG"
check 'a broken config is wrong, and the rest is still looked at' eval \
  'kontor doctor >said 2>&1; [ $? = 1 ] && grep -q "^NO  config" said && grep -q "book.db  whole" said'
write_config

rm "$DATA"/mirror.db*
check 'a thrown away mirror is not wrong' eval \
  'kontor doctor >said && grep -q "kontor sync makes it again" said && [ ! -e "$DATA/mirror.db" ]'

kontor log >/dev/null
size=$(stat -c %s "$DATA/book.db")
yes damaged | head -c 20000 | dd of="$DATA/book.db" bs=4096 seek=$((size / 4096 / 2)) conv=notrunc 2>/dev/null
check 'a damaged book is wrong' eval \
  'kontor doctor >said 2>&1; [ $? = 1 ] && grep -q "^NO  book" said'
check 'and so it is in JSON' eval 'kontor doctor --json 2>/dev/null | grep -q "\"ok\" *: *false"'

printf 'nothing SQLite knows, though it is long enough to be looked at by it, and longer than its header of a hundred' >"$DATA/book.db"
check 'no database at all' eval 'kontor doctor >said 2>&1; [ $? = 1 ] && grep -q "^NO  book" said'

done_testing
