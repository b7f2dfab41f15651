libreader_a_SOURCES +=
