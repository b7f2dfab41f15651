# What the program says of a labelled mailbox of five languages, beside what is true: no figure below
# its floor, of the letters the rules were made with, and of those they were not.
: "${KONTOR:?the kontor to test}" "${srcdir:?the source tree}"
export KONTOR
exec python3 -B "$srcdir/tests/judgement/bench.py" --floors
