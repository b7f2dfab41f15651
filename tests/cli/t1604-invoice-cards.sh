# Where invoices are seen: the agenda, the card, find, log; on a wide and a narrow terminal.
. "${srcdir:?}/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
export TZ=Europe/Riga
write_config
at () { local day=$1; shift; KONTOR_NOW=${day}T09:00:00+02:00 kontor "$@"; }
at 2026-06-30 contact add 'Brīvais Vilnis SIA' --email rekini@vilnis.example >/dev/null
at 2026-06-30 invoice vilnis 640 brochure >/dev/null
at 2026-07-14 paid vilnis >/dev/null
at 2026-09-01 invoice vilnis 100 flyer >/dev/null
at 2026-09-23 paid vilnis >/dev/null
at 2026-10-28 invoice vilnis 450 leaflet >/dev/null
at 2026-11-13 invoice remind 2026-003 >/dev/null
at 2026-11-12 invoice vilnis 80 cards >/dev/null
at 2026-11-16 offer vilnis 2800 'brand book' >/dev/null
at 2026-11-18 offer accept 2026-01 >/dev/null
check_golden t1604-agenda kontor
check_golden t1604-show kontor show vilnis
check_golden t1604-paid kontor --dry-run paid 2026-003
check 'find by its number' says 'Brīvais Vilnis SIA' kontor find 2026-003
check 'log says it' eval 'kontor log vilnis | grep -q "invoice remind 2026-003"'
check 'what is paid is late no more' eval 'kontor paid 2026-003 >/dev/null; ! kontor | grep -q 2026-003'
kontor undo >/dev/null
if have_terminal; then
  check_golden t1604-list-80 on_terminal 80 24 'kontor invoice list --all'
  check_golden t1604-list-58 on_terminal 58 24 'kontor invoice list --all'
  check_golden t1604-agenda-58 on_terminal 58 24 kontor
  check_golden t1604-number on_terminal 80 24 'kontor >/dev/null; kontor invoice list --overdue; kontor paid 1; kontor paid 1; kontor undo'
  check_golden t1604-empty on_terminal 80 24 'kontor invoice list nobody; kontor offer list'
else
  skip 'terminals' 'script is not there'
fi
done_testing
