# format: one block a program
#   unit_tests += tests/unit/test-x
#   tests_unit_test_x_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
#   tests_unit_test_x_LDADD = libreader.a libshared.a $(READER_LIBS)
