#!/bin/sh
# weights-to-c.sh FILE: prints the table of weights in FILE, NAME.weights, as the C text
# kt_NAME_weights, which kt_weights_new() reads.
set -eu
name=$(basename "$1" .weights)
printf '#include "config.h"\n#include "../src/format/act-signs.h"\n#include "../src/format/kind-signs.h"\n'
printf 'const char kt_%s_weights[] =\n' "$name"
sed 's/.*/"&|"/' "$1"
echo ';'
