#include "config.h"
#include "query-part.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/reminders.h"
#include "kontor/segment.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define SEGMENTS_MAX 8 /* in each other */

/* --- sets --- */

KtQuerySet *
kt_query_set_new (const KtQueryBook *book)
{
  return g_new0 (KtQuerySet, book->n_words);
}

int
kt_query_book_at (const KtQueryBook *book, KtId contact)
{
  guint low = 0, high = book->n;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (book->ids[middle] < contact)
        low = middle + 1;
      else
        high = middle;
    }
  return low < book->n && book->ids[low] == contact ? (int)low : -1;
}

void
kt_query_set_add (const KtQueryBook *book, KtQuerySet *set, KtId contact)
{
  int at = kt_query_book_at (book, contact);
  if (at >= 0)
    set[at / 64] |= G_GUINT64_CONSTANT (1) << (at % 64);
}

/* What lies past the last contact may be set: nobody asks. */
void
kt_query_set_invert (const KtQueryBook *book, KtQuerySet *set)
{
  for (guint i = 0; i < book->n_words; i++)
    set[i] = ~set[i];
}

gboolean
kt_query_set_has (const KtQuerySet *set, guint at)
{
  return (set[at / 64] >> (at % 64)) & 1;
}

/* --- the book --- */

static void
take_id (const KtQueryRow *row, gpointer data)
{
  g_array_append_val ((GArray *)data, row->contact);
}

static int
compare_ids (const void *a, const void *b)
{
  KtId x = *(const KtId *)a, y = *(const KtId *)b;
  return (x > y) - (x < y);
}

static gboolean
open_book (KtQueryBook *book, KtContext *context, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KtId));
  KtLocal today = kt_local_from_utc (context->clock.now, context->clock.zone);
  today.hour = -1;
  today.minute = 0;
  *book = (KtQueryBook){ .context = context };
  kt_context_when (context, &book->when);
  kt_local_format (today, book->today);
  if (!kt_query_rows (context->store, KT_ROWS_EVERYBODY, 0, NULL, NULL, take_id, ids, error))
    return FALSE;
  book->n = ids->len;
  book->n_words = (ids->len + 63) / 64;
  book->ids = (KtId *)(void *)g_array_free (g_steal_pointer (&ids), FALSE);
  if (book->n > 1)
    qsort (book->ids, book->n, sizeof (KtId), compare_ids);
  book->segments = g_ptr_array_new_with_free_func (g_free);
  return TRUE;
}

static void
close_book (KtQueryBook *book)
{
  g_free (book->ids);
  g_clear_pointer (&book->own, g_ptr_array_unref);
  g_clear_pointer (&book->segments, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtQueryBook, close_book)

/* --- the tree --- */

static KtQuerySet *evaluate (KtQueryBook *book, const KtQueryNode *node, GError **error);

static gboolean
enter_segment (KtQueryBook *book, const KtSegment *segment, GError **error)
{
  if (g_ptr_array_find_with_equal_func (book->segments, segment->name, g_str_equal, NULL))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("segment «%s» stands in its own query"),
                   segment->name);
      return FALSE;
    }
  if (book->segments->len >= SEGMENTS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   _ ("segment «%s» is nested too deeply, %d in each other are enough"),
                   segment->name, SEGMENTS_MAX);
      return FALSE;
    }
  g_ptr_array_add (book->segments, g_strdup (segment->name));
  return TRUE;
}

/* What goes wrong in it is said with its name. */
static KtQuerySet *
evaluate_segment (KtQueryBook *book, const char *name, GError **error)
{
  g_autoptr (KtSegment) segment = kt_segment_find (book->context->store, name, error);
  if (segment == NULL || !enter_segment (book, segment, error))
    return NULL;
  g_autoptr (KtQueryNode) tree = kt_query_parse (segment->query, error);
  KtQuerySet *set = tree != NULL ? evaluate (book, tree, error) : NULL;
  g_ptr_array_remove_index (book->segments, book->segments->len - 1);
  if (set == NULL)
    kt_error_detail (error, _ ("in segment «%s»: %s"), segment->name, segment->query);
  return set;
}

static gboolean
match_segments (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  for (guint i = 0; i < term->values->len; i++)
    {
      const KtQueryValue *value = term->values->pdata[i];
      g_autofree KtQuerySet *one = evaluate_segment (book, value->text, error);
      if (one == NULL)
        return FALSE;
      for (guint word = 0; word < book->n_words; word++)
        set[word] |= one[word];
    }
  return TRUE;
}

/* has:email,phone: any of them. */
static gboolean
match_has (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  for (guint i = 0; i < term->values->len; i++)
    {
      const KtQueryValue *value = term->values->pdata[i];
      const KtQueryField *field = kt_query_field_find (value->text);
      KtQueryNode named = { .field = value->text, .position = value->position };
      if (field != NULL && field->rows != KT_ROWS_NONE)
        {
          if (!kt_query_match_any (book, field, set, error))
            return FALSE;
          continue;
        }
      GError *failure = NULL;
      const KtQueryName *own = kt_query_own_find (book, value->text, &failure);
      g_autofree char *argument
          = own != NULL ? g_strdup_printf ("[%" G_GINT64_FORMAT "]", own->id) : NULL;
      if (failure != NULL)
        g_propagate_error (error, failure);
      if (failure != NULL
          || (own == NULL ? !kt_query_no_field (book, &named, error)
                          : !kt_query_add_rows (book, KT_ROWS_OWN, argument, set, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
match_field (KtQueryBook *book, const KtQueryField *field, const KtQueryNode *term, KtQuerySet *set,
             GError **error)
{
  gboolean none = kt_query_is_none (term);
  if (field->rows != KT_ROWS_NONE && (none || kt_query_is_any (term)))
    {
      if (!kt_query_match_any (book, field, set, error))
        return FALSE;
      if (none)
        kt_query_set_invert (book, set);
      return TRUE;
    }
  switch (field->kind)
    {
    case KT_FIELD_WORD:
    case KT_FIELD_WORDS:
    case KT_FIELD_CHOICE:
    case KT_FIELD_EMAIL:
    case KT_FIELD_DOMAIN:
    case KT_FIELD_PHONE:
    case KT_FIELD_NOTE:
      return kt_query_match_text (book, field, NULL, term, set, error);
    case KT_FIELD_NAMED:
      return kt_query_match_named (book, field, term, set, error);
    case KT_FIELD_RELATED:
      return kt_query_match_related (book, term, set, error);
    case KT_FIELD_SEGMENT:
      return match_segments (book, term, set, error);
    case KT_FIELD_HAS:
      return match_has (book, term, set, error);
    case KT_FIELD_HAS_NOT:
      if (!match_has (book, term, set, error))
        return FALSE;
      kt_query_set_invert (book, set);
      return TRUE;
    default:
      return kt_query_match_number (book, field, term, set, error);
    }
}

static gboolean
match_term (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set, GError **error)
{
  if (term->field == NULL)
    return kt_query_match_free (book, term, set, error);
  const KtQueryField *field = kt_query_field_find (term->field);
  if (field != NULL)
    return match_field (book, field, term, set, error);
  GError *failure = NULL;
  const KtQueryName *own = kt_query_own_find (book, term->field, &failure);
  if (own != NULL)
    return kt_query_match_own (book, own, term, set, error);
  if (failure == NULL)
    return kt_query_no_field (book, term, error);
  g_propagate_error (error, failure);
  return FALSE;
}

/* OR begins with nobody, AND with everybody; NOT has one child. */
static KtQuerySet *
evaluate (KtQueryBook *book, const KtQueryNode *node, GError **error)
{
  g_autofree KtQuerySet *set = kt_query_set_new (book);
  if (node->kind == KT_QUERY_TERM)
    return match_term (book, node, set, error) ? g_steal_pointer (&set) : NULL;
  if (node->kind == KT_QUERY_AND)
    kt_query_set_invert (book, set);
  for (guint i = 0; i < node->children->len; i++)
    {
      g_autofree KtQuerySet *child = evaluate (book, node->children->pdata[i], error);
      if (child == NULL)
        return NULL;
      for (guint word = 0; word < book->n_words; word++)
        set[word] = node->kind == KT_QUERY_AND ? set[word] & child[word] : set[word] | child[word];
    }
  if (node->kind == KT_QUERY_NOT)
    kt_query_set_invert (book, set);
  return g_steal_pointer (&set);
}

static GHashTable *
contacts_of (const KtQueryBook *book, const KtQuerySet *set)
{
  GHashTable *contacts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < book->n; i++)
    if (kt_query_set_has (set, i))
      g_hash_table_add (contacts, g_memdup2 (&book->ids[i], sizeof (KtId)));
  return contacts;
}

GHashTable *
kt_query_contacts (KtContext *context, const char *query, GError **error)
{
  g_autoptr (KtQueryNode) tree = kt_query_parse (query, error);
  g_auto (KtQueryBook) book = { 0 };
  if (tree == NULL)
    return NULL;
  gboolean begun = kt_store_snapshot_begin (context->store);
  g_autofree KtQuerySet *set
      = open_book (&book, context, error) ? evaluate (&book, tree, error) : NULL;
  if (begun)
    kt_store_snapshot_end (context->store, begun);
  return set != NULL ? contacts_of (&book, set) : NULL;
}

/* "anna b" in one argument was quoted once; what has quotes or a field of its own is left alone. */
char *
kt_query_join (char **args)
{
  g_autoptr (GString) query = g_string_new (NULL);
  for (guint i = 0; args[i] != NULL; i++)
    {
      const char *colon = strchr (args[i], ':');
      gboolean spaces = strchr (args[i], ' ') != NULL && strpbrk (args[i], "\"()") == NULL;
      g_string_append (query, i > 0 ? " " : "");
      if (colon != NULL && spaces && strchr (colon, ' ') != NULL && strchr (colon + 1, ':') == NULL
          && memchr (args[i], ' ', (gsize)(colon - args[i])) == NULL)
        {
          gsize sign = strspn (colon + 1, "<>=");
          g_string_append_len (query, args[i], colon + 1 - args[i] + (gssize)sign);
          g_string_append_printf (query, "\"%s\"", colon + 1 + sign);
        }
      else
        g_string_append (query, args[i]);
    }
  return g_string_free (g_steal_pointer (&query), FALSE);
}

/* --- what stands in it --- */

static gboolean
has_segment (const KtQueryNode *node, const char *fold)
{
  for (guint i = 0; node->kind != KT_QUERY_TERM && i < node->children->len; i++)
    if (has_segment (node->children->pdata[i], fold))
      return TRUE;
  const KtQueryField *field = node->field != NULL ? kt_query_field_find (node->field) : NULL;
  for (guint i = 0; field != NULL && field->kind == KT_FIELD_SEGMENT && i < node->values->len; i++)
    {
      g_autofree char *named = kt_fold (((const KtQueryValue *)node->values->pdata[i])->text);
      if (*named != '\0' && g_str_has_prefix (fold, named))
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_query_names_segment (const char *query, const char *name)
{
  g_autoptr (KtQueryNode) tree = kt_query_parse (query, NULL);
  g_autofree char *fold = kt_fold (name);
  return tree != NULL && has_segment (tree, fold);
}

static gboolean
names_field (KtQueryBook *book, const KtQueryNode *node)
{
  if (node->kind == KT_QUERY_TERM)
    return node->field != NULL
           && (kt_query_field_find (node->field) != NULL
               || kt_query_own_find (book, node->field, NULL) != NULL);
  for (guint i = 0; i < node->children->len; i++)
    if (names_field (book, node->children->pdata[i]))
      return TRUE;
  return FALSE;
}

/* What cannot be read is words, unless it begins like a field that is known. */
static gboolean
begins_field (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (char **word = words; *word != NULL; word++)
    {
      const char *bare = *word + strspn (*word, "-(");
      g_autofree char *name = g_strndup (bare, strcspn (bare, ":<>="));
      if (bare[strlen (name)] != '\0' && kt_query_field_find (name) != NULL)
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_query_has_fields (KtContext *context, const char *text)
{
  g_autoptr (KtQueryNode) tree = kt_query_parse (text, NULL);
  g_auto (KtQueryBook) book = { .context = context };
  return tree != NULL ? names_field (&book, tree) : begins_field (text);
}
