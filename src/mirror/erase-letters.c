#include "config.h"
#include "letter-words.h"
#include "kontor/letter.h"
#include "kontor/mirror-erase.h"

#include <sqlite3.h>
#include <string.h>

#define LINKED_SQL                                                                                 \
  "SELECT l.id FROM letter_verdict AS v JOIN mirror.letter AS l ON l.key = v.letter"               \
  " WHERE v.contact = ?1 AND v.verdict = 'linked'"
#define OF_ADDRESS_SQL                                                                             \
  "SELECT p.letter FROM mirror.address AS a JOIN mirror.participant AS p ON p.address = a.id"      \
  " WHERE a.match = ?1"
#define PEOPLE_SQL "SELECT people FROM mirror.letter WHERE id = ?1"
#define MATCH_SQL "SELECT match FROM mirror.address WHERE norm = ?1"
#define ITS_INVITES                                                                                \
  "(SELECT id FROM mirror.invite WHERE letter = (SELECT key FROM mirror.letter WHERE id = ?1))"
#define ITS_EVENTS "(SELECT id FROM mirror.event WHERE invite <> 0 AND invite IN " ITS_INVITES ")"
#define OCCURRENCES_SQL "DELETE FROM mirror.occurrence WHERE event IN " ITS_EVENTS
#define ATTENDEES_SQL "DELETE FROM mirror.attendee WHERE event IN " ITS_EVENTS
#define NAMES_SQL "DELETE FROM mirror.event_name WHERE event IN " ITS_EVENTS
#define EVENTS_SQL "DELETE FROM mirror.event WHERE invite <> 0 AND invite IN " ITS_INVITES
#define ADDRESS_SQL                                                                                \
  "DELETE FROM mirror.address WHERE match = ?1"                                                    \
  " AND NOT EXISTS (SELECT 1 FROM mirror.participant AS p WHERE p.address = mirror.address.id)"

static gboolean
collect (KtStore *store, sqlite3_stmt *statement, GHashTable *rows, GError **error)
{
  GError *failure = NULL;
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      gint64 row = kt_column_int (statement, 0);
      g_hash_table_add (rows, g_memdup2 (&row, sizeof row));
    }
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* The match form of an address as a letter's people line has it; NULL without error: not known. */
static char *
match_of (KtStore *store, const char *norm, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, MATCH_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "s", norm);
  char *match = kt_step (statement, &failure) ? g_strdup (kt_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return match;
}

/* The people of a letter, as lines of its column; NULL with error. */
static char **
people_lines (KtStore *store, gint64 row, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, PEOPLE_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", row);
  char **lines
      = g_strsplit (kt_step (statement, &failure) ? kt_column_text (statement, 0) : "", "\n", -1);
  sqlite3_reset (statement);
  if (failure == NULL)
    return lines;
  g_propagate_error (error, failure);
  g_strfreev (lines);
  return NULL;
}

/* Whether the address of a people line ("role TAB norm TAB name") is in a set. */
static gboolean
line_is_of (KtStore *store, const char *line, GHashTable *set, GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", 3);
  if (g_strv_length (cells) < 2)
    return FALSE;
  g_autofree char *match = match_of (store, cells[1], error);
  return match != NULL && g_hash_table_contains (set, match);
}

static gboolean
names_others (KtStore *store, gint64 row, GHashTable *others, gboolean *ret_others, GError **error)
{
  GError *failure = NULL;
  g_auto (GStrv) lines = people_lines (store, row, error);
  *ret_others = FALSE;
  for (char **line = lines; line != NULL && *line != NULL && failure == NULL; line++)
    *ret_others |= line_is_of (store, *line, others, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return lines != NULL && failure == NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return x < y ? -1 : x > y;
}

gboolean
kt_erase_letters_find (KtStore *store, GHashTable *matches, KtId contact, GHashTable *others,
                       GArray *own, GArray *shared, GError **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iterator;
  gpointer key;
  sqlite3_stmt *statement = kt_store_statement (store, LINKED_SQL, error);
  if (statement != NULL)
    kt_bind (statement, "i", contact);
  if (!collect (store, statement, rows, error))
    return FALSE;
  g_hash_table_iter_init (&iterator, matches);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    {
      statement = kt_store_statement (store, OF_ADDRESS_SQL, error);
      if (statement != NULL)
        kt_bind (statement, "s", (const char *)key);
      if (!collect (store, statement, rows, error))
        return FALSE;
    }
  g_hash_table_iter_init (&iterator, rows);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    {
      gboolean named = FALSE;
      if (!names_others (store, *(gint64 *)key, others, &named, error))
        return FALSE;
      g_array_append_vals (named ? shared : own, key, 1);
    }
  g_array_sort (own, compare_rows);
  g_array_sort (shared, compare_rows);
  return TRUE;
}

gboolean
kt_erase_letter (KtStore *store, gint64 row, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM mirror.participant WHERE letter = ?1",
    "DELETE FROM mirror.part WHERE letter = ?1",
    OCCURRENCES_SQL,
    ATTENDEES_SQL,
    NAMES_SQL,
    EVENTS_SQL,
    "DELETE FROM mirror.invite WHERE letter = (SELECT key FROM mirror.letter WHERE id = ?1)",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!kt_store_run (store, error, statements[i], "i", row))
      return FALSE;
  return kt_letter_words_erase (store, row, error);
}

gboolean
kt_erase_letter_people (KtStore *store, gint64 row, GHashTable *matches, GError **error)
{
  static const char sql[] = "UPDATE mirror.letter SET people = ?2 WHERE id = ?1";
  static const char out[] = "DELETE FROM mirror.participant WHERE letter = ?1 AND address IN"
                            " (SELECT id FROM mirror.address WHERE match = ?2)";
  GHashTableIter iterator;
  gpointer match;
  GError *failure = NULL;
  g_auto (GStrv) lines = people_lines (store, row, error);
  g_autoptr (GString) kept = g_string_new (NULL);
  for (char **line = lines; line != NULL && *line != NULL && failure == NULL; line++)
    if (**line != '\0' && !line_is_of (store, *line, matches, &failure))
      g_string_append_printf (kept, "%s\n", *line);
  if (failure != NULL)
    g_propagate_error (error, failure);
  if (lines == NULL || failure != NULL || !kt_store_run (store, error, sql, "is", row, kept->str))
    return FALSE;
  g_hash_table_iter_init (&iterator, matches);
  while (g_hash_table_iter_next (&iterator, &match, NULL))
    if (!kt_store_run (store, error, out, "is", row, (const char *)match))
      return FALSE;
  return TRUE;
}

gboolean
kt_erase_addresses (KtStore *store, GHashTable *matches, KtId contact, GError **error)
{
  static const char rhythm[] = "DELETE FROM mirror.rhythm WHERE contact = ?1";
  GHashTableIter iterator;
  gpointer match;
  g_hash_table_iter_init (&iterator, matches);
  while (g_hash_table_iter_next (&iterator, &match, NULL))
    if (!kt_store_run (store, error, ADDRESS_SQL, "s", (const char *)match))
      return FALSE;
  return kt_store_run (store, error, rhythm, "i", contact);
}
