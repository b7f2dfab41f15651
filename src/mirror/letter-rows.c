#include "config.h"
#include "kontor/letter-rows.h"
#include "letter-enums.h"
#include <sqlite3.h>

static gboolean
append_rows_of (KtStore *store, const char *sql, const char *match, GArray *rows, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", match);
  return kt_step_rows (statement, rows, error);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return x < y ? 1 : x > y ? -1 : 0;
}

static void
drop_repeated (GArray *rows)
{
  guint kept = 0;
  for (guint i = 0; i < rows->len; i++)
    if (kept == 0 || g_array_index (rows, gint64, i) != g_array_index (rows, gint64, kept - 1))
      g_array_index (rows, gint64, kept++) = g_array_index (rows, gint64, i);
  g_array_set_size (rows, kept);
}

static GArray *
rows_by (KtStore *store, const char *sql, const char *const *matches, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; matches[i] != NULL; i++)
    if (!append_rows_of (store, sql, matches[i], rows, error))
      return NULL;
  g_array_sort (rows, compare_newest_first);
  drop_repeated (rows);
  return g_steal_pointer (&rows);
}

GArray *
kt_letter_rows_of (KtStore *store, const char *const *matches, GError **error)
{
  static const char sql[]
      = "SELECT p.letter FROM mirror.address AS a JOIN mirror.participant AS p ON p.address = a.id"
        " WHERE a.match = ? AND p.role < 6";
  G_STATIC_ASSERT (KT_ROLE_DELIVERED_TO == 6 && KT_ROLE_FORWARDED == 7);
  return rows_by (store, sql, matches, error);
}

GArray *
kt_letter_rows_forwarding (KtStore *store, const char *const *matches, GError **error)
{
  static const char sql[]
      = "SELECT p.letter FROM mirror.address AS a JOIN mirror.participant AS p ON p.address = a.id"
        " WHERE a.match = ? AND p.role = 7";
  return rows_by (store, sql, matches, error);
}

static gboolean
look_up (KtStore *store, const char *sql, gint64 of, gint64 *ret_value, GError **error)
{
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", of);
  *ret_value = kt_step (statement, &failed) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

gboolean
kt_letter_row (KtStore *store, KtId key, gint64 *ret_row, GError **error)
{
  static const char sql[] = "SELECT id FROM mirror.letter WHERE key = ?";
  return look_up (store, sql, key, ret_row, error);
}

gboolean
kt_letter_row_thread (KtStore *store, gint64 row, gint64 *ret_thread, GError **error)
{
  static const char sql[] = "SELECT thread FROM mirror.letter WHERE id = ?";
  return look_up (store, sql, row, ret_thread, error);
}

gint64
kt_letter_row_time (gint64 row)
{
  return row >> KT_LETTER_ROW_BITS;
}

static char *
one_line (const char *text)
{
  GString *line = g_string_new (NULL);
  for (const char *p = text; *p != 0; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (line, *p);
    else if (line->len > 0 && line->str[line->len - 1] != ' ')
      g_string_append_c (line, ' ');
  g_strchomp (line->str);
  return g_string_free (line, FALSE);
}

char *
kt_letter_beginning (KtStore *store, gint64 row, guint characters, GError **error)
{
  static const char sql[] = "SELECT substr (text, 1, ?2) FROM mirror.letter_text WHERE letter = ?1";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", row, (gint64)characters);
  gboolean found = kt_step (statement, &failed);
  char *beginning = one_line (found ? kt_column_text (statement, 0) : "");
  sqlite3_reset (statement);
  if (failed == NULL)
    return beginning;
  g_propagate_error (error, failed);
  g_free (beginning);
  return NULL;
}

GArray *
kt_letter_rows_around (KtStore *store, KtId contact, gint64 since, GError **error)
{
  static const char sql[]
      = "WITH own AS MATERIALIZED (SELECT p.letter AS id FROM contact_point AS k"
        " CROSS JOIN mirror.address AS a ON a.match = k.match"
        " CROSS JOIN mirror.participant AS p ON p.address = a.id AND p.letter >= ?2"
        " WHERE k.contact = ?1 AND +k.kind = 'email'"
        " UNION SELECT l.id FROM letter_verdict AS v"
        " CROSS JOIN mirror.letter AS l ON l.key = v.letter"
        " WHERE v.contact = ?1 AND l.id >= ?2)"
        " SELECT id FROM own UNION SELECT t.id FROM own"
        " CROSS JOIN mirror.letter AS l ON l.id = own.id"
        " CROSS JOIN mirror.letter AS t ON t.thread = l.thread AND t.id >= ?2 ORDER BY 1";
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "ii", contact, MAX (since, 0) << 20);
  return kt_step_rows (statement, rows, error) ? g_steal_pointer (&rows) : NULL;
}
