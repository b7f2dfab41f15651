# tests/lint: scripts that look at the source tree
lint_tests = tests/lint/files.sh tests/lint/format.sh tests/lint/layers.sh tests/lint/manual.sh \
  tests/lint/potfiles.sh tests/lint/sql.sh
TESTS += $(lint_tests)
EXTRA_DIST += $(lint_tests) tests/lint/tap.sh
