#!/usr/bin/env bash
# run.sh BUILD [--peers] [LETTERS…]: the table of times and memory that ./dev bench prints.
# run.sh BUILD judgement [ARGUMENT…]: how many of the labelled letters are judged right.
# run.sh BUILD round-trips [ARGUMENT…]: round trips to a server behind a delaying proxy.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1
shift
case ${1:-} in
  judgement) exec bash "$here/../judgement/bench.sh" "$build" "${@:2}" ;;
  round-trips) exec python3 -B "$here/round_trips.py" "$build" "$here/../servers" "${@:2}" ;;
esac
make -s -C "$build" tests/bench/make-mailbox tests/bench/make-salon tests/bench/make-office
python3 -B "$here/run.py" "$build" "$here/../servers" "$@"
python3 -B "$here/calendars.py" "$build" "$here/../servers"
