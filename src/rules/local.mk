# src/rules, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/direction.h include/kontor/workday.h \
  src/rules/direction.c src/rules/workday.c
