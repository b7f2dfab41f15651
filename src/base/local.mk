libshared_a_SOURCES += include/kontor/error.h src/base/error.c
libshared_a_SOURCES += include/kontor/local-time.h src/base/local-time.c
