# `kontor account` without a network: known providers, the list, passwords in the keyring.
. "${srcdir:?}/tests/cli/lib.sh"
mkdir bin
PATH=$DIR/bin:$PATH

# --- presets ---
section () { # ADDRESS LINE…: --dry-run prints exactly this
  local address=$1
  shift
  kontor account add "$address" --no-input --dry-run >out 2>err || { cat err; return 1; }
  printf '%s\n' "$@" '# prints the password; without it you are asked at each sync' \
    '#password-command = pass show mail' | same - out
}
check 'Gmail' section Anna.K@GoogleMail.com '[mail googlemail]' \
  'url = imaps://anna.k%40googlemail.com@imap.gmail.com' 'address = anna.k@googlemail.com'
check 'iCloud' section anna@me.com '[mail me]' 'url = imaps://anna%40me.com@imap.mail.me.com' \
  'address = anna@me.com'
check 'a command given' eval '
  kontor account add a@hotmail.com --no-input --dry-run --oauth2-command "oama access a@hotmail.com" \
    --name work >out && printf "%s\n" "[mail work]" "url = imaps://a%40hotmail.com@outlook.office365.com" \
    "address = a@hotmail.com" "oauth2-command = oama access a@hotmail.com" | same - out'
check 'Microsoft takes a token only' eval '
  kontor account add a@hotmail.com --no-input --dry-run >out && printf "%s\n" "[mail hotmail]" \
    "url = imaps://a%40hotmail.com@outlook.office365.com" "address = a@hotmail.com" \
    "# prints a token: no password is taken there" "#oauth2-command = oama access ADDRESS" | same - out'
check 'no domain' says 'the @ and what stands after it are missing' kontor account add anna --no-input
check 'nothing was written' eval '! [ -e "$CONFIG" ] && ! [ -e "$DATA" ]'
check 'written without a test' eval '
  kontor account add anna@inbox.lv --no-input --no-test >out && grep -q "^settings .*mail.inbox.lv" out &&
  grep -qx "next: kontor account password inbox" out &&
  grep -q "^times are those of UTC, as on this machine; .* timezone = Europe/Riga" out &&
  grep -qx "url = imaps://anna%40inbox.lv@mail.inbox.lv" "$CONFIG" && kontor config check >/dev/null'
check 'a second time the zone is not said' eval '
  kontor account add b@inbox.lv --name second --no-input --no-test >out && ! grep "times are" out'
check 'a zone that is a place is said plainly' eval '
  TZ=Europe/Riga kontor --config third account add a@inbox.lv --no-input --no-test >out &&
  grep -qx "times are those of Europe/Riga, as on this machine" out && grep -qx "timezone = Europe/Riga" third'
check 'what was typed stands on no line of a file' eval '
  ! kontor account add a@x.lv --url foo://x --no-input --no-test 2>err &&
  grep -q "^kontor: cannot use this url" err'
check 'the same mailbox once more is told' says '[mail inbox] reads this mailbox already' \
  kontor account add anna@inbox.lv --name again --no-input --no-test --dry-run
check 'whatever address it is for' says '[mail inbox] reads this mailbox already' kontor account add \
  a@brize.lv --name again --url imaps://Anna%40inbox.lv@MAIL.inbox.lv --no-input --no-test --dry-run
check 'the same name at another server is another one' eval '
  kontor account add anna@inbox.lv --name other --url imaps://anna%40inbox.lv@mail.studija.example \
    --no-input --no-test --dry-run >out && ! grep "already" out'
check 'init takes the same hosts' eval '
  kontor --config new init --no-input --address a@ya.ru >/dev/null &&
  grep -qx "url = imaps://a%40ya.ru@imap.yandex.ru" new'

# --- the list ---
write_config '[mail studio]' 'url = imaps://anna%40studija.example@imap.studija.example' \
  '[mail work]' 'url = imaps://a%40hotmail.com@outlook.office365.com' 'oauth2-command = token' \
  '[mail old]' 'url = maildir:~/Mail' '[calendar cloud]' 'url = caldav+https://anna@caldav.fastmail.com/' \
  'password-command = pass show cloud'
check 'the list' eval 'kontor account >out && printf "%s\n" "name	kind	user	server	login	provider" \
  "studio	imaps	anna@studija.example	imap.studija.example	keyring	" \
  "work	imaps	a@hotmail.com	outlook.office365.com	oauth2-command	Outlook.com, Microsoft 365" \
  "old	maildir			none	" \
  "cloud	caldav	anna	caldav.fastmail.com	password-command	Fastmail" | same - out'

# --- passwords ---
printf '#!/bin/sh\nexit 1\n' >bin/none
no_keyring () { PATH=/nonexistent "$KONTOR" "$@" </dev/null; }
check 'no keyring: says how' says 'install the package libsecret-tools' no_keyring account password studio
check 'with status 1' status 1 no_keyring account password studio
cat >bin/secret-tool <<'END'
#!/bin/bash
tr '\0' ' ' </proc/$$/cmdline >>"$DIR/calls"
env >>"$DIR/environment"
[ ! -e "$DIR/broken" ] || exit 1
[ "$1" != store ] || cat >"$DIR/kept"
END
chmod +x bin/secret-tool
export DIR
store () { printf '%s\n' 'Kanarija 4417' | kontor --no-input account password "$@"; }
check 'a password' says 'the password of anna@studija.example at imap.studija.example is kept in the keyring' \
  store studio
check 'is kept, without its line end' eval '[ "$(cat kept)" = "Kanarija 4417" ] && [ "$(stat -c %s kept)" = 13 ]'
check 'under what it is looked up by' grep -q \
  'store --label Kontor: anna@studija.example, imap.studija.example service kontor user anna@studija.example host imap.studija.example' calls
check 'not in arguments or environment' eval '! grep -q Kanarija calls environment'
: >broken
check 'a keyring that refuses' says 'cannot keep the password in the keyring' store studio
rm broken
check 'a password that comes from elsewhere' says \
  'the config says where the password of «cloud» comes from: password-command' store cloud
check 'one that needs none' says '«old» needs no password' store old
check 'nobody knows it' says 'did you mean «studio»?' store studoi
check 'no password' says 'no password was given' kontor --no-input account password studio
check 'no name' status 2 kontor account password

# --- on a terminal ---
# dialogue PROMPT ANSWER COMMAND…: types the answer once the prompt stands there
dialogue () {
  python3 - "$@" <<'END'
import os
import pty
import sys
prompt, answer, command = sys.argv[1].encode(), sys.argv[2].encode(), sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown = b""
try:
    while data := os.read(fd, 4096):
        shown += data
        if answer and prompt in shown:
            os.write(fd, answer + b"\n")
            answer = b""
except OSError:
    pass
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
END
}
check 'asked for' eval 'dialogue "imap.studija.example: " "Kanarija 99" "$KONTOR" account password studio >shown &&
    [ "$(cat kept)" = "Kanarija 99" ] && ! grep -q "Kanarija 99" shown'
if have_terminal; then
  check 'add asks for address, name, password' eval '
    rm "$CONFIG"
    printf "%s\n" anna@fastmail.fm mine "" | on_terminal 80 24 kontor account add >shown
    grep -q "Fastmail wants an app password here" shown && grep -qx "\[mail mine\]" "$CONFIG"'
else
  skip 'asked for' 'there is no script(1)'
fi
done_testing
