#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Every column of the book that names a contact, and what becomes of its rows when the contact is
 * deleted or becomes part of another (a test walks the schema: none may be missing). Writers want a
 * journal transaction. outbox.record is none of them: what lies on a server for a card that is gone
 * is taken away there by the next sync, and comes back with an undo. */
typedef struct
{
  const char *table, *column;
  const char *remove; /* SQL; ?1 the contact, ?2 now */
  const char *equal;  /* SQL before a move: rows the kept one has already; NULL none */
  const char *move;   /* SQL; ?1 kept, ?2 gone, ?3 now; NULL: kt_contact_move_rows() knows */
  const char *count;  /* SQL; ?1 the contact; NULL: not worth telling */
} KtContactColumn;

extern const KtContactColumn kt_contact_columns[]; /* in the order of a deletion; table NULL ends */

/* All rows of gone become kept's; what both have the same once. The contact itself stays. */
gboolean kt_contact_move_rows (KtStore *store, KtId kept, KtId gone, gint64 now, GError **error);
gboolean kt_contact_remove_rows (KtStore *store, KtId contact, gint64 now, GError **error);
/* How many rows of a column are a contact's. */
gboolean kt_contact_count_rows (KtStore *store, const KtContactColumn *column, KtId contact,
                                guint *ret_count, GError **error);
