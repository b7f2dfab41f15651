#include "config.h"
#include "kontor/source-state.h"
#include <sqlite3.h>

void
kt_source_state_free (KtSourceState *state)
{
  if (state == NULL)
    return;
  g_free (state->name);
  g_free (state->kind);
  g_free (state->error);
  g_free (state);
}

gboolean
kt_source_state_is_mail (const KtSourceState *state)
{
  static const char *const calendars[] = { "caldav", "carddav", "vdir", "ics", NULL };
  return !g_strv_contains (calendars, state->kind);
}

GPtrArray *
kt_source_state_list (KtStore *store, GError **error)
{
  static const char sql[]
      = "SELECT name, kind, retired_at, synced_at, error, has_sent FROM mirror.source ORDER BY name";
  g_autoptr (GError) failed = NULL;
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_source_state_free);
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failed))
    {
      KtSourceState *state = g_new0 (KtSourceState, 1);
      state->name = g_strdup (kt_column_text (statement, 0));
      state->kind = g_strdup (kt_column_text (statement, 1));
      state->retired_at = kt_column_int (statement, 2);
      state->synced_at = kt_column_int (statement, 3);
      state->error = g_strdup (kt_column_text_or_null (statement, 4));
      state->has_sent = kt_column_int (statement, 5);
      g_ptr_array_add (list, state);
    }
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_source_state_put (KtStore *store, const KtSourceState *state, GError **error)
{
  static const char sql[]
      = "INSERT INTO mirror.source (name, kind, synced_at, error, has_sent) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET kind = excluded.kind, retired_at = NULL,"
        " synced_at = excluded.synced_at, error = excluded.error, has_sent = excluded.has_sent";
  return kt_store_run (store, error, sql, "ssIsi", state->name, state->kind, state->synced_at,
                       state->error, (gint64)state->has_sent);
}

gboolean
kt_source_state_retire (KtStore *store, const char *const *names, gint64 now, GError **error)
{
  static const char sql[] = "UPDATE mirror.source SET retired_at = ? WHERE name = ?";
  g_autoptr (GPtrArray) list = kt_source_state_list (store, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const KtSourceState *state = g_ptr_array_index (list, i);
      gboolean retired = !g_strv_contains (names, state->name);
      if (retired == (state->retired_at != 0))
        continue;
      if (!kt_store_run (store, error, sql, "Is", retired ? now : (gint64)0, state->name))
        return FALSE;
    }
  return TRUE;
}

gboolean
kt_source_state_horizon (KtStore *store, const char *source, gint64 *ret_horizon, GError **error)
{
  static const char sql[] = "SELECT count(*), count(horizon), max(horizon) FROM mirror.folder"
                            " WHERE source = ? AND gone_at IS NULL";
  g_autoptr (GError) failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", source);
  *ret_horizon = -1;
  if (kt_step (statement, &failed))
    {
      gint64 folders = kt_column_int (statement, 0), begun = kt_column_int (statement, 1);
      if (folders > 0 && begun == folders)
        *ret_horizon = kt_column_int (statement, 2);
      sqlite3_reset (statement);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
