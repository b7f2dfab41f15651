# src/text, part of libshared.a
libshared_a_SOURCES += \
  include/kontor/fold.h src/text/fold.c \
  include/kontor/term.h src/text/term.c
libshared_a_SOURCES += include/kontor/json-writer.h src/text/json-writer.c
libshared_a_SOURCES += include/kontor/when.h src/text/when-parts.h src/text/when-words.c \
  src/text/when-token.c src/text/when-clock.c src/text/when-date.c src/text/when-parse.c \
  src/text/when-range.c src/text/repeat.c
libshared_a_SOURCES += include/kontor/contentline.h src/text/contentline.c
libshared_a_SOURCES += include/kontor/csv.h src/text/csv.c
libshared_a_SOURCES += include/kontor/collate.h src/text/collate.c
libshared_a_SOURCES += include/kontor/ics.h src/text/ics.c src/text/ics-zone.c
libshared_a_SOURCES += include/kontor/say-day.h src/text/say-day.c
libshared_a_SOURCES += include/kontor/shell-text.h src/text/shell-text.c
libshared_a_SOURCES += include/kontor/html-page.h src/text/html-page.c
libshared_a_SOURCES += include/kontor/quantity.h src/text/quantity.c
libshared_a_SOURCES += include/kontor/period.h src/text/period.c
libshared_a_SOURCES += include/kontor/csv-excel.h src/text/csv-excel.c
libshared_a_SOURCES += include/kontor/fill.h src/text/fill.c src/text/fill-html.h src/text/fill-html.c
libshared_a_SOURCES += include/kontor/utf8.h src/text/utf8.c
libshared_a_SOURCES += include/kontor/subject.h src/text/subject.c
