# How reports look: on terminals, as data, as a page in a browser.
. "${srcdir:?}/tests/cli/reports.sh"
export NO_COLOR=1
wide () { on_terminal 80 50 kontor "$@" </dev/null | tr -d '\r'; }
narrow () { on_terminal 58 50 kontor "$@" </dev/null | tr -d '\r'; }

if have_terminal; then
  check_golden report-list wide report
  check_golden report-funnel wide report funnel
  check_golden report-tax wide report tax nov
  check_golden report-visits-narrow narrow report visits per=week nov
  check 'every report keeps to the width' eval 'export LC_ALL=C.UTF-8
    for width in 80 58; do for report in revenue "revenue by=client" visits "visits per=hand" clients sources goods funnel \
      forecast answers birthdays tax; do
        on_terminal $width 50 kontor report $report </dev/null | tr -d "\r" >out
        python3 -c "import sys
for line in open(\"out\", encoding=\"utf-8\"):
    if len(line.rstrip(\"\\n\")) > int(sys.argv[1]): sys.exit(sys.argv[2] + \": \" + line)" $width "$report" || exit 1
    done; done'
  check 'the number of a row is its client' eval \
    'on_terminal 80 50 "kontor report revenue by=client nov >/dev/tty; kontor show 2" </dev/null | grep -q "^.*Zane Ozola"'
else
  skip 'terminals' 'script is not there'
fi
check_golden report-tsv kontor report revenue by=service nov
check 'CSV: decimals with a point, the currency in a column' eval \
  'kontor --csv report revenue by=client nov | tr -d "\r" >out
   [ "$(sed -n 1p out)" = name,visits,payments,amount,share,class,tips,currency ] &&
   [ "$(sed -n 2p out)" = "Toms Kalns,0,2,640.00,75.4,A,0.00,EUR" ]'
check 'data is not translated' eval \
  'LC_ALL=lv_LV.UTF-8 LANGUAGE=lv kontor --csv report tax nov >out.lv; kontor --csv report tax nov | cmp - out.lv'

# Somebody whose name is a page's and a spreadsheet's trap.
name='=1+1 <script>alert(1)</script> & "x"'
kontor contact add "$name" >/dev/null
kontor contact edit '=1+1' 'source=<img src=x onerror=alert(2)>' birthday=1990-11-30 >/dev/null
check 'a formula in CSV is text' eval "kontor --csv report birthdays | grep -q \"'=1+1 <script>\""
check 'a page' eval 'kontor report birthdays --html >page.html && head -1 page.html | grep -qx "<!DOCTYPE html>"'
check 'nothing a stranger wrote is an element' eval \
  '! grep -qiE "<(script|img|iframe|object|link)|onerror=alert\(2\)>" page.html && grep -q "&lt;script&gt;alert(1)" page.html'
check 'its policy forbids all but its own style' grep -q "default-src 'none'; style-src 'sha256-" page.html
check 'nothing from elsewhere' eval '! grep -qE "(src|href)=\"|url\(|@import|https?:" page.html'
check 'the page as a file' eval \
  'says "written" kontor report funnel --html --output funnel.html && says written kontor report funnel --html other.html &&
   cmp funnel.html other.html && [ "$(stat -c %a funnel.html)" = 600 ]'
check 'a file without --html' status 2 kontor report funnel --output funnel.html
check 'a directory that is not there' eval '! kontor report funnel --html --output nowhere/funnel.html'
for report in revenue 'revenue by=service' visits clients sources goods funnel forecast tax; do
  kontor report $report nov --html >"${report// /-}.html" || echo "# $report"
done 2>/dev/null
kontor report funnel --html >funnel.html
kontor report forecast --html >forecast.html
check 'every chart is told to who does not see it' eval \
  'for page in *.html; do
     [ "$(grep -c "<svg role=\"img\" aria-labelledby=" $page)" = "$(grep -c "<desc id=" $page)" ] || exit 1; done'
if command -v xmllint >/dev/null; then
  check 'the charts are well-formed' eval 'for page in *.html; do
    sed -n "/<svg/,/<\/svg>/p" $page >charts
    (echo "<all>"; cat charts; echo "</all>") | xmllint --noout - || { echo $page; exit 1; }; done'
fi

browser=$(command -v chromium || command -v chromium-browser || true)
in_browser () { # ARGUMENTS…
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$(mktemp -d "$DIR/browser.XXXXXX")" "$@" 2>browser.log
}
# Two colours at least, and the ground is light or dark: looked at pixel by pixel.
looks () { # FILE light|dark
  python3 - "$1" "$2" <<'PYTHON'
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
at, packed = 8, b""
while at < len(data):
    length, name = struct.unpack(">I4s", data[at:at + 8])
    packed += data[at + 8:at + 8 + length] if name == b"IDAT" else b""
    at += 12 + length
size = {2: 3, 6: 4}[kind]
raw, stride, before, rows = zlib.decompress(packed), width * size, bytearray(width * size), []
for y in range(height):
    filtered = raw[y * (stride + 1)]
    line = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
    for i in range(stride):
        a = line[i - size] if i >= size else 0
        b, c = before[i], before[i - size] if i >= size else 0
        p = a + b - c
        paeth = a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c
        line[i] = (line[i] + (0, a, b, (a + b) // 2, paeth)[filtered]) & 255
    rows.append(line)
    before = line
colours = {}
for line in rows:
    for x in range(0, stride, size):
        colour = bytes(line[x:x + 3])
        colours[colour] = colours.get(colour, 0) + 1
ground = max(colours, key=colours.get)
light = sum(ground) > 600
bar = (0x2f, 0x6f, 0x8f) if light else (0x5f, 0xb0, 0xd8)
print(len(colours), ground, colours.get(bytes(bar)))
wanted = sum(ground) > 600 if sys.argv[2] == "light" else sum(ground) < 150
sys.exit(0 if wanted and colours.get(bytes(bar), 0) > 2000 else 1)
PYTHON
}
if [ -n "$browser" ] && in_browser --dump-dom about:blank >/dev/null; then
  check 'in a browser: ten bars less the one that is nought, no script' eval \
    'in_browser --dump-dom "file://$DIR/funnel.html" >dom &&
     [ "$(grep -o "<rect class=\"s[0-9]" dom | wc -l)" = 9 ] && ! grep -qi "<script" dom && grep -q "<table" dom'
  check 'the name is text there too' eval \
    'in_browser --dump-dom "file://$DIR/page.html" >dom && ! grep -qi "<script" dom && grep -q "&lt;script&gt;" dom'
  check 'the policy lets the style through' eval \
    'in_browser --enable-logging=stderr --dump-dom "file://$DIR/funnel.html" >/dev/null; ! grep -q "Content Security Policy" browser.log'
  check 'light' eval 'in_browser --window-size=800,700 --screenshot=light.png "file://$DIR/funnel.html" && looks light.png light'
  check 'dark' eval 'in_browser --window-size=800,700 --blink-settings=preferredColorScheme=0 --screenshot=dark.png \
    "file://$DIR/funnel.html" && looks dark.png dark'
else
  skip 'in a browser' 'chromium is not there'
fi

done_testing
