#include "config.h"
#include "kontor/day-close.h"

#include <sqlite3.h>

#define GET_SQL "SELECT cash, counted, currency, closed_at FROM day_close WHERE id = ?1"
#define PUT_SQL                                                                                    \
  "INSERT INTO day_close (id, day, cash, counted, currency, closed_at)"                            \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET cash = ?3, counted = ?4,"       \
  " currency = ?5, closed_at = ?6"
#define PUT_UNCOUNTED_SQL                                                                          \
  "INSERT INTO day_close (id, day, cash, counted, currency, closed_at)"                            \
  " VALUES (?1, ?2, ?3, NULL, ?4, ?5) ON CONFLICT (id) DO UPDATE SET cash = ?3, counted = NULL,"   \
  " currency = ?4, closed_at = ?5"

static KtId
key_of (KtLocal day, char text[KT_LOCAL_TEXT])
{
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, text);
  return kt_id_hash_strings ("day-close", text, NULL);
}

gboolean
kt_day_close_get (KtStore *store, KtLocal day, KtDayClose *ret, GError **error)
{
  char text[KT_LOCAL_TEXT];
  KtId id = key_of (day, text);
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", id);
  if (!kt_step (statement, error))
    return FALSE;
  *ret = (KtDayClose){ .day = day, .cash.minor = kt_column_int (statement, 0) };
  ret->counted = kt_column_text_or_null (statement, 1) != NULL ? kt_column_int (statement, 1) : -1;
  g_strlcpy (ret->cash.currency, kt_column_text (statement, 2), sizeof ret->cash.currency);
  ret->closed_at = kt_column_int (statement, 3);
  return TRUE;
}

gboolean
kt_day_close_put (KtStore *store, const KtDayClose *close, GError **error)
{
  char text[KT_LOCAL_TEXT];
  KtId id = key_of (close->day, text);
  if (close->counted < 0)
    return kt_store_run (store, error, PUT_UNCOUNTED_SQL, "isisi", id, text, close->cash.minor,
                         close->cash.currency, close->closed_at);
  return kt_store_run (store, error, PUT_SQL, "isiisi", id, text, close->cash.minor, close->counted,
                       close->cash.currency, close->closed_at);
}
