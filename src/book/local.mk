# src/book, part of libkeeper.a
libkeeper_a_SOURCES += src/book/ref-lookup.c
libkeeper_a_SOURCES += include/kontor/owners.h src/book/owners.c
