#!/usr/bin/env bash
# A scripted server and the table of what it does: scenarios.txt.
. "${srcdir:?}/tests/hostile/need.sh"
exec python3 "$srcdir/tests/hostile/hostile.py"
