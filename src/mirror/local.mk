# src/mirror, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/source-state.h src/mirror/source-state.c \
  src/mirror/quarantine.c src/mirror/fact.c
libkeeper_a_SOURCES += src/mirror/letter-ref.c
libkeeper_a_SOURCES += include/kontor/letter-scan.h src/mirror/letter-scan.c \
  src/mirror/address-evidence.c src/mirror/rhythm.c
libkeeper_a_SOURCES += include/kontor/mirror.h include/kontor/letter.h include/kontor/address.h \
  src/mirror/folder.c src/mirror/location.c src/mirror/location.h \
  src/mirror/address.c src/mirror/address-cache.c src/mirror/address-cache.h \
  src/mirror/thread.c src/mirror/thread.h src/mirror/letter-enums.c src/mirror/letter-enums.h \
  src/mirror/letter-words.c src/mirror/letter-words.h src/mirror/letter-write.c \
  src/mirror/letter-stored.c src/mirror/letter-rows.c include/kontor/letter-rows.h src/mirror/letter-place.c \
  src/mirror/search.c src/mirror/search-query.c src/mirror/search-people.c \
  src/mirror/search-people.h
libkeeper_a_SOURCES += include/kontor/calendar.h
libkeeper_a_SOURCES += src/mirror/calendar.c src/mirror/calendar-object.c \
  src/mirror/calendar-event.c src/mirror/dated.c src/mirror/dated-rows.c src/mirror/dated-rows.h
libkeeper_a_SOURCES += include/kontor/event-name-rows.h src/mirror/event-name-rows.c
libkeeper_a_SOURCES += src/mirror/event-question.c
libkeeper_a_SOURCES += include/kontor/addressbook.h src/mirror/addressbook.c
libkeeper_a_SOURCES += include/kontor/dated-who.h src/mirror/dated-who.c
libkeeper_a_SOURCES += include/kontor/invite.h src/mirror/invite-rows.c src/mirror/invite-put.c \
  src/mirror/invite-apply.h src/mirror/invite-apply.c
libkeeper_a_SOURCES += include/kontor/mirror-erase.h src/mirror/erase-letters.c src/mirror/erase-events.c
libkeeper_a_SOURCES += src/mirror/letter-forgotten.h src/mirror/letter-forgotten.c
libkeeper_a_SOURCES += include/kontor/address-book.h src/mirror/address-book.c
