#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What the search for duplicates reads of all contacts (book), in two passes. Strings are valid
 * during the call only. */
typedef struct
{
  gpointer data;
  /* by name (folded) */
  void (*contact) (gpointer data, KtId id, const char *name, gboolean company, const char *birthday,
                   KtId employer, gint64 created);
  /* the preferred one of a contact first */
  void (*point) (gpointer data, KtId contact, gboolean phone, const char *match, const char *raw,
                 gboolean shared);
} KtDuplicateSink;

gboolean kt_duplicate_rows (KtStore *store, const KtDuplicateSink *sink, GError **error);
