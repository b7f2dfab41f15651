libshared_a_SOURCES += include/kontor/frame.h include/kontor/records.h \
  src/wire/frame.c src/wire/records.c
nodist_libshared_a_SOURCES += include/kontor/build-id.h
