# kontor is killed in the middle of a sync: its three helpers end too.
. "${srcdir:?}/tests/cli/lib.sh"
. "$srcdir/tests/faults/lib.sh"
faulty_tree "$DIR/tree" || exit 99
mkdir -p {one,two}/{cur,new,tmp}
# a reader that sleeps over the first letter keeps everybody waiting
faulty_letter sleep one/cur/1795156001.a:2,S
faulty_letter sleep two/cur/1795156002.b:2,S
write_config '[mail one]' "url = maildir:$DIR/one" '' '[mail two]' "url = maildir:$DIR/two"

helpers () { ps -o pid= --ppid "$1"; }
alive () { # PID…: those of them that are processes still, and no zombies
  local pid
  for pid; do
    case $(sed -n 's/^State:.\(.\).*/\1/p' "/proc/$pid/status" 2>/dev/null) in
      '' | Z | X) ;;
      *) echo "$pid" ;;
    esac
  done
}
"$DIR/tree/kontor" sync >said 2>&1 </dev/null &
pid=$!
for _ in $(seq 400); do
  [ "$(helpers $pid | wc -l)" != 3 ] || break
  sleep .05
done
three=$(helpers $pid)
check 'two couriers and a reader are at work' eval '[ "$(alive $three | wc -l)" = 3 ] || { cat said; false; }'
kill -KILL $pid
wait $pid 2>/dev/null
for _ in $(seq 40); do
  [ -n "$(alive $three)" ] || break
  sleep .05
done
check 'none of them is left two seconds after' eval '[ -z "$(alive $three)" ] || ps -o pid,stat,args $three | grep -v .'
check 'and the next run is not disturbed' status 0 kontor sync
done_testing
