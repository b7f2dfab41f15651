# query: addresses as mutt, aerc and lbdb want them.
. "${srcdir:?}/tests/cli/lib.sh"
. "${srcdir:?}/tests/cli/letters.sh"
write_config '[mail post]' "url = maildir:$DIR/Mail"
kontor contact add 'Ānna Bērziņa' --email anna@brize.example --email private@anna.example --company 'Rīgas Brīze' >/dev/null
kontor contact add 'Toms Kalns' --email t.kalns@firm.example >/dev/null
kontor contact add 'Без почты' --phone 29123456 >/dev/null
got '2026-11-20 10:00' 'Anita Strazda <anita@stranger.example>' Hello 'A question?'
wrote '2026-11-19 10:00' private@anna.example Hello 'An answer.'
got '2026-11-21 10:00' 'Vitols <ann.vitols@shop.example>' Offer 'Buy.' 'List-Unsubscribe: <https://shop.example>' 'Precedence: bulk'
kontor sync >/dev/null 2>&1
lines () { kontor query "$@" | tail -n +2 | cut -f1 | tr '\n' ' ' | sed 's/ $//'; }
check_golden query-anna kontor query anna
check_golden query-nobody kontor query nobody-at-all
check 'nobody is exit 1' status 1 kontor query nobody-at-all
check 'whom I wrote to comes first, who has no card last' eval \
  '[ "$(lines an)" = "private@anna.example anna@brize.example anita@stranger.example" ]'
check 'any word of a name, marks off' eval '[ "$(lines berz)" = "private@anna.example anna@brize.example" ]'
check 'all words must fit' eval '[ -z "$(lines "anna kal" 2>/dev/null)" ] && [ "$(lines toms ka)" = t.kalns@firm.example ]'
check 'companies' eval '[ "$(lines brīze)" = "private@anna.example anna@brize.example" ]'
check 'beginnings of addresses' eval '[ "$(lines t.ka)" = t.kalns@firm.example ]'
check 'a word within an address' eval '[ "$(lines firm)" = t.kalns@firm.example ]'
check 'who has no address is not there' eval '! kontor query без 2>/dev/null | tail -n +2 | grep -q .'
check 'without a header' eval '[ "$(kontor query --no-header toms)" = "$(printf "t.kalns@firm.example\tToms Kalns\t")" ]'
check 'only the best' eval '[ "$(kontor query --no-header -n 1 anna | wc -l)" = 1 ]'
# 130 people of one name were written to, a minute between two of them: the 100 newest are told
for i in $(seq 1001 1130); do
  printf '%s\n' 'From: Anna <anna@studija.example>' "To: Zuzanna $i <zuzanna$i@many.example>" \
    "Date: Fri, 20 Nov 2026 $((10 + (i - 1001) / 45)):$((10 + (i - 1001) % 45)):00 +0200" \
    "Message-ID: <zuzanna$i@test.example>" 'Subject: Hello' '' 'An answer.' >"Mail/.Sent/cur/z$i:2,S"
done
kontor sync >/dev/null 2>&1
for i in $(seq 1130 -1 1031); do printf 'zuzanna%s@many.example ' $i; done | sed 's/ $//' >newest
check 'of very many the newest' eval '[ "$(lines zuzanna)" = "$(cat newest)" ]'
check 'however they are found' eval '[ "$(lines zuz)" = "$(cat newest)" ] &&
  [ "$(lines "zuzanna 1")" = "$(cat newest)" ]'
check 'an older one by its own name' eval '[ "$(lines zuzanna1002)" = zuzanna1002@many.example ]'
check 'no word is wrong usage' status 2 kontor query
check 'names cannot act' eval 'kontor contact add "$(printf "Evil\tTab \033[2J")" --email evil@x.example >/dev/null 2>&1
  ! kontor query evil | tail -n +2 | grep -q "$(printf "\033")"'
done_testing
