#!/bin/sh
# Writes the texts of a demo as a C array: embed-demo.sh NAME FILE…
set -eu
echo '/* generated from data/demo */'
echo '#include "kontor/demo.h"'
echo "const char *const $1[] = {"
shift
for f; do
  sed 's/\\/\\\\/g; s/"/\\"/g; s/^/  "/; s/$/\\n"/' "$f"
  echo '  ,'
done
echo '  NULL'
echo '};'
