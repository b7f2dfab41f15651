# Forgetting a person while others read: output that a pager holds back and a letter that is being
# fetched keep nothing; who reads for long is told of, and the next try finishes it.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/letters.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
mkfifo started gate
trap 'exec 3>&- 4>&-; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
exec 3<>started 4<>gate
begun () { read -r -t 60 _ <&3; }
go_on () { echo >&4; wait; }
write_config '[mail home]' "url = maildir:$DIR/Mail"
kontor contact add 'Zelda Zara' --email zelda@zara.example >/dev/null
kontor contact add 'Toms Kalns' --email toms@kalns.example >/dev/null
got '2026-11-20 10:00' 'Zelda Zara <zelda@zara.example>' 'Wedding' 'Could you come, zvirbulis?'
got '2026-11-20 11:00' 'Toms Kalns <toms@kalns.example>' 'Other' 'Hello.'
kontor sync >/dev/null
ref=$(kontor mail toms --json | python3 -c 'import json, sys; print(json.load(sys.stdin)["letters"][0]["ref"])')
cp -a "$DATA" before
left () { grep -rqa -e zvirbulis -e zelda@zara.example "$DATA"; }
forgotten () { says '0 found' kontor forget zelda --yes --no-paper && ! left && [ ! -e "$DATA/forgetting" ]; }
check 'before: she is here' left

"$KONTOR" sql 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
  SELECT i, (SELECT count(*) FROM contact), (SELECT count(*) FROM mirror.letter) FROM n' </dev/null \
  | { head -c 1 >/dev/null; echo >&3; read -r _ <&4; cat >/dev/null; } &
begun
check 'a pager that waits for the next page holds nothing' forgotten
go_on

rm -rf "$DATA"; cp -a before "$DATA"
printf '%s\n' '#!/bin/sh' "echo >'$DIR/started'; read -r _ <'$DIR/gate'" >tunnel
chmod 755 tunnel
write_config '[mail home]' "tunnel = $DIR/tunnel"
"$KONTOR" --no-input mail show "$ref" --raw </dev/null >raw 2>&1 &
begun
check 'nor does a letter that is being fetched' forgotten
go_on

rm -rf "$DATA"; cp -a before "$DATA"
python3 -c 'import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN")
db.execute("SELECT count(*) FROM letter").fetchall()
os.write(3, b"\n")
os.read(4, 1)' "$DATA/mirror.db" &
begun
check 'who reads for long is told of' eval '
  status 5 kontor forget zelda --yes --no-paper >out 2>&1; cat out
  grep -q "another program is reading them" out && grep -q "finished by: kontor forget" out'
check '… doctor says that it is not done' says 'somebody is not forgotten whole' kontor doctor
go_on
check '… and the next try finishes it' eval '
  says "0 found" kontor forget --no-paper && ! left && [ ! -e "$DATA/forgetting" ]'
done_testing
