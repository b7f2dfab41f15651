#include "config.h"
#include "import-forgotten.h"
#include "kontor/contact-columns.h"
#include "kontor/contact.h"
#include "kontor/tombstone.h"

#include <string.h>

struct _KtForgotten
{
  GHashTable *people, *visits; /* keys, gint64 * */
};

void
kt_forgotten_free (KtForgotten *forgotten)
{
  if (forgotten == NULL)
    return;
  g_hash_table_unref (forgotten->people);
  g_hash_table_unref (forgotten->visits);
  g_free (forgotten);
}

guint
kt_forgotten_count (const KtForgotten *forgotten)
{
  return g_hash_table_size (forgotten->people);
}

static const KtBookValue *
value_of (const GArray *row, const char *column)
{
  for (guint i = 0; i < row->len; i++)
    {
      const KtBookValue *value = &g_array_index (row, KtBookValue, i);
      if (g_str_equal (value->column, column))
        return value;
    }
  return NULL;
}

/* 0: there is none. */
static gint64
key_of (const GArray *row, const char *column)
{
  const KtBookValue *value = value_of (row, column);
  if (value == NULL || value->type == KT_VALUE_NULL)
    return 0;
  return value->type == KT_VALUE_INT ? value->number : g_ascii_strtoll (value->text, NULL, 10);
}

static gboolean
has_key (GHashTable *keys, const GArray *row, const char *column)
{
  gint64 key = key_of (row, column);
  return key != 0 && g_hash_table_contains (keys, &key);
}

static const KtBookTable *
table_of (const KtBookJson *json, const char *name)
{
  for (guint i = 0; i < json->tables->len; i++)
    {
      const KtBookTable *table = json->tables->pdata[i];
      if (g_str_equal (table->name, name))
        return table;
    }
  return NULL;
}

static gboolean
was_erased (KtStore *store, const GArray *point, gboolean *ret_erased, GError **error)
{
  const KtBookValue *kind = value_of (point, "kind"), *match = value_of (point, "match");
  const KtBookValue *share = value_of (point, "share"); /* an address of several says nothing */
  gint64 at = 0;
  *ret_erased = FALSE;
  if (kind == NULL || match == NULL || match->text == NULL
      || g_strcmp0 (share != NULL ? share->text : NULL, "shared") == 0)
    return TRUE;
  gboolean email = g_strcmp0 (kind->text, "email") == 0;
  if (!email && g_strcmp0 (kind->text, "phone") != 0)
    return TRUE;
  gboolean ok
      = kt_tombstone_at (store, email ? KT_TOMB_ADDRESS : KT_TOMB_PHONE, match->text, &at, error);
  *ret_erased = at != 0;
  return ok;
}

static gboolean
find_people (KtForgotten *forgotten, KtStore *store, const KtBookTable *points, GError **error)
{
  for (guint i = 0; points != NULL && i < points->rows->len; i++)
    {
      const GArray *row = points->rows->pdata[i];
      gint64 contact = key_of (row, "contact");
      gboolean erased;
      if (!was_erased (store, row, &erased, error))
        return FALSE;
      g_autoptr (KtContact) here = erased ? kt_contact_get (store, contact, NULL) : NULL;
      if (erased && here == NULL)
        g_hash_table_add (forgotten->people, g_memdup2 (&contact, sizeof contact));
    }
  return TRUE;
}

static void
find_visits (KtForgotten *forgotten, const KtBookTable *visits)
{
  for (guint i = 0; visits != NULL && i < visits->rows->len; i++)
    {
      const GArray *row = visits->rows->pdata[i];
      gint64 visit = key_of (row, "id");
      if (has_key (forgotten->people, row, "contact"))
        g_hash_table_add (forgotten->visits, g_memdup2 (&visit, sizeof visit));
    }
}

KtForgotten *
kt_forgotten_of (KtStore *store, const KtBookJson *json, GError **error)
{
  g_autoptr (KtForgotten) forgotten = g_new0 (KtForgotten, 1);
  gboolean any;
  forgotten->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  forgotten->visits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (!kt_tombstone_any (store, &any, error)
      || (any && !find_people (forgotten, store, table_of (json, "contact_point"), error)))
    return NULL;
  find_visits (forgotten, table_of (json, "appointment"));
  return g_steal_pointer (&forgotten);
}

gboolean
kt_forgotten_names (const KtForgotten *forgotten, const char *table, const GArray *row)
{
  if (g_hash_table_size (forgotten->people) == 0)
    return FALSE;
  if (g_str_equal (table, "contact") && has_key (forgotten->people, row, "id"))
    return TRUE;
  if (g_str_equal (table, "appointment_event") && has_key (forgotten->visits, row, "appointment"))
    return TRUE;
  for (const KtContactColumn *column = kt_contact_columns; column->table != NULL; column++)
    if (g_str_equal (table, column->table) && has_key (forgotten->people, row, column->column))
      return TRUE;
  return FALSE;
}

gboolean
kt_forgotten_remove (KtStore *store, const KtForgotten *forgotten, gint64 now, GError **error)
{
  GHashTableIter iter;
  gpointer key;
  gboolean ok = TRUE;
  g_hash_table_iter_init (&iter, forgotten->people);
  while (ok && g_hash_table_iter_next (&iter, &key, NULL))
    ok = kt_contact_remove_rows (store, *(const KtId *)key, now, error)
         && kt_contact_drop (store, *(const KtId *)key, error);
  return ok;
}
