#include "config.h"
#include "kontor/letter-scan.h"
#include "kontor/error.h"
#include "letter-enums.h"
#include <glib/gi18n.h>

gboolean
kt_letter_scan (KtStore *store, gint64 since, KtLetterSeen seen, gpointer data, GError **error)
{
  static const char sql[]
      = "SELECT id, key, thread, time, direction, kind, flags, size, gone_at, people"
        " FROM mirror.letter AS l WHERE id >= ? AND (direction = 'in' OR NOT EXISTS"
        " (SELECT 1 FROM mirror.location AS p JOIN mirror.folder AS f ON f.id = p.folder"
        "  WHERE p.letter = l.id AND (f.role = 'drafts' OR p.flags & 16))) ORDER BY id";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  g_autoptr (GString) people = g_string_sized_new (512);
  kt_bind (statement, "i", MAX (since, 0) << 20);
  while (kt_step (statement, &failed))
    {
      KtStoredLetter letter = { .id = kt_column_int (statement, 0),
                                .key = kt_column_int (statement, 1),
                                .thread = kt_column_int (statement, 2),
                                .time = kt_column_int (statement, 3),
                                .flags = (guint32)kt_column_int (statement, 6),
                                .size = kt_column_int (statement, 7),
                                .gone_at = kt_column_int (statement, 8) };
      letter.direction = kt_direction_of_id (kt_column_text (statement, 4));
      letter.kind = kt_letter_kind_of_id (kt_column_text (statement, 5));
      g_string_assign (people, kt_column_text (statement, 9));
      letter.people = people->str;
      if (!seen (&letter, data))
        return TRUE;
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
kt_letter_headline (KtStore *store, gint64 row, char **ret_subject, char **ret_question,
                    GError **error)
{
  static const char sql[] = "SELECT subject, question FROM mirror.letter WHERE id = ?";
  g_autoptr (GError) failed = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", row);
  if (kt_step (statement, &failed))
    {
      *ret_subject = g_strdup (kt_column_text (statement, 0));
      *ret_question = g_strdup (kt_column_text_or_null (statement, 1));
      return TRUE;
    }
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no such letter here"));
  return FALSE;
}
