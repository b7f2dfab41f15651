# format: one block a program
#   unit_tests += tests/unit/test-x
#   tests_unit_test_x_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
#   tests_unit_test_x_LDADD = libreader.a libshared.a $(READER_LIBS)
unit_tests += tests/unit/test-letter-read
tests_unit_test_letter_read_SOURCES = tests/unit/test-letter-read.c tests/unit/letter-fixture.h
tests_unit_test_letter_read_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_unit_test_letter_read_LDADD = libreader.a libshared.a $(READER_LIBS)
