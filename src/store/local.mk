# src/store, part of libkeeper.a
libkeeper_a_SOURCES += include/kontor/migrations.h include/kontor/store.h include/kontor/search.h \
  include/kontor/journal.h src/store/store-private.h src/store/write-lock.h \
  src/store/store.c src/store/transaction.c src/store/statement.c src/store/store-error.c \
  src/store/migrate.c src/store/write-lock.c src/store/tokenizer.c \
  include/kontor/store-check.h src/store/store-check.c src/store/snapshot.c src/store/device.c src/store/journal.c src/store/journal-list.c
libkeeper_a_SOURCES += include/kontor/erase.h src/store/tombstone-key.c src/store/journal-erase.c src/store/rewrite.c
libkeeper_a_SOURCES += include/kontor/read-query.h src/store/read-query.c
libkeeper_a_SOURCES += include/kontor/word-index.h src/store/word-index.c
libkeeper_a_SOURCES += src/store/memory.c
libkeeper_a_SOURCES += src/store/file-write.c
libkeeper_a_SOURCES += src/store/snippet.h
libkeeper_a_SOURCES += src/store/snippet.c
