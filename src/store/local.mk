libkeeper_a_SOURCES += include/kontor/migrations.h include/kontor/store.h
