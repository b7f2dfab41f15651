# src/net, part of libcourier.a
libcourier_a_SOURCES += include/kontor/guard.h include/kontor/stream.h include/kontor/tls.h \
  src/net/guard.c src/net/guard-line.c src/net/guard-line.h src/net/stream.c \
  src/net/connect.c src/net/tls.c src/net/wait.c src/net/wait.h
libcourier_a_SOURCES += src/net/purpose.c src/net/purpose.h
libcourier_a_SOURCES += src/net/guard-labels.c
libdav_a_SOURCES += include/kontor/http.h src/net/http.c src/net/http-private.h \
  src/net/http-transfer.c src/net/http-error.c
