# src/source, part of libcourier.a
libcourier_a_SOURCES += include/kontor/source.h include/kontor/utf7.h \
  src/source/source.c src/source/folder-choice.c src/source/folder-choice.h src/source/utf7.c \
  src/source/letter-files.c src/source/letter-files.h src/source/maildir.c src/source/eml.c \
  src/source/imap-session.c src/source/imap-session.h src/source/imap-login.c \
  src/source/imap-folders.c src/source/imap-list.c src/source/imap-fetch.c
libcourier_a_SOURCES += src/source/imap-auth.c
libcourier_a_SOURCES += src/source/imap-gmail.c src/source/imap-gmail.h
libcourier_a_SOURCES += src/source/imap-idle.c
libcourier_a_SOURCES += src/source/mbox.c src/source/mbox-scan.c src/source/mbox-scan.h
libcourier_a_SOURCES += src/source/place.c src/source/http-places.h
libcourier_a_SOURCES += src/source/place-file.c src/source/place-file.h src/source/ics-file.c \
  src/source/vdir.c src/source/vdir.h src/source/vdir-name.c src/source/vdir-write.c

libcourier_a_SOURCES += src/source/imap-pipe.c
libcourier_a_SOURCES += src/source/imap-item.c
libcourier_a_SOURCES += src/source/imap-examine.c
libcourier_a_SOURCES += src/source/imap-status.c
libcourier_a_SOURCES += src/source/imap-status.h

# HTTP and WebDAV: libdav.a, of which the plugin is made (src/local.mk)
libdav_a_SOURCES += src/source/href.c src/source/href.h src/source/dav-xml.c src/source/dav-xml.h \
  src/source/dav.c src/source/dav.h src/source/dav-request.c src/source/dav-sync.c \
  src/source/dav-get.c src/source/dav-write.c src/source/dav-discover.c src/source/dav-srv.c \
  src/source/caldav.c src/source/carddav.c src/source/ics-url.c
libdav_a_SOURCES += src/source/autoconfig.c
libcourier_a_SOURCES += include/kontor/mail-find.h src/source/mail-find.c
