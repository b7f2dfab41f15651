"""Every command that changes the book, once at least, as the tests of kills and of full disks run it.

A row is (key, office, command, more…): key is the command as its table names it, office whose book
it changes, {name} stands for the ref of what REFS finds there. what follows are commands
that make what it needs, and the one that finishes it where that is another; "steps" says why it may be seen half-done, when the next run has to finish it."""

REFS = {
    "office": {
        "catalogue": "SELECT id FROM deal WHERE title = 'catalogue DE→UK'",
        "proofs": "SELECT id FROM deal WHERE title = 'proofs'",
        "website": "SELECT id FROM deal WHERE title = 'website in Latvian'",
        "brand": "SELECT id FROM deal WHERE title LIKE 'brand book%'",
        "offer": "SELECT id FROM invoice WHERE kind = 'offer' ORDER BY issued DESC, number DESC",
        "lost": "SELECT id FROM deal WHERE closed_at IS NOT NULL ORDER BY closed_at DESC LIMIT 1",
        "call": "SELECT id FROM reminder WHERE text LIKE '%about the catalogue%'",
        "letter": "SELECT key FROM mirror.letter WHERE subject = 'CV tulkojums' ORDER BY id DESC",
        "asks": "SELECT key FROM mirror.letter WHERE subject LIKE 'Re: Katalog 2027' ORDER BY id DESC",
        "stranger": "SELECT key FROM mirror.letter WHERE subject LIKE 'Re: Mājaslapas%' ORDER BY id DESC",
    },
    "salon": {
        "event": "SELECT e.key FROM mirror.event e WHERE e.summary = 'Evening for new colours'",
        "late": "SELECT id FROM appointment WHERE state = 'booked' ORDER BY start_at",
    },
    "phone": {
        name: f"SELECT id FROM reminder WHERE text = '{name}'"
        for name in ("moved", "changed", "finished", "doubtful")
    },
    "demo": {},
}

OFFICE = [
    ("contact add", 'contact add "Gunta Vīksna" --email gunta@viksna.example --phone "+371 29 555 102"'
                    ' city=Cēsis tag=new'),
    ("contact edit", 'contact edit "hanna weber" phone+="29 888 777" city=Berlin tag+=vip'),
    ("contact delete", "contact delete priede --yes", ["contact add Priede tag=old"]),
    ("contact relate", 'contact relate "hanna weber" referred-by "toms kalns"'),
    ("contact unrelate", 'contact unrelate "hanna weber" "toms kalns"',
     ['contact relate "hanna weber" referred-by "toms kalns"']),
    ("contact merge", 'contact merge "hanna weber" "Hanna Vebere" --yes',
     ['contact add "Hanna Vebere" --email h.weber@werkstatt-weber.example tag=twin',
      'note "Hanna Vebere" the same woman']),
    ("contact duplicates", 'contact duplicates --not "hanna weber" "Hanna Vebere"',
     ['contact add "Hanna Vebere" --phone "+371 29 555 103"']),
    ("contact forget", 'contact forget "hanna weber" --yes --no-paper', [], "forget --no-paper"),
    ("forget", 'forget "toms kalns" --yes --no-paper', [], "forget --no-paper"),
    ("note", 'note "hanna weber" likes mornings'),
    ("call", 'call "hanna weber" --at yesterday 14 min, the catalogue'),
    ("meet", 'meet "toms kalns" all agreed'),
    ("remind", 'remind "hanna weber" every mon 10:00 call about the price'),
    ("done", "done {call}"),
    ("done", "done {asks}"),
    ("snooze", "snooze {call} fri"),
    ("snooze", "snooze {asks} fri"),
    ("deal add", 'deal add "hanna weber" second catalogue 900 --due 12.12.'),
    ("deal edit", "deal edit {catalogue} amount=1300 expected=4.12."),
    ("deal item", "deal item add {catalogue} 12.5 page 22,40"),
    ("deal note", "deal note {catalogue} wants it on paper"),
    ("deal next", "deal next {website} fri call about the price"),
    ("deal move", "deal move {catalogue} work"),
    ("deal win", "deal win {proofs} all went well"),
    ("deal lose", "deal lose {website} price"),
    ("deal reopen", "deal reopen {lost}"),
    ("deal link", "deal link {letter} {catalogue}"),
    ("deal unlink", "deal unlink {letter} {catalogue}", ["deal link {letter} {catalogue}"]),
    ("move", "move {website} work"),
    ("pipeline add", "pipeline add Courses"),
    ("pipeline edit", "pipeline edit add Talks after Inquiry 30% 14d"),
    ("pipeline remove", "pipeline remove courses", ["pipeline add Courses"]),
    ("invoice", "invoice {proofs}"),
    ("invoice edit", "invoice edit 2026-044 due +30d"),
    ("invoice void", "invoice void 2026-044 wrong address"),
    ("invoice remind", "invoice remind 2026-044"),
    ("offer", "offer {website}"),
    ("offer edit", "offer edit {offer} until +20d", ["offer {website}"]),
    ("offer accept", "offer accept {offer}", ["offer {website}"]),
    ("offer decline", "offer decline {offer} too expensive", ["offer {website}"]),
    ("offer void", "offer void {offer} wrong client", ["offer {website}"]),
    ("paid", "paid 2026-041 cash"),
    ("unpaid", "unpaid 2026-041", ["paid 2026-041 cash"]),
    ("field add", 'field add "Shoe size" number'),
    ("field rename", "field rename Skin Leather", ["field add Skin choice dry, oily"]),
    ("field remove", "field remove Skin", ["field add Skin choice dry, oily"]),
    ("field restore", "field restore Skin", ["field add Skin choice dry, oily", "field remove Skin"]),
    ("segment add", "segment add awake last:<90d"),
    ("segment rename", "segment rename awake alive", ["segment add awake last:<90d"]),
    ("segment remove", "segment remove awake", ["segment add awake last:<90d"]),
    ("template add", "template add short {dir}/short.txt --kind invoice"),
    ("template edit", "template edit reminder --language en"),
    ("template remove", "template remove short",
     ["template add short {dir}/short.txt --kind invoice"]),
    ("report save", "report save vips revenue by=client 2026"),
    ("report remove", "report remove vips", ["report save vips revenue by=client 2026"]),
    ("import csv", "import csv {dir}/people.csv --yes --save-map mine"),
    ("import vcf", "import vcf {dir}/people.vcf --yes"),
    ("import json", "import json {dir}/book.json --yes --update", ["contact edit kalns city=Ogre"]),
    ("mail link", 'mail link {letter} "toms kalns"'),
    ("mail unlink", 'mail unlink {letter} ozols'),
    ("review", "review yes marta.eglite@koksunko.example"),
    ("review", 'review other toms@kalns.example "toms kalns"'),
    ("review", "review ignore x91@gift.example"),
    ("undo", "undo 2 --yes", ["note kalns one", "contact add Priede tag=old"]),
    ("redo", "redo", ["contact add Priede tag=old", "undo"]),
    ("invite accept", "invite accept kick-off --note Gladly"),
    ("invite decline", "invite decline kick-off"),
    ("invite tentative", "invite tentative kick-off"),
]

SALON = [
    ("book", "book ligita cut ilze wed 9:00 --force"),
    ("book", 'book "Elza Kalna" 29123456 cut thu 15 --force'),
    ("again", "again ligita 5.01. 9:00 --force"),
    ("arrived", "arrived zane ozola"),
    ("arrived", "arrived --service men --with līga --force"),
    ("done", "done {late} 92 card +shampoo tip 5"),
    ("noshow", "noshow {late}"),
    ("late", "late daiga 10"),
    ("confirmed", "confirmed inga --by phone"),
    ("cancel", "cancel laura has a cold --by phone"),
    ("move", "move daiga thu 16 --force"),
    ("visit arrived", "visit arrived zane ozola"),
    ("visit done", "visit done {late} card"),
    ("visit noshow", "visit noshow {late}"),
    ("visit confirmed", "visit confirmed marta"),
    ("visit cancel", "visit cancel daiga"),
    ("visit move", "visit move daiga thu 16 --force"),
    ("fill", "fill yes", ["cancel 'zane ozola'", "fill 1"]),
    ("wait", "wait daiga cut with līga mornings"),
    ("wait", "wait --withdraw rita"),
    ("close", "close 2026-11-20 --counted 412"),
    ("block", "block līga fri holiday"),
    ("block open", "block open sun 29.11. 10-14"),
    ("block remove", "block remove 1", ["block list"]),
    ("good add", "good add balm 7,20"),
    ("good remove", "good remove shampoo"),
    ("formula", 'formula "zane ozola" colour "7.1 30 g + 8.0 15 g" --why "too yellow"'),
    ("allergy", 'allergy daiga "latex" --tested 17.11. --result fine'),
    ("allergy", "allergy 'zane ozola' PPD --remove --yes"),
    ("resource add", "resource add staff Anete mon..fri 9-18 break 12:30-13"),
    ("resource edit", "resource edit līga --name Līgita"),
    ("resource hours", "resource hours marina mon..fri 9-17"),
    ("resource archive", "resource archive marina"),
    ("resource restore", "resource restore marina", ["resource archive marina"]),
    ("service add", "service add peeling 35 45 € marina"),
    ("service edit", "service edit cut before 5 after 10"),
    ("service archive", "service archive updo"),
    ("service restore", "service restore updo", ["service archive updo"]),
    ("calendar link", "calendar link {event} daiga"),
    ("calendar unlink", "calendar unlink {event} daiga", ["calendar link {event} daiga"]),
]

PHONE_BEFORE = [
    'contact add "Alfa Kalns" --email alfa@kalns.example --phone 29000001',
    'contact add "Beta Liepa" --email beta@liepa.example',
    'contact add "Gamma Roze" --phone 29000003',
    "remind wed 10:00 moved", "remind wed 10:00 changed", "remind wed 10:00 finished",
    "remind thu 10:00 doubtful", "sync",
]
CONFLICT = ["!sed -i 's/T08\\(..\\)00Z/T09\\100Z/' $(grep -l SUMMARY:doubtful vdir/cal/home/*)",
            "snooze {doubtful} 'fri 12:00'", "?sync"]
CARD_GONE = ["!rm $(grep -l 'FN:Beta' vdir/people/friends/*)", "?sync"]

PHONE = [
    ("sync", "sync", ["!sed -i 's/T08\\(..\\)00Z/T09\\100Z/' $(grep -l SUMMARY:moved vdir/cal/home/*)",
                      "snooze {changed} 'thu 12:00'", "done {finished}", "remind fri 9:00 first",
                      "!sed -i s/29000001/29000011/ $(grep -l 'FN:Alfa' vdir/people/friends/*)",
                      "contact edit beta phone+=29000002", "contact delete gamma --yes",
                      "contact add Delta --phone 29000004"]),
    ("calendar push", "calendar push home", ["!rm vdir/cal/home/*", "?sync"]),
    ("calendar accept", "calendar accept home --yes", ["!rm vdir/cal/home/*", "?sync"], "sync"),
    ("calendar resolve", "calendar resolve {doubtful} --mine", CONFLICT),
    ("addressbook push", "addressbook push friends", ["!rm vdir/people/friends/*", "?sync"]),
    ("addressbook accept", "addressbook accept friends --yes", ["!rm vdir/people/friends/*", "?sync"], "sync"),
    ("addressbook resolve", "addressbook resolve beta --mine", CARD_GONE),
]

# Where a command opens the book for writing by itself: what it is then called here.
OPENED_IN = {
    "cmd-block.c": ["block"],
    "cmd-init.c": ["init"],
    "cmd-invoice.c": ["invoice", "offer"],
    "contact-duplicates.c": ["contact duplicates"],
    "cmd-sync.c": ["sync"],
    "deal-add.c": ["deal add"],
}

# Commands that take several steps, each whole: what stands between is finished by the next run.
STEPS = {
    "sync": "each source is a step, each window of letters, each object that is sent",
    "calendar accept": "it is a sync",
    "addressbook accept": "it is a sync",
}

# Where the next run may ask once more instead: the tables whose rows may then differ, and why.
ASKS_AGAIN = {
    "addressbook accept": ("outbox", "whose cards were not yet given up is asked about one by one"),
}

# No scenario here, because:
EXCUSED = {
    "sync": "kill.py, kill-calendar.sh and kill-imap.sh kill it",
    "init": "kill.py: its file is the config",
}

ALL = {"office": OFFICE, "salon": SALON, "phone": PHONE}
