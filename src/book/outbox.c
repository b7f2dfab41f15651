#include "config.h"
#include "kontor/outbox.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <sqlite3.h>

#define COLUMNS                                                                                    \
  "id, kind, record, source, collection, href, uid, etag, base, intent, mine, state, attempts,"    \
  " reason, updated"

static const char *const kinds[] = { "appointment", "reminder", "invite", "contact" };
static const char *const states[]
    = { "wanted", "putting", "deleting", "agreed", "conflict", "refused", "asked" };

const char *
kt_outbox_kind_id (KtOutboxKind kind)
{
  return kinds[kind];
}

const char *
kt_outbox_state_id (KtOutboxState state)
{
  return states[state];
}

static guint
index_of (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (names[i], name))
      return i;
  return 0;
}

KtOutbox *
kt_outbox_new (void)
{
  KtOutbox *row = g_new0 (KtOutbox, 1);
  char **strings[] = { &row->source, &row->collection, &row->href, &row->uid,
                       &row->etag,   &row->base,       &row->mine };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    *strings[i] = g_strdup ("");
  return row;
}

KtOutbox *
kt_outbox_copy (const KtOutbox *row)
{
  KtOutbox *copy = g_memdup2 (row, sizeof *row);
  char **strings[] = { &copy->source, &copy->collection, &copy->href, &copy->uid,   &copy->etag,
                       &copy->base,   &copy->intent,     &copy->mine, &copy->reason };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    *strings[i] = g_strdup (*strings[i]);
  return copy;
}

void
kt_outbox_free (KtOutbox *row)
{
  if (row == NULL)
    return;
  char *strings[] = { row->source, row->collection, row->href, row->uid,   row->etag,
                      row->base,   row->intent,     row->mine, row->reason };
  for (gsize i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_free (row);
}

static KtOutbox *
outbox_of_row (sqlite3_stmt *statement)
{
  KtOutbox *row = g_new0 (KtOutbox, 1);
  row->id = kt_column_int (statement, 0);
  row->kind = index_of (kinds, G_N_ELEMENTS (kinds), kt_column_text (statement, 1));
  row->record = kt_column_int (statement, 2);
  row->source = g_strdup (kt_column_text (statement, 3));
  row->collection = g_strdup (kt_column_text (statement, 4));
  row->href = g_strdup (kt_column_text (statement, 5));
  row->uid = g_strdup (kt_column_text (statement, 6));
  row->etag = g_strdup (kt_column_text (statement, 7));
  row->base = g_strdup (kt_column_text (statement, 8));
  row->intent = g_strdup (kt_column_text_or_null (statement, 9));
  row->mine = g_strdup (kt_column_text (statement, 10));
  row->state = index_of (states, G_N_ELEMENTS (states), kt_column_text (statement, 11));
  row->attempts = (int)kt_column_int (statement, 12);
  row->reason = g_strdup (kt_column_text_or_null (statement, 13));
  row->updated = kt_column_int (statement, 14);
  return row;
}

static GPtrArray *
read_rows (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_outbox_free);
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, outbox_of_row (statement));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

GPtrArray *
kt_outbox_list (KtStore *store, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM outbox ORDER BY updated, id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  return statement != NULL ? read_rows (statement, error) : NULL;
}

GPtrArray *
kt_outbox_of (KtStore *store, KtOutboxKind kind, KtId record, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM outbox WHERE kind = ? AND record = ? ORDER BY updated, id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "si", kinds[kind], record);
  return read_rows (statement, error);
}

KtOutbox *
kt_outbox_get (KtStore *store, KtId id, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM outbox WHERE id = ?";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", id);
  g_autoptr (GPtrArray) found = read_rows (statement, error);
  if (found != NULL && found->len > 0)
    return g_ptr_array_steal_index (found, 0);
  if (found != NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("nothing of it lies in a calendar"));
  return NULL;
}

gboolean
kt_outbox_put (KtStore *store, KtOutbox *row, gint64 now, GError **error)
{
  static const char sql[] = "INSERT OR REPLACE INTO outbox (" COLUMNS ")"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  row->id = row->id != 0 ? row->id : kt_id_random ();
  row->updated = now;
  return kt_store_run (store, error, sql, "isisssssssssisi", row->id, kinds[row->kind], row->record,
                       row->source, row->collection, row->href, row->uid, row->etag, row->base,
                       row->intent, row->mine, states[row->state], (gint64)row->attempts,
                       row->reason, row->updated);
}

gboolean
kt_outbox_delete (KtStore *store, KtId id, GError **error)
{
  static const char sql[] = "DELETE FROM outbox WHERE id = ?";
  return kt_kept_text_settle (store, id, error) && kt_store_run (store, error, sql, "i", id);
}

/* --- contacts that go --- */

#define THIS_ENTRY "(SELECT coalesce (max (seq), 0) + 1 FROM journal)"

/* What was never there need not go. */
gboolean
kt_outbox_contact_deleted (KtStore *store, KtId contact, gint64 now, GError **error)
{
  static const char forget[]
      = "DELETE FROM outbox WHERE kind = 'contact' AND record = ? AND base = '' AND intent IS NULL";
  static const char mark[]
      = "UPDATE outbox SET state = 'deleting', reason = '" KT_OUTBOX_DELETED_BY "' || " THIS_ENTRY
        ", updated = ?2 WHERE kind = 'contact' AND record = ?1";
  return kt_store_run (store, error, forget, "i", contact)
         && kt_store_run (store, error, mark, "ii", contact, now);
}

gboolean
kt_outbox_contact_merged (KtStore *store, KtId from, KtId into, gint64 now, GError **error)
{
  static const char move[]
      = "UPDATE outbox SET record = ?2, updated = ?3, reason = CASE state WHEN 'agreed'"
        " THEN '" KT_OUTBOX_MERGED_BY "' || " THIS_ENTRY " || ' from ' || ?1 || ' into ' || ?2"
        " ELSE reason END WHERE kind = 'contact' AND record = ?1"
        " AND NOT EXISTS (SELECT 1 FROM outbox AS o WHERE o.kind = 'contact' AND o.record = ?2"
        " AND o.source = outbox.source AND o.collection = outbox.collection)";
  return kt_store_run (store, error, move, "iii", from, into, now)
         && kt_outbox_contact_deleted (store, from, now, error);
}

void
kt_outbox_clear_reason (KtOutbox *row)
{
  if (row->reason != NULL
      && (g_str_has_prefix (row->reason, KT_OUTBOX_DELETED_BY)
          || g_str_has_prefix (row->reason, KT_OUTBOX_MERGED_BY)))
    return;
  g_clear_pointer (&row->reason, g_free);
}

GPtrArray *
kt_outbox_leaving (KtStore *store, KtId contact, GError **error)
{
  static const char sql[]
      = "SELECT DISTINCT source FROM outbox WHERE kind = 'contact' AND record = ?"
        " AND state = 'deleting' AND base <> '' ORDER BY source";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failed))
    g_ptr_array_add (names, g_strdup (kt_column_text (statement, 0)));
  if (failed == NULL)
    return g_steal_pointer (&names);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}
