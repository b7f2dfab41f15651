#include "config.h"
#include "contact-parts.h"
#include "kontor/collate.h"
#include "kontor/contact-rows.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/nearest.h"
#include "kontor/query.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* A column, and where its cell stands in KtContactRow or, if counted, which number of the contact's
 * it is. */
typedef struct
{
  KtColumn column;
  gsize at;
  gboolean counted;
  KtQueryNumber number;
} Field;

#define AT(member) offsetof (KtContactRow, member)
/* Those that are shown unless --columns says otherwise come first. */
#define USUAL 7
static const Field fields[] = {
  { { "name", N_ ("Name"), KT_COLUMN_TEXT }, AT (name) },
  { { "company", N_ ("Company"), KT_COLUMN_TEXT }, AT (company) },
  { { "type", N_ ("Type"), KT_COLUMN_TEXT }, AT (type) },
  { { "phone", N_ ("Phone"), KT_COLUMN_TEXT }, AT (phone) },
  { { "email", N_ ("E-mail"), KT_COLUMN_TEXT }, AT (email) },
  { { "tags", N_ ("Tags"), KT_COLUMN_TEXT }, AT (tags) },
  { { "ref", N_ ("Ref"), KT_COLUMN_REF }, AT (id) },
  { { "kind", N_ ("Kind"), KT_COLUMN_TEXT }, AT (kind) },
  { { "status", N_ ("Status"), KT_COLUMN_TEXT }, AT (status) },
  { { "source", N_ ("Source"), KT_COLUMN_TEXT }, AT (source) },
  { { "city", N_ ("City"), KT_COLUMN_TEXT }, AT (city) },
  { { "language", N_ ("Language"), KT_COLUMN_TEXT }, AT (language) },
  { { "birthday", N_ ("Birthday"), KT_COLUMN_TEXT }, AT (birthday) },
  { { "last", N_ ("Last"), KT_COLUMN_TIME }, .counted = TRUE, .number = KT_QUERY_LAST },
  { { "visits", N_ ("Visits"), KT_COLUMN_NUMBER }, .counted = TRUE, .number = KT_QUERY_VISITS },
  { { "created", N_ ("Created"), KT_COLUMN_TIME }, AT (created) },
  { { "updated", N_ ("Updated"), KT_COLUMN_TIME }, AT (updated) },
};

typedef struct
{
  KtContext *context;
  KtContactRows *rows;
  GHashTable *numbers[3]; /* by KtQueryNumber, where they are wanted: KtId → gint64 */
  GArray *shown;          /* Field */
  gboolean whole;         /* rows have to be */
} List;

static void
list_clear (List *list)
{
  g_clear_pointer (&list->rows, kt_contact_rows_free);
  g_clear_pointer (&list->shown, g_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (list->numbers); i++)
    g_clear_pointer (&list->numbers[i], g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (List, list_clear)

static gint64
number_of (const List *list, KtQueryNumber number, KtId contact)
{
  const gint64 *found = g_hash_table_lookup (list->numbers[number], &contact);
  return found != NULL ? *found : 0;
}

static gboolean
want_number (List *list, KtQueryNumber number, GError **error)
{
  if (list->numbers[number] == NULL)
    list->numbers[number] = kt_query_numbers (list->context, number, error);
  return list->numbers[number] != NULL;
}

/* --- --columns --- */

static const Field *
find_field (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].column.id, id))
      return &fields[i];
  return NULL;
}

static gboolean
no_such (const char *what, const char *word, const char *const *known, GError **error)
{
  g_autofree char *all = g_strjoinv (" ", (char **)known);
  const char *near = kt_nearest (word, known);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, what, word);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  else
    kt_error_hint (error, _ ("there is: %s"), all);
  return FALSE;
}

static gboolean
choose_columns (List *list, const char *wanted, GError **error)
{
  list->shown = g_array_new (FALSE, FALSE, sizeof (Field));
  list->whole = wanted != NULL;
  if (wanted == NULL)
    {
      g_array_append_vals (list->shown, fields, USUAL);
      return TRUE;
    }
  g_auto (GStrv) ids = g_strsplit_set (wanted, ", ", -1);
  for (char **id = ids; *id != NULL; id++)
    {
      const Field *field = find_field (*id);
      const char *known[G_N_ELEMENTS (fields) + 1] = { NULL };
      for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        known[i] = fields[i].column.id;
      if (**id == '\0')
        continue;
      if (field == NULL)
        return no_such (_ ("there is no column «%s»"), *id, known, error);
      g_array_append_val (list->shown, *field);
      if (field->counted && !want_number (list, field->number, error))
        return FALSE;
    }
  if (list->shown->len > 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("no column is named in «%s»"), wanted);
  return FALSE;
}

/* --- --sort --- */

typedef enum
{
  SORT_NAME,
  SORT_LAST,
  SORT_SPENT,
  SORT_VISITS,
  SORT_CREATED,
  SORT_UPDATED,
} Sort;

static const char *const sort_words[]
    = { "name", "last", "spent", "visits", "created", "updated", NULL };

typedef struct
{
  gint64 number;
  guint place; /* by name: equal ones stand in that order */
  guint index;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const Ranked *x = a, *y = b;
  if (x->number != y->number)
    return x->number > y->number ? -1 : 1;
  return (x->place > y->place) - (x->place < y->place);
}

static gint64
sort_number (const List *list, Sort sort, const KtContactRow *row)
{
  switch (sort)
    {
    case SORT_LAST:
      return number_of (list, KT_QUERY_LAST, row->id);
    case SORT_SPENT:
      return number_of (list, KT_QUERY_SPENT, row->id);
    case SORT_VISITS:
      return number_of (list, KT_QUERY_VISITS, row->id);
    case SORT_CREATED:
      return row->created;
    case SORT_UPDATED:
      return row->updated;
    case SORT_NAME:
      break;
    }
  return 0;
}

/* The largest and newest first. */
static void
rank (const List *list, Sort sort, guint *order)
{
  guint n = list->rows->rows->len;
  g_autofree Ranked *ranked = g_new (Ranked, n);
  for (guint i = 0; i < n; i++)
    ranked[i] = (Ranked){ sort_number (list, sort,
                                       &g_array_index (list->rows->rows, KtContactRow, order[i])),
                          i, order[i] };
  if (n > 1)
    qsort (ranked, n, sizeof *ranked, compare_ranked);
  for (guint i = 0; i < n; i++)
    order[i] = ranked[i].index;
}

static gboolean
read_sort (List *list, const char *word, Sort *ret, GError **error)
{
  static const KtQueryNumber numbers[] = {
    [SORT_LAST] = KT_QUERY_LAST, [SORT_SPENT] = KT_QUERY_SPENT, [SORT_VISITS] = KT_QUERY_VISITS
  };
  *ret = SORT_NAME;
  while (sort_words[*ret] != NULL && !g_str_equal (sort_words[*ret], word))
    (*ret)++;
  if (sort_words[*ret] == NULL)
    return no_such (_ ("lists are not sorted by «%s»"), word, sort_words, error);
  list->whole |= *ret == SORT_CREATED || *ret == SORT_UPDATED;
  return *ret == SORT_NAME || *ret > SORT_VISITS || want_number (list, numbers[*ret], error);
}

static guint *
make_order (const List *list, Sort sort, gboolean reverse)
{
  guint n = list->rows->rows->len;
  g_autofree const char **names = g_new (const char *, n + 1);
  for (guint i = 0; i < n; i++)
    names[i] = g_array_index (list->rows->rows, KtContactRow, i).name;
  guint *order = kt_collate_order (names, n);
  if (sort != SORT_NAME)
    rank (list, sort, order);
  for (guint i = 0; reverse && i < n / 2; i++)
    {
      guint swap = order[i];
      order[i] = order[n - 1 - i];
      order[n - 1 - i] = swap;
    }
  return order;
}

/* --- print --- */

static void
put_row (const List *list, KtTable *table, const KtContactRow *row)
{
  for (guint i = 0; i < list->shown->len; i++)
    {
      const Field *field = &g_array_index (list->shown, Field, i);
      if (field->counted)
        kt_table_put_number (table, number_of (list, field->number, row->id));
      else if (field->column.type == KT_COLUMN_TEXT)
        kt_table_lend_text (table, G_STRUCT_MEMBER (const char *, row, field->at));
      else
        kt_table_put_number (table, G_STRUCT_MEMBER (gint64, row, field->at));
    }
}

static gboolean
save_handles (const List *list, const guint *order, guint n, GError **error)
{
  g_autoptr (GArray) handles = g_array_sized_new (FALSE, FALSE, sizeof (KtHandle), n);
  for (guint i = 0; i < n; i++)
    {
      KtId id = g_array_index (list->rows->rows, KtContactRow, order[i]).id;
      KtHandle handle
          = { .kind = KT_RECORD_CONTACT, .key = id, .contact = id, .number = (int)i + 1 };
      g_array_append_val (handles, handle);
    }
  return kt_handles_save (list->context, handles, error);
}

static gboolean
print_list (const List *list, const guint *order, guint limit, GError **error)
{
  KtContext *context = list->context;
  guint n = MIN (list->rows->rows->len, limit);
  g_autofree KtColumn *columns = g_new (KtColumn, list->shown->len);
  for (guint i = 0; i < list->shown->len; i++)
    columns[i] = g_array_index (list->shown, Field, i).column;
  g_autoptr (KtTable) table = kt_table_new (columns, list->shown->len);
  for (guint i = 0; i < n; i++)
    put_row (list, table, &g_array_index (list->rows->rows, KtContactRow, order[i]));
  kt_table_print (table, context, "contacts");
  if (!context->terminal || context->output != KT_OUTPUT_TEXT) /* no number was shown */
    return TRUE;
  if (n == 0)
    kt_out (context, _ ("no such contact\n"));
  else if (list->rows->rows->len > n)
    kt_out (context, _ ("{d:and %u more}\n"), list->rows->rows->len - n);
  return save_handles (list, order, n, error);
}

gboolean
kt_contact_list_print (KtContext *context, const char *query, const KtContactListing *how,
                       GError **error)
{
  g_auto (List) list = { .context = context };
  const char *word = how->sort != NULL ? how->sort : "name";
  gboolean reverse = *word == '-';
  Sort sort;
  if (how->limit < 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot show %d contacts"), how->limit);
      return FALSE;
    }
  if (!choose_columns (&list, how->columns, error)
      || !read_sort (&list, word + (reverse ? 1 : 0), &sort, error))
    return FALSE;
  g_autoptr (GHashTable) ids = *query != '\0' ? kt_query_contacts (context, query, error) : NULL;
  if (*query != '\0' && ids == NULL)
    return FALSE;
  list.rows = kt_contact_rows_read (context->store, ids, list.whole, error);
  if (list.rows == NULL)
    return FALSE;
  g_autofree guint *order = make_order (&list, sort, reverse);
  return print_list (&list, order, how->limit > 0 ? (guint)how->limit : G_MAXUINT, error);
}

gboolean
kt_contact_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *sort = NULL, *wanted = NULL;
  KtContactListing how = { 0 };
  const GOptionEntry entries[] = { { "columns", 0, 0, G_OPTION_ARG_STRING, &wanted, NULL, NULL },
                                   { "limit", 'n', 0, G_OPTION_ARG_INT, &how.limit, NULL, NULL },
                                   { "sort", 0, 0, G_OPTION_ARG_STRING, &sort, NULL, NULL },
                                   { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  how.sort = sort;
  how.columns = wanted;
  g_autofree char *query = kt_query_join (args);
  return kt_contact_list_print (context, query, &how, error);
}
