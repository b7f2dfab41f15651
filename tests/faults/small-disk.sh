# A book on a disk of 2 MB that gets full, or that turns out to be mounted read-only: what a command
# says then, that the book is as it was, and that all goes on when there is room again.
. "${srcdir:?}/tests/cli/lib.sh"
disk=$DIR/disk
mkdir "$disk"
if ! { [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=2m tmpfs "$disk" 2>/dev/null; }; then
  echo '1..0 # SKIP nothing can be mounted here'
  exit 0
fi
trap 'umount "$disk"; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
mkdir -p mail/{cur,new,tmp}
for i in $(seq 1000 1199); do
  printf '%s\n' "From: Client $((i % 20)) <c$((i % 20))@klients.example>" 'To: anna@studija.example' \
    "Subject: Letter $i" "Date: Fri, $((i % 20 + 1)) Nov 2026 08:30:00 +0200" \
    "Message-ID: <$i@klients.example>" '' "Can you come? $(seq -s ' ' $i $((i + 300)))" \
    >"mail/cur/1795150$i.$i:2,S"
done
touch -d '2 hours ago' mail/cur mail/new # a directory that just changed may change again
write_config '[mail studio]' "url = maildir:$DIR/mail"
k () { timeout 60 "$KONTOR" --data "$disk/data" "$@" </dev/null; }
says_what () { python3 -B - "$srcdir/tests/faults" "$disk/data" <<'END'
import sys
sys.path.insert(0, sys.argv[1])
import state
wrong = state.damage_of(sys.argv[2])
if wrong:
    sys.exit(wrong)
for table, (_, rows) in sorted(state.rows_of(sys.argv[2], "book").items()):
    print(table, sorted(map(repr, rows)))
END
}
k contact add 'Ieva Kalve' ieva@kalve.example 29555102 >/dev/null
k field add Skin choice dry, oily >/dev/null
k deal ieva catalogue 900 >/dev/null
says_what >before || echo 'Bail out! no book'

room () { df -k --output=avail "$disk" | tail -n 1; }
# fill KB: no more is left than that
fill () { head -c $((($(room) - $1) * 1024)) /dev/zero >"$disk/filler" 2>/dev/null; }
make_room () { rm -f "$disk/filler"; }

# refused STATUS TEXT COMMAND…
refused () {
  local wanted=$1 text=$2 got=0
  shift 2
  "$@" >out 2>err || got=$?
  [ $got = "$wanted" ] && head -n 1 err | grep -q "^kontor: .*$text" && grep -q '^hint: ' err \
    || { echo "exit $got"; cat err; return 1; }
}
unchanged () { says_what >after && same before after; }
# full COMMAND…: with all sizes of room that a command may meet; where it is enough it is taken back
full () {
  local left got bad=0
  for left in 0 4 8 ${KONTOR_TORTURE:+12 16 20 24 28 32 40 48 56 64 80 96 112 128}; do
    make_room
    fill "$left"
    got=0
    k "$@" >out 2>err || got=$?
    case $got in
      0) make_room; k undo >/dev/null || { echo "with $left KB: no undo"; bad=1; } ;;
      10) grep -q '^kontor: the disk is full; \(«.*» was NOT saved\|nothing was saved\)$' err &&
            grep -q '^hint: write it on paper now; .* left on' err ||
            { echo "with $left KB:"; cat err; bad=1; } ;;
      *) echo "with $left KB: exit $got"; cat err; bad=1 ;;
    esac
    make_room
    says_what | grep -v '^journal' >after || bad=1
    grep -v '^journal' before | same - after || bad=1
  done
  return $bad
}
check 'a note' full note ieva "$(head -c 30000 /dev/zero | tr '\0' x)"
check 'a contact' full contact add 'Elza Kalna' elza@kalna.example
check 'a reminder' full remind ieva tomorrow call
check 'a deal' full deal ieva brand book 2800
check 'an invoice of a later day' full deal edit catalogue amount=1000
check 'a field' full field rename Skin Leather
printf '%s\n' 'Name;Phone;E-mail' >people.csv
for i in $(seq 300); do echo "Person $i;29$((100000 + i));p$i@people.example"; done >>people.csv
check 'an import' full import csv "$DIR/people.csv" --yes
make_room
says_what >before
check 'a sync has no room for all letters' refused 10 'the disk is full; «sync» was NOT saved' k sync
mount -o remount,size=64m "$disk"
check '… and leaves the book alone' unchanged
check 'with room it goes on' eval 'k sync >/dev/null && [ "$(k --json mail list --all | grep -c "\"subject\"")" = 200 ]'

# --- mounted read-only ---
says_what >before
mount -o remount,ro "$disk"
for command in 'note ieva x' 'contact add Elza' 'remind tomorrow x' 'deal ieva x 5' 'undo' \
  'field add Shoe number' "import csv $DIR/people.csv --yes" 'sync' 'forget ieva --yes --no-paper'; do
  # shellcheck disable=SC2086
  check "read-only: $command" refused 10 "$disk/data" k $command
done
check 'read-only: show' status 0 k show ieva
check 'read-only: a list' status 0 k mail list
check 'doctor says so' says 'can only be read' k doctor
mount -o remount,rw "$disk"
check 'it is as it was' unchanged
check 'and can be written again' status 0 k note ieva x
done_testing
