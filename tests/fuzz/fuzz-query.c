#include "config.h"
#include "kontor/query-parse.h"
#include "kontor/query-range.h"
#include <string.h>

/* Lines of queries to trees within their limits; every value to whatever it may stand for. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check (gboolean sane, const char *line)
{
  if (!sane)
    g_error ("out of bounds: %s", line);
}

static void
read_value (const KtQueryValue *value, const KtWhenContext *when, const char *line)
{
  KtQueryRange range;
  KtQueryBirthdayKind kind;
  char currency[4];
  check (value->text != NULL && value->position >= 1
             && value->position <= (guint)g_utf8_strlen (line, -1) + 1
             && (value->sign == KT_QUERY_RANGE) == (value->until != NULL),
         line);
  kt_query_range_date (value, TRUE, when, &range, NULL);
  kt_query_range_date (value, FALSE, when, &range, NULL);
  kt_query_range_day (value, when, &range, NULL);
  kt_query_range_number (value, KT_QUERY_DECIMALS, &range, NULL);
  if (kt_query_range_money (value, "EUR", currency, &range, NULL))
    check (strlen (currency) == 3, line);
  if (kt_query_range_birthday (value, when, &kind, &range, NULL))
    kt_query_birthday_in ("1986-02-29", kind, range, when->now);
}

static void
walk (const KtQueryNode *node, guint depth, guint *terms, const KtWhenContext *when,
      const char *line)
{
  check (depth <= 2 * KT_QUERY_DEPTH + 2, line);
  if (node->kind == KT_QUERY_TERM)
    {
      check (++*terms <= KT_QUERY_TERMS && node->values->len >= 1
                 && node->values->len <= KT_QUERY_VALUES,
             line);
      for (guint i = 0; i < node->values->len; i++)
        read_value (node->values->pdata[i], when, line);
      return;
    }
  check (node->kind != KT_QUERY_NOT || node->children->len == 1, line);
  for (guint i = 0; i < node->children->len; i++)
    walk (node->children->pdata[i], depth + 1, terms, when, line);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  KtWhenContext when = { .now = { 2026, 11, 22, 10, 0 }, .day_starts = 9, .zone = zone };
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (KtQueryNode) tree = kt_query_parse (lines[i], NULL);
      guint terms = 0;
      if (tree != NULL)
        walk (tree, 0, &terms, &when, lines[i]);
    }
  return 0;
}
