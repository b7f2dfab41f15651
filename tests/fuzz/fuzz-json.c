#include "config.h"
#include "kontor/json-read.h"
#include <string.h>

/* Any bytes: values of valid text without control characters that JSON has no word for. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static gboolean
take_head (const KtJsonValue *value, gpointer data, GError **error)
{
  if (!g_utf8_validate (value->name, -1, NULL) || !g_utf8_validate (value->text, -1, NULL))
    g_error ("a value that cannot be");
  return TRUE;
}

static gboolean
take_row (const char *table, const KtJsonValue *values, guint n, gpointer data, GError **error)
{
  if (n > KT_JSON_VALUES_MAX || !g_utf8_validate (table, -1, NULL))
    g_error ("a row that cannot be");
  for (guint i = 0; i < n; i++)
    take_head (&values[i], data, error);
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const KtJsonTake take = { take_head, take_row };
  g_autoptr (GError) error = NULL;
  if (!kt_json_read ((const char *)data, size, &take, NULL, &error) && error == NULL)
    g_error ("refused without a reason");
  return 0;
}
