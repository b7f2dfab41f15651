#include "config.h"
#include "kontor/contact-rows.h"
#include <string.h>

/* Read in the order of rows: sorting costs more in SQL than here. */
#define CONTACTS_SQL                                                                               \
  "SELECT id, kind, name, company, type, status, source, birthday, language, city, created,"       \
  " updated FROM contact ORDER BY id"
#define POINTS_SQL "SELECT contact, kind, raw, position FROM contact_point ORDER BY id"
#define TAGS_SQL "SELECT contact, tag, fold FROM contact_tag ORDER BY id"

#define NONE G_MAXINT

void
kt_contact_rows_free (KtContactRows *rows)
{
  if (rows == NULL)
    return;
  g_array_unref (rows->rows);
  g_string_chunk_free (rows->texts);
  g_free (rows);
}

KtContactRow *
kt_contact_rows_find (const KtContactRows *rows, KtId id)
{
  KtContactRow *all = (KtContactRow *)(void *)rows->rows->data;
  guint low = 0, high = rows->rows->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (all[middle].id < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < rows->rows->len && all[low].id == id ? &all[low] : NULL;
}

static const char *
keep (const KtContactRows *rows, struct sqlite3_stmt *statement, int column)
{
  const char *text = kt_column_text_or_null (statement, column);
  return text != NULL ? g_string_chunk_insert (rows->texts, text) : NULL;
}

static void
take_contact (KtContactRows *rows, struct sqlite3_stmt *statement)
{
  KtContactRow row = { .id = kt_column_int (statement, 0) };
  const char **texts[] = { &row.name,   &row.company,  &row.type,     &row.status,
                           &row.source, &row.birthday, &row.language, &row.city };
  row.kind = *kt_column_text (statement, 1) == 'c' ? "company" : "person";
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = keep (rows, statement, 2 + (int)i);
  row.created = kt_column_int (statement, 10);
  row.updated = kt_column_int (statement, 11);
  g_array_append_val (rows->rows, row);
}

static gboolean
read_contacts (KtContactRows *rows, KtStore *store, GHashTable *ids, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (store, CONTACTS_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      KtId id = kt_column_int (statement, 0);
      if (ids == NULL || g_hash_table_contains (ids, &id))
        take_contact (rows, statement);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* What one contact has been seen with so far; positions of what its row shows. */
typedef struct
{
  int email, phone;
} Seen;

static void
take_point (KtContactRows *rows, Seen *seen, struct sqlite3_stmt *statement)
{
  char kind = *kt_column_text (statement, 1), second = kt_column_text (statement, 1)[1];
  KtContactRow *row;
  if (!(kind == 'e' || (kind == 'p' && second == 'h'))
      || (row = kt_contact_rows_find (rows, kt_column_int (statement, 0))) == NULL)
    return;
  gsize at = (gsize)(row - (KtContactRow *)(void *)rows->rows->data);
  int *best = kind == 'e' ? &seen[at].email : &seen[at].phone;
  int position = (int)kt_column_int (statement, 3);
  if (position >= *best)
    return;
  *best = position;
  *(kind == 'e' ? &row->email : &row->phone) = keep (rows, statement, 2);
}

static gboolean
read_points (KtContactRows *rows, KtStore *store, GError **error)
{
  g_autofree Seen *seen = g_new (Seen, rows->rows->len);
  GError *failure = NULL;
  for (guint i = 0; i < rows->rows->len; i++)
    seen[i] = (Seen){ NONE, NONE };
  struct sqlite3_stmt *statement = kt_store_statement (store, POINTS_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    take_point (rows, seen, statement);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

typedef struct
{
  guint next; /* of the same contact, by fold; 0 ends */
  const char *tag, *fold;
} Tag;

/* "brand, vip" */
static const char *
join_tags (const KtContactRows *rows, const GArray *tags, guint first)
{
  const Tag *tag = &g_array_index (tags, Tag, first);
  if (tag->next == 0)
    return tag->tag;
  g_autoptr (GString) joined = g_string_new (tag->tag);
  while (tag->next != 0)
    {
      tag = &g_array_index (tags, Tag, tag->next);
      g_string_append (joined, ", ");
      g_string_append (joined, tag->tag);
    }
  return g_string_chunk_insert_len (rows->texts, joined->str, (gssize)joined->len);
}

static void
take_tag (const KtContactRows *rows, GArray *tags, guint *first, struct sqlite3_stmt *statement)
{
  const KtContactRow *row = kt_contact_rows_find (rows, kt_column_int (statement, 0));
  if (row == NULL)
    return;
  Tag tag = { .tag = keep (rows, statement, 1), .fold = keep (rows, statement, 2) };
  guint *place = &first[row - (const KtContactRow *)(void *)rows->rows->data];
  while (*place != 0 && strcmp (g_array_index (tags, Tag, *place).fold, tag.fold) < 0)
    place = &g_array_index (tags, Tag, *place).next;
  tag.next = *place;
  *place = tags->len; /* before the array may move */
  g_array_append_val (tags, tag);
}

static gboolean
read_tags (KtContactRows *rows, KtStore *store, GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, TRUE, sizeof (Tag));
  g_autofree guint *first = g_new0 (guint, rows->rows->len); /* in tags; 0 none */
  GError *failure = NULL;
  g_array_set_size (tags, 1);
  struct sqlite3_stmt *statement = kt_store_statement (store, TAGS_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    take_tag (rows, tags, first, statement);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  for (guint i = 0; i < rows->rows->len; i++)
    if (first[i] != 0)
      g_array_index (rows->rows, KtContactRow, i).tags = join_tags (rows, tags, first[i]);
  return TRUE;
}

KtContactRows *
kt_contact_rows_read (KtStore *store, GHashTable *ids, GError **error)
{
  g_autoptr (KtContactRows) rows = g_new0 (KtContactRows, 1);
  rows->rows = g_array_new (FALSE, FALSE, sizeof (KtContactRow));
  rows->texts = g_string_chunk_new (1 << 16);
  gboolean begun = kt_store_snapshot_begin (store);
  gboolean read = read_contacts (rows, store, ids, error) && read_points (rows, store, error)
                  && read_tags (rows, store, error);
  if (begun)
    kt_store_snapshot_end (store, begun);
  return read ? g_steal_pointer (&rows) : NULL;
}
