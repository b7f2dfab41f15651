# Layout as .clang-format has it; version 14, others differ in details.
. "${srcdir:?}/tests/lint/tap.sh"
formatter=$(command -v clang-format-14) || skip_all 'clang-format-14 is not there'

misformatted () {
  sources '*.c' '*.h' | xargs "$formatter" --dry-run -Werror 2>&1 \
    | sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: error:.*/clang-format-14 -i \1/p' | LC_ALL=C sort -u
}
clean 'sources have the agreed layout' misformatted

done_testing
