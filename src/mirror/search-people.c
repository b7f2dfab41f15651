#include "config.h"
#include "search-people.h"
#include "kontor/fold.h"
#include <sqlite3.h>
#include <string.h>

#define NAME_MIN 3     /* characters: fewer begin half of all names */
#define PEOPLE_MAX 200 /* addresses one word may name, those in touch last */
#define PIECES_MAX 8   /* words that are tried as names */

static void
reading_free (KtSearchReading *reading)
{
  g_free (reading->addresses);
  g_free (reading->query);
  g_free (reading);
}

/* fold is part of text: does it begin a word there? */
static gboolean
begins_word (const char *text, const char *fold)
{
  for (const char *p = strstr (text, fold); p != NULL; p = strstr (g_utf8_next_char (p), fold))
    if (p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

/* "Kal*" and "\"Anna B\"" as names are compared; NULL: too short for one. */
static char *
name_of_piece (const char *piece)
{
  g_autofree char *bare = g_strdup (piece);
  g_autofree char *fold = kt_fold (g_strstrip (g_strdelimit (bare, "\"*", ' ')));
  return g_utf8_strlen (fold, -1) >= NAME_MIN ? g_steal_pointer (&fold) : NULL;
}

/* The addresses (rows, as a set) whose owner's name, as written or on a card, or which themselves
 * begin a word like that. */
static GHashTable *
people_named (KtStore *store, const char *fold, GError **error)
{
  static const char sql[]
      = "SELECT a.id, a.fold || ' ' || a.norm, max (a.wrote_at, a.written_at) AS at"
        " FROM mirror.address AS a WHERE instr (a.fold, ?1) > 0 OR instr (a.norm, ?1) > 0"
        " UNION ALL SELECT a.id, c.fold, max (a.wrote_at, a.written_at)"
        " FROM main.contact AS c CROSS JOIN main.contact_point AS p ON p.contact = c.id"
        " CROSS JOIN mirror.address AS a ON a.match = p.match WHERE instr (c.fold, ?1) > 0"
        " ORDER BY at DESC, a.id";
  GError *failed = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return NULL;
  GHashTable *people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  kt_bind (statement, "s", fold);
  while (g_hash_table_size (people) < PEOPLE_MAX && kt_step (statement, &failed))
    {
      gint64 row = kt_column_int (statement, 0);
      if (begins_word (kt_column_text (statement, 1), fold))
        g_hash_table_add (people, g_memdup2 (&row, sizeof row));
    }
  sqlite3_reset (statement);
  if (failed == NULL)
    return people;
  g_propagate_error (error, failed);
  g_hash_table_unref (people);
  return NULL;
}

static char *
json_of (GHashTable *people)
{
  GString *json = g_string_new ("[");
  GHashTableIter iter;
  gpointer row;
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", *(gint64 *)row);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* named: by piece, NULL where it names nobody. only: the one piece that is a name, or -1 for all
 * that can be, which then are one person's. */
static void
add_reading (GPtrArray *readings, char **pieces, GPtrArray *named, int only)
{
  g_autoptr (GHashTable) people = NULL;
  g_autoptr (GString) rest = g_string_new (NULL);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      GHashTable *these = i < named->len && (only < 0 || only == (int)i) ? named->pdata[i] : NULL;
      if (these == NULL)
        {
          g_string_append_printf (rest, "%s ", pieces[i]);
          continue;
        }
      GHashTable *both = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      GHashTableIter iter;
      gpointer row;
      g_hash_table_iter_init (&iter, these);
      while (g_hash_table_iter_next (&iter, &row, NULL))
        if (people == NULL || g_hash_table_contains (people, row))
          g_hash_table_add (both, g_memdup2 (row, sizeof (gint64)));
      g_clear_pointer (&people, g_hash_table_unref);
      people = both;
    }
  if (people == NULL || g_hash_table_size (people) == 0)
    return;
  KtSearchReading *reading = g_new (KtSearchReading, 1);
  reading->addresses = json_of (people);
  reading->query = kt_search_query (rest->str, NULL);
  g_ptr_array_add (readings, reading);
}

static void
unref_people (gpointer people)
{
  if (people != NULL)
    g_hash_table_unref (people);
}

static GPtrArray *
name_pieces (KtStore *store, char **pieces, GError **error)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (unref_people);
  for (guint i = 0; pieces[i] != NULL && i < PIECES_MAX; i++)
    {
      g_autofree char *fold = name_of_piece (pieces[i]);
      g_autoptr (GHashTable) people = NULL;
      if (fold != NULL)
        {
          people = people_named (store, fold, error);
          if (people == NULL)
            return NULL;
          if (g_hash_table_size (people) == 0)
            g_clear_pointer (&people, g_hash_table_unref);
        }
      g_ptr_array_add (named, g_steal_pointer (&people));
    }
  return g_steal_pointer (&named);
}

GPtrArray *
kt_search_readings (KtStore *store, const char *words, GError **error)
{
  g_auto (GStrv) pieces = kt_search_pieces (words);
  g_autoptr (GPtrArray) named = name_pieces (store, pieces, error);
  if (named == NULL)
    return NULL;
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify)reading_free);
  add_reading (readings, pieces, named, -1);
  for (guint i = 0; i < named->len; i++)
    if (named->pdata[i] != NULL)
      add_reading (readings, pieces, named, (int)i);
  return readings;
}
