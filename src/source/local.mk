# src/source, part of libcourier.a
libcourier_a_SOURCES += include/kontor/source.h include/kontor/utf7.h \
  src/source/source.c src/source/folder-choice.c src/source/folder-choice.h src/source/utf7.c \
  src/source/letter-files.c src/source/letter-files.h src/source/maildir.c src/source/eml.c \
  src/source/imap-session.c src/source/imap-session.h src/source/imap-login.c \
  src/source/imap-folders.c src/source/imap-list.c src/source/imap-fetch.c
libcourier_a_SOURCES += src/source/place.c
libcourier_a_SOURCES += src/source/place-file.c src/source/place-file.h src/source/ics-file.c \
  src/source/vdir.c src/source/vdir.h src/source/vdir-name.c src/source/vdir-write.c
