# src/reader, part of libreader.a
libreader_a_SOURCES += include/kontor/reader.h src/reader/reader.c src/reader/confine.c
libreader_a_SOURCES += src/reader/reader-ical.h src/reader/reader-ical.c
libreader_a_SOURCES += src/reader/read-invite.h src/reader/read-invite.c
libreader_a_SOURCES += src/reader/reader-csv.h src/reader/reader-csv.c
libreader_a_SOURCES += src/reader/reader-send.h src/reader/reader-send.c
libreader_a_SOURCES += src/reader/reader-vcard.h src/reader/reader-vcard.c
libreader_a_SOURCES += src/reader/reader-json.h src/reader/reader-json.c
