# TAP for lint scripts: . "$srcdir/tests/lint/tap.sh"; each check prints what is wrong on stdout.
set -u
cd "${srcdir:?the source tree}" || exit 99
test_nr=0 failures=0

# clean NAME COMMAND…: passes where the command prints nothing.
clean () {
  local name=$1 findings
  shift
  test_nr=$((test_nr + 1))
  findings=$("$@" 2>&1)
  if [ -z "$findings" ]; then
    echo "ok $test_nr - $name"
  else
    failures=$((failures + 1))
    echo "not ok $test_nr - $name"
    printf '%s\n' "$findings" | sed 's/^/# /'
  fi
}

skip_all () { echo "1..0 # SKIP $1"; exit 0; }

done_testing () {
  echo "1..$test_nr"
  [ "$failures" = 0 ]
}

# Files of the tree, without what a build made: sources KIND… (patterns of names)
sources () {
  local pattern first=1 args=()
  for pattern; do
    [ $first = 1 ] || args+=(-o)
    args+=(-name "$pattern")
    first=0
  done
  find src include tests \( "${args[@]}" \) -type f | grep -v -e /migrations-sql.c -e /demo-texts.c -e /build-id.h -e /command-rows.h -e /helper-dir.h | LC_ALL=C sort
}
