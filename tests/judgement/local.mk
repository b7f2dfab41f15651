# the labelled mailbox, and what measures the program by it
EXTRA_DIST += tests/judgement/bench.sh tests/judgement/bench.py tests/judgement/office.py tests/judgement/spelling.py
EXTRA_DIST += tests/judgement/dev tests/judgement/held tests/judgement/late tests/judgement/fresh tests/judgement/last
EXTRA_DIST += tests/judgement/more tests/judgement/machine
EXTRA_DIST += tests/judgement/east tests/judgement/blind tests/judgement/unseen tests/judgement/offices
EXTRA_DIST += tests/judgement/later tests/judgement/notices
# what only weights are learned from
EXTRA_DIST += tests/judgement/plain tests/judgement/acts
# what is never learned from
EXTRA_DIST += tests/judgement/apart
# what learns the weights from it
EXTRA_DIST += tests/judgement/learn.py
check_PROGRAMS += tests/judgement/print-signs
tests_judgement_print_signs_SOURCES = tests/judgement/print-signs.c
tests_judgement_print_signs_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
tests_judgement_print_signs_LDADD = libreader.a libshared.a $(READER_LIBS)
check_PROGRAMS += tests/judgement/find-weights
tests_judgement_find_weights_SOURCES = tests/judgement/find-weights.c
tests_judgement_find_weights_LDADD = libreader.a libshared.a $(READER_LIBS)
tests_judgement_find_weights_CFLAGS = $(AM_CFLAGS) $(READER_CFLAGS)
