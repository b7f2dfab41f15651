#!/usr/bin/env bash
# run.sh BUILD [LETTERS]: the table of times and memory that ./dev bench prints.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1 letters=${2:-50000}
make -s -C "$build" tests/bench/make-mailbox tests/bench/make-salon tests/bench/make-office
python3 "$here/run.py" "$build" "$letters" "$here/../servers"
python3 -B "$here/calendars.py" "$build" "$letters" "$here/../servers"
