# src/format, part of libreader.a
libreader_a_SOURCES += src/format/gmime-auto.h include/kontor/header.h src/format/header.c \
  include/kontor/plain-text.h src/format/plain-text.c \
  include/kontor/charset.h src/format/charset.c \
  include/kontor/precheck.h src/format/precheck.c \
  include/kontor/address-list.h src/format/address-list.c \
  include/kontor/html.h src/format/html.c \
  include/kontor/flowed.h src/format/flowed.c \
  include/kontor/mime-tree.h src/format/mime-tree.c src/format/mime-leaf.h src/format/mime-leaf.c \
  include/kontor/own-text.h src/format/own-text.c \
  include/kontor/quote-words.h src/format/quote-words.c \
  include/kontor/forwarded.h src/format/forwarded.c \
  include/kontor/sign-phones.h src/format/sign-phones.c \
  include/kontor/sign-off.h src/format/sign-off.c src/format/sign-words.h src/format/sign-words.c \
  include/kontor/judgement.h src/format/judgement.c \
  include/kontor/spoof.h src/format/spoof.c \
  include/kontor/kind.h src/format/kind.c \
  include/kontor/letter-identity.h src/format/letter-identity.c \
  include/kontor/letter-read.h src/format/letter-read.c
libreader_a_SOURCES += src/format/html-look.h src/format/html-look.c src/format/html-link.c
libreader_a_SOURCES += src/format/html-write.h src/format/html-write.c
libreader_a_SOURCES += include/kontor/encoded-words.h src/format/encoded-words.c
libreader_a_SOURCES += include/kontor/mojibake.h src/format/mojibake.c
# raw content lines
libreader_a_SOURCES += include/kontor/ical-text.h src/format/ical-text.c src/format/ical-look.c
libreader_a_SOURCES += src/format/ical-text-parts.h src/format/ical-write.c
libreader_a_SOURCES += include/kontor/ical-value.h src/format/ical-value.c \
  include/kontor/recurrence.h src/format/recur-rule.c src/format/recur-walk.c \
  include/kontor/ical-zone.h src/format/ical-zone.c src/format/ical-vtimezone.c \
  include/kontor/ical-read.h src/format/ical-read.c src/format/ical-part.h \
  src/format/ical-times.c src/format/ical-people.c src/format/ical-series.c \
  include/kontor/ical-forms.h src/format/ical-split.c src/format/ical-canonical.c
libreader_a_SOURCES += src/format/ical-form.c src/format/ical-recurrence.c
libreader_a_SOURCES += include/kontor/ical-edit.h src/format/ical-kept.c src/format/ical-patch.c
libreader_a_SOURCES += src/format/ical-units.h src/format/ical-units.c src/format/ical-merge.c
libreader_a_SOURCES += src/format/ical-answer.c
# vCards
libreader_a_SOURCES += include/kontor/vcard-text.h include/kontor/vcard-edit.h
# tables
libreader_a_SOURCES += include/kontor/csv-read.h src/format/csv-read.c
libreader_a_SOURCES += src/format/vcard-text.c src/format/vcard-value.c src/format/vcard-split.c
libreader_a_SOURCES += src/format/vcard-part.h src/format/vcard-part.c src/format/vcard-place.c \
  src/format/vcard-read.c
libreader_a_SOURCES += src/format/vcard-patch.h src/format/vcard-line.c src/format/vcard-draft.c \
  src/format/vcard-patch.c src/format/vcard-patch-places.c src/format/vcard-patch-lists.c
libreader_a_SOURCES += src/format/vcard-form.h src/format/vcard-form.c src/format/vcard-merge.c
libreader_a_SOURCES += include/kontor/json-read.h src/format/json-read.c
libreader_a_SOURCES += src/format/phrases.h src/format/phrases.c
# what letters say
libreader_a_SOURCES += src/format/lexicon.h src/format/lexicon.c
libreader_a_SOURCES += src/format/forms.h src/format/forms.c
libreader_a_SOURCES += src/format/phrase-match.h src/format/phrase-match.c
libreader_a_SOURCES += src/format/stems.h src/format/stems.c
libreader_a_SOURCES += src/format/word-cache.h src/format/word-cache.c
libreader_a_SOURCES += src/format/sentences.h src/format/sentences.c
libreader_a_SOURCES += src/format/word-classes.h src/format/word-classes.c
libreader_a_SOURCES += src/format/words-de.c
libreader_a_SOURCES += src/format/words-en.c
libreader_a_SOURCES += src/format/words-lv.c
libreader_a_SOURCES += src/format/words-ru.c
libreader_a_SOURCES += src/format/words-uk.c
libreader_a_SOURCES += src/format/kind-text.c
libreader_a_SOURCES += src/format/kind-signs.h src/format/kind-signs.c
libreader_a_SOURCES += src/format/signs.h src/format/signs.c
libreader_a_SOURCES += src/format/weights.h src/format/weights.c
libreader_a_SOURCES += src/format/act-signs.h src/format/act-signs.c
libreader_a_SOURCES += src/format/acts.h src/format/acts.c
libreader_a_SOURCES += src/format/deeds.h src/format/deeds.c
# what was learned, as text to be read by people too
EXTRA_DIST += src/format/kind.weights src/format/act.weights src/format/want.weights src/format/leave.weights
nodist_libreader_a_SOURCES = src/format/kind-weights.c src/format/act-weights.c src/format/want-weights.c src/format/leave-weights.c
CLEANFILES += src/format/kind-weights.c src/format/act-weights.c src/format/want-weights.c src/format/leave-weights.c
EXTRA_DIST += src/format/weights-to-c.sh
weights_to_c = $(AM_V_GEN)$(MKDIR_P) src/format && $(srcdir)/src/format/weights-to-c.sh
src/format/kind-weights.c: src/format/kind.weights src/format/weights-to-c.sh
	$(weights_to_c) $(srcdir)/src/format/kind.weights >$@.tmp && mv $@.tmp $@
src/format/act-weights.c: src/format/act.weights src/format/weights-to-c.sh
	$(weights_to_c) $(srcdir)/src/format/act.weights >$@.tmp && mv $@.tmp $@
src/format/want-weights.c: src/format/want.weights src/format/weights-to-c.sh
	$(weights_to_c) $(srcdir)/src/format/want.weights >$@.tmp && mv $@.tmp $@
src/format/leave-weights.c: src/format/leave.weights src/format/weights-to-c.sh
	$(weights_to_c) $(srcdir)/src/format/leave.weights >$@.tmp && mv $@.tmp $@
# words of each language by what they are about
EXTRA_DIST += src/format/classes-to-c.sh
classes_to_c = $(AM_V_GEN)$(MKDIR_P) src/format && $(srcdir)/src/format/classes-to-c.sh
EXTRA_DIST += src/format/de.classes
nodist_libreader_a_SOURCES += src/format/word-classes-de.c
CLEANFILES += src/format/word-classes-de.c
src/format/word-classes-de.c: src/format/de.classes src/format/classes-to-c.sh
	$(classes_to_c) $(srcdir)/src/format/de.classes >$@.tmp && mv $@.tmp $@
EXTRA_DIST += src/format/en.classes
nodist_libreader_a_SOURCES += src/format/word-classes-en.c
CLEANFILES += src/format/word-classes-en.c
src/format/word-classes-en.c: src/format/en.classes src/format/classes-to-c.sh
	$(classes_to_c) $(srcdir)/src/format/en.classes >$@.tmp && mv $@.tmp $@
EXTRA_DIST += src/format/lv.classes
nodist_libreader_a_SOURCES += src/format/word-classes-lv.c
CLEANFILES += src/format/word-classes-lv.c
src/format/word-classes-lv.c: src/format/lv.classes src/format/classes-to-c.sh
	$(classes_to_c) $(srcdir)/src/format/lv.classes >$@.tmp && mv $@.tmp $@
EXTRA_DIST += src/format/ru.classes
nodist_libreader_a_SOURCES += src/format/word-classes-ru.c
CLEANFILES += src/format/word-classes-ru.c
src/format/word-classes-ru.c: src/format/ru.classes src/format/classes-to-c.sh
	$(classes_to_c) $(srcdir)/src/format/ru.classes >$@.tmp && mv $@.tmp $@
EXTRA_DIST += src/format/uk.classes
nodist_libreader_a_SOURCES += src/format/word-classes-uk.c
CLEANFILES += src/format/word-classes-uk.c
src/format/word-classes-uk.c: src/format/uk.classes src/format/classes-to-c.sh
	$(classes_to_c) $(srcdir)/src/format/uk.classes >$@.tmp && mv $@.tmp $@
