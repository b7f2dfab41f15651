# Two contacts whose cards lie in one address book are made one, and taken apart again; somebody is
# deleted, and taken back after the sync.
. "$srcdir/tests/cli/lib.sh"
command -v python3 >/dev/null || { echo '1..0 # SKIP python3 is not there'; exit 0; }
book=$DIR/cards/home
mkdir -p "$book"
write_config '[contacts phone]' "url = vdir:$DIR/cards"
card () { # UID NAME LINE…
  local uid=$1 name=$2
  shift 2
  printf '%s\r\n' BEGIN:VCARD VERSION:3.0 "UID:$uid" "FN:$name" "N:${name#* };${name% *};;;" "$@" END:VCARD
}
fresh () {
  rm -rf "$DATA" "$book"
  mkdir -p "$book"
  card a@x 'Anna Kalna' EMAIL:anna@kalna.example X-OLD:one X-SAME:s >"$book/a.vcf"
  card b@x 'Anna Liepa' EMAIL:anna@liepa.example TEL:+37129000002 X-OLD:two X-SAME:s \
    'NOTE;LANGUAGE=lv:Sveika' item1.X-DAY:5 item1.X-ABLabel:name >"$book/b.vcf"
  card c@x 'Centis Upe' EMAIL:centis@upe.example >"$book/c.vcf"
  kontor contact add 'Dace Bez' dace@bez.example >/dev/null && kontor sync >/dev/null
}
counts () { # KEY=N…
  python3 - "$@" <<'END' >"$DIR/.expression"
import sys
keys = "new changed gone sent removed moved asked conflicts refused".split()
want = dict.fromkeys(keys, 0) | {k: int(n) for k, n in (word.split("=") for word in sys.argv[1:])}
print(" and ".join(f"d['sources'][0]['{k}'] == {n}" for k, n in want.items()))
END
  kontor sync --json >"$DIR/.sync" 2>"$DIR/.errors"
  json "$(cat "$DIR/.expression")" cat "$DIR/.sync" || { cat "$DIR/.errors"; return 1; }
}
of () { cat "$book/"*.vcf | grep -c -- "$1"; }
# is FILE TEXT…: its card says all that
is () {
  local file=$book/$1 text
  shift
  for text in "$@"; do grep -qF -- "$text" "$file" || { echo "no $text:"; cat "$file"; return 1; }; done
}
isnt () { ! grep -F -- "$2" "$book/$1"; }
merge () { kontor --yes contact merge "$1" "$2"; }

# --- both have a card ---
fresh
check 'merged: it says what becomes of the card' says 'the card of «Anna Liepa» leaves «phone» with the next sync' merge anna@kalna.example anna@liepa.example
check 'taken back in time: both cards stay as they were' eval 'cp -r "$book" before && kontor undo >/dev/null && counts && diff -r before "$book"'
check 'merged and synced: one card goes' eval 'merge anna@kalna.example anna@liepa.example >/dev/null && counts sent=1 removed=1 \
  && [ ! -e "$book/b.vcf" ]'
check 'the other one says all that both said' is a.vcf 'FN:Anna Kalna' anna@kalna.example anna@liepa.example 29000002 X-OLD:one \
  X-OLD:two 'NOTE;LANGUAGE=lv:Sveika' .X-DAY:5 .X-ABLabel:name
check 'what both said it says once' [ "$(grep -c -e X-SAME -e UID: "$book/a.vcf")" = 2 ]
check 'then again: nothing to do' counts
check 'taken back after the sync: both cards are there' eval 'kontor undo >/dev/null && counts sent=2 \
  && is a.vcf anna@kalna.example X-OLD:one X-SAME && isnt a.vcf anna@liepa.example && isnt a.vcf X-OLD:two \
  && isnt a.vcf NOTE && isnt a.vcf X-ABLabel && is b.vcf UID:b@x "FN:Anna Liepa" anna@liepa.example 29000002 X-OLD:two X-SAME NOTE && [ "$(of BEGIN:VCARD)" = 3 ]'
check 'then again: nothing to do' counts

check 'once more, with the same address: lines alone are reason enough' eval 'kontor --yes redo >/dev/null && counts sent=1 removed=1 \
  && is a.vcf X-OLD:one X-OLD:two X-SAME && counts'
check 'what it is exported as says them too' eval 'kontor export vcf >"$DIR/out.vcf" && grep -q ^X-OLD:one "$DIR/out.vcf" \
  && grep -q ^X-OLD:two "$DIR/out.vcf"'

# --- imported ---
fresh
printf '%s\r\n' BEGIN:VCARD VERSION:3.0 UID:e@x 'FN:Elza Roze' 'N:Roze;Elza;;;' EMAIL:elza@roze.example X-OLD:three END:VCARD \
  BEGIN:VCARD VERSION:3.0 UID:f@x 'FN:Elza Rose' 'N:Rose;Elza;;;' EMAIL:elza@rose.example X-OLD:four END:VCARD >two.vcf
elza () { kontor export vcf elza >"$DIR/elza.vcf" && grep '^X-OLD' "$DIR/elza.vcf" | tr -d '\r' | tr '\n' ' '; }
check 'two that were imported: one card with the lines of both' eval 'kontor import vcf "$DIR/two.vcf" --yes >/dev/null \
  && merge elza@roze.example elza@rose.example >/dev/null && [ "$(elza)" = "X-OLD:three X-OLD:four " ]'
check 'taken back: each has its own' eval 'kontor undo >/dev/null && [ "$(kontor export vcf | grep -c "^X-OLD:\(three\|four\)")" = 2 ] \
  && kontor export vcf "Elza Roze" | grep -q X-OLD:three && ! kontor export vcf "Elza Roze" | grep X-OLD:four'

# --- one has a card ---
fresh
check 'who has no card gets that of the other' eval 'merge dace centis >"$DIR/said" && ! grep leaves "$DIR/said" && counts sent=1 \
  && is c.vcf UID:c@x "FN:Dace Bez" dace@bez.example centis@upe.example'
check 'taken back after the sync: it is the card of the other again' eval 'kontor undo >/dev/null && counts sent=1 \
  && is c.vcf "FN:Centis Upe" centis@upe.example && isnt c.vcf dace@bez.example && counts'
check 'taken back in time: it never was another' eval 'merge dace centis >/dev/null && cp "$book/c.vcf" before.vcf \
  && kontor undo >/dev/null && counts && cmp before.vcf "$book/c.vcf"'
check 'done again: as it was' eval 'kontor redo >/dev/null && counts sent=1 && is c.vcf "FN:Dace Bez" && counts'

# --- deleted ---
fresh
check 'deleted: it says what becomes of the card' says 'the card of «Centis Upe» leaves «phone» with the next sync' kontor --yes contact delete centis
check 'not of whom has none' eval 'kontor --yes contact delete dace >"$DIR/said" && ! grep leaves "$DIR/said" && kontor undo >/dev/null'
check 'nor in JSON' json 'd["contact"]["name"] == "Dace Bez"' kontor --json --yes contact delete dace --dry-run
check 'its card goes' eval 'counts removed=1 && [ ! -e "$book/c.vcf" ] && counts'
check 'taken back after the sync: its card is there again' eval 'kontor undo >/dev/null && counts sent=1 \
  && is c.vcf UID:c@x "FN:Centis Upe" centis@upe.example && counts'
done_testing
