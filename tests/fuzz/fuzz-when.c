#include "config.h"
#include "kontor/when.h"
#include <string.h>

/* Lines of arguments to dates, ranges and repetitions: what comes out is within reach. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
check (gboolean sane, const char *line)
{
  if (!sane)
    g_error ("out of bounds: %s", line);
}

static gboolean
is_within_reach (KtLocal local)
{
  return kt_local_is_valid (local) && local.year >= 2000 && local.year <= 2100;
}

static void
parse_line (const char *line, const KtWhenContext *context)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 64);
  guint n = g_strv_length (words), used = 0;
  KtLocal first, last;
  g_autofree char *rule = NULL;
  if (kt_when_parse ((const char *const *)words, n, context, &first, &used, NULL))
    check (used >= 1 && used <= n && is_within_reach (first), line);
  if (kt_when_parse_range (line, context, &first, &last, NULL))
    check (is_within_reach (first) && is_within_reach (last) && kt_local_compare (first, last) <= 0,
           line);
  if (kt_repeat_parse ((const char *const *)words, n, &rule, &used, NULL))
    check (used >= 1 && used <= n && kt_repeat_next (rule, context->now, context->now, &first),
           line);
  kt_repeat_next (line, context->now, context->now, &first);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  KtWhenContext context = { .now = { 2026, 11, 22, 10, 0 }, .day_starts = 9 };
  for (guint i = 0; lines[i] != NULL; i++)
    for (KtReading reading = KT_READING_ASK; reading <= KT_READING_OTHER; reading++)
      {
        context.reading = reading;
        context.past = size % 2;
        context.month_first = size % 3 == 0;
        parse_line (lines[i], &context);
      }
  return 0;
}
