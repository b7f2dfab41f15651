# tests/faults: a reader that misbehaves when a letter says so, built of the same objects
noinst_PROGRAMS += tests/faults/reader-faulty
tests_faults_reader_faulty_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_faults_reader_faulty_LDADD = libreader.a libshared.a $(READER_LIBS)
EXTRA_DIST += tests/faults/lib.sh
cli_tests += tests/faults/letters.sh tests/faults/t0610-reader.sh tests/faults/orphans.sh
cli_tests += tests/faults/t0611-readers.sh
cli_tests += tests/faults/t0612-windows.sh

unit_tests += tests/faults/test-reader-faults
tests_faults_test_reader_faults_SOURCES = tests/faults/test-reader-faults.c tests/unit/reader-talk.h
tests_faults_test_reader_faults_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_faults_test_reader_faults_LDADD = libreader.a libshared.a $(READER_LIBS)
# tests/faults
if !SANITIZERS
check_PROGRAMS += tests/faults/kill-at.so
tests_faults_kill_at_so_SOURCES = tests/faults/kill-at.c
tests_faults_kill_at_so_CFLAGS = -fPIC -std=gnu17 $(WARN_CFLAGS)
tests_faults_kill_at_so_LDFLAGS = -shared
tests_faults_kill_at_so_LDADD = -ldl
endif
cli_tests += tests/faults/kill.sh
EXTRA_DIST += tests/faults/kill.py tests/faults/dump.py
cli_tests += tests/faults/kill-calendar.sh
cli_tests += tests/faults/commands.sh
EXTRA_DIST += tests/faults/commands.py
EXTRA_DIST += tests/faults/scenarios.py
EXTRA_DIST += tests/faults/office.py
EXTRA_DIST += tests/faults/points.py
EXTRA_DIST += tests/faults/state.py
cli_tests += tests/faults/full.sh
EXTRA_DIST += tests/faults/full.py
cli_tests += tests/faults/kill-imap.sh
# a courier that tries what it is told to
noinst_PROGRAMS += tests/faults/courier-faulty
tests_faults_courier_faulty_CFLAGS = $(AM_CFLAGS) $(COURIER_CFLAGS)
tests_faults_courier_faulty_LDADD = libcourier.a libshared.a $(COURIER_LIBS)
unit_tests += tests/faults/test-courier-faults
tests_faults_test_courier_faults_SOURCES = tests/faults/test-courier-faults.c tests/unit/courier-client.c \
  tests/unit/courier-client.h
EXTRA_tests_faults_test_courier_faults_DEPENDENCIES = tests/faults/courier-faulty$(EXEEXT)
torture_tests += tests/faults/kill.sh
torture_tests += tests/faults/kill-imap.sh
torture_tests += tests/faults/kill-calendar.sh
torture_tests += tests/faults/commands.sh
torture_tests += tests/faults/full.sh
torture_tests += tests/faults/small-disk.sh
cli_tests += tests/faults/small-disk.sh
