libshared_a_SOURCES += include/kontor/error.h src/base/error.c
