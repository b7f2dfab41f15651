# src/net, part of libcourier.a
libcourier_a_SOURCES += include/kontor/guard.h include/kontor/stream.h include/kontor/tls.h \
  src/net/guard.c src/net/guard-line.c src/net/guard-line.h src/net/stream.c \
  src/net/connect.c src/net/tls.c src/net/wait.c src/net/wait.h
