#include "config.h"
#include "kontor/export-json.h"
#include "kontor/book-rows.h"
#include "kontor/json-writer.h"

#define EXACT (G_GINT64_CONSTANT (1) << 53) /* from here on programs round a number */

typedef struct
{
  KtJson *json;
  guint rows;
} Writing;

static gboolean
write_row (const KtBookValue *values, guint n, gpointer data, GError **error)
{
  Writing *writing = data;
  writing->rows++;
  kt_json_begin_object (writing->json);
  for (guint i = 0; i < n; i++)
    {
      const KtBookValue *value = &values[i];
      kt_json_member (writing->json, value->column);
      if (value->type == KT_VALUE_NULL)
        kt_json_null (writing->json);
      else if (value->type == KT_VALUE_TEXT)
        kt_json_string (writing->json, value->text);
      else if (value->key || value->number >= EXACT || value->number <= -EXACT)
        {
          g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, value->number);
          kt_json_string (writing->json, digits);
        }
      else
        kt_json_int (writing->json, value->number);
    }
  kt_json_end_object (writing->json);
  return TRUE;
}

char *
kt_export_json (KtContext *context, guint *ret_rows, GError **error)
{
  g_autoptr (KtJson) json = kt_json_new ();
  Writing writing = { .json = json };
  gboolean begun = kt_store_snapshot_begin (context->store), ok = TRUE;
  kt_json_begin_object (json);
  kt_json_member (json, "schema");
  kt_json_int (json, KT_BOOK_JSON_SCHEMA);
  kt_json_member (json, "kontor");
  kt_json_string (json, "book");
  kt_json_member (json, "book");
  kt_json_int (json, kt_book_version (context->store));
  kt_json_member (json, "tables");
  kt_json_begin_object (json);
  for (const char *const *table = KT_BOOK_TABLES; ok && *table != NULL; table++)
    {
      kt_json_member (json, *table);
      kt_json_begin_array (json);
      ok = kt_book_rows (context->store, *table, write_row, &writing, error);
      kt_json_end_array (json);
    }
  kt_json_end_object (json);
  kt_json_end_object (json);
  kt_store_snapshot_end (context->store, begun);
  *ret_rows = writing.rows;
  return ok ? g_strconcat (kt_json_written (json), "\n", NULL) : NULL;
}
