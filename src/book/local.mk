# src/book, part of libkeeper.a
libkeeper_a_SOURCES += src/book/ref-lookup.c
