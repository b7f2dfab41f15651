#pragma once
#include <stddef.h>

/* The numbered, immutable files of data/sql, embedded at build time. A number 0 ends each list. */
typedef struct
{
  int number;
  const char *name;
  const char *sql;
} KtMigration;

extern const KtMigration kt_book_migrations[];
extern const KtMigration kt_mirror_migrations[];
