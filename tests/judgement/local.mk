# the labelled mailbox, and what measures the program by it
EXTRA_DIST += tests/judgement/bench.sh tests/judgement/bench.py tests/judgement/office.py tests/judgement/spelling.py
EXTRA_DIST += tests/judgement/dev tests/judgement/held tests/judgement/late tests/judgement/fresh tests/judgement/last
EXTRA_DIST += tests/judgement/more
