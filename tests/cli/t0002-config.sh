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
    printf '%s\n' anna@studija.example 'Anna Bērziņa' maildir:/tmp/mail '' '' lv \
      | on_terminal 80 24 kontor init >shown
  }
  check 'init asks' answers
  check 'the answers are kept' eval 'grep -qx "name = Anna Bērziņa" "$CONFIG" &&
    grep -qx "\[mail studija\]" "$CONFIG" && grep -qx "country = lv" "$CONFIG"'
else
  skip 'init asks' 'script(1) is not there'
fi

write_config '[mail studio]' 'url = maildir:/tmp/mail' 'folder = INBOX'
check_golden config-unknown-key kontor config check
write_config '[mail studio]' 'url = maildir:/tmp/mail' '[mail studio]'
check_golden config-double-section kontor config check

done_testing
