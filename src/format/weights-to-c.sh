#!/bin/sh
# weights-to-c.sh FILE: prints the table of weights in FILE, NAME.weights, as kt_NAME_weights
# (src/format/weights.h).
set -eu
name=$(basename "$1" .weights)
for header in config.h ../src/format/act-signs.h ../src/format/deeds.h ../src/format/kind-signs.h; do
  printf '#include "%s"\n' "$header"
done
echo 'static const KtWeightRow rows[] = {'
awk '{ printf "{0x%s,{%s", $1, $3; for (i = 4; i <= NF; i++) printf ",%s", $i; print "}}," }' "$1"
echo '};'
awk -v name="$name" 'NR == 1 {
  printf "const KtWeightTable kt_%s_weights = { rows, sizeof rows / sizeof *rows, %d };\n", name, NF - 2
}' "$1"
