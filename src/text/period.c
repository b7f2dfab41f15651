#include "config.h"
#include "kontor/period.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "when-parts.h"

#include <glib/gi18n.h>
#include <string.h>

#define WORDS_MAX 5u      /* "from 1 october to 30 november 2025" has more: nobody types that */
#define PERIOD_BYTES 120u /* more is no period */

/* All words as kt_fold() leaves them. */
#define LAST_WORDS                                                                                                                                             \
  "last past previous прошлый прошлая прошлую прошлое прошлом прошлой прошлого минулий минула " \
  "минулу минулого минулому минулої торішній pagajusais pagajusaja pagajuso pagajusa iepriekseja "                        \
  "iepriekseju ieprieksejais"
#define ALL_WORDS "all ever все всё усе увесь viss visu"
#define QUARTER_WORDS "q quarter кв квартал квартале кварталі кварталу cet ceturksnis ceturksni"
#define YEAR_LAST_WORDS "торік pern pagajusgad"

static gboolean
one_of (const char *word, const char *words)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);
  return g_strv_contains ((const char *const *)list, word);
}

static gboolean
digits (const char *text, gsize n)
{
  return strlen (text) == n && strspn (text, "0123456789") == n;
}

static KtLocal
day_of (int year, int month, int day)
{
  return (KtLocal){ (gint16)year, (guint8)month, (guint8)day, -1, 0 };
}

static void
set_months (int year, int month, int months, KtLocal *first, KtLocal *last)
{
  *first = day_of (year, month, 1);
  *last = kt_local_add_days (kt_local_add_months (*first, months), -1);
}

static gboolean
read_year (const char *word, int *ret_year)
{
  if (word == NULL || !digits (word, 4))
    return FALSE;
  *ret_year = atoi (word);
  return *ret_year >= 2000 && *ret_year <= 2100;
}

/* The year of a month that was said without one. */
static int
year_for (const KtWhenContext *context, int month, int months)
{
  int now = context->now.month, year = context->now.year;
  if (context->past)
    return month <= now ? year : year - 1;
  return month + months - 1 >= now ? year : year + 1;
}

/* "q3", "3кв", "q 3", "3. ceturksnis" and the year behind it */
static guint
take_quarter (char **words, const KtWhenContext *context, KtLocal *first, KtLocal *last)
{
  char *word = words[0], *next = words[1];
  int number = 0, year;
  guint used = 1;
  gsize length = strlen (word);
  if (length >= 2 && word[length - 1] >= '1' && word[length - 1] <= '4')
    {
      g_autofree char *name = g_strndup (word, length - 1);
      number = one_of (name, QUARTER_WORDS) ? word[length - 1] - '0' : 0;
    }
  if (number == 0 && word[0] >= '1' && word[0] <= '4')
    {
      const char *rest = word + 1 + (word[1] == '.');
      if (*rest != '\0' && one_of (rest, QUARTER_WORDS))
        number = word[0] - '0';
      else if (*rest == '\0' && next != NULL && one_of (next, QUARTER_WORDS))
        number = word[0] - '0', used = 2;
    }
  if (number == 0 && next != NULL && one_of (word, QUARTER_WORDS) && digits (next, 1)
      && next[0] >= '1' && next[0] <= '4')
    number = next[0] - '0', used = 2;
  if (number == 0)
    return 0;
  int month = number * 3 - 2;
  if (read_year (words[used], &year))
    used++;
  else
    year = year_for (context, month, 3);
  set_months (year, month, 3, first, last);
  return used;
}

static guint
take_month (char **words, const KtWhenContext *context, KtLocal *first, KtLocal *last)
{
  int month, year;
  guint used = 1;
  if (!kt_when_word (words[0], KT_WORD_MONTH, &month))
    return 0;
  if (read_year (words[1], &year))
    used++;
  else
    year = year_for (context, month, 1);
  set_months (year, month, 1, first, last);
  return used;
}

static void
set_unit (const KtWhenContext *context, int unit, int n, KtLocal *first, KtLocal *last)
{
  KtLocal day = context->now;
  day.hour = -1;
  day.minute = 0;
  if (unit == KT_UNIT_WEEK)
    {
      *first = kt_local_add_days (day, 1 - kt_local_weekday (day) + 7 * n);
      *last = kt_local_add_days (*first, 6);
    }
  else if (unit == KT_UNIT_MONTH)
    {
      day.day = 1;
      day = kt_local_add_months (day, n);
      set_months (day.year, day.month, 1, first, last);
    }
  else
    set_months (day.year + n, 1, 12, first, last);
}

/* "last month", «прошлый год», pagājušajā nedēļā, "last quarter" */
static guint
take_last (char **words, const KtWhenContext *context, KtLocal *first, KtLocal *last)
{
  int unit;
  if (one_of (words[0], YEAR_LAST_WORDS))
    {
      set_unit (context, KT_UNIT_YEAR, -1, first, last);
      return 1;
    }
  if (words[1] == NULL || !one_of (words[0], LAST_WORDS))
    return 0;
  if (one_of (words[1], QUARTER_WORDS) && strlen (words[1]) > 3)
    {
      int month = (context->now.month - 1) / 3 * 3 + 1;
      KtLocal start = kt_local_add_months (day_of (context->now.year, month, 1), -3);
      set_months (start.year, start.month, 3, first, last);
      return 2;
    }
  if (!(kt_when_word (words[1], KT_WORD_UNIT, &unit)
        || kt_when_word (words[1], KT_WORD_THIS_UNIT, &unit))
      || unit < KT_UNIT_WEEK)
    return 0;
  set_unit (context, unit, -1, first, last);
  return 2;
}

static guint
take_year (char **words, KtLocal *first, KtLocal *last)
{
  int year;
  if (!read_year (words[0], &year))
    return 0;
  set_months (year, 1, 12, first, last);
  return 1;
}

/* One that is said without "from – to": all of words, folded, as typed in text. */
static gboolean
read_simple (const char *text, const KtWhenContext *context, KtLocal *first, KtLocal *last)
{
  g_autofree char *fold = kt_fold (text);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (fold), " \t", -1);
  guint n = g_strv_length (words);
  if (n == 0 || *words[0] == '\0')
    return FALSE;
  if (take_year (words, first, last) == n || take_month (words, context, first, last) == n
      || take_quarter (words, context, first, last) == n
      || take_last (words, context, first, last) == n)
    return TRUE;
  return kt_when_parse_range (text, context, first, last, NULL);
}

/* The second is the first such day from the first on; where it names an earlier year, so does the
 * first: 1.10.-30.11.2025. */
static gboolean
read_both (const char *before, const char *after, const KtWhenContext *context, KtLocal *ret_first,
           KtLocal *ret_last)
{
  KtLocal first, first_end, last_start, last;
  KtWhenContext from = *context;
  if (!read_simple (before, context, &first, &first_end))
    return FALSE;
  from.now = first;
  from.now.hour = 0;
  from.past = FALSE;
  from.reading = KT_READING_FIRST;
  if (!read_simple (after, &from, &last_start, &last))
    return FALSE;
  if (kt_local_compare (last, first) < 0)
    {
      from.now = last;
      from.now.hour = 0;
      from.past = TRUE;
      if (!read_simple (before, &from, &first, &first_end))
        return FALSE;
    }
  *ret_first = first;
  *ret_last = last;
  return kt_local_compare (first, last) <= 0;
}

/* Where "from" and "to" part, tried one after the other: "..", a dash, a hyphen. */
static gboolean
read_split (const char *text, const KtWhenContext *context, KtLocal *first, KtLocal *last)
{
  static const char *const dashes[] = { "..", "–", "—", "-" };
  for (gsize i = 0; i < G_N_ELEMENTS (dashes); i++)
    for (const char *at = strstr (text, dashes[i]); at != NULL; at = strstr (at + 1, dashes[i]))
      {
        /* of three dots the first belongs to the date */
        const char *cut = i == 0 && at[2] == '.' ? at + 1 : at;
        g_autofree char *before = g_strndup (text, cut - text);
        const char *after = cut + strlen (dashes[i]);
        if (*g_strstrip (before) != '\0' && *after != '\0'
            && read_both (before, after, context, first, last))
          return TRUE;
      }
  return FALSE;
}

static gboolean
read_period (const char *text, const KtWhenContext *context, KtLocal *first, KtLocal *last)
{
  if (strlen (text) > PERIOD_BYTES)
    return FALSE;
  return read_simple (text, context, first, last) || read_split (text, context, first, last);
}

/* What begins like a period and is none is said: a query of clients has no such words. */
static gboolean
is_meant (const char *word)
{
  int year;
  gboolean figures = g_ascii_isdigit (*word) && strspn (word, "0123456789.-/–") == strlen (word);
  return (figures && strchr (word, '.') != NULL) || (figures && strchr (word, '-') != NULL)
         || read_year (word, &year);
}

gboolean
kt_period_take (const char *const *words, guint n_words, const KtWhenContext *context,
                KtLocal *ret_first, KtLocal *ret_last, gboolean *ret_all, guint *ret_used,
                GError **error)
{
  g_autofree char *fold = n_words > 0 ? kt_fold (words[0]) : g_strdup ("");
  KtWhenContext certain = *context;
  certain.reading = KT_READING_FIRST; /* 10.11 is a day here */
  *ret_used = 0;
  *ret_all = FALSE;
  if (*fold == '\0')
    return TRUE;
  if (one_of (fold, ALL_WORDS))
    {
      *ret_all = TRUE;
      *ret_used = 1;
      return TRUE;
    }
  for (guint n = MIN (n_words, WORDS_MAX); n > 0; n--)
    {
      g_autoptr (GString) text = g_string_new (words[0]);
      for (guint i = 1; i < n; i++)
        g_string_append_printf (text, " %s", words[i]);
      if (!read_period (text->str, &certain, ret_first, ret_last))
        continue;
      *ret_used = n;
      return TRUE;
    }
  if (!is_meant (words[0]))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no period"), words[0]);
  kt_error_hint (error, _ ("such as: 2026, 2026-11, nov, q3, «last month», 1.10.-30.11., all"));
  return FALSE;
}
