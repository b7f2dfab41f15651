libkeeper_a_SOURCES += include/kontor/command.h include/kontor/command-list.h \
  include/kontor/context.h include/kontor/globals.h include/kontor/run.h
