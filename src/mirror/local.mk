# src/mirror, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/source-state.h src/mirror/source-state.c \
  src/mirror/quarantine.c
libkeeper_a_SOURCES += src/mirror/letter-ref.c
libkeeper_a_SOURCES += include/kontor/letter-scan.h src/mirror/letter-scan.c \
  src/mirror/address-evidence.c src/mirror/rhythm.c
