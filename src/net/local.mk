# src/net, part of libcourier.a
libcourier_a_SOURCES += src/net/net-empty.c
