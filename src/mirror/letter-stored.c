#include "config.h"
#include "kontor/error.h"
#include "kontor/letter-rows.h"
#include "letter-enums.h"
#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define COLUMNS                                                                                    \
  "l.id, l.key, l.thread, l.time, l.direction, l.kind, l.flags, l.size, l.gone_at, l.subject,"     \
  " l.people, l.question"

/* A letter and its strings are one block: a history is thousands of them. */
void
kt_stored_letter_free (KtStoredLetter *letter)
{
  g_free (letter);
}

static char *
pack (char **end, const char *text, int length)
{
  char *copy = *end;
  memcpy (copy, text, (gsize)length + 1);
  *end += length + 1;
  return copy;
}

static KtStoredLetter *
letter_of_row (sqlite3_stmt *row, gboolean with_text)
{
  const char *subject = kt_column_text (row, 9), *people = kt_column_text (row, 10);
  const char *question = kt_column_text_or_null (row, 11);
  const char *text = with_text ? kt_column_text (row, 12) : NULL;
  int subject_length = sqlite3_column_bytes (row, 9),
      people_length = sqlite3_column_bytes (row, 10);
  int question_length = sqlite3_column_bytes (row, 11);
  int text_length = with_text ? sqlite3_column_bytes (row, 12) : 0;
  KtStoredLetter *letter = g_malloc0 (sizeof *letter + (gsize)subject_length + (gsize)people_length
                                      + (gsize)question_length + (gsize)text_length + 4);
  char *end = (char *)(letter + 1);
  letter->id = kt_column_int (row, 0);
  letter->key = kt_column_int (row, 1);
  letter->thread = kt_column_int (row, 2);
  letter->time = kt_column_int (row, 3);
  letter->direction = kt_direction_of_id (kt_column_text (row, 4));
  letter->kind = kt_letter_kind_of_id (kt_column_text (row, 5));
  letter->flags = (guint32)kt_column_int (row, 6);
  letter->size = kt_column_int (row, 7);
  letter->gone_at = kt_column_int (row, 8);
  letter->subject = pack (&end, subject, subject_length);
  letter->people = pack (&end, people, people_length);
  letter->question = question != NULL ? pack (&end, question, question_length) : NULL;
  letter->text = text != NULL ? pack (&end, text, text_length) : NULL;
  return letter;
}

/* Takes every row of a bound statement; NULL with error. */
static GPtrArray *
collect (sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stored_letter_free);
  GError *failed = NULL;
  while (kt_step (statement, &failed))
    g_ptr_array_add (list, letter_of_row (statement, FALSE));
  if (failed == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, failed);
  return NULL;
}

KtStoredLetter *
kt_letter_get (KtStore *store, KtId key, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS ", coalesce (t.text, '') FROM mirror.letter AS l"
                            " LEFT JOIN mirror.letter_text AS t ON t.letter = l.id WHERE l.key = ?";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", key);
  KtStoredLetter *letter = kt_step (statement, &failed) ? letter_of_row (statement, TRUE) : NULL;
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (letter == NULL)
    {
      char ref[KT_REF_LENGTH + 1];
      kt_ref_full (key, ref);
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no letter «%s»"), ref);
    }
  return letter;
}

KtStoredLetter *
kt_letter_at_row (KtStore *store, gint64 row, GError **error)
{
  static const char sql[] = "SELECT " COLUMNS " FROM mirror.letter AS l WHERE l.id = ?";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", row);
  KtStoredLetter *letter = kt_step (statement, &failed) ? letter_of_row (statement, FALSE) : NULL;
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (letter == NULL)
    g_set_error_literal (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no such letter here"));
  return letter;
}

GPtrArray *
kt_letter_list_of (KtStore *store, const char *const *matches, guint limit, guint64 *ret_total,
                   GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stored_letter_free);
  g_autoptr (GArray) rows = kt_letter_rows_of (store, matches, error);
  if (rows == NULL)
    return NULL;
  if (ret_total != NULL)
    *ret_total = rows->len;
  for (guint i = 0; i < MIN (rows->len, limit); i++)
    {
      KtStoredLetter *letter = kt_letter_at_row (store, g_array_index (rows, gint64, i), error);
      if (letter == NULL)
        return NULL;
      g_ptr_array_add (list, letter);
    }
  return g_steal_pointer (&list);
}

GPtrArray *
kt_letter_newest (KtStore *store, gboolean bulk, guint limit, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.letter AS l WHERE ?1 OR l.kind <> 'bulk'"
        " ORDER BY l.id DESC LIMIT ?2";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", (gint64)bulk, (gint64)limit);
  return collect (statement, error);
}

GPtrArray *
kt_letter_thread (KtStore *store, gint64 thread, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.letter AS l WHERE l.thread = ? ORDER BY l.id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", thread);
  return collect (statement, error);
}

GPtrArray *
kt_letter_since (KtStore *store, gint64 since, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.letter AS l WHERE l.id >= ? ORDER BY l.id";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", MAX (since, 0) << KT_LETTER_ROW_BITS);
  return collect (statement, error);
}

GPtrArray *
kt_letter_telling (KtStore *store, gint64 since, guint limit, GError **error)
{
  static const char sql[]
      = "SELECT " COLUMNS " FROM mirror.letter AS l WHERE l.id >= ?1 AND l.flags & ?2 AND NOT"
        " l.flags & ?3 AND l.kind = 'personal' AND l.direction = 'in' ORDER BY l.id DESC LIMIT ?4";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "iiii", MAX (since, 0) << KT_LETTER_ROW_BITS,
           (gint64)(KT_LETTER_FLAG_PHONES | KT_LETTER_FLAG_FORWARDS),
           (gint64)(KT_LETTER_FLAG_FORGED | KT_LETTER_FLAG_SPOOFED), (gint64)limit);
  return collect (statement, error);
}
