# Every way to log in, with a real Dovecot; where the secret comes from, and that it is nowhere else.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/servers/lib.sh"
chmod 711 "$DIR"
servers=()
stop_all () { for s in "${servers[@]}"; do dovecot_stop "$s"; done; }
trap 'stop_all; chmod -R u+rwX "$DIR"; rm -rf "$DIR"' EXIT
token_key=an-authority-of-this-test-only
mkdir bin

# server NAME MECHANISMS: one that knows only these; sets what dovecot_start does
server () {
  servers+=("$DIR/$1")
  mkdir -p "$DIR/$1/keys/default/HS256"
  printf '%s' "$token_key" | base64 -w 0 >"$DIR/$1/keys/default/HS256/default"
  printf '%s\n' 'introspection_mode = local' "local_validation_key_dict = fs:posix:prefix=$DIR/$1/keys/" \
    >"$DIR/$1/oauth2.conf"
  DOVECOT_SETTINGS="auth_mechanisms = $2"
  case $2 in *oauth*) DOVECOT_SETTINGS+="
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = $DIR/$1/oauth2.conf
}" ;; esac
  export DOVECOT_SETTINGS
  dovecot_or_skip "$DIR/$1"
}

# account [LINE…]
account () {
  write_config '[mail studio]' "url = imaps://anna%40studija.example@localhost:$imaps_port" \
    "ca-file = $ca" "$@"
}

# refused LINE…: sync ends with 5 and its errors are exactly these lines.
refused () {
  local got=0
  timeout 60 "$KONTOR" --no-input sync </dev/null >out 2>err || got=$?
  cat out err >>said
  printf '%s\n' "$@" 'hint: all of your own book works meanwhile' >wanted
  [ $got = 5 ] || { echo "exit $got"; cat err; return 1; }
  same wanted err
}

# --- by password ---
for mechanisms in plain login 'plain login'; do
  server "server-${mechanisms// /-}" "$mechanisms"
  printf '%s\n' "$password" >secret
  account "password-file = $DIR/secret"
  check "a password, where the server knows $mechanisms" status 0 kontor sync
done

# --- from the keyring ---
# a secret-tool that keeps what it is given in a file, and notes how it was called
cat >bin/secret-tool <<'END'
#!/bin/bash
echo "$*" >>"$KEYRING.calls"
[ ! -e "$KEYRING.locked" ] || { echo 'secret-tool: cannot unlock' >&2; exit 1; }
verb=$1
shift
case $verb in
  lookup) grep -qx "$*" "$KEYRING.name" 2>/dev/null && cat "$KEYRING" ;;
  store) [ "$1" = --label ] && shift 2; echo "$*" >"$KEYRING.name"; cat >"$KEYRING" ;;
esac
END
chmod +x bin/secret-tool
export KEYRING=$DIR/keyring
entry="service kontor user anna@studija.example host localhost"
account
check 'without a password and a keyring' env PATH=/usr/bin:/bin bash -c "
  ! '$KONTOR' --no-input sync >out 2>err </dev/null && grep -q 'no password for «studio»' err"
PATH=$DIR/bin:$PATH
check 'a keyring without an entry' refused 'kontor: no password for «studio»' \
  'hint: set password-command or password-file in [mail studio]' \
  'hint: or keep it in the keyring: kontor account password studio'
echo "$entry" >keyring.name
printf '%s' "$password" >keyring
check 'a password from the keyring' status 0 kontor --no-input sync
check 'it was asked for by user and host' grep -qx "lookup $entry" keyring.calls
printf 'wrong-%s' "$password" >keyring
check 'a wrong one' refused 'kontor: localhost refused the password for anna@studija.example'
: >keyring.locked
check 'a keyring that stays locked' refused 'kontor: no password for «studio»' \
  'hint: set password-command or password-file in [mail studio]' \
  'hint: or keep it in the keyring: kontor account password studio'
rm keyring.locked
account "password-file = $DIR/secret"
: >keyring.calls
check 'a password of the config goes before' status 0 kontor --no-input sync
check 'and the keyring is not asked' eval '! [ -s keyring.calls ]'

# --- by token ---
cat >bin/token <<END
#!/bin/sh
# the first of "\$@" of the file calls' lines so far
echo called >>$DIR/calls
n=\$(wc -l <$DIR/calls)
if [ \$n -ge \${1:-1} ]; then cat $DIR/token; else echo stale-token-7741; fi
END
chmod +x bin/token
for mechanism in oauthbearer xoauth2; do
  server "server-$mechanism" "plain $mechanism"
  python3 "$srcdir/tests/servers/token.py" "$token_key" anna@studija.example >token
  account 'oauth2-command = token 1'
  : >calls
  check "a token by $mechanism" status 0 kontor sync
  check "$mechanism: one call" eval '[ "$(wc -l <calls)" = 1 ]'
  account 'oauth2-command = token 2'
  : >calls
  check "$mechanism: a stale token is asked for again" status 0 kontor sync
  check "$mechanism: two calls" eval '[ "$(wc -l <calls)" = 2 ]'
  account 'oauth2-command = token 9'
  : >calls
  check "$mechanism: but once only" refused \
    'kontor: localhost refused the token for anna@studija.example' \
    'hint: its oauth2-command was asked twice; run it by hand to see what it says: token 9'
  check "$mechanism: two calls and no more" eval '[ "$(wc -l <calls)" = 2 ]'
done
account 'oauth2-command = token 9' 'password-command = token'
check 'a token and a password' says 'has more than one password' kontor config check
account 'oauth2-command = nosuch-program'
check 'a command that is not there' refused \
  'kontor: the oauth2-command of «studio» failed, there is no program «nosuch-program»' \
  'hint: run it by hand to see why: nosuch-program'
account 'oauth2-command = true'
check 'a command that says nothing' refused 'kontor: no password for «studio», its first line is empty'
server server-no-token plain
account 'oauth2-command = token 1'
check 'a server that takes no tokens' refused 'kontor: not connecting to localhost' \
  '  it takes no token (OAUTHBEARER, XOAUTH2)' 'hint: nothing was sent, no password either'

check 'nothing secret in what was said, the databases, the state' eval '
  ! grep -rlaF -e "$(cat token)" -e stale-token-7741 -e "kalns \"4417\"" "$DATA" "$HOME/.local/state" said \
    2>/dev/null | grep .'
done_testing
