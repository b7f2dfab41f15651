# Segments: kept queries, in queries, never in themselves; one entry each, undone.
. "${srcdir:?}/tests/cli/lib.sh"
write_config
kontor contact add 'Anna Bērziņa' --tag vip --type client >/dev/null
kontor contact add 'Toms Kalns' --tag vip >/dev/null
check_golden segment-add kontor segment add 'Very good' tag:vip
check_golden segment-add-more kontor segment add clients 'segment:"very good" type:client'
check_golden segment-list kontor segment list
check 'it names people' eval '[ "$(kontor contact list segment:very | wc -l)" = 3 ]'
check 'show lists them' eval '[ "$(kontor segment show clients --columns name | tail -n +2)" = "Anna Bērziņa" ]'
check_golden segment-taken kontor segment add 'VERY good' tag:x
check_golden segment-bad-query kontor segment add broken 'tag:vip ('
check_golden segment-bad-name kontor segment add 'a:b' tag:vip
check_golden segment-unknown kontor segment show clinets
check_golden segment-used kontor segment remove 'very good'
kontor segment remove clients >/dev/null
check_golden segment-remove kontor segment remove 'very good'
check 'undo brings it back' eval 'kontor undo >/dev/null && kontor segment | grep -q "^Very good"'
check_golden segment-rename kontor segment rename very best
check 'undo of a new name' eval 'kontor undo >/dev/null && kontor segment | grep -q "^Very good"'
check_golden segment-dry-run kontor segment add other tag:x --dry-run
check 'a dry run keeps nothing' eval '! kontor segment | grep -q other'
if command -v sqlite3 >/dev/null; then
  sqlite3 "$DATA/book.db" "UPDATE segment SET query = 'segment:\"Very good\"'"
  check_golden segment-itself kontor contact list segment:very
  check 'what cannot be counted is listed' eval 'kontor segment | grep -q "^Very good"'
else
  skip 'segment-itself' 'sqlite3 is not there'
fi
done_testing
