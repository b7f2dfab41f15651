# One suite for every mail server in every mode. A script sets
#   server_dir                 the server's directory
#   imaps_port ca user password   where it is (lib.sh)
#   mode                       as in the config
#   asked PATTERN              function: a command of that form reached the server
# and sources this. Each step changes the mailbox as another client would, syncs, and compares what
# is here with what a fresh sync finds there.
printf '%s\n' "$password" >"$DIR/secret"
fresh=$DIR/fresh

# letter NAME DAY SUBJECT: a file NAME with a letter of that day of November 2026
letter () {
  printf '%s\r\n' 'From: Toms Kalns <toms@brize.example>' 'To: Anna <anna@studija.example>' \
    "Date: $(printf '%02d' "$2") Nov 2026 10:00:00 +0200" "Subject: $3" \
    "Message-ID: <$1@mail.example>" '' 'Here.' >"$1"
}

# config PORT [LINE…]
config () {
  local port=$1
  shift
  write_config '[mail studio]' "url = imaps://${user/@/%40}@localhost:$port" \
    "password-file = $DIR/secret" "ca-file = $ca" "mode = $mode" 'folders = *' "$@"
}

sync () { timeout 60 "$KONTOR" --no-input "$@" sync </dev/null; }
state () { python3 "$srcdir/tests/servers/imap-state.py" "$1"; }

# brings TEXT: a sync says so, and then what is here is what a fresh one finds
brings () {
  local said
  said=$(sync 2>&1) || { echo "exit $?: $said"; return 1; }
  case $said in *"$1"*) ;; *) echo "not «$1»: $said"; return 1 ;; esac
  as_fresh
}

as_fresh () {
  rm -rf "$fresh"
  sync --data "$fresh" >/dev/null || return
  state "$DATA" >here.txt && state "$fresh" >there.txt && same there.txt here.txt
}

# gone SUBJECT: a letter that is nowhere there, and kept here
gone () {
  python3 -c 'import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}/mirror.db?mode=ro", uri=True)
rows = db.execute("SELECT gone_at IS NOT NULL FROM letter WHERE subject = ?", sys.argv[2:]).fetchall()
sys.exit(0 if rows == [(1,)] else f"{rows}")' "$DATA" "$1"
}

appended=()
for n in 1 2 3 4 5 6 7 8 9; do
  letter "l$n" $((n + 9)) "Letter $n"
  appended+=(, append INBOX "l$n")
done
imap "${appended[@]:1}" , append Sent l1 , create Work , append Work l2 , append Work l3

config "$imaps_port"
check 'the first sync' brings '9 new'
check 'nothing new' brings 'nothing new'

letter new 19 New
imap append INBOX new
check 'a new letter' brings '1 new'

imap flag INBOX 'Letter 3' '\Seen' '\Answered' , flag Work 'Letter 2' '\Flagged'
check 'flags' brings 'nothing new'

imap expunge INBOX 'Letter 4'
check 'one vanishes' brings '1 gone'
check 'and is kept' gone 'Letter 4'

letter newer 20 Newer
imap append INBOX newer , expunge INBOX 'Letter 5' , flag INBOX 'Letter 6' '\Seen'
check 'one comes, one goes, one is read' brings '1 new, 1 gone'

imap expunge INBOX Newer
check 'the newest goes' brings '1 gone'
letter after 21 After
imap append INBOX after
check 'one comes after it' brings '1 new'

imap move INBOX 'Letter 7' Work
check 'one moves to another folder' brings 'nothing new'
imap copy Work 'Letter 7' Sent
check 'and is copied to a third' brings 'nothing new'

imap rename Work Projects
check 'a folder gets another name' brings 'nothing new'

imap expunge Projects 'Letter'
check 'a folder is emptied' status 0 sync
check 'as a fresh sync sees it' as_fresh
letter again 22 Again
imap append Projects again
check 'and filled' brings '1 new'

imap delete Projects
check 'a folder goes' brings '1 gone'
imap create Projects , append Projects l8 , append Projects l9
check 'and is made anew, with other letters' brings 'nothing new'
imap flag Projects 'Letter 8' '\Answered' , expunge INBOX 'Letter 8'
check 'which change' brings 'nothing new'

# --- only what is young enough ---
letter ancient 1 Ancient
letter ancient2 2 'Ancient too'
letter young 20 Young
imap create Years , append Years ancient , append Years young
check 'old letters, as all are wanted' brings '2 new'
config "$imaps_port" 'since = 10 days'
check 'then only the last days: nothing is gone' status 0 sync
imap delete Years , create Years , append Years young , append Years ancient
check 'a folder that is numbered anew' status 0 sync
# there SUBJECT: it is not gone
there () { status 1 gone "$1"; }
check 'its young letter is there' there Young
check 'and the old one is not lost' there Ancient
config "$imaps_port"
check 'nor forgotten: all are wanted again' status 0 sync
check 'as a fresh sync sees it' as_fresh
imap delete Years
check 'the folder goes' brings '2 gone'
config "$imaps_port" 'since = 10 days'
mv "$DATA" whole
check 'a first sync of the last days' status 0 sync
check 'as a fresh one sees it' as_fresh
imap append INBOX ancient
check 'an old letter comes: it is not wanted' brings 'nothing new'
imap append INBOX ancient2 , append INBOX young , expunge INBOX 'Ancient too'
check 'a young one comes, old ones come and go' brings '1 new'
imap expunge INBOX Ancient
check 'an old one goes' brings 'nothing new'
imap append INBOX ancient , expunge INBOX Young
check 'a young one goes' brings '1 gone'
imap expunge INBOX Ancient , append INBOX young , flag INBOX Young '\Seen'
check 'and comes back' brings 'nothing new'
imap expunge INBOX Young
check 'and goes' brings '1 gone'
rm -rf "$DATA"
mv whole "$DATA"
config "$imaps_port"
check 'all are wanted again' status 0 sync
check 'as before' as_fresh

# --- cut short at several places, then whole ---
port=$imaps_port
# cuts DIR: how many connections were
cuts () { grep -c cut "$1/passed"; }
proxy_start "$DIR/measure" cut 100000000
config "$proxy_port"
check 'a sync without any change, measured' status 0 sync
for ((i = 0; i < 100; i++)); do [ -s "$DIR/measure/passed" ] && break; sleep 0.1; done
whole=$(head -1 "$DIR/measure/passed") # octets: where something has changed there are more
for octets in $((whole * 2 / 3)) $((whole - 100)) $((whole + 200)); do
  letter "cut$octets" 18 "Cut $octets"
  imap append INBOX "cut$octets" , flag INBOX 'Letter 2' '\Seen' , expunge INBOX 'Letter 9'
  proxy_start "$DIR/proxy$octets" cut $octets
  config "$proxy_port"
  rm -rf "$fresh"
  check "a cut at $octets octets" status 5 sync
  check 'of the first sync too' status 5 sync --data "$fresh"
  check 'both were cut' test "$(cuts "$DIR/proxy$octets")" = 2
  config "$port"
  check "after a cut at $octets octets" status 0 sync
  check "the interrupted first sync goes on ($octets)" status 0 sync --data "$fresh"
  state "$fresh" >resumed.txt
  check 'as a fresh sync sees it' as_fresh
  check 'and so does the other' same there.txt resumed.txt
  imap append INBOX l9 , flag INBOX 'Letter 9' '\Draft'
done
check 'the last changes' status 0 sync
check 'nothing is left' brings 'nothing new'

case $mode in
  qresync) check 'it asked by QRESYNC' asked 'EXAMINE .*(QRESYNC (' ;;
  condstore) check 'it asked by CONDSTORE' asked '(CHANGEDSINCE ' ;;
  uids) check 'it asked for neither' status 1 asked 'EXAMINE .*(\(CONDSTORE\|QRESYNC\)\|(CHANGEDSINCE\|ENABLE QRESYNC\|HIGHESTMODSEQ)' ;;
esac
