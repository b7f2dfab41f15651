# The phone call, keystroke by keystroke, in a real terminal. It is Tuesday 24 November 2026, 08:40.
KONTOR_NOW=2026-11-24T08:40:00+02:00
. "${srcdir:?}/tests/cli/lib.sh"
command -v tmux >/dev/null || { echo '1..0 # SKIP tmux is not there'; exit 0; }
write_config
at () { # at TIME COMMAND…: what was done then
  local KONTOR_NOW=$1
  export KONTOR_NOW
  shift
  kontor "$@" >/dev/null || { echo "# failed: kontor $*"; exit 99; }
}
now=$KONTOR_NOW
before () { at 2026-06-01T08:00:00+03:00 "$@"; }
before resource add staff Līga mon..sat 9-19
before resource add staff Ilze mon..sat 9-19
before service add colour 45 wait 40 finish 35 '60 €' every 6 weeks
before service add cut 35 '35 €'
before service add fringe 15 '12 €'
before contact add 'Baiba Krūmiņa' --phone 29114417
before contact add 'Baiba Strautiņa' --phone 29122093
before contact add 'Rita Kalve' --phone 29555102
visit () { # visit DAY WHO…: it took place
  at "2026-06-02T08:00:00+03:00" book "$2" colour līga + cut līga "$1 15:15"
  at "$1T18:00:00+03:00" done "$2"
}
visit 2026-07-17 krūmiņa
visit 2026-08-28 krūmiņa
visit 2026-10-09 krūmiņa
at "$now" book strautiņa cut ilze 'today 14:45'
at "$now" book rita cut līga 'thu 26.11. 14:30'

# A terminal of its own; its keys and its screen.
socket=$DIR/tmux
tmux () { command tmux -S "$socket" -f /dev/null "$@"; }
start () { # start COLUMNS ROWS
  printf 'set +o history; PS1="$ "; stty sane\n' >"$DIR/rc"
  tmux new-session -d -x "$1" -y "$2" "env -i PATH='$PATH' HOME='$HOME' KONTOR_NOW='$now' TERM=screen \
    LC_ALL=C.UTF-8 NO_COLOR= srcdir='$srcdir' bash --noprofile --rcfile '$DIR/rc' -i"
  type_line "kontor () { '$KONTOR' \"\$@\"; }; clear"
}
type_keys () { tmux send-keys "$@"; }
type_line () { tmux send-keys -l "$1"; tmux send-keys Enter; }
screen () { tmux capture-pane -p; }
# The terminal draws when it likes: look until it shows the text, a bounded number of times.
shows () {
  local i text
  for i in $(seq 2000); do
    text=$(screen)
    case $text in *"$1"*) return 0 ;; esac
  done
  printf 'the screen never shows: %s\n%s\n' "$1" "$text"
  return 1
}
lacks () { ! screen | grep -q -F -e "$1" || { screen; return 1; }; }
# The line that Enter would take.
chosen () { screen | grep -F '  >' ; }
trap 'command tmux -S "$socket" kill-server 2>/dev/null; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT

start 80 24
type_line 'kontor book'
check 'who is asked, and what is free is there before she is' eval '
  shows "who" && shows "free now: " && shows "last digits"'
type_keys b a i
check 'three letters: who is due comes first, then who comes today' eval '
  shows "> " && chosen | grep -q "Baiba Krūmiņa" && shows "··4417" && shows "due since 20.11." &&
  shows "comes today 14:45" && shows "+ new client «bai»"'
type_keys Enter
check 'four keys: the usual, and when it is free' eval '
  shows "what" && shows "colour + cut" && shows "Līga" && shows "95,00" && shows "Tab changes" && shows "when" &&
  shows "waiting list"'
type_keys c e 1 5
check 'eight keys: the nearest to three on Thursday' eval '
  shows "ce15" && shows "nearest to 15:00" && chosen | grep -q "Thu 26.11."'
type_keys Enter
check 'nine keys: booked, and the next may ring' eval '
  shows "booked" && shows "Thu 26 November" && shows "last digits"'
check 'it is in the book' eval 'kontor show krūmiņa | grep -q "26.11."'

type_keys 4 4 1 7 Enter
check 'digits find her; the visit she has is the first line' eval '
  shows "is booked: Enter move · Del cancel" && chosen | grep -q "is booked"'
type_keys Enter
type_keys f r i 1 0 Enter
check 'and moves' eval 'shows "moved" && shows "Fri 27 November"'

type_keys 2 9 1 9 9 8 8 8 Enter
check 'an unknown number is a new client' eval 'shows "name"'
type_keys E l z a Space K a l n a Enter
check 'what she wants is asked' eval 'shows "what" && shows "cut"'
type_keys c u t Enter
check 'then when' eval 'shows "when"'
type_keys 's' 'a' 't' ' ' '1' '1' '?' Enter
check 'a question mark pencils her in' eval 'shows "pencilled" && shows "Elza Kalna"'
check 'she is a client with her phone' eval 'kontor show elza | grep -q "29 199 888\|29199888"'

type_keys b a i Enter
shows 'when' >/dev/null
type_keys Escape
check 'Esc parks the draft' eval 'shows "parked"'
type_line 'kontor book'
check 'and the next book offers it' eval 'shows "parked, goes on" && chosen | grep -q "Baiba"'
type_keys Enter
check 'with all that was known' eval 'shows "colour + cut" && shows "when"'
type_keys C-c
check 'Ctrl-C gives the terminal back' eval '
  type_line "echo alive; stty -a | grep -o \" icanon\"" && shows "alive" && shows " icanon"'

type_line 'clear; kontor book'
shows 'last digits' >/dev/null
type_keys z z z Enter a n n a Enter
check 'letters are no phone' eval 'shows "«anna» is not a phone number"'
type_keys C-u Enter
check 'a name nobody has: a new client, Enter without a phone' eval 'shows "what" && shows "zzz"'
type_keys c u t Enter
check 'whose hands, where none was named' eval 'shows "when" && shows "waiting list" && screen | grep -q "[0-9][0-9]:[0-9][0-9]   \(Līga\|Ilze\)"'
type_keys a f t e r Space 1 6 Enter
check 'Enter takes no time that was not said' eval 'shows "«after 16» says no day and no hour" && lacks "booked"'
type_keys C-u
check 'and goes on' eval 'shows "waiting list"'
type_keys BTab BTab
check 'Shift-Tab goes back' eval 'shows "last digits"'
type_keys C-c

tmux kill-server
socket=$DIR/tmux-phone # the old one may still be on its way out
start 44 20
type_line 'clear; kontor book'
type_keys b a i
check 'on a phone: no line wraps' eval 'shows "Baiba Strautiņa" && [ "$(screen | grep -c -F ">")" = 1 ]'
type_keys C-c

check 'line by line without a terminal' eval '
  printf "%s\n" krūmiņa "sat 12:00" 1 | kontor book >out 2>&1 && grep -q "booked" out || { cat out; false; }'
check 'a new client who waits is one entry: one undo takes back both' eval '
  printf "%s\n" "Nora Jansone" 1 29000111 cut "sun 29.11." 1 | kontor book >out 2>&1
  grep -q "waits" out && kontor show nora >/dev/null || { cat out; exit 1; }
  kontor undo >/dev/null; status 3 kontor show nora'
check 'nobody to ask: the usage' status 2 kontor book --no-input
done_testing
