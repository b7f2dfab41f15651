#include "config.h"
#include "kontor/error.h"
#include "kontor/letter.h"
#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

gboolean
kt_letter_locate (KtStore *store, KtId key, char **ret_source, char **ret_wire_name,
                  guint64 *ret_uidvalidity, guint64 *ret_uid, GError **error)
{
  static const char sql[]
      = "SELECT f.source, f.wire_name, f.uidvalidity, o.uid FROM mirror.letter AS l"
        " JOIN mirror.location AS o ON o.letter = l.id JOIN mirror.folder AS f ON f.id = o.folder"
        " LEFT JOIN mirror.source AS s ON s.name = f.source WHERE l.key = ?"
        " ORDER BY s.retired_at IS NOT NULL, f.role IN ('trash', 'junk'), f.id LIMIT 1";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", key);
  gboolean found = kt_step (statement, &failed);
  if (found)
    {
      *ret_source = g_strdup (kt_column_text (statement, 0));
      *ret_wire_name = g_strdup (kt_column_text (statement, 1));
      *ret_uidvalidity = (guint64)kt_column_int (statement, 2);
      *ret_uid = (guint64)kt_column_int (statement, 3);
    }
  sqlite3_reset (statement);
  if (failed != NULL)
    g_propagate_error (error, failed);
  else if (!found)
    g_set_error_literal (error, KT_ERROR, KT_ERROR_NOT_FOUND,
                         _ ("this letter is gone from the server, only its text is left"));
  return found;
}

gboolean
kt_letter_places (KtStore *store, gint64 letter_id, GArray *places, GError **error)
{
  static const char sql[] = "SELECT folder, flags FROM mirror.location WHERE letter = ?";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  g_array_set_size (places, 0);
  kt_bind (statement, "i", letter_id);
  while (kt_step (statement, &failed))
    {
      KtLetterPlace place = { kt_column_int (statement, 0), (guint32)kt_column_int (statement, 1) };
      g_array_append_val (places, place);
    }
  if (failed == NULL)
    return TRUE;
  g_propagate_error (error, failed);
  return FALSE;
}

guint32
kt_letter_server_flags (KtStore *store, gint64 letter_id, GError **error)
{
  static const char sql[] = "SELECT flags FROM mirror.location WHERE letter = ?";
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  guint32 flags = 0;
  if (statement == NULL)
    return 0;
  kt_bind (statement, "i", letter_id);
  while (kt_step (statement, error))
    flags |= (guint32)kt_column_int (statement, 0);
  return flags;
}

GArray *
kt_letter_parts (KtStore *store, gint64 letter_id, GPtrArray **ret_strings, GError **error)
{
  static const char sql[]
      = "SELECT n, name, type, size FROM mirror.part WHERE letter = ? ORDER BY n";
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (KtPart));
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", letter_id);
  while (kt_step (statement, &failed))
    {
      KtPart part = { .number = (guint32)kt_column_int (statement, 0),
                      .name = g_strdup (kt_column_text (statement, 1)),
                      .type = g_strdup (kt_column_text (statement, 2)),
                      .size = (guint64)kt_column_int (statement, 3) };
      g_ptr_array_add (strings, (gpointer)part.name);
      g_ptr_array_add (strings, (gpointer)part.type);
      g_array_append_val (parts, part);
    }
  if (failed != NULL)
    {
      g_propagate_error (error, failed);
      return NULL;
    }
  *ret_strings = g_steal_pointer (&strings);
  return g_steal_pointer (&parts);
}

const KtParticipant *
kt_people_other (const GArray *people, KtDirection direction)
{
  for (guint i = 0; i < people->len; i++)
    {
      const KtParticipant *person = &g_array_index (people, KtParticipant, i);
      if (direction == KT_DIRECTION_IN ? person->role == KT_ROLE_FROM
                                       : person->role >= KT_ROLE_TO && person->role <= KT_ROLE_BCC)
        return person;
    }
  return NULL;
}

/* Lines "role<TAB>norm<TAB>name", perhaps with "<TAB>note"; a broken line ends it. */
void
kt_people_read (char *people, GArray *list)
{
  g_array_set_size (list, 0);
  while (*people != 0)
    {
      char *end = strchr (people, '\n');
      if (end == NULL || people[1] != '\t')
        break;
      char *name = memchr (people + 2, '\t', (gsize)(end - people - 2));
      if (name == NULL)
        break;
      *end = *name = 0;
      KtParticipant person
          = { .role = (KtRole)(people[0] - '0'), .norm = people + 2, .name = name + 1, .note = "" };
      char *note = strchr (name + 1, '\t');
      if (note != NULL)
        {
          *note = 0;
          person.note = note + 1;
        }
      g_array_append_val (list, person);
      people = end + 1;
    }
}

GArray *
kt_people_parse (char *people)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (KtParticipant));
  kt_people_read (people, list);
  return list;
}
