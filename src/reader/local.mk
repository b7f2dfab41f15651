# src/reader, part of libreader.a
libreader_a_SOURCES += include/kontor/reader.h src/reader/reader.c src/reader/confine.c
