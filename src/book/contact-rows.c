#include "config.h"
#include "kontor/contact-rows.h"
#include <string.h>

/* Read in the order of rows: sorting costs more in SQL than here. Some of many are looked up. */
#define USUAL "id, name, company, type"
#define WHOLE USUAL ", status, source, birthday, language, city, kind, created, updated"
#define SOME "(SELECT value FROM json_each (?1))"
#define POINTS "SELECT contact, kind, raw, position FROM contact_point"
#define TAGS "SELECT contact, tag, fold FROM contact_tag"
static const char contacts_sql[] = "SELECT " USUAL " FROM contact ORDER BY id";
static const char contacts_whole_sql[] = "SELECT " WHOLE " FROM contact ORDER BY id";
static const char some_sql[] = "SELECT " USUAL " FROM contact WHERE id IN " SOME " ORDER BY id";
static const char some_whole_sql[]
    = "SELECT " WHOLE " FROM contact WHERE id IN " SOME " ORDER BY id";
static const char points_sql[] = POINTS " ORDER BY id";
static const char points_some_sql[] = POINTS " WHERE contact IN " SOME " ORDER BY id";
static const char tags_sql[] = TAGS " ORDER BY id";
static const char tags_some_sql[] = TAGS " WHERE contact IN " SOME " ORDER BY id";

#define FEW 4000 /* contacts: more are found sooner by reading all */
#define NONE G_MAXINT

typedef struct
{
  KtStore *store;
  GHashTable *ids; /* NULL: everybody */
  char *some;      /* the same as JSON, where they are few */
  gboolean whole;
} Wanted;

/* Either of two statements, bound. */
static struct sqlite3_stmt *
ask (const Wanted *wanted, const char *all, const char *some, GError **error)
{
  struct sqlite3_stmt *statement
      = kt_store_statement (wanted->store, wanted->some != NULL ? some : all, error);
  if (statement != NULL && wanted->some != NULL)
    kt_bind (statement, "s", wanted->some);
  return statement;
}

/* NULL: so many that all are read. */
static char *
json_of (GHashTable *ids)
{
  if (ids == NULL || g_hash_table_size (ids) > FEW)
    return NULL;
  GString *json = g_string_new ("[");
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", *(KtId *)id);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

void
kt_contact_rows_free (KtContactRows *rows)
{
  if (rows == NULL)
    return;
  g_array_unref (rows->rows);
  g_array_unref (rows->ids);
  g_string_chunk_free (rows->texts);
  g_free (rows);
}

KtContactRow *
kt_contact_rows_find (const KtContactRows *rows, KtId id)
{
  const KtId *ids = (const KtId *)(const void *)rows->ids->data;
  guint low = 0, high = rows->ids->len;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (ids[middle] < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low < rows->ids->len && ids[low] == id ? &g_array_index (rows->rows, KtContactRow, low)
                                                : NULL;
}

static const char *
keep (const KtContactRows *rows, struct sqlite3_stmt *statement, int column)
{
  const char *text = kt_column_text_or_null (statement, column);
  return text != NULL ? g_string_chunk_insert (rows->texts, text) : NULL;
}

static void
take_contact (KtContactRows *rows, struct sqlite3_stmt *statement, gboolean whole)
{
  KtContactRow row = { .id = kt_column_int (statement, 0),
                       .name = keep (rows, statement, 1),
                       .company = keep (rows, statement, 2),
                       .type = keep (rows, statement, 3) };
  const char **texts[] = { &row.status, &row.source, &row.birthday, &row.language, &row.city };
  for (gsize i = 0; whole && i < G_N_ELEMENTS (texts); i++)
    *texts[i] = keep (rows, statement, 4 + (int)i);
  if (whole)
    {
      row.kind = *kt_column_text (statement, 9) == 'c' ? "company" : "person";
      row.created = kt_column_int (statement, 10);
      row.updated = kt_column_int (statement, 11);
    }
  g_array_append_val (rows->rows, row);
  g_array_append_val (rows->ids, row.id);
}

static gboolean
read_contacts (KtContactRows *rows, const Wanted *wanted, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = wanted->whole
                                       ? ask (wanted, contacts_whole_sql, some_whole_sql, error)
                                       : ask (wanted, contacts_sql, some_sql, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      KtId id = kt_column_int (statement, 0);
      if (wanted->ids == NULL || g_hash_table_contains (wanted->ids, &id))
        take_contact (rows, statement, wanted->whole);
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
read_points (KtContactRows *rows, const Wanted *wanted, GError **error)
{
  g_autofree Seen *seen = g_new (Seen, rows->rows->len);
  GError *failure = NULL;
  for (guint i = 0; i < rows->rows->len; i++)
    seen[i] = (Seen){ NONE, NONE };
  struct sqlite3_stmt *statement = ask (wanted, points_sql, points_some_sql, error);
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
read_tags (KtContactRows *rows, const Wanted *wanted, GError **error)
{
  g_autoptr (GArray) tags = g_array_new (FALSE, TRUE, sizeof (Tag));
  g_autofree guint *first = g_new0 (guint, rows->rows->len); /* in tags; 0 none */
  GError *failure = NULL;
  g_array_set_size (tags, 1);
  struct sqlite3_stmt *statement = ask (wanted, tags_sql, tags_some_sql, error);
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
kt_contact_rows_read (KtStore *store, GHashTable *ids, gboolean whole, GError **error)
{
  g_autofree char *some = json_of (ids);
  Wanted wanted = { store, ids, some, whole };
  g_autoptr (KtContactRows) rows = g_new0 (KtContactRows, 1);
  rows->rows = g_array_new (FALSE, FALSE, sizeof (KtContactRow));
  rows->ids = g_array_new (FALSE, FALSE, sizeof (KtId));
  rows->texts = g_string_chunk_new (1 << 16);
  gboolean begun = kt_store_snapshot_begin (store);
  gboolean read = read_contacts (rows, &wanted, error) && read_points (rows, &wanted, error)
                  && read_tags (rows, &wanted, error);
  if (begun)
    kt_store_snapshot_end (store, begun);
  return read ? g_steal_pointer (&rows) : NULL;
}
