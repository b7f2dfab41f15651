libshared_a_SOURCES += include/kontor/letter-record.h
libshared_a_SOURCES += include/kontor/frame.h include/kontor/records.h include/kontor/process.h \
  src/wire/frame.c src/wire/hello.c src/wire/helper.c src/wire/records.c
nodist_libshared_a_SOURCES += include/kontor/build-id.h
libshared_a_SOURCES += include/kontor/event.h
libshared_a_SOURCES += include/kontor/collection.h src/wire/outcome.c
libshared_a_SOURCES += include/kontor/event.h src/wire/record-text.h src/wire/record-text.c \
  src/wire/event-record.c
libshared_a_SOURCES += include/kontor/collection.h
libshared_a_SOURCES += include/kontor/event.h
libshared_a_SOURCES += include/kontor/collection.h src/wire/outcome.c
libshared_a_SOURCES += include/kontor/invite-record.h src/wire/invite-record.c
libshared_a_SOURCES += include/kontor/card-record.h src/wire/card-record.c
libshared_a_SOURCES += include/kontor/csv-record.h src/wire/csv-record.c
libshared_a_SOURCES += include/kontor/json-record.h
libshared_a_SOURCES += include/kontor/find-record.h
libshared_a_SOURCES += include/kontor/packed.h src/wire/packed.c
