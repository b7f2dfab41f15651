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
  card a@x 'Anna Kalna' EMAIL:anna@kalna.example X-OLD:one >"$book/a.vcf"
  card b@x 'Anna Liepa' EMAIL:anna@liepa.example TEL:+37129000002 X-OLD:two >"$book/b.vcf"
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
check 'the other one says all that both said' is a.vcf 'FN:Anna Kalna' anna@kalna.example anna@liepa.example 29000002 X-OLD:one
check 'then again: nothing to do' counts
check 'taken back after the sync: both cards are there' eval 'kontor undo >/dev/null && counts sent=2 \
  && is a.vcf anna@kalna.example X-OLD:one && isnt a.vcf anna@liepa.example \
  && is b.vcf UID:b@x "FN:Anna Liepa" anna@liepa.example 29000002 X-OLD:two && [ "$(of BEGIN:VCARD)" = 3 ]'
check 'then again: nothing to do' counts

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
