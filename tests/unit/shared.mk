# base, text, wire
unit_tests += tests/unit/test-frame
unit_tests += tests/unit/test-local-time
unit_tests += tests/unit/test-error
unit_tests += tests/unit/test-id
unit_tests += tests/unit/test-addr
unit_tests += tests/unit/test-clock
unit_tests += tests/unit/test-paths
unit_tests += tests/unit/test-fold
unit_tests += tests/unit/test-term
unit_tests += tests/unit/test-nearest
unit_tests += tests/unit/test-phone
unit_tests += tests/unit/test-settings
tests_unit_test_settings_SOURCES = tests/unit/test-settings.c tests/unit/settings-fixture.h
unit_tests += tests/unit/test-settings-calendar
tests_unit_test_settings_calendar_SOURCES = tests/unit/test-settings-calendar.c \
  tests/unit/settings-fixture.h
unit_tests += tests/unit/test-when
tests_unit_test_when_SOURCES = tests/unit/test-when.c tests/unit/when-rows.h
unit_tests += tests/unit/test-repeat
unit_tests += tests/unit/test-contentline
unit_tests += tests/unit/test-csv
unit_tests += tests/unit/test-ics
unit_tests += tests/unit/test-money
unit_tests += tests/unit/test-event-record
unit_tests += tests/unit/test-html-page
tests_unit_test_html_page_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-fill
