# src/text, part of libshared.a
libshared_a_SOURCES += \
  include/kontor/fold.h src/text/fold.c \
  include/kontor/term.h src/text/term.c
