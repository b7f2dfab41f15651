#!/bin/sh
# Writes the migrations of both databases as C arrays: embed.sh SQLDIR
set -eu
cd "$1"
echo '/* generated from data/sql */'
echo '#include "kontor/migrations.h"'
for db in book mirror; do
  echo "const KtMigration kt_${db}_migrations[] = {"
  for f in "$db"/[0-9][0-9][0-9]-*.sql; do
    n=$(basename "$f"); n=${n%%-*}
    echo "  { $(expr "$n" + 0), \"$(basename "$f")\","
    sed 's/\\/\\\\/g; s/"/\\"/g; s/^/    "/; s/$/\\n"/' "$f"
    echo '  },'
  done
  echo '  { 0, NULL, NULL }'
  echo '};'
done
