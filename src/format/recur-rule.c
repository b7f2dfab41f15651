#include "config.h"
#include "kontor/error.h"
#include "kontor/recurrence.h"
#include <string.h>

#define RULE_TEXT_MAX 20000 /* octets */
#define INTERVAL_MAX G_MAXINT32

static const char *const freqs[]
    = { "YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY" };
static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

static gboolean
wrong (GError **error, const char *part)
{
  g_autofree char *shown = g_utf8_make_valid (part, (gssize)strnlen (part, 60));
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a repetition rule with «%s»", shown);
  return FALSE;
}

static int
index_of (const char *const *names, guint n, const char *text, gsize length)
{
  for (guint i = 0; i < n; i++)
    if (strlen (names[i]) == length && strncmp (names[i], text, length) == 0)
      return (int)i;
  return -1;
}

/* A whole number in [min, max]; a plus sign may stand before it. */
static gboolean
read_number (const char *text, gint64 min, gint64 max, gint64 *ret_number)
{
  if (*text == '+')
    text++;
  return g_ascii_string_to_signed (text, 10, min, max, ret_number, NULL);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  return *(const gint16 *)a - *(const gint16 *)b;
}

/* Ascending, each once. */
static void
sort_list (KtRuleList *list)
{
  guint n = 0;
  qsort (list->values, list->n, sizeof list->values[0], compare_values);
  for (guint i = 0; i < list->n; i++)
    if (n == 0 || list->values[n - 1] != list->values[i])
      list->values[n++] = list->values[i];
  list->n = n;
}

static gboolean
add_value (KtRuleList *list, gint64 value)
{
  if (list->n == KT_RULE_LIST_MAX)
    return FALSE;
  list->values[list->n++] = (gint16)value;
  return TRUE;
}

/* min < 0: numbers from the end, and no 0. */
static gboolean
read_list (const char *text, gint64 min, gint64 max, KtRuleList *list)
{
  g_auto (GStrv) entries = g_strsplit (text, ",", -1);
  for (char **entry = entries; *entry != NULL; entry++)
    {
      gint64 value;
      if (*g_strstrip (*entry) == 0)
        continue;
      if (!read_number (*entry, min, max, &value) || (min < 0 && value == 0)
          || !add_value (list, value))
        return FALSE;
    }
  sort_list (list);
  return list->n > 0;
}

/* "MO", "-1SU", "+2TU". */
static gboolean
read_days (const char *text, KtRuleList *list)
{
  g_auto (GStrv) entries = g_strsplit (text, ",", -1);
  for (char **entry = entries; *entry != NULL; entry++)
    {
      gsize length = strlen (g_strstrip (*entry));
      gint64 number = 0;
      if (length == 0)
        continue;
      if (length < 2)
        return FALSE;
      int day = index_of (weekdays, G_N_ELEMENTS (weekdays), *entry + length - 2, 2);
      (*entry)[length - 2] = 0;
      if (day < 0 || (length > 2 && (!read_number (*entry, -53, 53, &number) || number == 0))
          || !add_value (list, number * 8 + day))
        return FALSE;
    }
  sort_list (list);
  return list->n > 0;
}

typedef struct
{
  const char *name;
  gsize list; /* offset in KtRule */
  gint64 min, max;
} ListPart;

static const ListPart list_parts[] = {
  { "BYMONTH", G_STRUCT_OFFSET (KtRule, month), 1, 12 },
  { "BYWEEKNO", G_STRUCT_OFFSET (KtRule, week), -53, 53 },
  { "BYYEARDAY", G_STRUCT_OFFSET (KtRule, year_day), -366, 366 },
  { "BYMONTHDAY", G_STRUCT_OFFSET (KtRule, month_day), -31, 31 },
  { "BYHOUR", G_STRUCT_OFFSET (KtRule, hour), 0, 23 },
  { "BYMINUTE", G_STRUCT_OFFSET (KtRule, minute), 0, 59 },
  { "BYSECOND", G_STRUCT_OFFSET (KtRule, second), 0, 60 },
  { "BYSETPOS", G_STRUCT_OFFSET (KtRule, position), -366, 366 },
};

static gboolean
read_by_part (const char *name, const char *value, KtRule *rule)
{
  if (strcmp (name, "BYDAY") == 0)
    return rule->day.n == 0 && read_days (value, &rule->day);
  for (guint i = 0; i < G_N_ELEMENTS (list_parts); i++)
    if (strcmp (name, list_parts[i].name) == 0)
      {
        KtRuleList *list = G_STRUCT_MEMBER_P (rule, list_parts[i].list);
        return list->n == 0 && read_list (value, list_parts[i].min, list_parts[i].max, list);
      }
  return FALSE;
}

static gboolean
read_part (const char *name, const char *value, KtRule *rule, gboolean *has_freq)
{
  int index;
  if (strcmp (name, "FREQ") == 0)
    {
      index = index_of (freqs, G_N_ELEMENTS (freqs), value, strlen (value));
      rule->freq = (KtFreq)MAX (index, 0);
      *has_freq = index >= 0;
      return index >= 0;
    }
  if (strcmp (name, "INTERVAL") == 0)
    return read_number (value, 1, INTERVAL_MAX, &rule->interval);
  if (strcmp (name, "COUNT") == 0)
    return read_number (value, 1, G_MAXINT64, &rule->count);
  if (strcmp (name, "UNTIL") == 0)
    return rule->has_until = kt_ical_time_parse (value, &rule->until);
  if (strcmp (name, "WKST") == 0)
    {
      index = index_of (weekdays, G_N_ELEMENTS (weekdays), value, strlen (value));
      rule->week_start = MAX (index, 0);
      return index >= 0;
    }
  /* RFC 7529 in its default form says nothing new; X- parts say nothing we know */
  if (strcmp (name, "RSCALE") == 0)
    return strcmp (value, "GREGORIAN") == 0;
  if (strcmp (name, "SKIP") == 0)
    return strcmp (value, "OMIT") == 0;
  return g_str_has_prefix (name, "X-") || read_by_part (name, value, rule);
}

/* Numbers of weekdays mean something in a month or a year only. */
static void
drop_numbers (KtRule *rule)
{
  if (rule->freq <= KT_FREQ_MONTHLY)
    return;
  for (guint i = 0; i < rule->day.n; i++)
    rule->day.values[i] &= 7;
  sort_list (&rule->day);
}

gboolean
kt_rule_parse (const char *value, KtRule *ret_rule, GError **error)
{
  if (strnlen (value, RULE_TEXT_MAX) == RULE_TEXT_MAX)
    return wrong (error, value);
  g_autofree char *upper = g_ascii_strup (value, -1);
  g_auto (GStrv) parts = g_strsplit (upper, ";", -1);
  gboolean has_freq = FALSE;

  *ret_rule = (KtRule){ .interval = 1 };
  for (char **part = parts; *part != NULL; part++)
    {
      char *equals = strchr (g_strstrip (*part), '=');
      if (**part == 0)
        continue;
      if (equals == NULL)
        return wrong (error, *part);
      g_autofree char *name = g_strstrip (g_strndup (*part, (gsize)(equals - *part)));
      if (!read_part (name, g_strstrip (equals + 1), ret_rule, &has_freq))
        return wrong (error, *part);
    }
  if (!has_freq)
    return wrong (error, value);
  drop_numbers (ret_rule);
  return TRUE;
}
