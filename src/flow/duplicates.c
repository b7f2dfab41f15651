#include "config.h"
#include "kontor/duplicates.h"
#include "kontor/duplicate-rows.h"
#include "kontor/relation.h"
#include <stdlib.h>
#include <string.h>

#define BLOCK_REACH 40  /* names of a block that one is compared with */
#define PAIRS_MAX 10000 /* nobody reads more; the surest are found first */
#define SHARERS_MAX 12  /* more people at one phone are an office */
#define TAIL_DIGITS 4

typedef struct
{
  char *match, *raw;
  gboolean phone;
} Point;

typedef struct
{
  KtId id, employer;
  char *name, *birthday;
  KtNameKey *key;
  gint64 created;
  gboolean company, phones;
  GArray *points; /* Point, without shared addresses; NULL none */
} Person;

typedef struct
{
  GPtrArray *people;   /* Person, by name */
  GHashTable *by_id;   /* KtId* → Person */
  GHashTable *blocks;  /* block → GArray of guint */
  GHashTable *matches; /* match → GArray of guint */
  GHashTable *only, *not_same, *related;
  GHashTable *seen; /* pairs looked at: KtId* of kt_relation_pair() */
  GPtrArray *pairs;
} Search;

static void
clear_point (gpointer data)
{
  Point *point = data;
  g_free (point->match);
  g_free (point->raw);
}

static void
person_free (gpointer data)
{
  Person *person = data;
  g_free (person->name);
  g_free (person->birthday);
  kt_name_key_free (person->key);
  g_clear_pointer (&person->points, g_array_unref);
  g_free (person);
}

static void
side_clear (KtDuplicateSide *side)
{
  g_free (side->name);
  g_free (side->birthday);
  g_free (side->tail);
}

void
kt_duplicate_pair_free (KtDuplicatePair *pair)
{
  if (pair == NULL)
    return;
  side_clear (&pair->a);
  side_clear (&pair->b);
  g_free (pair->phone);
  g_free (pair->address);
  g_free (pair);
}

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->people, g_ptr_array_unref);
  g_clear_pointer (&search->by_id, g_hash_table_unref);
  g_clear_pointer (&search->blocks, g_hash_table_unref);
  g_clear_pointer (&search->matches, g_hash_table_unref);
  g_clear_pointer (&search->not_same, g_hash_table_unref);
  g_clear_pointer (&search->related, g_hash_table_unref);
  g_clear_pointer (&search->seen, g_hash_table_unref);
  g_clear_pointer (&search->pairs, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static void
put (GHashTable *table, const char *key, guint index)
{
  GArray *list = g_hash_table_lookup (table, key);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_strdup (key), list);
    }
  /* «Anna Anna» is in a block twice */
  if (list->len == 0 || g_array_index (list, guint, list->len - 1) != index)
    g_array_append_val (list, index);
}

static void
take_contact (gpointer data, KtId id, const char *name, gboolean company, const char *birthday,
              KtId employer, gint64 created)
{
  Search *search = data;
  Person *person = g_new0 (Person, 1);
  person->id = id;
  person->name = g_strdup (name);
  person->birthday = g_strdup (birthday);
  person->key = kt_name_key (name, company);
  person->company = company;
  person->employer = employer;
  person->created = created;
  g_auto (GStrv) blocks = kt_name_blocks (person->key);
  for (char **block = blocks; *block != NULL; block++)
    put (search->blocks, *block, search->people->len);
  g_ptr_array_add (search->people, person);
  g_hash_table_insert (search->by_id, &person->id,
                       GUINT_TO_POINTER (search->people->len)); /* index + 1 */
}

static void
take_point (gpointer data, KtId contact, gboolean phone, const char *match, const char *raw,
            gboolean shared)
{
  Search *search = data;
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (search->by_id, &contact));
  if (index == 0)
    return;
  Person *person = search->people->pdata[index - 1];
  person->phones |= phone;
  if (shared) /* info@: that several have it is known */
    return;
  if (person->points == NULL)
    {
      person->points = g_array_new (FALSE, FALSE, sizeof (Point));
      g_array_set_clear_func (person->points, clear_point);
    }
  Point point = { g_strdup (match), g_strdup (raw), phone };
  g_array_append_val (person->points, point);
  put (search->matches, match, index - 1);
}

static const char *
shared_point (const Person *a, const Person *b, gboolean phone)
{
  for (guint i = 0; a->points != NULL && i < a->points->len; i++)
    for (guint k = 0; b->points != NULL && k < b->points->len; k++)
      {
        const Point *x = &g_array_index (a->points, Point, i);
        const Point *y = &g_array_index (b->points, Point, k);
        if (x->phone == phone && y->phone == phone && g_str_equal (x->match, y->match))
          return x->raw;
      }
  return NULL;
}

/* People of one house share its phone, relatives theirs: that is no news. */
static gboolean
may_share (const Search *search, const Person *a, const Person *b, KtId pair)
{
  return !(a->employer != 0 && (a->employer == b->employer || a->employer == b->id))
         && b->employer != (a->id) && !g_hash_table_contains (search->related, &pair);
}

static char *
tail_of (const Person *person)
{
  const Point *first = NULL;
  for (guint i = 0; person->points != NULL && i < person->points->len; i++)
    {
      const Point *point = &g_array_index (person->points, Point, i);
      if (point->phone)
        {
          gsize length = strlen (point->match);
          return g_strdup_printf ("··%s",
                                  point->match + (length > TAIL_DIGITS ? length - TAIL_DIGITS : 0));
        }
      first = first != NULL ? first : point;
    }
  return g_strdup (first != NULL ? first->raw : "");
}

static void
fill_side (KtDuplicateSide *side, const Person *person)
{
  side->id = person->id;
  side->name = g_strdup (person->name);
  side->birthday = g_strdup (person->birthday);
  side->tail = tail_of (person);
}

/* Of whom more is known; of two alike the older card. */
static gboolean
knows_more (const Person *a, const Person *b)
{
  guint x = (a->points != NULL ? a->points->len : 0) + (a->birthday != NULL ? 1 : 0);
  guint y = (b->points != NULL ? b->points->len : 0) + (b->birthday != NULL ? 1 : 0);
  if (x != y)
    return x > y;
  return a->created != b->created ? a->created < b->created : a->id < b->id;
}

static gboolean
is_wanted (const Search *search, const Person *a, const Person *b, KtId pair)
{
  if (search->only != NULL && !g_hash_table_contains (search->only, &a->id)
      && !g_hash_table_contains (search->only, &b->id))
    return FALSE;
  return !g_hash_table_contains (search->not_same, &pair);
}

static void
look_at (Search *search, guint i, guint k)
{
  const Person *a = search->people->pdata[i], *b = search->people->pdata[k];
  KtId pair = kt_relation_pair (a->id, b->id);
  if (i == k || search->pairs->len >= PAIRS_MAX || g_hash_table_contains (search->seen, &pair))
    return;
  g_hash_table_add (search->seen, g_memdup2 (&pair, sizeof pair));
  if (!is_wanted (search, a, b, pair))
    return;
  const char *phone = shared_point (a, b, TRUE), *address = shared_point (a, b, FALSE);
  KtDuplicateFacts one = { a->key, a->birthday, a->phones };
  KtDuplicateFacts other = { b->key, b->birthday, b->phones };
  KtLikeness why;
  int score = 0;
  KtDuplicate judged
      = kt_duplicate_judge (&one, &other, phone != NULL, address != NULL, &why, &score);
  if (judged == KT_DUPLICATE_NO
      || (judged == KT_DUPLICATE_SHARE && !may_share (search, a, b, pair)))
    return;
  KtDuplicatePair *found = g_new0 (KtDuplicatePair, 1);
  gboolean first = knows_more (a, b);
  fill_side (&found->a, first ? a : b);
  fill_side (&found->b, first ? b : a);
  found->judged = judged;
  found->why = why;
  found->score = score;
  found->phone = g_strdup (phone);
  found->address = g_strdup (address);
  g_ptr_array_add (search->pairs, found);
}

/* Pairs of a block whose names are not even alike are many: they are not worth remembering. */
static void
look_at_names (Search *search, guint i, guint k)
{
  const Person *a = search->people->pdata[i], *b = search->people->pdata[k];
  KtLikeness why;
  if (kt_name_likeness (a->key, b->key, &why) > 0)
    look_at (search, i, k);
}

static void
look_at_all (Search *search)
{
  GHashTableIter iter;
  gpointer list = NULL;
  g_hash_table_iter_init (&iter, search->matches);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    {
      const GArray *sharers = list;
      for (guint i = 0; sharers->len <= SHARERS_MAX && i < sharers->len; i++)
        for (guint k = i + 1; k < sharers->len; k++)
          look_at (search, g_array_index (sharers, guint, i), g_array_index (sharers, guint, k));
    }
  g_hash_table_iter_init (&iter, search->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    {
      const GArray *block = list; /* equal names are neighbours */
      for (guint i = 0; i < block->len; i++)
        for (guint k = i + 1; k < MIN (block->len, i + 1 + BLOCK_REACH); k++)
          look_at_names (search, g_array_index (block, guint, i), g_array_index (block, guint, k));
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const KtDuplicatePair *x = *(KtDuplicatePair *const *)a, *y = *(KtDuplicatePair *const *)b;
  if (x->judged != y->judged)
    return x->judged > y->judged ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  int names = g_utf8_collate (x->a.name, y->a.name);
  if (names != 0)
    return names;
  return x->b.id < y->b.id ? -1 : x->b.id > y->b.id;
}

GPtrArray *
kt_duplicates (KtContext *context, GHashTable *only, GError **error)
{
  g_auto (Search) search = { .only = only };
  const KtDuplicateSink sink = { &search, take_contact, take_point };
  search.people = g_ptr_array_new_with_free_func (person_free);
  search.by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  search.blocks
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  search.matches
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  search.seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  search.pairs = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_duplicate_pair_free);
  search.not_same = kt_relation_not_same (context->store, error);
  if (search.not_same != NULL)
    search.related = kt_relation_related (context->store, error);
  if (search.related == NULL || !kt_duplicate_rows (context->store, &sink, error))
    return NULL;
  look_at_all (&search);
  g_ptr_array_sort (search.pairs, compare);
  return g_steal_pointer (&search.pairs);
}
