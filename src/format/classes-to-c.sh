#!/bin/sh
# classes-to-c.sh FILE: prints the classes of words in FILE, LANGUAGE.classes, as
# kt_word_classes_LANGUAGE (src/format/word-classes.h).
set -eu
printf '#include "config.h"\n#include "../src/format/word-classes.h"\n'
printf 'const KtWordClassRow kt_word_classes_%s[] = {\n' "$(basename "$1" .classes)"
sed 's/\([^ ]*\) \(.*\)/{"\1","\2"},/' "$1"
echo '{0}};'
