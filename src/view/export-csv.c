#include "config.h"
#include "kontor/export-csv.h"
#include "kontor/contact-edit.h"
#include "kontor/csv.h"
#include "kontor/error.h"
#include "kontor/export-rows.h"
#include "kontor/field.h"
#include "kontor/import-rows.h"
#include "kontor/money.h"
#include "kontor/nearest.h"
#include "kontor/query.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  KtContext *context;
  GHashTable *wanted; /* KtId *; NULL everybody */
  gboolean raw;
  const KtExportTable *table;
  GString *out;
  guint count;
} Export;

static gboolean
is_wanted (const Export *export, KtId contact)
{
  return export->wanted == NULL || g_hash_table_contains (export->wanted, &contact);
}

/* --- rows of a table --- */

static char *
say_cell (const Export *export, KtCellType type, const KtExportCell *cell, const char *currency)
{
  if (cell->null)
    return NULL;
  switch (type)
    {
    case KT_CELL_REF:
      {
        char *ref = g_malloc (KT_REF_LENGTH + 1);
        kt_ref_full (cell->number, ref);
        return ref;
      }
    case KT_CELL_TIME:
      return kt_rfc3339 (export->context, cell->number);
    case KT_CELL_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case KT_CELL_HUNDREDS:
      return g_strdup_printf ("%d.%02d", (int)(cell->number / 100), (int)(cell->number % 100));
    case KT_CELL_MONEY:
      {
        KtMoney money = { .minor = cell->number };
        g_strlcpy (money.currency, currency != NULL ? currency : "", sizeof money.currency);
        return kt_money_decimal (money);
      }
    case KT_CELL_TEXT:
      break;
    }
  return g_strdup (cell->text);
}

static void
take_row (KtId contact, const char *currency, const KtExportCell *cells, gpointer data)
{
  Export *export = data;
  if (export->wanted != NULL && (contact == 0 || !is_wanted (export, contact)))
    return;
  export->count++;
  for (guint i = 0; i < export->table->n_columns; i++)
    {
      KtCellType type = export->table->columns[i].type;
      g_autofree char *text = say_cell (export, type, &cells[i], currency);
      kt_csv_cell (export->out, i, text, export->raw || type != KT_CELL_TEXT);
    }
  kt_csv_end (export->out);
}

static gboolean
export_table (Export *export, GError **error)
{
  for (guint i = 0; i < export->table->n_columns; i++)
    kt_csv_cell (export->out, i, export->table->columns[i].id, TRUE);
  kt_csv_end (export->out);
  return kt_export_rows (export->context->store, export->table, take_row, export, error);
}

/* --- contacts --- */

static const char *const point_kinds[] = { "phone", "email", "post", "url", "messenger" };
static const char *const point_headers[] = { "phone", "email", "address", "url", "messenger" };
#define KINDS G_N_ELEMENTS (point_kinds)

/* What stands on the cards, each by contact. */
typedef struct
{
  GHashTable *points; /* KtId * → GPtrArray of KtPoint */
  GHashTable *tags;   /* → GPtrArray of KtImportRow */
  GHashTable *values; /* → the same */
  guint most[KINDS];  /* points of a kind that one contact has */
  gboolean labels[KINDS], shared;
  GPtrArray *fields; /* KtField */
} Cards;

static void
cards_clear (Cards *cards)
{
  g_clear_pointer (&cards->points, g_hash_table_unref);
  g_clear_pointer (&cards->tags, g_hash_table_unref);
  g_clear_pointer (&cards->values, g_hash_table_unref);
  g_clear_pointer (&cards->fields, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cards, cards_clear)

static gsize
kind_of (const KtPoint *point)
{
  gsize kind = 0;
  while (kind < KINDS - 1 && !g_str_equal (point_kinds[kind], point->kind))
    kind++;
  return kind;
}

/* Takes the rows over; the contact's key is the member at offset. */
static GHashTable *
by_contact (GPtrArray *rows, gsize offset, GDestroyNotify free_row)
{
  GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                             (GDestroyNotify)g_ptr_array_unref);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      KtId *contact = G_STRUCT_MEMBER_P (rows->pdata[i], offset);
      GPtrArray *list = g_hash_table_lookup (table, contact);
      if (list == NULL)
        {
          list = g_ptr_array_new_with_free_func (free_row);
          g_hash_table_insert (table, contact, list);
        }
      g_ptr_array_add (list, rows->pdata[i]);
    }
  g_ptr_array_unref (rows);
  return table;
}

static void
measure (Cards *cards, const Export *export)
{
  GHashTableIter iter;
  gpointer contact, list;
  g_hash_table_iter_init (&iter, cards->points);
  while (g_hash_table_iter_next (&iter, &contact, &list))
    {
      guint counts[KINDS] = { 0 };
      const GPtrArray *points = list;
      for (guint i = 0; is_wanted (export, *(KtId *)contact) && i < points->len; i++)
        {
          const KtPoint *point = points->pdata[i];
          gsize kind = kind_of (point);
          counts[kind]++;
          cards->most[kind] = MAX (cards->most[kind], counts[kind]);
          cards->labels[kind] = cards->labels[kind] || point->label != NULL;
          cards->shared = cards->shared || (point->shared && kind == 1);
        }
    }
}

static gboolean
read_cards (Cards *cards, const Export *export, GError **error)
{
  KtStore *store = export->context->store;
  GPtrArray *points = kt_import_rows_points (store, error);
  GPtrArray *tags = points != NULL ? kt_import_rows_tags (store, error) : NULL;
  GPtrArray *values = tags != NULL ? kt_import_rows_values (store, error) : NULL;
  cards->fields = values != NULL ? kt_field_list (store, TRUE, error) : NULL;
  if (points != NULL)
    cards->points
        = by_contact (points, G_STRUCT_OFFSET (KtPoint, contact), (GDestroyNotify)kt_point_free);
  if (tags != NULL)
    cards->tags = by_contact (tags, G_STRUCT_OFFSET (KtImportRow, contact),
                              (GDestroyNotify)kt_import_row_free);
  if (values != NULL)
    cards->values = by_contact (values, G_STRUCT_OFFSET (KtImportRow, contact),
                                (GDestroyNotify)kt_import_row_free);
  if (cards->fields == NULL)
    return FALSE;
  measure (cards, export);
  return TRUE;
}

static void
write_header (const Export *export, const Cards *cards)
{
  guint column = 0;
  kt_csv_cell (export->out, column++, "ref", TRUE);
  for (guint i = 0; kt_contact_keys[i] != NULL; i++)
    kt_csv_cell (export->out, column++, kt_contact_keys[i], TRUE);
  for (gsize kind = 0; kind < KINDS; kind++)
    for (guint n = 1; n <= cards->most[kind]; n++)
      {
        g_autofree char *name = g_strdup_printf ("%s %u", point_headers[kind], n);
        g_autofree char *label = g_strdup_printf ("%s %u label", point_headers[kind], n);
        g_autofree char *shared = g_strdup_printf ("email %u shared", n);
        kt_csv_cell (export->out, column++, name, TRUE);
        if (cards->labels[kind])
          kt_csv_cell (export->out, column++, label, TRUE);
        if (kind == 1 && cards->shared)
          kt_csv_cell (export->out, column++, shared, TRUE);
      }
  kt_csv_cell (export->out, column++, "tags", TRUE);
  for (guint i = 0; i < cards->fields->len; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("field:%s", ((const KtField *)cards->fields->pdata[i])->name);
      kt_csv_cell (export->out, column++, name, export->raw);
    }
  kt_csv_end (export->out);
}

static guint
write_points (const Export *export, const Cards *cards, const GPtrArray *points, guint column)
{
  for (gsize kind = 0; kind < KINDS; kind++)
    for (guint n = 0, at = 0; n < cards->most[kind]; n++, at++)
      {
        while (points != NULL && at < points->len && kind_of (points->pdata[at]) != kind)
          at++;
        const KtPoint *point = points != NULL && at < points->len ? points->pdata[at] : NULL;
        kt_csv_cell (export->out, column++, point != NULL ? point->raw : NULL, export->raw);
        if (cards->labels[kind])
          kt_csv_cell (export->out, column++, point != NULL ? point->label : NULL, export->raw);
        if (kind == 1 && cards->shared)
          kt_csv_cell (export->out, column++, point != NULL && point->shared ? "yes" : NULL, TRUE);
      }
  return column;
}

static void
write_contact (const Export *export, const Cards *cards, const KtContact *contact)
{
  guint column = 0;
  char ref[KT_REF_LENGTH + 1];
  g_autoptr (GString) tags = g_string_new (NULL);
  const GPtrArray *list = g_hash_table_lookup (cards->tags, &contact->id);
  kt_ref_full (contact->id, ref);
  kt_csv_cell (export->out, column++, ref, TRUE);
  for (guint i = 0; kt_contact_keys[i] != NULL; i++)
    {
      g_autofree char *value = kt_contact_get_field (contact, kt_contact_keys[i]);
      kt_csv_cell (export->out, column++, value, export->raw);
    }
  column = write_points (export, cards, g_hash_table_lookup (cards->points, &contact->id), column);
  for (guint i = 0; list != NULL && i < list->len; i++)
    g_string_append_printf (tags, "%s%s", i > 0 ? ", " : "",
                            ((const KtImportRow *)list->pdata[i])->text);
  kt_csv_cell (export->out, column++, tags->str, export->raw);
  list = g_hash_table_lookup (cards->values, &contact->id);
  for (guint i = 0; i < cards->fields->len; i++)
    {
      const char *value = NULL;
      for (guint k = 0; list != NULL && k < list->len; k++)
        if (((const KtImportRow *)list->pdata[k])->other
            == ((const KtField *)cards->fields->pdata[i])->id)
          value = ((const KtImportRow *)list->pdata[k])->text;
      kt_csv_cell (export->out, column++, value, export->raw);
    }
  kt_csv_end (export->out);
}

static gboolean
export_contacts (Export *export, GError **error)
{
  g_auto (Cards) cards = { 0 };
  g_autoptr (GPtrArray) contacts = kt_contact_list (export->context->store, NULL, NULL, error);
  if (contacts == NULL || !read_cards (&cards, export, error))
    return FALSE;
  write_header (export, &cards);
  for (guint i = 0; i < contacts->len; i++)
    if (is_wanted (export, ((const KtContact *)contacts->pdata[i])->id))
      {
        write_contact (export, &cards, contacts->pdata[i]);
        export->count++;
      }
  return TRUE;
}

static gboolean
run_export (Export *export, const char *what, const char *query, GError **error)
{
  if (what != NULL && !g_str_equal (what, "contacts"))
    export->table = kt_export_table_find (what);
  if (query != NULL && export->table != NULL && !export->table->of_contacts)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("%s are nobody's, a query cannot choose"),
                   what);
      return FALSE;
    }
  if (query != NULL)
    export->wanted = kt_query_contacts (export->context, query, error);
  if (query != NULL && export->wanted == NULL)
    return FALSE;
  return export->table != NULL ? export_table (export, error) : export_contacts (export, error);
}

char *
kt_export_csv (KtContext *context, const char *what, const char *query, gboolean raw,
               guint *ret_count, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Export export = { .context = context, .raw = raw, .out = out };
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = run_export (&export, what, query, error);
  kt_store_snapshot_end (context->store, begun);
  g_clear_pointer (&export.wanted, g_hash_table_unref);
  *ret_count = export.count;
  return ok ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}
