#!/bin/sh
# Writes the demo office's letters as a C array: embed-demo.sh FILE…
set -eu
echo '/* generated from data/demo */'
echo '#include "kontor/demo.h"'
echo 'const char *const kt_demo_texts[] = {'
for f; do
  sed 's/\\/\\\\/g; s/"/\\"/g; s/^/  "/; s/$/\\n"/' "$f"
  echo '  ,'
done
echo '  NULL'
echo '};'
