#include "config.h"
#include "dated-rows.h"

void
kt_dated_free (KtDated *dated)
{
  if (dated == NULL)
    return;
  g_free (dated->uid);
  g_free (dated->recurrence);
  g_free (dated->summary);
  g_free (dated->location);
  g_free (dated->status);
  g_free (dated->organizer);
  g_free (dated->source);
  g_free (dated->calendar);
  g_free (dated->answer);
  g_free (dated);
}

static KtDated *
dated_of_row (sqlite3_stmt *row)
{
  KtDated *dated = g_new0 (KtDated, 1);
  dated->start = kt_column_int (row, 0);
  dated->end = kt_column_int (row, 1);
  dated->event = kt_column_int (row, 2);
  dated->key = kt_column_int (row, 3);
  dated->uid = g_strdup (kt_column_text (row, 4));
  dated->recurrence = g_strdup (kt_column_text (row, 5));
  dated->summary = g_strdup (kt_column_text (row, 6));
  dated->location = g_strdup (kt_column_text (row, 7));
  dated->status = g_strdup (kt_column_text (row, 8));
  dated->organizer = g_strdup (kt_column_text (row, 9));
  dated->flags = (guint32)kt_column_int (row, 10);
  dated->source = g_strdup (kt_column_text (row, 11));
  dated->calendar = g_strdup (kt_column_text (row, 12));
  dated->letter = kt_column_int (row, 13);
  dated->gone = kt_column_int (row, 14) != 0;
  dated->sequence = kt_column_int (row, 15);
  dated->overtaken = kt_column_int (row, 16) != 0;
  return dated;
}

static guint
dated_hash (gconstpointer key)
{
  const KtDated *dated = key;
  return g_int64_hash (&dated->key) ^ g_int64_hash (&dated->start);
}

static gboolean
dated_equal (gconstpointer a, gconstpointer b)
{
  const KtDated *x = a, *y = b;
  return x->key == y->key && x->start == y->start;
}

/* The rows of a bound statement; copies of one event at one time in several calendars once. */
static GPtrArray *
read_rows (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_dated_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (dated_hash, dated_equal);
  while (kt_step (statement, &failed))
    {
      KtDated *dated = dated_of_row (statement);
      if (g_hash_table_add (seen, dated))
        g_ptr_array_add (list, dated);
      else
        kt_dated_free (dated);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* --- which attendee I am --- */

static gboolean
is_mine (KtStore *store, const KtSettings *settings, const char *match, gboolean *ret_mine,
         GError **error)
{
  static const char sql[]
      = "SELECT 1 FROM address_verdict WHERE match = ? AND verdict = 'mine' LIMIT 1";
  g_autoptr (GError) failed = NULL;
  *ret_mine = settings != NULL && kt_settings_is_me (settings, match);
  if (*ret_mine)
    return TRUE;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", match);
  *ret_mine = kt_step (statement, &failed);
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* (match, PARTSTAT) pairs of who is invited, the organizer not. */
static GStrv
read_invited (KtStore *store, gint64 event, GError **error)
{
  static const char sql[]
      = "SELECT match, partstat FROM mirror.attendee WHERE event = ? AND role <> 'organizer'";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", event);
  while (kt_step (statement, &failed))
    {
      g_strv_builder_add (pairs, kt_column_text (statement, 0));
      g_strv_builder_add (pairs, kt_column_text (statement, 1));
    }
  if (failed == NULL)
    return g_strv_builder_end (pairs);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

/* What I said here counts until the organizer asks anew. */
static gboolean
read_own_answer (KtStore *store, KtDated *dated, GError **error)
{
  static const char sql[] = "SELECT answer FROM invite_answer WHERE id = ? AND sequence >= ?";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", kt_id_hash_strings ("invite", dated->uid, dated->recurrence, NULL),
           dated->sequence);
  if (kt_step (statement, &failed))
    {
      g_free (dated->answer);
      dated->answer = g_strdup (kt_column_text (statement, 0));
    }
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static gboolean
read_answer (KtStore *store, const KtSettings *settings, KtDated *dated, GError **error)
{
  dated->answer = g_strdup ("");
  if (*dated->organizer == '\0')
    return TRUE;
  g_auto (GStrv) pairs = read_invited (store, dated->event, error);
  if (pairs == NULL)
    return FALSE;
  for (gsize i = 0; pairs[i] != NULL; i += 2)
    {
      gboolean mine;
      if (!is_mine (store, settings, pairs[i], &mine, error))
        return FALSE;
      if (!mine)
        continue;
      g_free (dated->answer);
      dated->answer = g_strdup (*pairs[i + 1] != '\0' ? pairs[i + 1] : "needs-action");
      return read_own_answer (store, dated, error);
    }
  return TRUE;
}

GPtrArray *
kt_dated_read (KtStore *store, const KtSettings *settings, sqlite3_stmt *statement, GError **error)
{
  GPtrArray *list = read_rows (statement, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      KtDated *dated = g_ptr_array_index (list, i);
      if (read_answer (store, settings, dated, error))
        continue;
      g_ptr_array_unref (list);
      return NULL;
    }
  return list;
}
