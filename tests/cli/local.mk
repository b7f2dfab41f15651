# tests/cli: one script a line
cli_tests += tests/cli/t0001-basics.sh
cli_tests += tests/cli/t0002-config.sh
cli_tests += tests/cli/t0003-completion.sh
cli_tests += tests/cli/t0004-errors.sh
cli_tests += tests/cli/t0005-languages.sh
EXTRA_DIST += tests/cli/lib.sh tests/cli/golden
cli_tests += tests/cli/t0201-remind.sh
cli_tests += tests/cli/t0202-done-snooze.sh
cli_tests += tests/cli/t0203-export.sh
cli_tests += tests/cli/t0101-contact-add.sh
cli_tests += tests/cli/t0102-contact-edit.sh
cli_tests += tests/cli/t0010-undo.sh
cli_tests += tests/cli/t0011-doctor.sh
cli_tests += tests/cli/t0204-note.sh
cli_tests += tests/cli/t0205-follow-ups.sh
