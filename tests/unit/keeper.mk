# rules, store, book, mirror, flow, view, cli: one block a program
#   unit_tests += tests/unit/test-x
#   tests_unit_test_x_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-direction
tests_unit_test_direction_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-workday
tests_unit_test_workday_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-follow-up
tests_unit_test_follow_up_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-name
tests_unit_test_name_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-store
tests_unit_test_store_SOURCES = tests/unit/test-store.c tests/unit/book-fixture.h
tests_unit_test_store_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-agenda
tests_unit_test_agenda_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
unit_tests += tests/unit/test-review
tests_unit_test_review_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
