# what ./dev bench measures with; built by make check, never installed
check_PROGRAMS += tests/bench/make-mailbox
tests_bench_make_mailbox_SOURCES = tests/bench/make-mailbox.c
tests_bench_make_mailbox_LDADD = $(BASE_LIBS) -lm
