#include "config.h"
#include "kontor/import-mapping.h"
#include "kontor/error.h"
#include "kontor/fold.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#define NAME_MAX_CHARS 60

#define GET_SQL "SELECT mapping FROM import_mapping WHERE fold = ?1 ORDER BY id LIMIT 1"
#define NAMES_SQL "SELECT name FROM import_mapping ORDER BY fold, id"
#define UPDATE_SQL                                                                                 \
  "UPDATE import_mapping SET mapping = ?2, updated = ?3 WHERE fold = ?1 RETURNING id"
#define INSERT_SQL                                                                                 \
  "INSERT INTO import_mapping (id, name, fold, mapping, created, updated)"                         \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?5)"

static char *
all_names (KtStore *store)
{
  g_autoptr (GString) names = g_string_new (NULL);
  sqlite3_stmt *statement = kt_store_statement (store, NAMES_SQL, NULL);
  while (statement != NULL && kt_step (statement, NULL))
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                            kt_column_text (statement, 0));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
kt_import_mapping_get (KtStore *store, const char *name, GError **error)
{
  g_autofree char *fold = kt_fold (name);
  GError *failure = NULL;
  char *mapping = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, GET_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", fold);
  if (kt_step (statement, &failure))
    {
      mapping = g_strdup (kt_column_text (statement, 0));
      sqlite3_reset (statement);
    }
  if (mapping != NULL)
    return mapping;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  g_autofree char *names = all_names (store);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no mapping «%s»"), name);
  if (*names != '\0')
    kt_error_hint (error, _ ("one of: %s"), names);
  else
    kt_error_hint (error, _ ("--save-map NAME keeps one"));
  return NULL;
}

gboolean
kt_import_mapping_set (KtStore *store, const char *name, const char *mapping, gint64 now,
                       GError **error)
{
  g_autofree char *nfc = g_strstrip (g_strdelimit (kt_nfc (name, -1), "\n\r\t", ' '));
  g_autofree char *fold = kt_fold (nfc);
  GError *failure = NULL;
  if (*nfc == '\0' || g_utf8_strlen (nfc, -1) > NAME_MAX_CHARS)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» cannot be the name of a mapping"),
                   name);
      return FALSE;
    }
  sqlite3_stmt *statement = kt_store_statement (store, UPDATE_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ssi", fold, mapping, now);
  gboolean there = kt_step (statement, &failure);
  sqlite3_reset (statement);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return there
         || kt_store_run (store, error, INSERT_SQL, "isssi", kt_id_random (), nfc, fold, mapping,
                          now);
}
