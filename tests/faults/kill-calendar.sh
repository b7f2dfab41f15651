# Killed at writing calls of a sync that puts, changes, takes over and removes: the next sync ends in
# the state of an undisturbed one, nothing twice, nothing lost. With KONTOR_TORTURE=N at each Nth call.
if [ "${SANITIZED:-}" = yes ]; then
  echo "1..0 # SKIP the sanitizers' runtime and the preloaded counter exclude each other"
  exit 0
fi
. "$srcdir/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
preload=$builddir/tests/faults/kill-at.so
# the calendar lies beside the config: a copy of HOME is the same office once more
place=$HOME/.config/kontor/vdir/home
mkdir -p "$place"
write_config '[calendar phone]' 'url = vdir:vdir'
sed -i 's/^timezone.*/&\nphone-calendar = phone/' "$CONFIG"

# agreed already: one that moves there, one changed here, one done here; and two new ones
for text in moved changed finished; do kontor remind wed 10:00 "$text" >/dev/null; done
kontor sync >/dev/null
ref () {
  kontor --json agenda 2026-11-25 | python3 -c 'import json, sys
print(next(x["ref"] for x in json.load(sys.stdin)["reminders"] if x["text"] == sys.argv[1]))' "$1"
}
sed -i s/T080000Z/T090000Z/ "$(grep -l SUMMARY:moved "$place"/*)"
kontor snooze "$(ref changed)" 'thu 12:00' >/dev/null
kontor 'done' "$(ref finished)" >/dev/null
for text in first second; do kontor remind fri 9:00 "$text" >/dev/null; done
mv "$HOME" base

# move_to WHOM: to an office of its own
move_to () {
  base=$DIR/base wanted=$DIR/wanted
  DIR=$DIR/$1
  HOME=$DIR/home
  mkdir -p "$DIR" && cd "$DIR" || exit 99
}
fresh () { rm -rf "$HOME"; cp -a "$base" "$HOME"; }
# what lies there, and what the book says, without keys and stamps
state () {
  python3 -I - "$HOME" <<'END'
import glob, re, sqlite3, sys
names = "moved changed finished first second".split()
for path in glob.glob(f"{sys.argv[1]}/.config/kontor/vdir/home/*"):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    summary = re.search(r"SUMMARY:(\w+)", text)[1]
    if summary in names:
        print("file", summary, *re.findall(r"DTSTART:(.*?)\r?\n", text))
db = sqlite3.connect(f"{sys.argv[1]}/.local/share/kontor/book.db")
for row in db.execute("SELECT r.text, r.due_local, r.state, o.state, o.intent IS NULL FROM reminder r"
                      " LEFT JOIN outbox o ON o.record = r.id ORDER BY r.text"):
    print(*row)
END
}
(
  counter=$DIR/count
  move_to undisturbed
  fresh
  LD_PRELOAD=$preload KILL_COUNT=$counter "$KONTOR" sync >/dev/null </dev/null
  state | sort >"$wanted"
)
read -r count _ <count || { echo 'Bail out! nothing was counted'; exit 1; }
if [ -n "${KONTOR_TORTURE-}" ]; then step=$KONTOR_TORTURE; else step=$(((count + 19) / 20)); fi

killed () { # WHOM
  local point bad=0
  move_to "$1"
  for ((point = 1; point <= count; point += step)); do
    fresh
    LD_PRELOAD=$preload KILL_AT=$point KILL_WHOM=$1 "$KONTOR" sync >/dev/null 2>&1 </dev/null
    kontor sync >/dev/null 2>errors || { echo "call $point:"; cat errors; bad=1; }
    state | sort >found
    same "$wanted" found || { echo "call $point: another state"; bad=1; }
    json 'd["sources"][0]["sent"] + d["sources"][0]["removed"] + d["sources"][0]["moved"] == 0' \
      kontor --json sync || { echo "call $point: the third sync still works"; bad=1; }
  done
  return $bad
}
check 'an undisturbed sync does it all' eval '[ $(wc -l <wanted) = 9 ] && grep "^moved 2026-11-25T11:00" wanted'
points=$((3 * ((count + step - 1) / step)))
for whom in self kontor-courier kontor-reader; do
  { status=0; (killed "$whom") >"$whom.said" 2>&1 || status=1; echo $status >"$whom.status"; } &
done
wait
ended () { cat "$1.said"; return "$(cat "$1.status")"; }
check "kontor killed at one in $step of $count calls" ended self
check 'its courier killed' ended kontor-courier
check 'its reader killed' ended kontor-reader
check "$points points in all" [ $points -ge 30 ]
done_testing
