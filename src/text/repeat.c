#include "config.h"
#include "kontor/error.h"
#include "when-parts.h"
#include <glib/gi18n.h>
#include <string.h>

#define INTERVAL_MAX 999

static const char *const frequencies[] = { [KT_UNIT_DAY] = "DAILY",
                                           [KT_UNIT_WEEK] = "WEEKLY",
                                           [KT_UNIT_MONTH] = "MONTHLY",
                                           [KT_UNIT_YEAR] = "YEARLY" };
static const char *const weekdays[] = { NULL, "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

typedef struct
{
  KtUnit unit;
  int interval;
  int weekday; /* 0: the start's own */
} Rule;

static char *
rule_text (const Rule *rule)
{
  GString *text = g_string_new ("FREQ=");
  g_string_append (text, frequencies[rule->unit]);
  if (rule->interval > 1)
    g_string_append_printf (text, ";INTERVAL=%d", rule->interval);
  if (rule->weekday != 0)
    g_string_append_printf (text, ";BYDAY=%s", weekdays[rule->weekday]);
  return g_string_free (text, FALSE);
}

/* "every 4 weeks", "ik pēc 4 nedēļām", "каждую пятницу", "every other week". */
static gboolean
take_every (KtCursor *cursor, Rule *rule)
{
  int unit;
  if (!kt_cursor_take (cursor, KT_WORD_EVERY, NULL))
    return FALSE;
  kt_cursor_take (cursor, KT_WORD_IN, NULL);
  if (!kt_cursor_take_count (cursor, 4, &rule->interval)
      && !kt_cursor_take (cursor, KT_WORD_ONE, NULL))
    kt_cursor_take (cursor, KT_WORD_OTHER, &rule->interval);
  if (kt_cursor_take (cursor, KT_WORD_WEEKDAY, &rule->weekday))
    rule->unit = KT_UNIT_WEEK;
  else if (kt_cursor_take (cursor, KT_WORD_UNIT, &unit) && unit >= KT_UNIT_DAY)
    rule->unit = unit;
  else
    return FALSE;
  return TRUE;
}

/* "weekly", "щоп'ятниці", "по пятницам", "on mondays". */
static gboolean
take_one_word (KtCursor *cursor, Rule *rule)
{
  int unit;
  if (kt_cursor_take (cursor, KT_WORD_EVERY_UNIT, &unit))
    {
      rule->unit = unit;
      return TRUE;
    }
  kt_cursor_take (cursor, KT_WORD_BY, NULL);
  rule->unit = KT_UNIT_WEEK;
  return kt_cursor_take (cursor, KT_WORD_EVERY_WEEKDAY, &rule->weekday);
}

gboolean
kt_repeat_parse (const char *const *words, guint n_words, char **ret_rule, guint *ret_used,
                 GError **error)
{
  KtToken tokens[KT_TOKEN_MAX];
  KtCursor start = { tokens, kt_tokens_cut (words, n_words, tokens), 0 }, cursor = start;
  Rule rule = { .interval = 1 };
  if (!take_every (&cursor, &rule))
    {
      cursor = start;
      rule = (Rule){ .interval = 1 };
      if (!take_one_word (&cursor, &rule))
        cursor = start;
    }
  if (cursor.at == 0 || !tokens[cursor.at - 1].ends_word)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» begins no repetition"),
                   n_words > 0 && strlen (words[0]) < KT_TOKEN_TEXT ? words[0] : "…");
      kt_error_hint (error, _ ("such as: every mon, «every 4 weeks», «every month»"));
      return FALSE;
    }
  if (rule.interval < 1 || rule.interval > INTERVAL_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot repeat every %d"), rule.interval);
      kt_error_hint (error, _ ("from 1 to %d"), INTERVAL_MAX);
      return FALSE;
    }
  *ret_rule = rule_text (&rule);
  *ret_used = tokens[cursor.at - 1].word + 1;
  return TRUE;
}

static int
index_in (const char *const *names, guint n, const char *name)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return -1;
}

static gboolean
read_part (const char *part, Rule *rule)
{
  guint64 interval;
  int found;
  if (g_str_has_prefix (part, "FREQ="))
    {
      found = index_in (frequencies, G_N_ELEMENTS (frequencies), part + 5);
      rule->unit = found;
      return found >= KT_UNIT_DAY;
    }
  if (g_str_has_prefix (part, "INTERVAL="))
    {
      if (!g_ascii_string_to_unsigned (part + 9, 10, 1, INTERVAL_MAX, &interval, NULL))
        return FALSE;
      rule->interval = interval;
      return TRUE;
    }
  if (!g_str_has_prefix (part, "BYDAY="))
    return FALSE;
  rule->weekday = index_in (weekdays, G_N_ELEMENTS (weekdays), part + 6);
  return rule->weekday >= 1;
}

/* Strict: what rule_text() writes, in any order of parts, each once. */
static gboolean
read_rule (const char *text, Rule *rule)
{
  if (strnlen (text, 64) == 64)
    return FALSE;
  g_auto (GStrv) parts = g_strsplit (text, ";", 4);
  gboolean has_unit = FALSE;
  *rule = (Rule){ .interval = 0 };
  for (char **part = parts; *part != NULL; part++)
    {
      gboolean again = (g_str_has_prefix (*part, "FREQ=") && has_unit)
                       || (g_str_has_prefix (*part, "INTERVAL=") && rule->interval != 0)
                       || (g_str_has_prefix (*part, "BYDAY=") && rule->weekday != 0);
      if (again || !read_part (*part, rule))
        return FALSE;
      has_unit |= g_str_has_prefix (*part, "FREQ=");
    }
  rule->interval = MAX (rule->interval, 1);
  return has_unit && (rule->weekday == 0 || rule->unit == KT_UNIT_WEEK);
}

gboolean
kt_repeat_read (const char *text, char *ret_unit, int *ret_interval, int *ret_weekday)
{
  Rule rule;
  if (!read_rule (text, &rule))
    return FALSE;
  *ret_unit = frequencies[rule.unit][0];
  *ret_interval = rule.interval;
  *ret_weekday = rule.weekday;
  return TRUE;
}

/* The n-th occurrence from start: always counted from there, so that the 31st does not drift. */
static KtLocal
occurrence (const Rule *rule, KtLocal start, int n)
{
  return kt_when_add (start, rule->unit, n * rule->interval);
}

/* An n whose occurrence is not after the moment, close to it. */
static int
count_before (const Rule *rule, KtLocal start, KtLocal after)
{
  int span = rule->unit == KT_UNIT_WEEK ? 7 * rule->interval : rule->interval, passed;
  if (rule->unit == KT_UNIT_DAY || rule->unit == KT_UNIT_WEEK)
    passed = kt_local_days_between (start, after);
  else
    passed = (after.year - start.year) * 12 + after.month - start.month;
  if (rule->unit == KT_UNIT_YEAR)
    span *= 12;
  return MAX (passed / span - 1, 0);
}

gboolean
kt_repeat_next (const char *text, KtLocal start, KtLocal after, KtLocal *ret_next)
{
  Rule rule;
  if (!kt_local_is_valid (start) || !kt_local_is_valid (after) || !read_rule (text, &rule))
    return FALSE;
  if (rule.weekday != 0)
    start = kt_local_add_days (start, (rule.weekday - kt_local_weekday (start) + 7) % 7);
  for (int n = count_before (&rule, start, after);; n++)
    {
      KtLocal next = occurrence (&rule, start, n);
      if (kt_local_compare (next, after) > 0)
        {
          *ret_next = next;
          return TRUE;
        }
      if (next.year == 9999 && kt_local_compare (occurrence (&rule, start, n + 1), next) == 0)
        return FALSE;
    }
}
