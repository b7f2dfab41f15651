# the labelled mailbox, and what measures the program by it
EXTRA_DIST += tests/judgement/bench.sh tests/judgement/bench.py tests/judgement/office.py tests/judgement/spelling.py
EXTRA_DIST += tests/judgement/dev tests/judgement/held tests/judgement/late tests/judgement/fresh tests/judgement/last
EXTRA_DIST += tests/judgement/more tests/judgement/machine
EXTRA_DIST += tests/judgement/east tests/judgement/blind
# what learns the weights from it
EXTRA_DIST += tests/judgement/learn.py
check_PROGRAMS += tests/judgement/print-signs
tests_judgement_print_signs_SOURCES = tests/judgement/print-signs.c
tests_judgement_print_signs_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_judgement_print_signs_LDADD = libreader.a libshared.a $(READER_LIBS)
