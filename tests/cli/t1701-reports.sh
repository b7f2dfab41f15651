# What reports count, against figures worked out by hand (tests/cli/report-office.py).
. "${srcdir:?}/tests/cli/reports.sh"

check 'the worked example: reached' figures \
  'rows("stage", "reached") == [("Request", 10), ("Talks", 8), ("Invoice", 5), ("Paid", 3), ("Shipped", 3)]' funnel
check 'the worked example: standing' figures \
  '[n for n in rows("stage", "standing") if n[1]] == [("Request", 2), ("Talks", 3), ("Invoice", 2), ("Shipped", 3)]' funnel
check 'one was lost where it stood' figures 'rows("lost") == [1, 0, 0, 0, 0] and notes["lost"]["count"] == 1' funnel
check 'conversion' figures \
  'rows("of_previous") == [100, 80, 62.5, 60, 100] and rows("of_first") == [100, 80, 50, 30, 30]' funnel
check 'a pipeline by the beginning of its name' figures 'd["subject"] == "Other" and d["rows"] == []' funnel oth
check 'an unknown one' eval 'status 3 kontor report funnel nowhere && says "there are: Sales, Other" kontor report funnel nowhere'
check 'deals that began in another time' figures 'rows("reached") == [0, 0, 0, 0, 0]' funnel 2025
check 'and in this one' figures 'rows("reached")[0] == 10 and d["period"]["first"] == "2026-11-01"' funnel nov

check 'forecast: weighted once a month, the year before beside it' figures \
  'rows("month", "deals", "weighted", "year_before", "currency") == [("late", 1, 3000, None, "EUR"),
    ("2026-11", 0, 0, 3000, "EUR"), ("2026-12", 2, 9001, 0, "EUR"), ("undated", 1, 3000, None, "EUR"),
    ("2026-12", 1, 6001, 0, "UAH")]' forecast
check 'its sums are those of the rows' figures \
  'sums("currency", "amount", "weighted") == [("EUR", 40004, 15001), ("UAH", 10001, 6001)]' forecast
check 'what has no amount is said' figures 'notes["no_amount"]["count"] == 1' forecast

check 'revenue by client, with its classes' figures \
  'rows("name", "amount", "share", "class", "currency") == [("Toms Kalns", 64000, 75.4, "A", "EUR"),
    ("Zane Ozola", 11900, 14.0, "A", "EUR"), ("Rita Kalve", 9000, 10.6, "B", "EUR"), (None, 100000, 100, "A", "UAH")]' \
  revenue by=client nov
check 'tips apart' figures 'rows("tips")[1] == 500 and sums("amount", "tips") == [(84900, 500), (100000, 0)]' revenue by=client nov
check 'by service, goods apart, a payment shared by the lines' figures \
  'rows("name", "visits", "payments", "amount") == [("translation", 0, 2, 60000), ("colour", 3, 0, 12333),
    ("cut", 3, 0, 7167), ("proof", 0, 2, 4000), ("goods", 1, 0, 1400), ("cut", 1, 0, 100000)]' revenue by=service nov
check 'by hand, as the closing of a day shares it' figures \
  'rows("name", "amount") == [(None, 64000), ("Līga", 13733), ("Ilze", 7167), ("Ilze", 100000)]' revenue by=hand nov
check 'by source' figures 'rows("name", "amount")[:2] == [("friend", 73000), ("Instagram", 11900)]' revenue by=source nov
check 'by type' figures 'rows("name", "amount")[:2] == [("agency", 64000), (None, 20900)]' revenue by=type nov
check 'by month, beside the year before' figures \
  '[r for r in rows("month", "amount", "year_before", "currency") if r[1]] == [("2026-11", 84900, 3000, "EUR"), ("2026-11", 100000, 0, "UAH")]' \
  revenue
check 'every way of cutting it sums up to the same' eval \
  'for by in client service hand month type source; do
     figures "sums(\"amount\") == [84900, 100000]" revenue by=$by nov || exit 1; done'
check 'what is still to come is said apart' figures \
  'plain(notes["to_be_paid"]["amount"]) == 3500 and plain(notes["open_invoices"]["amount"]) == 7500' revenue nov
check 'a query of clients' figures 'sums("amount") == [73000]' revenue by=client nov source:friend
check 'one that cannot be read' status 2 kontor report revenue by=client nov 'tga:x'

check 'visits' figures \
  'sums("done", "no_show", "cancelled", "cancelled_late", "late", "open", "lost") == [(5, 1, 2, 1, 1, 0, 9500)]' visits nov
check 'each day is a row' figures '[r[0] for r in rows("period", "done")][:2] == ["2026-11-02", "2026-11-03"]' visits nov
check 'weeks' figures 'rows("period", "done") == [("2026-W45", 2), ("2026-W46", 3)]' visits per=week nov
check 'busy: 300 minutes out of 21 days of 8 hours for two' figures \
  'sums("busy_minutes", "open_minutes", "occupancy") == [(300, 20160, 1.5)]' visits nov
check 'by hand: each with her own part of what was lost' figures \
  'rows("hand", "done", "no_show", "cancelled", "lost") == [("Ilze", 4, 1, 1, 3500), ("Līga", 3, 0, 1, 6000)]' visits per=hand nov
check 'of some clients nothing is said of how busy the hands were' figures \
  'sums("done", "occupancy") == [(2, None)] and "no_occupancy" in notes' visits nov source:Instagram

check 'the month for the tax office' figures \
  'len(d["rows"]) == 11 and rows("date", "client", "service", "state", "price", "paid_how", "paid")[1] == (
    "2026-11-02", "Z. O.", "colour + cut + shampoo", "done", 9500, "card", 10900)' tax nov
check 'sums by way of payment' figures \
  'sums("paid_how", "paid", "currency") == [("transfer", 70000, "EUR"), ("card", 10900, "EUR"), ("cash", 4000, "EUR"),
    ("all", 84900, "EUR"), ("cash", 100000, "UAH"), ("all", 100000, "UAH")]' tax nov
check 'cancelled and missed visits stand in it' figures \
  'sorted(rows("state")).count("cancelled") == 2 and rows("state").count("no-show") == 1' tax nov
check 'paid in another month: there with its money, here without' eval \
  'figures "rows(\"paid_how\", \"paid\") == [(\"later\", None)]" tax oct'
check 'no name and no ref without --names' eval '! kontor --json report tax nov | grep -E "Zane|\"ref\""'
check 'names' figures 'rows("client")[1] == "Zane Ozola"' tax nov --names
check 'the month before where none is named' figures 'd["period"] == {"first": "2026-10-01", "last": "2026-10-31"}' tax

check 'sources' figures \
  'rows("source", "clients", "new", "paying", "amount", "per_client") == [("friend", 2, 2, 2, 73000, 36500),
    ("Instagram", 1, 0, 1, 11900, 11900), (None, 1, 1, 0, None, None)]' sources
check 'clients: who came back, who is new' figures \
  'rows("what", "client", "date", "silent_days") == [("won-back", "Zane Ozola", "2026-11-02", 352),
    ("new", "Rita Kalve", "2026-10-30", None), ("new", "Anna Bērziņa", "2026-11-11", None)]' clients
check 'who stays away is lost once it is told' eval \
  'export KONTOR_NOW=2027-03-01T08:12:00+02:00
   figures "(\"lost\", \"Zane Ozola\") in rows(\"what\", \"client\")" clients 2026-12..2027-02'
check 'goods' figures 'rows("name", "quantity", "amount") == [("shampoo", "1", 1400)]' goods
check 'birthdays of this month and the next' figures \
  'rows("date", "client", "age") == [("2026-11-25", "Zane Ozola", 36), ("2026-12-01", "Toms Kalns", None)]' birthdays
check '29 February where there is none' figures 'rows("date", "age") == [("2027-02-28", 43)]' birthdays 2027-02
check 'over the turn of the year' figures 'rows("client") == ["Toms Kalns"]' birthdays 1.12.2026-31.01.2027

check 'a wrong way to cut' eval 'status 2 kontor report revenue by=colour && says "by=month|client" kontor report revenue by=colour'
check 'one the report has not' status 2 kontor report funnel by=client
check 'a mistyped word that fits nobody is no query' eval '
  status 2 kontor report revenue novmber && says "did you mean: november" kontor report revenue novmber'
check 'nor are two words of one without their blank' eval '
  status 2 kontor report tax lastmonth && says "did you mean: last month" kontor report tax lastmonth &&
  says "did you mean: this year" kontor report revenue thisyear'
check 'a query that fits nobody is one' status 0 kontor report revenue 'city:nowhere'
check 'no period' eval 'status 2 kontor report revenue 31.02.2026 && says "is no period" kontor report revenue 31.02.2026'
check 'no report, and what is near' eval 'status 3 kontor report revenu && says "did you mean: revenue" kontor report revenu'
check 'reports change nothing' eval \
  'sum=$(cat "$DATA"/book.db* | cksum); kontor report revenue >/dev/null; kontor report clients >/dev/null
   [ "$sum" = "$(cat "$DATA"/book.db* | cksum)" ]'
# an empty book
rm -rf "$DATA"
kontor contact add 'Nobody Yet' >/dev/null && kontor undo >/dev/null
check 'an empty book has nothing to report' eval \
  'for report in revenue visits clients sources goods funnel forecast answers birthdays tax; do
     figures "d[\"rows\"] == [] and d[\"totals\"] == []" $report || { echo $report; exit 1; }; done'

done_testing
