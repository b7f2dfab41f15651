#!/usr/bin/env bash
# What a server says, cut after octets.
. "${srcdir:?}/tests/hostile/need.sh"
exec python3 "$srcdir/tests/hostile/cuts.py"
