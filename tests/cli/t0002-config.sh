# init and config: the first file a user meets.
. "${srcdir:?}/tests/cli/lib.sh"

check 'config path says where it is' says "$CONFIG" kontor config path
check '--config is another file' says "$DIR/other" kontor config path --config other
check_golden config-missing kontor config check

check_golden init-no-input-needs-address kontor init --no-input
init () {
  kontor init --no-input --address Anna@Studija.example --name 'Anna Bērziņa' "$@"
}
check_golden init-no-input init --mail maildir:~/Mail --timezone Europe/Riga --country LV
check 'it is nobody else'"'"'s business' eval '[ "$(stat -c %a "$CONFIG")" = 600 ]'
check_golden init-written cat "$CONFIG"
check_golden config-check kontor config check
check_golden init-again init --mail maildir:~/Mail
check 'the config stayed' eval 'grep -q Riga "$CONFIG"'

rm "$CONFIG"
check_golden init-bad-url init --mail imap://anna@mail.example --timezone Europe/Riga
check 'nothing is left of a refused one' eval '[ -z "$(ls -A "${CONFIG%/*}")" ]'
check 'the server is guessed' eval 'init --timezone Europe/Riga >/dev/null &&
  grep -qx "url = imaps://anna%40studija.example@imap.studija.example" "$CONFIG"'
rm -f "$CONFIG"
check 'a backslash survives' eval 'init --timezone Europe/Riga --password-command "printf %s a\\\\b" >/dev/null &&
  kontor config check'
rm -f "$CONFIG"

if have_terminal; then
  answers () {
    printf '%s\n' anna@studija.example 'Anna Bērziņa' maildir:/tmp/mail '' '' '' lv \
      | on_terminal 80 24 kontor init >shown
  }
  check 'init asks' answers
  check 'the answers are kept' eval 'grep -qx "name = Anna Bērziņa" "$CONFIG" &&
    grep -qx "\[mail studija\]" "$CONFIG" && grep -qx "country = lv" "$CONFIG"'
  rm -f "$CONFIG"
  nowhere () { printf '%s\n' '' '' '' '' '' '' | on_terminal 80 24 kontor init >shown; }
  check 'Enter passes over mail and calendar' eval 'nowhere && ! grep -q "^\[[mc]a" "$CONFIG"'
  rm -f "$CONFIG"
  mended () {
    printf '%s\n' 'anna' anna@studija.example '' imap://anna@x.example y '' '' \
      caldav+http://x.example vdir:/tmp/calendar y Riga Europe/Riga lv | on_terminal 80 24 kontor init >shown
  }
  check 'an answer that cannot be is asked for again' eval 'mended &&
    grep -q "addresses cannot be «anna»" shown && grep -q "it would go unencrypted" shown &&
    grep -q "timezone cannot be «Riga»" shown'
  check 'y takes the server that is guessed' grep -qx \
    'url = imaps://anna%40studija.example@imap.studija.example' "$CONFIG"
  check 'appointments go to the calendar' eval 'grep -qx "phone-calendar = calendar" "$CONFIG" &&
    grep -qx "url = vdir:/tmp/calendar" "$CONFIG"'
else
  skip 'init asks' 'script(1) is not there'
fi

rm -f "$CONFIG"
check_golden init-calendar init --mail maildir:~/Mail --timezone Europe/Riga --country LV \
  --source calendar --calendar caldav+https://anna@cloud.example/ \
  --calendar-password-command 'pass show cloud'
check_golden init-calendar-written cat "$CONFIG"
rm -f "$CONFIG"
check_golden init-bad-calendar init --mail maildir:~/Mail --timezone Europe/Riga --calendar http://x.example/a.ics

write_config '[mail studio]' 'url = maildir:/tmp/mail' 'folder = INBOX'
check_golden config-unknown-key kontor config check
write_config '[mail studio]' 'url = maildir:/tmp/mail' '[mail studio]'
check_golden config-double-section kontor config check

mkdir -p "$DIR/home/diary"
write_config 'phone-calendar = local/Other' '[mail studio]' 'url = maildir:gone' \
  'folders = INBOX, Sent' '[calendar local]' 'url = vdir:~/diary' 'calendars = Visits' \
  '[calendar holidays]' 'url = https://host.example/s3cret.ics' 'days-off = yes' \
  '[calendar old]' 'url = ics:old.ics' '[calendar cloud]' \
  'url = caldav+https://anna@cloud.example/' 'write = no'
check_golden config-calendars kontor config check
check_golden config-calendars-json kontor --json config check

done_testing
