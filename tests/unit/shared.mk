# base, text, wire
unit_tests += tests/unit/test-frame
unit_tests += tests/unit/test-local-time
tests_unit_test_local_time_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
