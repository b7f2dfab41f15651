# src/flow, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/handle.h include/kontor/handle-file.h \
  include/kontor/record-state.h src/flow/handles.c src/flow/handle-file.c src/flow/who.c
libkeeper_a_SOURCES += include/kontor/contact-edit.h src/flow/contact-field.c src/flow/contact-points.c
