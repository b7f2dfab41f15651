#include "config.h"
#include "report-parts.h"

#include <string.h>

#define NAME_SQL "SELECT name FROM contact WHERE id = ?1"
#define NAMES_SQL "SELECT id, name FROM contact"
#define NAMES_FEW 500 /* from so many on one look at all is faster */

gboolean
kt_report_wants (const KtReportAsk *ask, KtId contact)
{
  return ask->clients == NULL || (contact != 0 && g_hash_table_contains (ask->clients, &contact));
}

const char *
kt_report_currency (const KtReportAsk *ask)
{
  const KtSettings *settings = ask->context->settings;
  return settings != NULL && settings->currency != NULL ? settings->currency : "EUR";
}

const char *
kt_report_currency_of (const KtReportAsk *ask, const char *currency)
{
  return currency != NULL && *currency != '\0' ? currency : kt_report_currency (ask);
}

void
kt_report_span_of (KtLocal day, char unit, char span[KT_LOCAL_TEXT])
{
  day.hour = -1;
  day.minute = 0;
  if (unit == 'M')
    g_snprintf (span, KT_LOCAL_TEXT, "%04d-%02d", day.year, day.month);
  else if (unit == 'W') /* ISO 8601: the week of its Thursday */
    {
      KtLocal thursday = kt_local_add_days (day, 4 - kt_local_weekday (day));
      int days = kt_local_days_between ((KtLocal){ thursday.year, 1, 1, -1, 0 }, thursday);
      g_snprintf (span, KT_LOCAL_TEXT, "%04d-W%02d", thursday.year, days / 7 + 1);
    }
  else
    kt_local_format (day, span);
}

void
kt_report_span (const KtReportAsk *ask, gint64 at, char unit, char span[KT_LOCAL_TEXT])
{
  kt_report_span_of (kt_local_from_utc (at, ask->context->clock.zone), unit, span);
}

static gboolean
read_name (KtStore *store, KtId contact, GHashTable *names, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, NAME_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", contact);
  if (kt_step (statement, &failure))
    {
      KtId *key = g_new (KtId, 1);
      *key = contact;
      g_hash_table_insert (names, key, g_strdup (kt_column_text (statement, 0)));
      kt_step (statement, &failure);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_all_names (KtStore *store, GHashTable *ids, GHashTable *names, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, NAMES_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      KtId id = kt_column_int (statement, 0);
      if (!g_hash_table_contains (ids, &id))
        continue;
      KtId *key = g_new (KtId, 1);
      *key = id;
      g_hash_table_insert (names, key, g_strdup (kt_column_text (statement, 1)));
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

GHashTable *
kt_report_names (const KtReportAsk *ask, GHashTable *ids, GError **error)
{
  g_autoptr (GHashTable) names
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  KtStore *store = ask->context->store;
  GHashTableIter iter;
  gpointer key;
  gboolean ok = TRUE;
  if (g_hash_table_size (ids) > NAMES_FEW)
    return read_all_names (store, ids, names, error) ? g_steal_pointer (&names) : NULL;
  g_hash_table_iter_init (&iter, ids);
  while (ok && g_hash_table_iter_next (&iter, &key, NULL))
    ok = read_name (store, *(KtId *)key, names, error);
  return ok ? g_steal_pointer (&names) : NULL;
}
