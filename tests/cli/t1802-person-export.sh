# Everything that is known of one person, as files.
. "$srcdir/tests/cli/salon.sh"
. "$srcdir/tests/cli/letters.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
open_salon
printf '%s\n' '' '[mail home]' "url = maildir:$DIR/Mail" >>"$CONFIG"
kontor contact edit marta --add-email marta@liepa.example --add-tag vip >/dev/null
kontor contact add 'Santa <b>Kļava</b>' >/dev/null
kontor note marta 'prefers <script>alert(1)</script> Tuesdays' >/dev/null
kontor formula marta colour '7.1 30 g' >/dev/null
kontor allergy marta PPD >/dev/null
kontor book marta manicure thu 11:30 >/dev/null
kontor note zane 'nothing of hers' >/dev/null
got '2026-11-20 10:00' 'Marta Liepa <marta@liepa.example>' 'Wedding / «28»' 'Could you do it on the 28th?'
wrote '2026-11-21 10:00' 'Marta Liepa <marta@liepa.example>' 'Re: Wedding' 'Yes.' "$(answers 1)"
kontor sync >/dev/null
check 'it says what it wrote' says '2 letters' kontor contact export marta liepa
out=marta-liepa-2026-11-24
check 'the letters are as they came' eval 'ls $out/letters | wc -l | grep -qx 2 && cmp "$out/letters/2026-11-21 Re  Wedding.eml" Mail/.Sent/cur/2.*'
check 'nobody else may read it' [ "$(stat -c %a $out)" = 700 ]
sound () {
  python3 - "$out" <<'END'
import html.parser, json, os, sys
d = json.load(open(os.path.join(sys.argv[1], "person.json"), encoding="utf-8"))
r = d["records"]
assert r["contact"][0]["name"] == "Marta Liepa"
for table in ("contact_point", "contact_tag", "note", "formula", "allergy", "appointment", "appointment_part", "appointment_event"):
    assert r.get(table), table
assert isinstance(r["note"][0]["id"], str) and len(r["note"][0]["id"]) == 12
assert r["note"][0]["created"].startswith("2026-11-24T")
assert "nothing of hers" not in json.dumps(d)
assert len(d["letters"]) == 2 and all(os.path.exists(os.path.join(sys.argv[1], l["original"])) for l in d["letters"])
tags = set()
class P(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs): tags.add(tag)
page = open(os.path.join(sys.argv[1], "person.html"), encoding="utf-8").read()
P().feed(page)
assert "script" not in tags and "b" not in tags, tags
assert "28,00" in page and "Could you do it" in page and "7.1 30 g" in page
END
}
check 'JSON and HTML have all of it' sound
check 'never over what is there' status 4 kontor contact export marta
check 'with --to it goes elsewhere' eval 'kontor contact export marta --to there >/dev/null && [ -s there/person.html ]'
rm -rf Mail/cur/*
check 'what cannot be had is told' says 'could not be had' kontor contact export marta --to third
check '… and its text is there' grep -q 'Could you do it' third/person.html
check 'JSON is documented' eval 'kontor contact export marta --to fourth --json >a; python3 "$srcdir/tests/cli/json-doc.py" "$srcdir/doc/json.md" "contact export" a'
check 'nobody of that name' status 3 kontor contact export nobody-here
done_testing
