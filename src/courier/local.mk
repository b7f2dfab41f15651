# src/courier, part of libcourier.a
libcourier_a_SOURCES += src/courier/confinement.c src/courier/confinement.h \
  src/courier/courier.c src/courier/courier.h
libcourier_a_SOURCES += src/courier/courier-find.c src/courier/courier-find.h
libcourier_a_SOURCES += src/courier/courier-place.c src/courier/courier-place.h
libcourier_a_SOURCES += src/courier/courier-begin.c
