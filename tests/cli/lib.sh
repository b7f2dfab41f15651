# What every CLI test starts with: . "$srcdir/tests/cli/lib.sh"
#
# TAP on stdout. An empty HOME in a directory of its own ($DIR, also the working directory) that is
# removed afterwards, a fixed clock, a config of Anna's office. By hand: KONTOR=…/kontor
# srcdir=… bash tests/cli/tNNNN-name.sh
set -u
: "${KONTOR:?the kontor to test}" "${srcdir:?the source tree}"
test_nr=0 failures=0
DIR=$(mktemp -d "${TMPDIR:-/tmp}/kontor-test.XXXXXX") || exit 99
trap 'chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
export HOME=$DIR/home KONTOR_NOW=${KONTOR_NOW-2026-11-23T08:12:00+02:00}
export LC_ALL=${TEST_LOCALE-C.UTF-8} LANGUAGE= TERM=xterm COLUMNS= NO_COLOR= TZ=UTC
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_RUNTIME_DIR
mkdir "$HOME"
cd "$DIR" || exit 99
CONFIG=$HOME/.config/kontor/config DATA=$HOME/.local/share/kontor
golden_dir=$srcdir/tests/cli/golden

# The program under test; nothing to read from unless a pipe says so.
kontor () {
  if [ -t 0 ] || [ ! -p /dev/stdin ]; then "$KONTOR" "$@" </dev/null; else "$KONTOR" "$@"; fi
}

# write_config [LINE…]: Anna's config; further lines go below it, sections included.
write_config () {
  mkdir -p "${CONFIG%/*}"
  {
    printf '%s\n' '[me]' 'name = Anna Bērziņa' \
      'addresses = anna@studija.example; anna.berzina@inbox.example' \
      'timezone = Europe/Riga' 'country = LV' 'currency = EUR'
    [ $# = 0 ] || printf '%s\n' '' "$@"
  } >"$CONFIG"
  chmod 600 "$CONFIG"
}

# check NAME COMMAND…: passes where the command does; shows its output where not. In a subshell:
# what it sets is not kept.
check () {
  local name=$1
  shift
  test_nr=$((test_nr + 1))
  if ("$@") >"$DIR/.check" 2>&1; then
    echo "ok $test_nr - $name"
  else
    failures=$((failures + 1))
    echo "not ok $test_nr - $name"
    sed 's/^/# /' "$DIR/.check"
  fi
}

# skip NAME REASON
skip () {
  test_nr=$((test_nr + 1))
  echo "ok $test_nr - $1 # SKIP $2"
}

# status N COMMAND…: the command ends with status N.
status () {
  local wanted=$1 got=0
  shift
  "$@" || got=$?
  [ "$got" = "$wanted" ] || { echo "exit status $got, wanted $wanted"; return 1; }
}

# says TEXT COMMAND…: its output or errors hold the text; the status does not matter.
says () {
  local text=$1 output
  shift
  output=$("$@" 2>&1)
  case $output in
    *"$text"*) ;;
    *) echo "nothing says: $text"; printf '%s\n' "$output"; return 1 ;;
  esac
}

# silent COMMAND…: it succeeds and prints nothing.
silent () {
  local output
  output=$("$@" 2>&1) || { printf '%s\n' "$output"; return 1; }
  [ -z "$output" ] || { printf 'printed: %s\n' "$output"; return 1; }
}

same () { diff -u "$1" "$2"; }

# golden NAME COMMAND…: output, errors and exit status are those of golden/NAME.txt
# (UPDATE_GOLDEN=1 writes it). $DIR is written as DIR.
golden () {
  local file=$golden_dir/$1.txt got=0
  shift
  "$@" >"$DIR/.out" 2>&1 || got=$?
  sed -i "s|$DIR|DIR|g" "$DIR/.out"
  [ "$got" = 0 ] || echo "[exit $got]" >>"$DIR/.out"
  if [ "${UPDATE_GOLDEN-}" = 1 ]; then cp "$DIR/.out" "$file"; else same "$file" "$DIR/.out"; fi
}

# check_golden NAME COMMAND…: both at once, the golden file's name is the test's.
check_golden () { check "$1" golden "$@"; }

# on_terminal COLUMNS ROWS COMMAND-LINE: what a terminal of that size shows; input comes from stdin.
# The program's name in the line is kontor.
have_terminal () { command -v script >/dev/null; }
on_terminal () {
  local columns=$1 rows=$2 rc
  shift 2
  printf 'stty cols %s rows %s -echo\nkontor () { "$KONTOR" "$@"; }\n%s\n' "$columns" "$rows" "$*" \
    >"$DIR/.terminal"
  KONTOR=$KONTOR script -qec "bash $DIR/.terminal" /dev/null
  rc=$?
  return $rc
}

# json FILTER-EXPRESSION COMMAND…: python over the parsed output, d is the document.
json () {
  local expression=$1
  shift
  "$@" >"$DIR/.json" || return 1
  python3 -c 'import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
sys.exit(0 if eval(sys.argv[2]) else print(json.dumps(d, ensure_ascii=False)) or 1)' \
    "$DIR/.json" "$expression"
}

# as_ordinary_user: where the tests run as root, hands $DIR over to nobody and lays a copy of the
# program where nobody may run it ($DIR/tree); fails where that cannot be. Then
# ordinary COMMAND…: runs it so; "$KONTOR" is that copy from then on.
as_ordinary_user () {
  mkdir tree && cp "${builddir:?}"/kontor "$builddir"/kontor-courier "$builddir"/kontor-reader \
    "$builddir/kontor-build-tree" tree/ || return
  [ ! -e "$builddir/kontor-phone.so" ] || cp "$builddir/kontor-phone.so" tree/
  chown -R "nobody:$(id -gn nobody)" "$DIR" && ordinary tree/kontor --version >/dev/null 2>&1 || return
  KONTOR=$DIR/tree/kontor
}
ordinary () { setpriv --reuid=nobody --regid="$(id -gn nobody)" --clear-groups "$@"; }

done_testing () {
  echo "1..$test_nr"
  [ "$failures" = 0 ]
}
