#pragma once
#include <glib.h>

/* The numbered, immutable files of data/sql, embedded at build time. A number 0 ends each list. */
typedef struct
{
  int number;
  const char *name;
  const char *sql;
} KtMigration;

extern const KtMigration kt_book_migrations[];
extern const KtMigration kt_mirror_migrations[];

/* Whether a changeset recorded under version from still fits version to: so it is if every
 * migration between carries the line "-- undo: safe", as one that only adds columns at the end,
 * tables or indexes may. */
gboolean kt_migrations_keep_undo (const KtMigration *migrations, int from, int to);
