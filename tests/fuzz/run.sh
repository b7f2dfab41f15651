#!/usr/bin/env bash
# run.sh BUILD MINUTES: every fuzz target for its share of the time, from its committed corpus. What it
# finds stays in BUILD/findings; new inputs that reach new code in BUILD/corpus.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd) minutes=$2
targets=()
for target in "$build"/tests/fuzz/fuzz-*; do
  [ ! -x "$target" ] || [ -d "$target" ] || targets+=("$target")
done
[ ${#targets[@]} -gt 0 ] || { echo "no fuzz target was built" >&2; exit 1; }
seconds=$((minutes * 60 / ${#targets[@]}))
failed=0
for target in "${targets[@]}"; do
  name=$(basename "$target") topic=${target##*/fuzz-}
  mkdir -p "$build/corpus/$topic" "$build/findings"
  printf '== %s, %s s\n' "$name" "$seconds"
  "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="$build/findings/$topic-" "$build/corpus/$topic" "$here/corpus/$topic" \
    >"$build/findings/$topic.log" 2>&1 || { failed=1; tail -n 30 "$build/findings/$topic.log"; }
  grep -E 'stat::number_of_executed_units' "$build/findings/$topic.log" || true
done
exit $failed
