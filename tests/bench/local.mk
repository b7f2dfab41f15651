# what ./dev bench measures with; built by make check, never installed
check_PROGRAMS += tests/bench/make-mailbox
tests_bench_make_mailbox_SOURCES = tests/bench/make-mailbox.c
tests_bench_make_mailbox_LDADD = $(BASE_LIBS) -lm
check_PROGRAMS += tests/bench/bench-letters
tests_bench_bench_letters_SOURCES = tests/bench/bench-letters.c tests/unit/book-fixture.h
tests_bench_bench_letters_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
EXTRA_DIST += tests/bench/run.sh tests/bench/run.py tests/bench/calendars.py
check_PROGRAMS += tests/bench/make-salon
tests_bench_make_salon_SOURCES = tests/bench/make-salon.c
tests_bench_make_salon_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
check_PROGRAMS += tests/bench/make-office
tests_bench_make_office_SOURCES = tests/bench/make-office.c
tests_bench_make_office_CFLAGS = $(AM_CFLAGS) $(KEEPER_CFLAGS)
check_PROGRAMS += tests/bench/bench-reader
tests_bench_bench_reader_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_bench_bench_reader_LDADD = libreader.a libshared.a $(READER_LIBS)
