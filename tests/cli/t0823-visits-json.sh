# What --json prints of visits is what doc/json.md says. It is Tuesday 24 November 2026, 8:40.
. "${srcdir:?}/tests/cli/salon.sh"
open_salon
# documented SECTION COMMAND…: several commands are separated by "and".
as_documented () {
  local section=$1 n=0 words=()
  shift
  for word in "$@" and; do
    if [ "$word" = and ]; then
      kontor --json "${words[@]}" >"out.$n" || return 1
      n=$((n + 1)) words=()
    else
      words+=("$word")
    fi
  done
  python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "$section" $(seq -f 'out.%g' 0 $((n - 1)))
}
documented () { check "$1" as_documented "$@"; }

for day in 2026-07-21 2026-09-01 2026-10-13; do came $day zane colour līga 60 card; done
came 2026-10-06 maija colour ilze
kontor formula zane colour 8.3 >/dev/null
kontor note zane cooler >/dev/null
documented good\ add good add shampoo 14
documented good good
documented allergy allergy zane PPD --tested 17.11. --result fine
documented formula formula zane
documented due due
documented 'wait WHO' wait rita cut with līga mornings until 15.12.
documented wait wait
documented again again zane and again zane today 9:00
book marta manicure marina today 11:30
documented confirmed confirmed --all
documented brief brief zane
documented visit visit show zane and confirmed zane and move marta 12:30 and arrived --service cut --force
documented cancel cancel zane
kontor fill >/dev/null && kontor fill 2 >/dev/null # the numbers of times, then of who fits one
documented 'fill N' fill 1
documented fill fill no
at 19:00
documented close close 23.11.2026
kontor deal zane Wedding 100 >/dev/null
kontor deal win zane >/dev/null
documented 'log WHO' log zane
done_testing
