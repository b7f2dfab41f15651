# Queries of the user: they read, and can do nothing else.
. "${srcdir:?}/tests/cli/reports.sh"
sums () { find "$DATA" -type f ! -name '*-shm' | sort | xargs cksum; }
refused () { # TEXT QUERY
  says "$1" kontor sql "$2" && status 2 kontor sql "$2"
}

check 'rows' eval '[ "$(kontor sql "SELECT name FROM contact ORDER BY id LIMIT 1")" = "name
Zane Ozola" ]'
check 'words of the command line are one query' eval '[ "$(kontor sql SELECT 1 AS one)" = "one
1" ]'
check 'CSV, formulas are text, numbers are not' eval \
  '[ "$(kontor --csv sql "SELECT '\''=1+1'\'' AS a, -5 AS b" | tr -d "\r")" = "a,b
'\''=1+1,-5" ]'
check 'JSON' json 'd == {"schema": 1, "columns": ["a", "a_2", "c"], "rows": [{"a": 1, "a_2": "x", "c": None}]}' \
  kontor --json sql "SELECT 1 AS a, 'x' AS a, NULL AS c"
check 'JSON: what programs would round is text' json \
  'd["rows"] == [{"a": "1152921504606846975", "b": 9007199254740992}]' \
  kontor --json sql 'SELECT 1152921504606846975 AS a, 9007199254740992 AS b'
check 'blobs' eval '[ "$(kontor sql "SELECT x'\''00ff'\'' AS b")" = "b
X'\''00FF'\''" ]'
check 'the mirror' eval 'kontor sql "SELECT count(*) AS n FROM mirror.letter" | grep -qx 0'
check 'refs' eval '[ "$(kontor --json sql "SELECT ref(id) AS ref FROM contact WHERE id = 1" | sed -n "s/.*\"ref\" : \"\(.*\)\".*/\1/p")" = 0a0000000001 ]'
check 'WITH, windows, JSON functions' eval \
  'kontor sql "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)
     SELECT sum (i) OVER (), json_array (i) FROM n" | grep -q "6	\[1\]"'
kontor contact add 'Elsa Krasta' >/dev/null && kontor note elsa 'a colder blonde' >/dev/null
check 'the words of notes' eval 'kontor sql "SELECT count (*) FROM note_fts WHERE note_fts MATCH '\''blonde'\''" | grep -qx 1'
check 'tables of tables' eval 'kontor sql "PRAGMA table_info (deal)" | grep -q amount && kontor sql "SELECT name FROM pragma_table_info ('\''deal'\'')" | grep -q amount'
check 'how it is looked for' eval 'kontor sql "EXPLAIN QUERY PLAN SELECT * FROM contact WHERE id = 1" | grep -q SEARCH'
check 'the tables with what their columns hold' eval \
  'kontor sql --schema >schema && grep -q "probability INTEGER.*percent that are won" schema && grep -q "CREATE TABLE.*letter_text" schema && ! grep -q _fts_data schema'

sums >before
check 'the schema' says 'may not be modified' kontor sql "UPDATE sqlite_master SET sql = ''"
check 'INSERT' refused 'a query only reads, «INSERT»' "INSERT INTO setting (name, value) VALUES ('x', 'y')"
check 'UPDATE' refused 'a query only reads, «UPDATE»' "UPDATE contact SET name = 'x'"
check 'DELETE' refused 'a query only reads, «DELETE»' 'DELETE FROM contact'
check 'WITH … DELETE' refused 'a query only reads' 'WITH x AS (SELECT 1) DELETE FROM contact WHERE id IN x'
check 'CREATE' refused 'a query only reads, «' 'CREATE TABLE x (y)'
check 'CREATE TEMP' refused 'a query only reads, «' 'CREATE TEMP TABLE x AS SELECT * FROM contact'
check 'CREATE VIRTUAL' refused 'a query only reads, «' 'CREATE VIRTUAL TABLE temp.x USING fts5 (y)'
check 'DROP' refused 'a query only reads, «' 'DROP TABLE contact'
check 'ALTER' refused 'a query only reads, «' 'ALTER TABLE contact ADD COLUMN x'
check 'ATTACH' refused 'a query only reads, «ATTACH»' "ATTACH '$DIR/other.db' AS other"
check 'DETACH' refused 'a query only reads, «DETACH»' 'DETACH mirror'
check 'VACUUM INTO' refused 'a query only reads' "VACUUM INTO '$DIR/copy.db'"
check 'BEGIN' refused 'a query only reads, «BEGIN' 'BEGIN IMMEDIATE'
check 'SAVEPOINT' refused 'a query only reads, «SAVEPOINT»' 'SAVEPOINT x'
check 'ANALYZE' refused 'a query only reads' ANALYZE
check 'REINDEX' refused 'a query only reads' REINDEX
for pragma in 'journal_mode = DELETE' 'writable_schema = 1' 'user_version = 9' 'temp_store_directory' 'database_list' \
  'wal_checkpoint (TRUNCATE)' 'query_only = 0' 'trusted_schema = 1'; do
  check "PRAGMA $pragma" refused "a query only reads, «PRAGMA ${pragma%% *}»" "PRAGMA $pragma"
done
check 'load_extension' refused 'a query only reads, «load_extension()»' "SELECT load_extension ('x')"
check 'fts3_tokenizer' refused '«fts3_tokenizer' "SELECT fts3_tokenizer ('simple')"
check 'readfile' says 'readfile' kontor sql "SELECT readfile ('/etc/passwd')"
check 'writefile' eval 'status 2 kontor sql "SELECT writefile ('\''x'\'', '\''y'\'')"; [ ! -e x ]'
check 'what shows the inside of SQLite' refused 'sqlite_compileoption_get' 'SELECT sqlite_compileoption_get (1)'
check 'zeroblob' refused '«zeroblob()»' 'SELECT zeroblob (1000000000)'
check 'what takes much memory' says 'the answer to the query is too big' kontor sql \
  "WITH a (t) AS (SELECT printf ('%0200000d', 1)), n (i) AS (SELECT value FROM json_each ('[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]'))
   SELECT count (*) FROM (SELECT t || x.i || y.i || z.i AS w FROM a, n AS x, n AS y, n AS z ORDER BY w LIMIT 3000)"
check 'pages of the file' status 2 kontor sql 'SELECT * FROM sqlite_dbpage'
check 'a place for a value' refused 'there is no value for «:x»' 'SELECT * FROM contact WHERE id = :x'
check 'two at once' refused 'one query at a time' 'SELECT 1; SELECT 2'
check 'two, the second writes' refused 'one query at a time' 'SELECT 1; DELETE FROM contact'
check 'a semicolon and a remark are none' eval 'kontor sql "SELECT 1; -- done
/* all */ ;" >/dev/null'
check 'none' refused 'there is no query' ' -- nothing
'
check 'no argument' status 2 kontor sql
check 'an empty one' refused 'there is no query' ''
check 'a word more than --schema' status 2 kontor sql --schema SELECT
check_golden sql-place kontor sql 'SELECT name
FORM contact'
check 'an unknown column, with its place' eval 'says "no such column: nme" kontor sql "SELECT nme FROM contact"
  says "       ^" kontor sql "SELECT nme FROM contact"'
check 'a query of the limit' eval 'kontor sql "SELECT 1 -- $(head -c 65500 /dev/zero | tr "\0" x)" >/dev/null'
check 'and beyond' refused 'the query is too long' "SELECT 1 -- $(head -c 65530 /dev/zero | tr '\0' x)"
check 'one value too big' eval 'says "the answer to the query is too big" kontor sql "WITH RECURSIVE n (i, s) AS (SELECT 1, '\''x'\'' UNION ALL SELECT i + 1, s || s FROM n WHERE i < 25) SELECT max (length (s)) FROM n"'
check 'deeply nested' status 2 kontor sql "SELECT $(printf '(%.0s' $(seq 1500)) 1 $(printf ')%.0s' $(seq 1500))"
check 'too many columns' status 2 kontor sql "SELECT $(seq -s, 1 201)"
check 'control characters become visible' eval "! kontor sql \"SELECT char (27) || '[31m'\" | grep -q \$'\\033'"
check 'and in JSON' eval "kontor --json sql \"SELECT char (27) AS x\" | grep -q 'u001b'"
check 'what never ends' eval \
  'SECONDS=0; says "took longer than 5 seconds" kontor sql "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count (*) FROM n"
   [ "$SECONDS" -lt 30 ]'
check 'half an answer is none' eval \
  '[ -z "$(kontor sql "SELECT CASE WHEN id < 4 THEN 1 ELSE abs (-9223372036854775807 - 1) END FROM contact ORDER BY id" 2>/dev/null)" ]'
check 'Ctrl-C ends it' eval '
  "$KONTOR" sql "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count (*) FROM n" >out 2>&1 & pid=$!
  until [ $((0x$(sed -n "s/^SigCgt:.//p" /proc/$pid/status) & 2)) != 0 ]; do :; done
  kill -INT $pid; wait $pid; [ $? = 130 ]'
check 'nothing was written, by none of them' eval 'sums | diff before -'
if have_terminal; then
  check 'a terminal: 200 rows, all of them with --all' eval \
    'query="WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) SELECT i FROM n"
     [ "$(on_terminal 80 24 "kontor sql \"$query\"" </dev/null | grep -c "^ *[0-9]")" = 200 ] &&
     [ "$(on_terminal 80 24 "kontor sql --all \"$query\"" </dev/null | grep -c "^ *[0-9]*.$")" = 300 ]'
fi

done_testing
