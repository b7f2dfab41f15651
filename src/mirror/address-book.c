#include "config.h"
#include "kontor/address-book.h"
#include "kontor/collate.h"
#include "kontor/fold.h"
#include "kontor/name-words.h"
#include "kontor/search.h"
#include "kontor/verdict.h"
#include <string.h>

#define PREFIX_END "\xf4\x8f\xbf\xbf" /* U+10FFFF: after all that begins so */

#define COLUMNS "p.norm, c.name, coalesce (c.company, ''), c.id, p.match"
/* Names and companies, by their words. */
static const char named_sql[]
    = "SELECT " COLUMNS " FROM contact_fts AS f CROSS JOIN contact_point AS p"
      " ON p.contact = f.rowid CROSS JOIN contact AS c ON c.id = p.contact"
      " WHERE f.contact_fts MATCH ?1 AND +p.kind = 'email' LIMIT ?2";
/* Addresses of contacts, by how they begin. */
static const char begun_sql[]
    = "SELECT " COLUMNS " FROM contact_point AS p CROSS JOIN contact AS c ON c.id = p.contact"
      " WHERE p.match >= ?1 AND p.match < ?2 AND +p.kind = 'email' LIMIT ?3";
/* The same anywhere in them, where nothing else was found. */
static const char within_sql[]
    = "SELECT " COLUMNS " FROM contact_point AS p CROSS JOIN contact AS c ON c.id = p.contact"
      " WHERE p.kind = 'email' AND instr (p.norm, ?1) LIMIT ?2";
/* Who wrote or was written to: a few thousand short rows, looked through faster here than by SQL.
 */
static const char seen_sql[]
    = "SELECT a.id, a.norm, a.fold, a.match, a.written_at, a.wrote_at FROM mirror.address AS a"
      " WHERE a.written_at > 0 OR a.wrote_at > 0";
static const char seen_row_sql[]
    = "SELECT norm, name, match FROM mirror.address AS a WHERE a.id = ?1";
static const char times_sql[] = "SELECT written_at, wrote_at FROM mirror.address WHERE match = ?1";
static const char owner_sql[]
    = "SELECT c.name, coalesce (c.company, ''), c.id FROM contact_point AS p CROSS JOIN contact AS c"
      " ON c.id = p.contact WHERE p.match = ?1 AND +p.kind = 'email' LIMIT 1";

typedef struct
{
  KtStore *store;
  char *fold;
  char **words; /* of fold */
  GPtrArray *found;
  GStringChunk *matches; /* match forms of those looked at */
  GHashTable *seen;      /* of them, whose place is decided */
} Search;

void
kt_book_address_free (KtBookAddress *address)
{
  g_free (address->address);
  g_free (address->match);
  g_free (address->name);
  g_free (address->company);
  g_free (address);
}

static KtBookAddress *
add (Search *search, struct sqlite3_stmt *row, int match)
{
  const char *key = kt_column_text (row, match);
  if (g_hash_table_contains (search->seen, key))
    return NULL;
  g_hash_table_add (search->seen, g_string_chunk_insert (search->matches, key));
  KtBookAddress *address = g_new0 (KtBookAddress, 1);
  address->address = g_strdup (kt_column_text (row, 0));
  address->name = g_strdup (kt_column_text (row, 1));
  address->match = g_strdup (key);
  g_ptr_array_add (search->found, address);
  return address;
}

static gboolean
fits (const Search *search, const char *name, const char *address)
{
  gboolean whole;
  for (char **word = search->words; *word != NULL; word++)
    if (!kt_name_begins_word (name, *word, &whole) && !kt_name_begins_word (address, *word, &whole))
      return FALSE;
  return TRUE;
}

typedef enum
{
  ROWS_ALL,
  ROWS_FITTING, /* whose address begins a word so */
} Which;

/* Rows of COLUMNS of a bound statement. */
static gboolean
take_contacts (Search *search, struct sqlite3_stmt *statement, Which which, GError **error)
{
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      if (which == ROWS_FITTING && !fits (search, "", kt_column_text (statement, 0)))
        continue;
      KtBookAddress *address = add (search, statement, 4);
      if (address == NULL)
        continue;
      address->company = g_strdup (kt_column_text (statement, 2));
      address->contact = kt_column_int (statement, 3);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Every word as a beginning, in FTS5's form; NULL: none can be searched. */
static char *
search_form (char **words)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *bare = g_strdelimit (g_strdup (*word), "\"*", ' ');
      g_string_append_printf (text, "\"%s\"* ", bare);
    }
  return kt_search_query (text->str, NULL);
}

static gboolean
find_named (Search *search, GError **error)
{
  g_autofree char *form = search_form (search->words);
  struct sqlite3_stmt *statement
      = form != NULL ? kt_store_statement (search->store, named_sql, error) : NULL;
  if (statement == NULL)
    return form == NULL;
  kt_bind (statement, "si", form, (gint64)KT_ADDRESS_BOOK_MAX);
  return take_contacts (search, statement, ROWS_ALL, error);
}

static gboolean
find_begun (Search *search, GError **error)
{
  g_autofree char *end = g_strconcat (search->fold, PREFIX_END, NULL);
  struct sqlite3_stmt *statement = kt_store_statement (search->store, begun_sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ssi", search->fold, end, (gint64)KT_ADDRESS_BOOK_MAX);
  return take_contacts (search, statement, ROWS_ALL, error);
}

static gboolean
find_within (Search *search, GError **error)
{
  struct sqlite3_stmt *statement = kt_store_statement (search->store, within_sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "si", search->fold, (gint64)KT_ADDRESS_BOOK_MAX);
  return take_contacts (search, statement, ROWS_FITTING, error);
}

static const char *
longest (char **words)
{
  const char *best = words[0];
  for (char **word = words; *word != NULL; word++)
    if (strlen (*word) > strlen (best))
      best = *word;
  return best;
}

/* --- in order --- */

static gboolean
read_times (Search *search, guint first, GError **error)
{
  for (guint i = first; i < search->found->len; i++)
    {
      KtBookAddress *address = search->found->pdata[i];
      GError *failure = NULL;
      struct sqlite3_stmt *statement = kt_store_statement (search->store, times_sql, error);
      if (statement == NULL)
        return FALSE;
      kt_bind (statement, "s", address->match);
      while (kt_step (statement, &failure))
        {
          address->written_at = MAX (address->written_at, kt_column_int (statement, 0));
          address->wrote_at = MAX (address->wrote_at, kt_column_int (statement, 1));
        }
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }
    }
  return TRUE;
}

static gint
newer_first (gint64 a, gint64 b)
{
  return a > b ? -1 : a < b;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const KtBookAddress *x = *(KtBookAddress *const *)a, *y = *(KtBookAddress *const *)b;
  gint order = (x->contact == 0) - (y->contact == 0);
  if (order == 0)
    order = newer_first (x->written_at, y->written_at);
  if (order == 0)
    order = newer_first (x->wrote_at, y->wrote_at);
  if (order == 0)
    order = (x->place > y->place) - (x->place < y->place);
  return order != 0 ? order : strcmp (x->address, y->address);
}

/* Equal names share a place: their addresses part them. */
static void
place_names (const GPtrArray *found)
{
  g_autofree const char **names = g_new (const char *, found->len + 1);
  for (guint i = 0; i < found->len; i++)
    names[i] = ((const KtBookAddress *)found->pdata[i])->name;
  g_autofree guint *order = kt_collate_order (names, found->len);
  for (guint i = 0; i < found->len; i++)
    {
      KtBookAddress *address = found->pdata[order[i]];
      const KtBookAddress *before = i > 0 ? found->pdata[order[i - 1]] : NULL;
      address->place
          = before != NULL && g_str_equal (before->name, address->name) ? before->place : i;
    }
}

static void
sort (GPtrArray *found)
{
  place_names (found);
  g_ptr_array_sort (found, compare);
}

/* The card of who has one: its name wins. */
static gboolean
read_owner (Search *search, KtBookAddress *address, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (search->store, owner_sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", address->match);
  if (kt_step (statement, &failure))
    {
      g_free (address->name);
      address->name = g_strdup (kt_column_text (statement, 0));
      address->company = g_strdup (kt_column_text (statement, 1));
      address->contact = kt_column_int (statement, 2);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* One of those in touch, before it is known whether it is among the best. */
typedef struct
{
  gint64 row, written_at, wrote_at;
  const char *match; /* in Search.matches */
} Seen;

static gint
compare_seen (gconstpointer a, gconstpointer b)
{
  const Seen *x = a, *y = b;
  gint order = newer_first (x->written_at, y->written_at);
  return order != 0 ? order : newer_first (x->wrote_at, y->wrote_at);
}

/* Whether a row of seen_sql is of somebody so called. */
static gboolean
is_wanted (const Search *search, struct sqlite3_stmt *row, const char *word, GHashTable *verdicts)
{
  const char *norm = kt_column_text (row, 1), *fold = kt_column_text (row, 2);
  if ((strstr (norm, word) == NULL && strstr (fold, word) == NULL) || !fits (search, fold, norm))
    return FALSE;
  if (g_hash_table_size (verdicts) == 0)
    return TRUE;
  gpointer verdict = g_hash_table_lookup (verdicts, kt_column_text (row, 3));
  return verdict != GINT_TO_POINTER (KT_ADDRESS_IGNORE + 1)
         && verdict != GINT_TO_POINTER (KT_ADDRESS_MINE + 1);
}

static gboolean
list_seen (Search *search, GArray *list, GError **error)
{
  GError *failure = NULL;
  const char *word = longest (search->words);
  g_autoptr (GHashTable) verdicts = kt_address_verdict_all (search->store, error);
  struct sqlite3_stmt *statement
      = verdicts != NULL ? kt_store_statement (search->store, seen_sql, error) : NULL;
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      if (!is_wanted (search, statement, word, verdicts))
        continue;
      Seen seen = { kt_column_int (statement, 0), kt_column_int (statement, 4),
                    kt_column_int (statement, 5),
                    g_string_chunk_insert (search->matches, kt_column_text (statement, 3)) };
      g_array_append_val (list, seen);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
add_seen (Search *search, const Seen *seen, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (search->store, seen_row_sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", seen->row);
  KtBookAddress *address = kt_step (statement, &failure) ? add (search, statement, 2) : NULL;
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (address == NULL)
    return TRUE;
  address->written_at = seen->written_at;
  address->wrote_at = seen->wrote_at;
  return TRUE;
}

/* The newest of the list, and those as new as the last of them: *ret_used. */
static gboolean
add_newest (Search *search, GArray *list, guint *ret_used, GError **error)
{
  guint i = 0;
  g_array_sort (list, compare_seen);
  for (; i < list->len; i++)
    {
      const Seen *seen = &g_array_index (list, Seen, i);
      if (search->found->len >= KT_ADDRESS_BOOK_MAX && compare_seen (seen, seen - 1) != 0)
        break;
      if (!add_seen (search, seen, error))
        return FALSE;
    }
  *ret_used = i;
  return TRUE;
}

/* Those in touch of the same words, the best of them: thousands may fit the beginning of a name, so
 * only the newest are read whole. The rest is not found in another way either. */
static gboolean
find_seen (Search *search, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Seen));
  guint used;
  if (!list_seen (search, list, error) || !add_newest (search, list, &used, error))
    return FALSE;
  for (guint i = used; i < list->len; i++)
    g_hash_table_add (search->seen, (gpointer)g_array_index (list, Seen, i).match);
  sort (search->found);
  if (search->found->len > KT_ADDRESS_BOOK_MAX)
    g_ptr_array_set_size (search->found, KT_ADDRESS_BOOK_MAX);
  for (guint i = 0; i < search->found->len; i++)
    if (!read_owner (search, search->found->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
find_all (Search *search, GError **error)
{
  if (*search->words == NULL)
    return TRUE;
  if (!find_seen (search, error))
    return FALSE;
  guint in_touch = search->found->len;
  if (!find_named (search, error) || !find_begun (search, error))
    return FALSE;
  return (search->found->len > 0 || find_within (search, error))
         && read_times (search, in_touch, error);
}

GPtrArray *
kt_address_book_find (KtStore *store, const char *words, GError **error)
{
  g_autofree char *fold = g_strstrip (kt_fold (words));
  g_auto (GStrv) parts = kt_name_words (fold);
  g_autoptr (GPtrArray) found
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_book_address_free);
  g_autoptr (GStringChunk) matches = g_string_chunk_new (4096);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  Search search = { store, fold, parts, found, matches, seen };
  gboolean begun = kt_store_snapshot_begin (store);
  gboolean good = find_all (&search, error);
  if (begun)
    kt_store_snapshot_end (store, begun);
  if (!good)
    return NULL;
  sort (found);
  return g_steal_pointer (&found);
}
