# Layout as .clang-format has it; version 14, others differ in details.
. "${srcdir:?}/tests/lint/tap.sh"
formatter=$(command -v clang-format-14) || skip_all 'clang-format-14 is not there'

misformatted () {
  local file
  for file in $(sources '*.c' '*.h' | grep -v command-list.h); do
    "$formatter" --dry-run -Werror "$file" >/dev/null 2>&1 || echo "clang-format-14 -i $file"
  done
}
clean 'sources have the agreed layout' misformatted

done_testing
