# More letters than one reader is asked for at once: several readers come to the same end as one,
# and a letter that kills one of them costs itself only.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/faults/lib.sh"
faulty_tree "$DIR/tree" || exit 99
mkdir -p mail/{cur,new,tmp}
write_config '[mail studio]' "url = maildir:$DIR/mail"
# dump FILE: what the databases say, and the letters in the order of their rows
dump () {
  { python3 -B "$srcdir/tests/faults/dump.py" "$DATA" &&
    python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT subject FROM letter ORDER BY id"):
    print(*row)' "$DATA/mirror.db"; } >"$1"
}

# Three letters a second, so that their order within it is told by their order in the folder only.
for i in $(seq 1000 1599); do
  printf '%s\r\n' "From: Rita Kalve <rita$((i % 40))@klients.example>" 'To: anna@studija.example' \
    "Subject: Letter $i" "Date: Fri, 20 Nov 2026 08:$((10 + i / 180)):$((10 + i / 3 % 50)) +0200" \
    "Message-ID: <$i@klients.example>" "In-Reply-To: <$((1000 + i % 170))@klients.example>" '' \
    "Can you come on Friday, at $((i % 24))?" >"mail/cur/1795156$i.$i:2,S"
done
check 'one reader' eval 'status 0 taskset 1 "$KONTOR" sync && dump one && rm -rf "$DATA"'
check 'as many as there are processors' eval 'status 0 kontor sync && dump many'
check 'read the same' cmp one many

for i in 1003 1150 1310 1311 1597; do
  sed -i "s/^Subject/X-Kontor-Fault: crash\r\nSubject/" "mail/cur/1795156$i.$i:2,S"
done
rm -rf "$DATA"
timeout 100 "$DIR/tree/kontor" sync --json >said.json </dev/null
check 'five killers cost five letters' python3 -c 'import json
source = json.load(open("said.json", encoding="utf-8"))["sources"][0]
assert [source["new"], source["quarantined"]] == [595, 5], source'
check 'and no other is blamed' eval '[ "$("$DIR/tree/kontor" doctor |
  grep -c "the reader died of it")" = 5 ]'
check 'the right reader brings them' status 0 kontor sync --retry
dump mended
check 'and all are there' eval '[ "$(grep -c "^Letter " mended)" = 600 ] &&
  ! grep -q "^mirror.quarantine" mended'
done_testing
