#include "config.h"
#include "kontor/relation.h"
#include "kontor/error.h"
#include "kontor/fold.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

#define KIND_MAX 40 /* characters of a word of the user's own */

#define LIST_SQL                                                                                   \
  "SELECT r.id, r.contact, r.kind, r.other, r.created, c.name FROM relation AS r"                  \
  " JOIN contact AS c ON c.id = iif (r.contact = ?1, r.other, r.contact)"                          \
  " WHERE (r.contact = ?1 OR r.other = ?1) AND r.kind <> 'not-same'"
#define EXISTS_SQL "SELECT 1 FROM relation WHERE id = ?1"
#define PAIRS_SQL "SELECT contact, other FROM relation WHERE (kind = 'not-same') = ?1"
#define ROWS_SQL                                                                                   \
  "SELECT id, contact, kind, other, created FROM relation WHERE contact = ?1 OR other = ?1"
#define INSERT_SQL                                                                                 \
  "INSERT INTO relation (id, contact, kind, other, created) VALUES (?1, ?2, ?3, ?4, ?5)"
#define DELETE_SQL "DELETE FROM relation WHERE id = ?1"
#define DELETE_ALL_SQL                                                                             \
  "DELETE FROM relation WHERE kind <> 'not-same'"                                                  \
  " AND ((contact = ?1 AND other = ?2) OR (contact = ?2 AND other = ?1))"

/* inverse: NULL none; words: how people say it, casefolded. */
static const struct
{
  const char *id, *inverse, *words;
} known[] = {
  { "spouse", "spouse",
    " husband wife vīrs sieva муж жена супруг супруга чоловік дружина laulātais laulātā " },
  { "parent", "child", " mother father mamma tēvs māte мать мама отец папа мати тато батько " },
  { "child", "parent", " son daughter dēls meita bērns сын дочь ребёнок син донька дитина " },
  { "sibling", "sibling", " brother sister brālis māsa брат сестра " },
  { "friend", "friend", " draugs draudzene друг подруга " },
  { "colleague", "colleague", " kolēģis kolēģe коллега колега " },
  { "partner", "partner", " partneris partnere партнёр партнер " },
  { "assistant", NULL, " asistents asistente помощник помощница помічник помічниця secretary " },
  { "manager", NULL, " boss vadītājs vadītāja начальник руководитель керівник " },
  { "referred-by", NULL, " referred referrer ieteica рекомендовал рекомендовала порекомендувала " },
  { "emergency", NULL, " ice " },
  { KT_RELATION_NOT_SAME, KT_RELATION_NOT_SAME, "" },
};

const char *const kt_relation_kinds[]
    = { "spouse",  "parent",    "child",   "sibling",     "friend",    "colleague",
        "partner", "assistant", "manager", "referred-by", "emergency", NULL };

void
kt_relation_free (KtRelation *relation)
{
  if (relation == NULL)
    return;
  g_free (relation->kind);
  g_free (relation->other_name);
  g_free (relation);
}

char *
kt_relation_kind_parse (const char *word, GError **error)
{
  g_autofree char *nfc = g_strstrip (kt_nfc (word, -1));
  g_autofree char *small = g_utf8_casefold (nfc, -1);
  g_autofree char *dashed = g_strdelimit (g_strdup (small), " _", '-');
  g_autofree char *padded = g_strconcat (" ", small, " ", NULL);
  if (*nfc == '\0' || g_utf8_strlen (nfc, -1) > KIND_MAX || strpbrk (nfc, "\n\r\t") != NULL
      || g_str_equal (dashed, KT_RELATION_NOT_SAME))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» cannot be said of a relation"), nfc);
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (dashed, known[i].id)
        || (strchr (small, ' ') == NULL && strstr (known[i].words, padded) != NULL))
      return g_strdup (known[i].id);
  return g_steal_pointer (&nfc);
}

const char *
kt_relation_inverse (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_equal (kind, known[i].id))
      return known[i].inverse;
  return NULL;
}

/* One row for both sides: the lesser key first where the word is the same from there, parent for
 * child. */
static KtId
canonical (KtId *contact, const char **kind, KtId *other)
{
  const char *inverse = kt_relation_inverse (*kind);
  gboolean turn
      = g_strcmp0 (inverse, *kind) == 0 ? *contact > *other : g_str_equal (*kind, "child");
  if (turn)
    {
      KtId first = *contact;
      *contact = *other;
      *other = first;
      *kind = inverse;
    }
  g_autofree char *whose = g_strdup_printf ("%" G_GINT64_FORMAT, *contact);
  g_autofree char *whom = g_strdup_printf ("%" G_GINT64_FORMAT, *other);
  g_autofree char *fold = kt_fold (*kind);
  return kt_id_hash_strings ("relation", whose, fold, whom, NULL);
}

static KtRelation *
read_relation (sqlite3_stmt *statement, KtId contact)
{
  KtRelation *relation = g_new0 (KtRelation, 1);
  const char *kind = kt_column_text (statement, 2);
  gboolean forward = kt_column_int (statement, 1) == contact;
  const char *inverse = forward ? NULL : kt_relation_inverse (kind);
  relation->id = kt_column_int (statement, 0);
  relation->contact = contact;
  relation->other = kt_column_int (statement, forward ? 3 : 1);
  relation->kind = g_strdup (inverse != NULL ? inverse : kind);
  relation->reverse = !forward && inverse == NULL;
  relation->created = kt_column_int (statement, 4);
  relation->other_name = g_strdup (kt_column_text (statement, 5));
  return relation;
}

static guint
rank (const KtRelation *relation)
{
  guint i = 0;
  while (kt_relation_kinds[i] != NULL && !g_str_equal (kt_relation_kinds[i], relation->kind))
    i++;
  return i * 2 + (relation->reverse ? 1 : 0);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const KtRelation *x = *(KtRelation *const *)a, *y = *(KtRelation *const *)b;
  if (rank (x) != rank (y))
    return rank (x) < rank (y) ? -1 : 1;
  int kinds = strcmp (x->kind, y->kind);
  return kinds != 0 ? kinds : g_utf8_collate (x->other_name, y->other_name);
}

GPtrArray *
kt_relation_list (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) relations
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_relation_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LIST_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failure))
    g_ptr_array_add (relations, read_relation (statement, contact));
  g_ptr_array_sort (relations, compare);
  if (failure == NULL)
    return g_steal_pointer (&relations);
  g_propagate_error (error, failure);
  return NULL;
}

static gboolean
exists (KtStore *store, KtId id, gboolean *ret, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, EXISTS_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "i", id);
  *ret = kt_step (statement, &failure);
  sqlite3_reset (statement);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

gboolean
kt_relation_add (KtStore *store, KtId contact, const char *kind, KtId other, gint64 now,
                 gboolean *ret_new, GError **error)
{
  gboolean there = FALSE;
  if (contact == other)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("that is one and the same contact"));
      return FALSE;
    }
  KtId id = canonical (&contact, &kind, &other);
  if (!exists (store, id, &there, error))
    return FALSE;
  if (ret_new != NULL)
    *ret_new = !there;
  return there || kt_store_run (store, error, INSERT_SQL, "iisii", id, contact, kind, other, now);
}

gboolean
kt_relation_remove (KtStore *store, KtId contact, const char *kind, KtId other, GError **error)
{
  if (kind == NULL)
    {
      if (!kt_store_run (store, error, DELETE_ALL_SQL, "ii", contact, other))
        return FALSE;
    }
  else
    {
      KtId id = canonical (&contact, &kind, &other);
      if (!kt_store_run (store, error, DELETE_SQL, "i", id))
        return FALSE;
    }
  if (sqlite3_changes (kt_store_db (store)) > 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the two have nothing of that kind"));
  return FALSE;
}

static GPtrArray *
read_rows (KtStore *store, KtId contact, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_relation_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, ROWS_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", contact);
  while (kt_step (statement, &failure))
    {
      KtRelation *row = g_new0 (KtRelation, 1);
      row->id = kt_column_int (statement, 0);
      row->contact = kt_column_int (statement, 1);
      row->kind = g_strdup (kt_column_text (statement, 2));
      row->other = kt_column_int (statement, 3);
      row->created = kt_column_int (statement, 4);
      g_ptr_array_add (rows, row);
    }
  if (failure == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_relation_move (KtStore *store, KtId kept, KtId gone, GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (store, gone, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const KtRelation *row = rows->pdata[i];
      KtId contact = row->contact == gone ? kept : row->contact;
      KtId other = row->other == gone ? kept : row->other;
      if (!kt_store_run (store, error, DELETE_SQL, "i", row->id)
          || (contact != other
              && !kt_relation_add (store, contact, row->kind, other, row->created, NULL, error)))
        return FALSE;
    }
  return rows != NULL;
}

KtId
kt_relation_pair (KtId a, KtId b)
{
  KtId pair[] = { MIN (a, b), MAX (a, b) };
  return kt_id_hash (pair, sizeof pair);
}

static GHashTable *
pairs (KtStore *store, gboolean not_same, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, PAIRS_SQL, error);
  if (statement == NULL)
    return NULL;
  kt_bind (statement, "i", (gint64)not_same);
  while (kt_step (statement, &failure))
    {
      KtId pair = kt_relation_pair (kt_column_int (statement, 0), kt_column_int (statement, 1));
      g_hash_table_add (found, g_memdup2 (&pair, sizeof pair));
    }
  if (failure == NULL)
    return g_steal_pointer (&found);
  g_propagate_error (error, failure);
  return NULL;
}

GHashTable *
kt_relation_not_same (KtStore *store, GError **error)
{
  return pairs (store, TRUE, error);
}

GHashTable *
kt_relation_related (KtStore *store, GError **error)
{
  return pairs (store, FALSE, error);
}
