#!/usr/bin/env bash
# Letters that never come, though the server lists them.
. "${srcdir:?}/tests/hostile/need.sh"
exec python3 "$srcdir/tests/hostile/tries.py"
