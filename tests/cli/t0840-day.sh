# day: the booking diary hand by hand, on terminals of three widths, for programs and on paper.
. "${srcdir:?}/tests/cli/lib.sh"
python3 -c 'import sqlite3, zoneinfo' 2>/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
export KONTOR_NOW=2026-11-24T08:40:00+02:00
write_config
check_golden day-empty kontor day
. "$srcdir/tests/cli/salon-day.sh"

check_golden day-80 kontor day
check 'today is the same' eval '[ "$(kontor day)" = "$(kontor day today)" ]'
check_golden day-hands kontor day ilze līga
check_golden day-nobody kontor day gunta
check_golden day-sunday kontor day sun
check 'a day that is none' status 2 kontor day 30.02.
check 'as JSON' json '(d["visits"] == 29 and len(d["hands"]) == 3
  and [b["allergy"] for b in d["blocks"] if b.get("allergy")] == ["PPD"] and d["date"] == "2026-11-24"
  and d["sums"] == [{"amount_minor": 104000, "currency": "EUR"}])' kontor day --json
check 'as CSV' says 'Līga,2026-11-24T09:00:00+02:00,2026-11-24T11:00:00+02:00,visit,' kontor day --csv
if have_terminal; then
  for columns in 58 120; do
    check_golden "day-$columns" eval "on_terminal $columns 60 kontor day --color never </dev/null | tr -d '\r'"
  done
  check 'never wider than the window' eval '
    for columns in 30 44 60 79 100; do
      on_terminal $columns 60 kontor day --color never </dev/null | tr -d "\r" >screen
      ! grep ".\{$((columns + 1))\}" screen || exit 1
    done'
else
  skip 'terminals' 'no script(1)'
fi

check_golden day-html kontor day --html day.html
check 'only mine to read' eval '[ "$(stat -c %a day.html)" = 600 ]'
check 'the same on standard output' eval 'kontor day --html - | same - day.html'
check 'phones and allergies are on it' eval 'grep -q "29 104 417" day.html && grep -q "<strong>PPD" day.html'
check 'nothing is loaded' eval '! grep -iE "<script|<img|<link|src=|url\(|@import" day.html'
kontor contact edit 'Svetlana Ivanova' 'name=Sv </div><script>document.title="x"</script><b>&amp;' >/dev/null
kontor day --html hostile.html >/dev/null
check 'a name is text' eval 'grep -q "&lt;script&gt;" hostile.html && ! grep -q "<script" hostile.html'

chromium=$(command -v chromium || command -v chromium-browser)
browser () {
  timeout 60 "$chromium" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$DIR/profile" "$@" 2>/dev/null
}
if [ -n "$chromium" ] && browser --dump-dom about:blank >/dev/null; then
  check 'a browser shows every visit, styled' eval '
    browser --dump-dom "file://$DIR/day.html" >dom &&
    [ "$(grep -o "class=\"b[ \"]" dom | wc -l)" -ge 29 ] && grep -q "Олена Коваль" dom'
  check 'a hostile name runs nothing' eval '
    browser --dump-dom "file://$DIR/hostile.html" >dom && grep -q "<title>Tue 24" dom && ! grep -q "<script" dom'
  check 'it is one page of paper' eval '
    browser --no-pdf-header-footer --print-to-pdf="$DIR/day.pdf" "file://$DIR/day.html" &&
    [ "$(LC_ALL=C grep -ac "/Type /Page$" day.pdf)" = 1 ]'
else
  skip 'a browser' 'chromium is not there or does not start'
fi
if have_terminal; then
  hands () { on_terminal 80 "$1" kontor day --color never </dev/null | grep -c "Ilze .*Līga .*Marina"; }
  check 'a day longer than the terminal names the hands below it too' eval '[ "$(hands 12)" = 2 ] && [ "$(hands 60)" = 1 ]'
fi
done_testing
