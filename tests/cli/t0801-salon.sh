# Services, hands, hours and closures: what is said is what is kept.
. "$srcdir/tests/cli/lib.sh"
KONTOR_NOW=2026-11-24T08:40:00+02:00
write_config

check_golden t0801-empty kontor service list --json
check_golden t0801-cut kontor service add cut 35 30 € every 6 weeks before 5
check_golden t0801-liga kontor resource add staff Līga mon..fri 9-18 break 12:30-13
check 'more hands' kontor resource add staff Ilze
check 'a chair' kontor resource add chair "chair 1"
check_golden t0801-colour kontor service add colour 45 wait 40 finish 35 95 € līga 40/40/30 100,- "chair 1"
check_golden t0801-edit kontor service edit colour 50 without "chair 1" ilze
check_golden t0801-salon kontor resource hours salon mon..fri 9-19 sat 10-15
check_golden t0801-again kontor service add CUT 40
check_golden t0801-no-time kontor service add wash
check_golden t0801-doubt kontor service add wash 20 1.234
check_golden t0801-finish kontor service add wash 20 finish 10
check_golden t0801-odd kontor service edit cut with bells
check_golden t0801-none kontor service edit perm 30
check_golden t0801-overlap kontor resource hours ilze mon 9-18 mon 17-20
check 'services as JSON' json '([s["name"] for s in d["services"]] == ["colour", "cut"]
  and d["services"][0]["work"] == 50 and d["services"][0]["finish"] == 35
  and d["services"][0]["price"] == {"amount_minor": 9500, "currency": "EUR"}
  and d["services"][1]["rebook_days"] == 42 and d["services"][1]["before"] == 5
  and d["services"][0]["resources"][0]["price"]["amount_minor"] == 10000)' kontor service list --json
check 'hands as JSON' json '([r["name"] for r in d["resources"]] == [None, "Līga", "Ilze", "chair 1"]
  and len(d["resources"][1]["hours"]) == 10 and d["resources"][1]["hours"][1]["opens"] == "13:00")' \
  kontor resource list --json
check 'a dry run' says 'dry run' kontor service edit cut 99 --dry-run
check 'changed nothing' json 'd["services"][1]["work"] == 35' kontor service list --json
check 'archived' says 'archived  cut' kontor service archive cut
check 'gone from the list' json 'len(d["services"]) == 1' kontor service list --json
check 'and back' says 'offered  cut' kontor service restore cut
check 'undo' says 'service restore cut' kontor undo
check 'restored' kontor service restore cut

check_golden t0801-block kontor block līga fri
check_golden t0801-holidays kontor block 24.12.-26.12. christmas
check_golden t0801-lunch kontor block ilze 12:30-13 daily lunch
check_golden t0801-open kontor block open sat 28.11. 10-14
check 'a visit' kontor book "Rita Kalve" 29555102 cut ilze thu 10:00
check_golden t0801-visits kontor block thu stock-taking
check_golden t0801-block-nothing kontor block ilze
check_golden t0801-block-past kontor block 1.11.2026
check 'closures as JSON' json '(len(d["closures"]) == 5
  and [c for c in d["closures"] if c["text"] == "lunch"][0]["repeat"] == "FREQ=DAILY")' \
  kontor block list --json
ref=$(kontor block list | sed -n 's/^\([0-9a-z]*\)\t.*stock-taking$/\1/p')
check 'removed' says 'removed  the salon  Thu 26.11.' kontor block remove "$ref"
check 'removed twice' status 3 kontor block remove "$ref"
done_testing
