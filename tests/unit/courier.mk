# net, source: one block a program
#   unit_tests += tests/unit/test-x
#   tests_unit_test_x_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
#   tests_unit_test_x_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-guard
tests_unit_test_guard_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_guard_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-utf7
tests_unit_test_utf7_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_utf7_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-maildir
tests_unit_test_maildir_SOURCES = tests/unit/test-maildir.c tests/unit/courier-client.c \
  tests/unit/courier-client.h
EXTRA_tests_unit_test_maildir_DEPENDENCIES = kontor-courier$(EXEEXT)
imap_fixture = tests/unit/imap-fixture.c tests/unit/imap-fixture.h tests/unit/fake-imap.c \
  tests/unit/fake-imap.h
unit_tests += tests/unit/test-imap
tests_unit_test_imap_SOURCES = tests/unit/test-imap.c $(imap_fixture)
tests_unit_test_imap_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_imap_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-imap-login
tests_unit_test_imap_login_SOURCES = tests/unit/test-imap-login.c $(imap_fixture)
tests_unit_test_imap_login_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_imap_login_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-confinement
tests_unit_test_confinement_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_confinement_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-vdir
tests_unit_test_vdir_SOURCES = tests/unit/test-vdir.c tests/unit/place-fixture.h
tests_unit_test_vdir_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_vdir_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/unit/test-ics-file
tests_unit_test_ics_file_SOURCES = tests/unit/test-ics-file.c tests/unit/place-fixture.h
tests_unit_test_ics_file_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_unit_test_ics_file_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
