# src/source, part of libcourier.a
libcourier_a_SOURCES += include/kontor/source.h include/kontor/utf7.h \
  src/source/source.c src/source/folder-choice.c src/source/folder-choice.h src/source/utf7.c \
  src/source/letter-files.c src/source/letter-files.h src/source/maildir.c src/source/eml.c
