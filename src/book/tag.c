#include "config.h"
#include "kontor/contact.h"
#include "kontor/fold.h"

#include <sqlite3.h>
#include <string.h>

#define LIST_SQL "SELECT tag FROM contact_tag WHERE contact = ?1 ORDER BY fold, id"
#define INSERT_SQL "INSERT INTO contact_tag (id, contact, tag, fold) VALUES (?1, ?2, ?3, ?4)"
#define DELETE_SQL "DELETE FROM contact_tag WHERE contact = ?1 AND tag = ?2"

GStrv
kt_tag_list (KtStore *store, KtId contact, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  g_autoptr (GStrvBuilder) tags = g_strv_builder_new ();
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    g_strv_builder_add (tags, kt_column_text (statement, 0));
  if (failure == NULL)
    return g_strv_builder_end (tags);
  g_propagate_error (error, failure);
  return NULL;
}

/* Only what differs is written, so that the journal holds no more than what was done. */
gboolean
kt_tag_set (KtStore *store, KtId contact, const char *const *tags, GError **error)
{
  g_auto (GStrv) now = kt_tag_list (store, contact, error);
  if (now == NULL)
    return FALSE;
  for (char **tag = now; *tag != NULL; tag++)
    if (!g_strv_contains (tags, *tag)
        && !kt_store_run (store, error, DELETE_SQL, "is", contact, *tag))
      return FALSE;
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *fold = kt_fold (tags[i]);
      if (!g_strv_contains ((const char *const *)now, tags[i])
          && !kt_store_run (store, error, INSERT_SQL, "iiss", kt_id_random (), contact, tags[i],
                            fold))
        return FALSE;
    }
  return TRUE;
}
