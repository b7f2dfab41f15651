#include "config.h"
#include "kontor/segment.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/nearest.h"
#include "kontor/shell-text.h"
#include <glib/gi18n.h>
#include <string.h>

static const char list_sql[] = "SELECT id, name, query, created, updated FROM segment";
static const char insert_sql[] = "INSERT INTO segment (id, name, fold, query, created, updated)"
                                 " VALUES (?, ?, ?, ?, ?, ?)";
static const char update_sql[]
    = "UPDATE segment SET name = ?2, fold = ?3, query = ?4, updated = ?5 WHERE id = ?1";
static const char delete_sql[] = "DELETE FROM segment WHERE id = ?1";

void
kt_segment_free (KtSegment *segment)
{
  if (segment == NULL)
    return;
  g_free (segment->name);
  g_free (segment->query);
  g_free (segment);
}

static gint
by_name (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(KtSegment *const *)a)->name, (*(KtSegment *const *)b)->name);
}

GPtrArray *
kt_segment_list (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_segment_free);
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, list_sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    {
      KtSegment *segment = g_new0 (KtSegment, 1);
      segment->id = kt_column_int (statement, 0);
      segment->name = g_strdup (kt_column_text (statement, 1));
      segment->query = g_strdup (kt_column_text (statement, 2));
      segment->created = kt_column_int (statement, 3);
      segment->updated = kt_column_int (statement, 4);
      g_ptr_array_add (list, segment);
    }
  g_ptr_array_sort (list, by_name);
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failure);
  return NULL;
}

static void
not_found (const GPtrArray *list, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (guint i = 0; i < list->len; i++)
    g_ptr_array_add (names, ((const KtSegment *)list->pdata[i])->name);
  g_ptr_array_add (names, NULL);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no segment «%s»"), name);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  kt_error_hint (error, _ ("list them: kontor segment list"));
}

KtSegment *
kt_segment_find (KtStore *store, const char *name, GError **error)
{
  g_autofree char *wanted = kt_fold (name);
  g_autoptr (GPtrArray) list = kt_segment_list (store, error);
  guint at = 0, begun = 0;
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *fold = kt_fold (((const KtSegment *)list->pdata[i])->name);
      if (g_str_equal (fold, wanted))
        return g_ptr_array_steal_index (list, i);
      if (*wanted == '\0' || !g_str_has_prefix (fold, wanted))
        continue;
      at = i;
      begun++;
    }
  if (begun == 1)
    return g_ptr_array_steal_index (list, at);
  not_found (list, name, error);
  return NULL;
}

/* Whether no other segment is called so. */
static gboolean
check_name (KtStore *store, const KtSegment *segment, const char *fold, GError **error)
{
  g_autoptr (GPtrArray) list = kt_segment_list (store, error);
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const KtSegment *other = list->pdata[i];
      g_autofree char *taken = kt_fold (other->name);
      if (other->id == segment->id || !g_str_equal (taken, fold))
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("there is a segment «%s» already: %s"),
                   other->name, other->query);
      g_autofree char *quoted = kt_shell_text (other->name);
      kt_error_hint (error, _ ("take it away first: kontor segment remove \"%s\""), quoted);
      return FALSE;
    }
  return TRUE;
}

gboolean
kt_segment_insert (KtStore *store, const KtSegment *segment, GError **error)
{
  g_autofree char *name = kt_nfc (segment->name, -1), *fold = kt_fold (name);
  return check_name (store, segment, fold, error)
         && kt_store_run (store, error, insert_sql, "isssii", segment->id, name, fold,
                          segment->query, segment->created, segment->updated);
}

gboolean
kt_segment_update (KtStore *store, const KtSegment *segment, GError **error)
{
  g_autofree char *name = kt_nfc (segment->name, -1), *fold = kt_fold (name);
  return check_name (store, segment, fold, error)
         && kt_store_run (store, error, update_sql, "isssi", segment->id, name, fold,
                          segment->query, segment->updated);
}

gboolean
kt_segment_delete (KtStore *store, KtId id, GError **error)
{
  return kt_store_run (store, error, delete_sql, "i", id);
}
