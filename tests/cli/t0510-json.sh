# What every command prints with --json has exactly the keys that doc/json.md tells.
. "${srcdir:?}/tests/cli/lib.sh"
doc=$srcdir/doc/json.md
checker () { python3 "$srcdir/tests/cli/json-check.py" "$doc" "$@"; }
kj () { timeout 20 "$KONTOR" --config office/config --data office/data --json "$@" </dev/null; }

compare () { # SECTION COMMAND…
  local section=$1
  shift
  kj "$@" >"$DIR/one.json" && checker "$section" "$DIR/one.json"
}
# documented SECTION COMMAND…: runs it, compares
told=''
documented () {
  told="$told$1
"
  check "$1: ${*:2}" compare "$@"
}
ref () { kj "${@:2}" | python3 -c "import json, sys; print(json.load(sys.stdin)$1)"; }

kontor demo office >/dev/null
documented demo demo other
documented sync sync
kj contact add 'Zane Ozola' --phone 29123457 --email zane@ozola.example --birthday 1990-11-24 \
  --cadence 30 --tag nails --type client --company Salons --language lv >/dev/null
kj contact edit kalns birthday=--11-23 >/dev/null
documented remind remind kalns fri 10:00 send the invoice
documented remind remind 2026-11-23 18:00 lock the door
documented remind remind every mon 9:00 back up the laptop
documented note note kalns likes tea
documented call call zane asked about Saturday
documented meet meet kalns kick-off
documented agenda agenda
documented agenda agenda 2026-11-25..2026-11-30
documented waiting waiting
documented review review
documented 'contact list' contact list
documented 'contact list' contact list tag:nails
documented show show kalns
documented show show zane
documented show contact show timber
documented find find kalns
documented find find invoice
documented find find lapas
documented 'mail list' mail list
letter=$(ref '["answer"][2]["ref"]' waiting)
old=$(ref '["answer"][0]["ref"]' waiting)
files=$(ref '["letters"][0]["ref"]' mail list auzina)
forged=$(ref '["hits"][0]["ref"]' find mailbox sender)
documented why why "$letter"
documented 'mail show' mail show "$letter"
documented 'mail show' mail show "$files"
documented 'mail show' mail show "$forged"
mkdir saved
documented 'mail save' mail save "$files" --to saved
documented 'mail link' mail link "$letter" auzina
documented why why "$letter"
documented 'mail unlink' mail unlink "$letter" auzina
documented why why "$letter"
documented snooze snooze "$old" fri
reminder=$(ref '["reminders"][0]["ref"]' agenda)
documented snooze snooze "$reminder" tomorrow
documented done done "$letter" "$reminder"
documented export export ics reminders --output reminders.ics
documented log log
documented undo undo
documented redo redo
documented doctor doctor
documented version version

# Every section was compared, its example too.
for section in $(checker | tr ' ' '_'); do
  section=${section//_/ }
  check "the example of $section" checker "$section"
  check "$section was compared" eval 'printf %s "$told" | grep -qx "$section"'
done
done_testing
