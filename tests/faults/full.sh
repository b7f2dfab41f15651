#!/usr/bin/env bash
# Every command that changes the book on a full and on a broken disk; see full.py.
if [ "${SANITIZED:-}" = yes ]; then
  echo "1..0 # SKIP the sanitizers' runtime and the preloaded failures exclude each other"
  exit 0
fi
exec python3 -B "$srcdir/tests/faults/full.py"
