#!/usr/bin/env bash
# bench.sh BUILD [--wrong] [--half HALF]: what the rules say of the labelled mailbox, beside what is true.
set -euo pipefail
build=$1
shift
KONTOR=$build/kontor exec python3 -B "$(dirname "$0")/bench.py" "$@"
