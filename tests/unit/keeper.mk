# rules, store, book, mirror, flow, view, cli: one block a program
#   unit_tests += tests/unit/test-x
#   tests_unit_test_x_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
