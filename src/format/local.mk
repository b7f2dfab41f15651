# src/format, part of libreader.a
libreader_a_SOURCES += src/format/format-empty.c
