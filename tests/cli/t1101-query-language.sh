# The query language: whom each word names, how words are joined, what is refused.
. "${srcdir:?}/tests/cli/lib.sh"
command -v sqlite3 >/dev/null || { echo '1..0 # SKIP sqlite3 is not there'; exit 0; }
write_config
kontor contact add 'Anna Bērziņa' --email anna@brize.example --phone '29 123 456' --tag vip \
  --type designer --company 'Rīgas Brīze' --birthday 1986-12-03 --language lv >/dev/null
kontor contact add 'Toms Kalns' --email toms@kalns.example --tag brand --type client \
  --birthday 1990-11-24 --cadence 30 >/dev/null
kontor contact add 'Олена Коваль' --phone 29777888 --tag VIP --tag slow --language uk >/dev/null
kontor contact add 'Brize SIA' kind=company >/dev/null 2>&1 || kontor contact add 'Brize SIA' >/dev/null
KONTOR_NOW=2026-08-15T10:00:00+03:00 kontor call anna 'wants a wedding trial' >/dev/null
KONTOR_NOW=2026-11-18T10:00:00+02:00 kontor meet toms 'paper samples' >/dev/null
kontor deal add toms 'Brand book' 2800 --stage offer >/dev/null
kontor deal add anna Labels 1 >/dev/null
kontor deal win labels >/dev/null
book=$DATA/book.db
sql () { sqlite3 "$book" "$@"; }
id () { sql "SELECT id FROM contact WHERE name LIKE '$1%'"; }
anna=$(id Anna) toms=$(id Toms)
now=1795414000 # of the fixed clock
sql "UPDATE contact SET city = 'Rīga', discount = 1050, consent = 'yes', source = 'Santa Kļava' WHERE id = $anna;
     UPDATE contact SET city = 'Sankt Pölten', consent = 'no' WHERE id = $toms;
     INSERT INTO service (id, name, fold, work, created, updated) VALUES (5, 'cut', 'cut', 60, 1, 1);
     INSERT INTO resource (id, kind, name, fold, created, updated) VALUES (6, 'staff', 'Līga', 'liga', 1, 1);
     INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, currency, paid_how, paid, paid_at, uid, created, updated) VALUES
       (10, $anna, '2026-08-01T10:00', 'Europe/Riga', $now - 110 * 86400, $now - 110 * 86400 + 3600, 'done', 'EUR', 'card', 40000, 1, 'a', 1, 1),
       (11, $anna, '2026-08-02T10:00', 'Europe/Riga', $now - 109 * 86400, $now - 109 * 86400 + 3600, 'done', 'USD', 'card', 90000, 1, 'b', 1, 1),
       (12, $toms, '2026-11-25T10:00', 'Europe/Riga', $now + 2 * 86400, $now + 2 * 86400 + 3600, 'booked', 'EUR', NULL, NULL, NULL, 'c', 1, 1),
       (13, $toms, '2026-11-01T10:00', 'Europe/Riga', $now - 20 * 86400, $now - 20 * 86400 + 3600, 'no-show', 'EUR', NULL, NULL, NULL, 'd', 1, 1);
     INSERT INTO appointment_part (id, appointment, position, service, name, staff, start, work) VALUES
       (20, 10, 0, 5, 'cut', 6, 0, 60), (21, 13, 0, 5, 'cut', 6, 0, 60);
     INSERT INTO invoice (id, kind, number, contact, amount, currency, issued, due, state, created, updated) VALUES
       (50, 'invoice', '2026-1', $toms, 20000, 'EUR', '2026-10-01', '2026-10-14', 'open', 1, 1),
       (51, 'invoice', '2026-2', $anna, 15000, 'EUR', '2026-10-01', '2026-10-14', 'paid', 1, 1);
     INSERT INTO invoice_payment (id, invoice, amount, paid, created) VALUES (60, 51, 15000, '2026-10-10', 1), (61, 50, 5000, '2026-10-10', 1);
     INSERT INTO field (id, name, fold, kind, choices, created, updated) VALUES
       (70, 'hair type', 'hair type', 'choice', 'dry', 1, 1), (71, 'run', 'run', 'number', '', 1, 1),
       (72, 'since', 'since', 'date', '', 1, 1), (73, 'limit', 'limit', 'money', '', 1, 1);
     INSERT INTO contact_field (id, contact, field, value) VALUES (80, $anna, 70, 'dry'), (81, $anna, 71, '12.5'),
       (82, $toms, 71, '3'), (83, $toms, 72, '2023-03-14'), (84, $toms, 73, '500.00 EUR');
     INSERT INTO relation (id, contact, kind, other, created) VALUES (90, $toms, 'referred-by', $anna, 1);" || exit 99

# names QUERY: the first words of the names found, in order
names () { kontor contact list "$@" | tail -n +2 | cut -f1 | sed 's/ .*//' | tr '\n' ' ' | sed 's/ $//'; }
# is QUERY NAMES
is () { check "$1" eval "got=\$(names '${1//\'/\'\\\'\'}'); [ \"\$got\" = '$2' ] || { echo \"got: \$got\"; exit 1; }"; }

is 'tag:vip' 'Anna Олена'
is 'tag:vip,brand' 'Anna Toms Олена'
is 'tag:vip -tag:slow' 'Anna'
is 'tag:v*' 'Anna Олена'
is 'tag:none' 'Brize'
is 'type:designer OR type:client' 'Anna Toms'
is '(type:designer | type:client) city:rīg' 'Anna'
is 'NOT (tag:vip OR tag:brand)' 'Brize'
is 'city:"Sankt Pölten"' 'Toms'
is 'city:=Sankt' ''
is 'company:brīze' 'Anna'
is 'source:santa' 'Anna'
is 'language:uk' 'Олена'
is 'birthday:dec' 'Anna'
is 'birthday:<7d' 'Toms'
is 'birthday:1986' 'Anna'
is 'email:toms' 'Toms'
is 'email:anna@brize.example' 'Anna'
is 'domain:brize.example' 'Anna'
is 'domain:example -domain:kalns.example' 'Anna'
is 'phone:456' 'Anna'
is '29 777 888' 'Олена'
is 'has:phone no:email' 'Олена'
is 'has:email,phone' 'Anna Toms Олена'
is 'anna' 'Anna'
is 'koval' ''
is 'коваль' 'Олена'
is 'wedding' ''
is '"wedding trial"' 'Anna'
is 'note:wedd' 'Anna'
is 'last:>90d' 'Anna'
is 'last:<2w' 'Toms'
is 'last:never' 'Brize Олена'
is 'last:..30d' 'Toms'
is 'last:90d..' 'Anna'
is 'next:<7d' 'Toms'
is 'next:none tag:vip' 'Anna Олена'
is 'visits:>1' 'Anna'
is 'visits:0 has:birthday' 'Toms'
is 'noshow:>0' 'Toms'
is 'service:cut' 'Anna'
is 'hand:līga' 'Anna'
is 'spent:>500' 'Anna'
is 'spent:>=550 spent:<=550' 'Anna'
is 'spent:>551' ''
is 'spent:>800USD' 'Anna'
is 'spent:0 has:cadence' ''
is 'spent:50' 'Toms'
is 'owes:150' 'Toms'
is 'deal:open' 'Toms'
is 'deal:won' 'Anna'
is 'deal:none' 'Brize Олена'
is 'stage:offer' 'Toms'
is 'pipeline:sales amount:>1000' 'Toms'
is 'invoice:overdue' 'Toms'
is 'invoice:paid' 'Anna'
is 'consent:yes' 'Anna'
is 'consent:да' 'Anna'
is 'consent:none' 'Brize Олена'
is 'discount:>10' 'Anna'
is 'discount:10.5' 'Anna'
is 'cadence:<=30' 'Toms'
is 'related:anna' 'Toms'
is 'related:toms' 'Anna'
is '"hair type":dry' 'Anna'
is 'hair-type:dry' 'Anna'
is 'run:>10' 'Anna'
is 'run:3..12.5' 'Anna Toms'
is 'since:2023' 'Toms'
is 'limit:>=500' 'Toms'
is 'limit:none has:run' 'Anna'
is 'визиты:>1' 'Anna'
is 'birka:vip мова:lv' 'Anna'

check 'words of the shell keep their quotes' eval '[ "$(names city:"Sankt Pölten")" = Toms ]'
check 'everybody without a query' eval '[ "$(kontor contact list | wc -l)" = 5 ]'
check_golden query-unknown-field kontor contact list anna tga:vip
check_golden query-bad-choice kontor contact list deal:opne
check_golden query-bad-date kontor contact list 'last:>90x'
check_golden query-bad-money kontor contact list spent:much
check_golden query-no-stage kontor contact list stage:ofer
check_golden query-open-parenthesis kontor contact list '(tag:vip'
check_golden query-two-amounts kontor contact list 'spent:>500,50'
check 'a query has a limit' says 'longer than 4096 octets' kontor contact list "$(printf '%05000d' 0)"

check 'sorted by what they spent' eval '[ "$(names --sort spent)" = "Anna Toms Brize Олена" ]'
check 'the other way round' eval '[ "$(names --sort=-name)" = "Олена Toms Brize Anna" ]'
check 'sorted by the last contact, only the first' eval '[ "$(names --sort last -n 1)" = Toms ]'
check 'columns of one'\''s own' eval \
  '[ "$(kontor contact list anna --columns name,visits,city)" = "$(printf "name\tvisits\tcity\nAnna Bērziņa\t2\tRīga")" ]'
check_golden query-bad-column kontor contact list --columns nam
check_golden query-bad-sort kontor contact list --sort nam
check 'find names contacts by the language' eval \
  '[ "$(kontor find tag:vip type:designer | cut -f1 | tail -1)" = "Anna Bērziņa" ]'
check 'find finds deals' eval 'kontor find brand book | grep -q "^deal"'
check 'free words of find stay words' eval 'kontor find Re: wedding | head -1 | grep -q ^kind'
check 'help tells the fields' eval 'kontor help query-language | grep -q "birthday:"'
done_testing
