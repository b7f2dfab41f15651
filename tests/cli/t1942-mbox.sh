# mbox as a source: a file, a tree of files, what is added, taken out and written into them.
. "${srcdir:?}/tests/cli/lib.sh"
letter () { # NAME DAY SUBJECT: as a mail server puts it down
  printf '%s\n' "From toms@brize.example Mon Nov $2 08:30:00 2026" "Message-ID: <$1@brize.example>" \
    'From: Toms Kalns <toms@brize.example>' 'To: Anna <anna@studija.example>' \
    "Date: $2 Nov 2026 10:30:00 +0200" "Subject: $3" '' "Text of $1." '>From here on.' ''
}
settle () { touch -d "$1 ago" "$2"; } # a file that just changed may change again
write_config '[mail old]' "url = mbox:$DIR/mail"
{ letter one 16 First; letter two 17 Second; } >mail
settle '2 hours' mail
check 'all that is in it' says '2 new' kontor sync
check 'what stood behind a > is as it was written' eval 'ref=$(kontor --json mail list | python3 -c "import json, sys
print(json.load(sys.stdin)[\"letters\"][0][\"ref\"])")
  kontor mail show "$ref" | grep "^ *From here on"'
check 'again: nothing' says 'nothing new' kontor sync
letter three 18 Third >>mail
settle '1 hour' mail
check 'what was added' says '1 new' kontor sync
check 'nothing else went' eval '! kontor sync | grep gone'
{ letter two 17 Second; letter three 18 Third; } >mail
settle '50 minutes' mail
check 'one was taken out' says '1 gone (kept on its card)' kontor sync
sed -i 's/^Subject: Third/Status: RO\n&/' mail
settle '40 minutes' mail
check 'a status in it is nothing new' says 'nothing new' kontor sync
printf 'From toms@brize.example Thu Nov 19 08:30:00 2026\nMessage-ID: <four@brize.example>\nFrom: Toms Kalns <toms@brize.example>\nDate: 19 Nov 2026 10:30:00 +0200\nSubject: Four' >>mail
check 'a letter that is just being written can wait' says 'nothing new' kontor sync
printf '%s\n' 'th' '' 'Its text.' '' >>mail
settle '20 minutes' mail
check 'and is whole then' eval 'kontor sync >/dev/null && kontor mail list | grep -q Fourth'
check 'is there once' [ "$(kontor mail list | grep -c Four)" = 1 ]
: >mail
settle '10 minutes' mail
check 'an emptied file: its letters are kept' says '3 gone' kontor sync
check 'in the mail' says Second kontor mail list
rm mail
check 'a file that is not there: 5' status 5 kontor sync

# --- only what was added is looked at: what changes in the middle is not seen, nor searched for ---
write_config '[mail big]' "url = mbox:$DIR/big"
{
  letter front 10 Front
  yes Filling. | head -200
  echo
  letter middle00 11 Middle
  yes Filling. | head -200
  echo
} >big
settle '100 hours' big
check 'a larger file' says '2 new' kontor sync
rounds () {
  local round said
  for round in {10..69}; do
    sed -i "s/<middle[0-9]*/<middle$round/" big
    letter "more$round" 12 More >>big
    settle "$((99 - round)) hours" big
    said=$(kontor sync) || return
    case $said in *gone* | *'2 new'*) echo "$round: $said"; return 1 ;; esac
  done
}
check 'what is added is all that is read' rounds

mkdir -p tree/Inbox.sbd
letter five 19 Fifth >tree/Inbox
letter six 19 Sixth >tree/Inbox.sbd/Clients
write_config '[mail tree]' "url = mbox:$DIR/tree" 'folders = *'
settle '2 hours' tree/Inbox
check 'a tree of files' says '2 new' kontor sync
check 'account test counts by reading' eval '
  kontor account test >out && grep -qx "folders  *Inbox (1 letter), Inbox/Clients (1 letter)" out'
check 'as Thunderbird names them' says 'Inbox, Inbox/Clients' kontor sync
rm tree/Inbox.sbd/Clients
check 'a file that vanished' says '1 gone' kontor sync
check 'a password for files is a mistake' eval 'printf "password-file = /dev/null\n" >>"$CONFIG"
  status 2 kontor sync 2>said && grep -q "needs no password" said'
done_testing
