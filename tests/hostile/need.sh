# What the tests here need, else they are skipped.
command -v openssl >/dev/null || { echo "1..0 # SKIP openssl is not installed"; exit 0; }
python3 -c 'import sqlite3, ssl' 2>/dev/null || { echo "1..0 # SKIP python3 with ssl is not there"; exit 0; }
