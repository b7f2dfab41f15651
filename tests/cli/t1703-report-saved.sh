# Reports that are kept with their parameters.
. "${srcdir:?}/tests/cli/reports.sh"
book () {
  python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT * FROM saved_report"): print(row)' "$DATA/book.db"
}

check 'none at first' eval '[ "$(kontor report saved)" = "name	report	parameters	updated" ]'
check_golden report-save kontor report save 'Gada top' revenue by=client 2026 source:friend
check 'it runs' eval 'figures "sums(\"amount\") == [75500] and d[\"period\"][\"first\"] == \"2026-01-01\"" "gada TOP"'
check 'with more words behind' figures 'rows("name") == ["Rita Kalve"]' 'Gada top' 'name:rita'
check 'it is listed' eval 'kontor report saved | grep -q "^Gada top	revenue	by=client 2026 source:friend	2026-11-23T08:12:00+02:00$"
  kontor report | grep -q "^Gada top	revenue"'
check 'JSON' json 'd["saved"][0]["name"] == "Gada top" and d["saved"][0]["report"] == "revenue"' kontor --json report saved
check 'kept again: changed' says 'changed  gada top: report visits per=hand' kontor report save 'gada top' visits per=hand
check 'there is one of that name' eval '[ "$(kontor report saved | wc -l)" = 2 ]'
check 'undone' eval 'kontor undo >/dev/null && kontor report saved | grep -q "by=client 2026"'
check 'redone' eval 'kontor redo >/dev/null && kontor report saved | grep -q "per=hand"'
check '--names is kept' eval 'kontor report save office tax nov --names >/dev/null
  figures "rows(\"client\")[1] == \"Zane Ozola\"" office'
check 'another period stands in the place of the kept one' eval 'kontor report office 2026 --json | python3 -c "
import json, sys
d = json.load(sys.stdin)
assert d[\"period\"][\"first\"] == \"2026-01-01\""'
book >before
check 'a dry run writes nothing' eval 'says "nothing was" kontor --dry-run report save x funnel; book | cmp - before'
check 'a dry run of the removal' eval 'kontor --dry-run report remove office >/dev/null; book | cmp - before'
check 'no name' status 2 kontor report save
check 'no report' status 2 kontor report save x
check 'one that there is not' eval 'status 3 kontor report save x colours && says "which there are: kontor report" kontor report save x colours'
check 'a name that is taken by the program' eval 'status 2 kontor report save funnel revenue && status 2 kontor report save saved revenue'
check 'a name that is an option' status 2 kontor report save -- -x revenue
check 'an empty one' status 2 kontor report save '' revenue
check 'one of the limit' eval 'kontor report save "$(printf "%060d" 0)" revenue >/dev/null && kontor undo >/dev/null'
check 'and one byte more' status 2 kontor report save "$(printf '%061d' 0)" revenue
check 'parameters that fail each time' status 2 kontor report save x revenue by=colour
check 'parameters of several lines' status 2 kontor report save x revenue 'a
b'
check 'too many' status 2 kontor report save x revenue $(seq 1 41)
check 'a very long one' status 2 kontor report save x revenue "$(printf '%0501d' 0)"
check 'refusals leave the book as it was' eval 'book | cmp - before'
check 'gone' says 'removed  the report gada top' kontor report remove gada top
check 'twice' status 3 kontor report remove 'gada top'
check 'it does not run any more' status 3 kontor report 'gada top'
check 'back by undo' eval 'kontor undo >/dev/null && kontor report "gada top" >/dev/null'
check 'the removal of none' status 2 kontor report remove

done_testing
