# show: a contact's card. It is Monday 23 November 2026, 8:12.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/cli/toms-mail.sh"
write_letters
kontor sync >/dev/null
kontor contact edit kalns type=client birthday=24.11.1986 language=lv company='Rīgas Brīze SIA' \
  --add-phone '29 123 456' --add-tag vip --add-tag brand >/dev/null
check_golden show-waits kontor show kalns
kontor call kalns wants UK too --at yesterday >/dev/null
kontor remind kalns fri 14:00 send the proofs >/dev/null
kontor contact add 'Mute Person' >/dev/null

check_golden show-card kontor show kalns
check_golden show-nothing kontor show mute
check 'by address, phone and part of a name' eval '
  says "Toms Kalns" kontor show toms.kalns@brize.example && says "Toms Kalns" kontor show 3456 &&
  says "Toms Kalns" kontor show toms &&
  says "Toms Kalns" kontor show toms kal'
check_golden show-nobody kontor show zigrida
check_golden show-usage kontor show
check 'as JSON' json '(d["schema"] == 1 and d["contact"]["name"] == "Toms Kalns"
  and d["contact"]["tags"] == ["brand", "vip"] and d["points"][0]["value"] == "toms.kalns@brize.example"
  and len(d["history"]) == 9 and d["older"] == 0
  and [h["kind"] for h in d["history"]].count("call") == 1
  and d["reminders"][0]["text"] == "send the proofs"
  and {h["subject"] for h in d["history"] if h["kind"] == "letter" and h["forged"]} == {"Pay here"}
  and {h["subject"] for h in d["history"] if h["kind"] == "letter" and h["spoofed"]} == {"Gift"}
  and all(len(h["ref"]) == 12 for h in d["history"]))' kontor show kalns --json
no_escape () { ! kontor show kalns | grep -q $'\033'; }
check 'no escape of a stranger gets through' no_escape

if have_terminal; then
  check_golden show-narrow on_terminal 44 40 kontor show kalns
  check_golden show-short on_terminal 90 19 kontor show kalns
  check_golden show-all on_terminal 90 19 kontor show kalns --all
  wide () { # but for warnings, which show an address whole
    local columns
    for columns in 40 59 60 80 120; do
      on_terminal $columns 50 kontor --color never show kalns >.wide
      python3 - $columns <<'END' || return 1
import sys
lines = open (".wide", encoding="utf-8").read ().replace ("\r", "").split ("\n")
bad = [l for l in lines[lines.index ("TO DO"):] if len (l) > int (sys.argv[1])
       and "another address" not in l and "mail show" not in l]
print ("\n".join (bad))
sys.exit (bool (bad))
END
    done
  }
  check 'no line is wider than the terminal' wide
  check 'the numbers are handles' says 'Te faili.' on_terminal 90 40 \
    'kontor show kalns; kontor mail show 3'
fi

rm "$MAIL"/cur/old*
kontor sync >/dev/null
check 'a letter that is gone stays' says 'gone from the server' kontor show kalns --all
kontor contact add 'Olga Krasa' --email olga@krasa.example >/dev/null
check 'an address added has its past at once' says Katalogs kontor show olga
done_testing
