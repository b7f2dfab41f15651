# A Maildir of Anna's in $DIR/Mail, for tests that sync: . "$srcdir/tests/cli/letters.sh"
mkdir -p Mail/{cur,new,tmp} Mail/.Sent/{cur,new,tmp} Mail/.Archive/{cur,new,tmp}
letters=0

# put FOLDER FLAGS DATE FROM TO SUBJECT TEXT [HEADER…]: one letter; its id is <N@test.example>.
put () {
  local folder=$1 flags=$2 date=$3 from=$4 to=$5 subject=$6 text=$7
  shift 7
  letters=$((letters + 1))
  {
    [ "$folder" = .Sent ] || printf 'Received: from a by b; %s\n' "$(date -R -d "$date")"
    printf 'From: %s\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s@test.example>\n' \
      "$from" "$to" "$subject" "$(date -R -d "$date")" "$letters"
    [ $# = 0 ] || printf '%s\n' "$@"
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n%s\n' "$text"
  } >"Mail/$folder/cur/$letters.test:2,$flags"
  touch -d "$date" "Mail/$folder/cur/$letters.test:2,$flags"
}
got () { local date=$1 from=$2 subject=$3 text=$4; shift 4; put . S "$date" "$from" anna@studija.example "$subject" "$text" "$@"; }
wrote () { local date=$1 to=$2 subject=$3 text=$4; shift 4; put .Sent S "$date" 'Anna Bērziņa <anna@studija.example>' "$to" "$subject" "$text" "$@"; }
answers () { echo "In-Reply-To: <$1@test.example>"; }
