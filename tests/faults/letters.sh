# Letters that crash, hang or exhaust their reader cost themselves only: not the run, not the
# letters beside them; and a reader that could not read them is asked again by sync --retry.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/faults/lib.sh"

faulty_tree "$DIR/tree" || exit 99
mkdir -p mail/cur mail/new mail/tmp
write_config '[mail studio]' "url = maildir:$DIR/mail"
nr=0
for fault in none crash write memory exec hang fork socket; do
  nr=$((nr + 1))
  faulty_letter $fault "mail/cur/179515620$nr.$fault.host:2,S"
  # a good letter after each bad one
  faulty_letter none "mail/cur/179515620$nr.after-$fault.host:2,S"
  sed -i "s/fault-none@/after-$fault@/" "mail/cur/179515620$nr.after-$fault.host:2,S"
done

faulty () { "$DIR/tree/kontor" "$@" </dev/null; }
quarantined=3
[ "${SANITIZED-}" != yes ] || rm mail/cur/*.memory.* # sanitizers need the address space
[ "${SANITIZED-}" != yes ] || quarantined=2

check 'the run ends well' eval 'status 0 faulty sync --json >first.json'
counts () {
  python3 -c 'import json, sys
source = json.load(open(sys.argv[1], encoding="utf-8"))["sources"][0]
wanted = dict(zip(("new", "quarantined"), map(int, sys.argv[2:])))
sys.exit(0 if all(source[k] == n for k, n in wanted.items()) else print(source) or 1)' "$@"
}
faults=$(ls mail/cur | wc -l)
check 'the letters beside them are there' counts first.json $((faults - quarantined)) $quarantined
check 'nothing was written, run or connected to' eval '[ ! -e "$DIR/kontor-fault-was-here" ]'
check 'doctor says how many and why' eval \
  'faulty doctor >said 2>&1; grep -qi "too long" said && grep -qi "died" said || { cat said; false; }'

faulty sync --json >second.json 2>&1
check 'they are not tried at every run' counts second.json 0 0
kontor sync --retry --json >third.json 2>&1
check 'the right reader reads them when asked again' counts third.json $quarantined 0

done_testing
