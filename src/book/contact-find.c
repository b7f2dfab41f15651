#include "config.h"
#include "contact-row.h"
#include "kontor/name-words.h"
#include "kontor/fold.h"

#include <sqlite3.h>
#include <string.h>

/* All scans read an index only, and instr() leaves few names to look at closely. */
#define NAMES_SQL "SELECT id, fold FROM contact WHERE instr (fold, ?1) > 0"
#define POINTS_SQL "SELECT contact, norm FROM contact_point WHERE kind = ?1"
#define MATCH_SQL "SELECT contact, norm FROM contact_point WHERE match = ?1"
#define REF_SQL "SELECT id FROM contact WHERE id IN (?1, ?2, ?3, ?4, ?5)"
#define GET_SQL "SELECT " KT_CONTACT_COLUMNS " FROM contact WHERE id = ?1"

#define DIGITS_MIN 3
#define LOCAL_PART_MIN 3 /* characters: fewer would name half of all people */

typedef enum
{
  RANK_NAME = KT_NAME_EXACT, /* how well the name fits, as kt_name_rank() says */
  RANK_PHONE = KT_NAME_NONE,
  RANK_ADDRESS,
} Rank;

typedef struct
{
  Rank rank;
  char *fold;
  KtContact *contact;
} Hit;

typedef struct
{
  KtStore *store;
  GArray *hits;     /* Hit */
  GHashTable *seen; /* KtId: the best rank of each comes first */
} Search;

static void
clear_hit (gpointer hit)
{
  g_free (((Hit *)hit)->fold);
  kt_contact_free (((Hit *)hit)->contact);
}

static gboolean
add_hit (Search *search, KtId id, Rank rank, GError **error)
{
  if (g_hash_table_contains (search->seen, &id))
    return TRUE;
  g_hash_table_add (search->seen, g_memdup2 (&id, sizeof id));
  sqlite3_stmt *statement = kt_store_statement (search->store, GET_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", id);
  g_autoptr (GPtrArray) found = kt_contact_read_all (statement, error);
  if (found == NULL)
    return FALSE;
  Hit hit = { rank, NULL, found->len > 0 ? g_ptr_array_steal_index (found, 0) : NULL };
  if (hit.contact != NULL)
    {
      hit.fold = kt_fold (hit.contact->name);
      g_array_append_val (search->hits, hit);
    }
  return TRUE;
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

static gboolean
find_names (Search *search, const char *fold, GError **error)
{
  g_auto (GStrv) words = kt_name_words (fold);
  sqlite3_stmt *statement = kt_store_statement (search->store, NAMES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", longest (words));
  GError *failure = NULL;
  while (failure == NULL && kt_step (statement, &failure))
    {
      KtNameRank rank = kt_name_rank (kt_column_text (statement, 1), fold, words);
      if (rank != KT_NAME_NONE)
        add_hit (search, kt_column_int (statement, 0), (Rank)rank, &failure);
    }
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

typedef gboolean (*Wanted) (const char *norm, const char *text);

static gboolean
any (const char *norm, const char *text)
{
  return TRUE;
}

/* Begins a word of what stands before the @: "weber" in hanna.weber@, but not "anna". */
static gboolean
in_local_part (const char *norm, const char *text)
{
  if (strstr (norm, text) == NULL)
    return FALSE; /* nearly all of them */
  g_autofree char *local = g_strndup (norm, strcspn (norm, "@"));
  gboolean whole;
  return kt_name_begins_word (local, text, &whole);
}

/* argument is bound; wanted (norm, text) says which rows count. */
static gboolean
find_points (Search *search, const char *sql, const char *argument, Wanted wanted, const char *text,
             Rank rank, GError **error)
{
  sqlite3_stmt *statement = kt_store_statement (search->store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "s", argument);
  GError *failure = NULL;
  while (failure == NULL && kt_step (statement, &failure))
    if (wanted (kt_column_text (statement, 1), text))
      add_hit (search, kt_column_int (statement, 0), rank, &failure);
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* The digits of what looks like a phone or its end ("··5521"); NULL: it does not. */
static char *
phone_digits (const char *text)
{
  GString *digits = g_string_new (NULL);
  gboolean looks = TRUE;
  for (const char *p = text; looks && *p != '\0'; p = g_utf8_next_char (p))
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else
      looks = g_utf8_strchr (" +-()./·", -1, g_utf8_get_char (p)) != NULL;
  return g_string_free (digits, !looks || digits->len < DIGITS_MIN);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *first = a, *second = b;
  int order = (int)first->rank - (int)second->rank;
  return order != 0 ? order : strcmp (first->fold, second->fold);
}

static gboolean
find_all (Search *search, const char *words, GError **error)
{
  g_autofree char *fold = g_strstrip (kt_fold (words));
  g_autofree char *digits = phone_digits (words);
  if (*fold == '\0')
    return TRUE;
  /* addresses are looked into only for who is not found by name */
  gboolean long_enough = g_utf8_strlen (fold, -1) >= LOCAL_PART_MIN;
  return find_names (search, fold, error)
         && (digits == NULL
             || find_points (search, POINTS_SQL, "phone", g_str_has_suffix, digits, RANK_PHONE,
                             error))
         && find_points (search, MATCH_SQL, fold, any, fold, RANK_ADDRESS, error)
         && (!long_enough || search->hits->len > 0 || strchr (fold, ' ') != NULL
             || strchr (fold, '@') != NULL
             || find_points (search, POINTS_SQL, "email", in_local_part, fold, RANK_ADDRESS,
                             error));
}

GPtrArray *
kt_contact_find (KtStore *store, const char *words, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_array_set_clear_func (hits, clear_hit);
  Search search = { store, hits, seen };
  if (!find_all (&search, words, error))
    return NULL;
  g_array_sort (hits, compare_hits);
  GPtrArray *contacts = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_contact_free);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (contacts, g_steal_pointer (&g_array_index (hits, Hit, i).contact));
  return contacts;
}

gboolean
kt_contact_of_whole_ref (KtStore *store, const char *text, KtId *ret_contact, GError **error)
{
  KtIdRange ranges[KT_REF_RANGES] = { 0 };
  *ret_contact = 0;
  if (strnlen (text, KT_REF_LENGTH + 1) != KT_REF_LENGTH || kt_ref_ranges (text, ranges) == 0)
    return TRUE;
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, REF_SQL, error);
  if (statement == NULL)
    return FALSE;
  G_STATIC_ASSERT (KT_REF_RANGES == 5);
  kt_bind (statement, "iiiii", ranges[0].first, ranges[1].first, ranges[2].first, ranges[3].first,
           ranges[4].first);
  guint found = 0;
  while (kt_step (statement, &failure))
    {
      *ret_contact = kt_column_int (statement, 0);
      found++;
    }
  if (found != 1)
    *ret_contact = 0;
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}
