#include "config.h"
#include "kontor/query-range.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define SPAN_MAX 40000 /* of a unit: more than a hundred years of days */

gboolean
kt_query_range_holds (KtQueryRange range, gint64 number)
{
  return number >= range.first && number <= range.last;
}

static gboolean
fail (const KtQueryValue *value, const char *what, const char *examples, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, what, value->text, value->position);
  kt_error_hint (error, _ ("such as: %s"), examples);
  return FALSE;
}

/* What a sign makes of a value that stands for itself, or for all from first to last. */
static KtQueryRange
compared (KtQuerySign sign, KtQueryRange itself)
{
  switch (sign)
    {
    case KT_QUERY_LESS:
      return (KtQueryRange){ G_MININT64, itself.first - 1 };
    case KT_QUERY_AT_MOST:
      return (KtQueryRange){ G_MININT64, itself.last };
    case KT_QUERY_AT_LEAST:
      return (KtQueryRange){ itself.first, G_MAXINT64 };
    case KT_QUERY_MORE:
      return (KtQueryRange){ itself.last + 1, G_MAXINT64 };
    case KT_QUERY_IS:
    case KT_QUERY_EQUAL:
    case KT_QUERY_RANGE:
      break;
    }
  return itself;
}

/* --- numbers and money --- */

gboolean
kt_query_number (const char *text, guint decimals, gint64 *ret)
{
  gboolean minus = *text == '-';
  const char *p = text + (minus ? 1 : 0);
  gsize whole = strspn (p, "0123456789");
  const char *rest = p + whole;
  gsize part = *rest == '.' || *rest == ',' ? strspn (rest + 1, "0123456789") : 0;
  if (whole == 0 || whole > 12 || part > decimals || rest[part > 0 ? part + 1 : 0] != '\0')
    return FALSE;
  gint64 number = g_ascii_strtoll (p, NULL, 10);
  for (guint i = 0; i < decimals; i++)
    number = number * 10 + (i < part ? rest[1 + i] - '0' : 0);
  *ret = minus ? -number : number;
  return TRUE;
}

gboolean
kt_query_range_number (const KtQueryValue *value, guint decimals, KtQueryRange *ret, GError **error)
{
  gint64 first = G_MININT64, last = G_MAXINT64;
  if (value->sign == KT_QUERY_RANGE)
    {
      *ret = (KtQueryRange){ first, last };
      if ((*value->text == '\0' || kt_query_number (value->text, decimals, &ret->first))
          && (*value->until == '\0' || kt_query_number (value->until, decimals, &ret->last)))
        return TRUE;
    }
  else if (kt_query_number (value->text, decimals, &first))
    {
      *ret = compared (value->sign, (KtQueryRange){ first, first });
      return TRUE;
    }
  return fail (value, _ ("«%s» at character %u of the query is no number"), "5  >5  <=5  3..5",
               error);
}

static gboolean
read_money (const char *text, const char *currency, KtMoney *ret, GError **error)
{
  *ret = (KtMoney){ 0 };
  g_strlcpy (ret->currency, currency, sizeof ret->currency);
  return *text == '\0' || kt_money_parse (text, currency, ret, error);
}

gboolean
kt_query_range_money (const KtQueryValue *value, const char *currency, char ret_currency[4],
                      KtQueryRange *ret, GError **error)
{
  static const char examples[] = "500  >500  >500USD  100..500";
  KtMoney first, last;
  const char *until = value->until != NULL ? value->until : "";
  if (!read_money (until, currency, &last, NULL)
      || !read_money (value->text, *until != '\0' ? last.currency : currency, &first, NULL))
    return fail (value, _ ("«%s» at character %u of the query is no amount of money"), examples,
                 error);
  if (*until != '\0' && strcmp (first.currency, last.currency) != 0)
    return fail (value, _ ("«%s» at character %u of the query has two currencies"), examples,
                 error);
  g_strlcpy (ret_currency, first.currency, 4);
  if (value->sign == KT_QUERY_RANGE)
    *ret = (KtQueryRange){ *value->text != '\0' ? first.minor : G_MININT64,
                           *until != '\0' ? last.minor : G_MAXINT64 };
  else
    *ret = compared (value->sign, (KtQueryRange){ first.minor, first.minor });
  return TRUE;
}

/* --- dates --- */

/* "90d": how many of which unit, 'd', 'w', 'm' or 'y'. */
static gboolean
read_span (const char *text, int *ret_n, char *ret_unit)
{
  static const struct
  {
    const char *letters;
    char unit;
  } units[] = { { "dд", 'd' }, { "wнтn", 'w' }, { "mм", 'm' }, { "yгрg", 'y' } };
  char *end;
  guint64 n = g_ascii_strtoull (text, &end, 10);
  if (end == text || !g_ascii_isdigit (*text) || n > SPAN_MAX || *end == '\0'
      || *g_utf8_next_char (end) != '\0')
    return FALSE;
  gunichar letter = g_unichar_tolower (g_utf8_get_char (end));
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_utf8_strchr (units[i].letters, -1, letter) != NULL)
      {
        *ret_n = (int)n;
        *ret_unit = units[i].unit;
        return TRUE;
      }
  return FALSE;
}

static KtLocal
add_span (KtLocal local, int n, char unit)
{
  switch (unit)
    {
    case 'w':
      return kt_local_add_days (local, CLAMP (n, -SPAN_MAX / 7, SPAN_MAX / 7) * 7);
    case 'm':
      return kt_local_add_months (local, CLAMP (n, -1200, 1200));
    case 'y':
      return kt_local_add_months (local, CLAMP (n, -100, 100) * 12);
    default:
      return kt_local_add_days (local, n);
    }
}

/* A date, a month ("dec", "2026-11") or a year: its days. */
static gboolean
read_days (const char *text, const KtWhenContext *when, KtLocal *ret_first, KtLocal *ret_last)
{
  KtWhenContext context = *when;
  const char *const month[] = { "1", text };
  guint used;
  context.reading = KT_READING_FIRST;
  if (strlen (text) == 4 && strspn (text, "0123456789") == 4 && atoi (text) > 0)
    {
      *ret_first = (KtLocal){ (gint16)atoi (text), 1, 1, -1, 0 };
      *ret_last = (KtLocal){ (gint16)atoi (text), 12, 31, -1, 0 };
      return TRUE;
    }
  if (kt_when_parse_range (text, &context, ret_first, ret_last, NULL))
    return TRUE;
  if (!g_unichar_isalpha (g_utf8_get_char (text))
      || !kt_when_parse (month, 2, &context, ret_first, &used, NULL) || used != 2)
    return FALSE;
  *ret_last = *ret_first;
  ret_last->day = (guint8)kt_local_month_days (ret_first->year, ret_first->month);
  return TRUE;
}

/* One end of what is said: a span's end from now, or the days of a date. */
typedef struct
{
  gboolean span;
  KtLocal first, last; /* of a span both the same, with the time of day */
} Point;

static gboolean
read_point (const char *text, gboolean past, const KtWhenContext *when, Point *ret)
{
  int n;
  char unit;
  ret->span = read_span (text, &n, &unit);
  if (!ret->span)
    return read_days (text, when, &ret->first, &ret->last);
  ret->first = ret->last = add_span (when->now, past ? -n : n, unit);
  return TRUE;
}

/* A place in time as a number, and the last one of its day. */
typedef gint64 (*Place) (KtLocal local, gboolean end, const KtWhenContext *when);

static gint64
place_instant (KtLocal local, gboolean end, const KtWhenContext *when)
{
  if (local.hour >= 0) /* of a span */
    return kt_local_to_utc (local, when->zone);
  return kt_local_to_utc (end ? kt_local_add_days (local, 1) : local, when->zone) - (end ? 1 : 0);
}

static gint64
place_day (KtLocal local, gboolean end, const KtWhenContext *when)
{
  return kt_local_day_number (local);
}

static KtQueryRange
days_of (const Point *point, Place place, const KtWhenContext *when)
{
  KtLocal first = point->first, last = point->last;
  first.hour = last.hour = -1;
  first.minute = last.minute = 0;
  return (KtQueryRange){ place (first, FALSE, when), place (last, TRUE, when) };
}

/* Nearer to now than a span's end, or farther. */
static KtQueryRange
span_compared (KtQuerySign sign, gint64 end, gboolean past)
{
  gboolean farther = sign == KT_QUERY_MORE || sign == KT_QUERY_AT_LEAST;
  gint64 step = sign == KT_QUERY_MORE || sign == KT_QUERY_LESS ? 1 : 0;
  if (farther == past)
    return (KtQueryRange){ G_MININT64, end - step };
  return (KtQueryRange){ end + step, G_MAXINT64 };
}

static gboolean
read_between (const KtQueryValue *value, gboolean past, Place place, const KtWhenContext *when,
              KtQueryRange *ret)
{
  Point from = { 0 }, until = { 0 };
  gboolean open_from = *value->text == '\0', open_until = *value->until == '\0';
  if ((!open_from && !read_point (value->text, past, when, &from))
      || (!open_until && !read_point (value->until, past, when, &until))
      || (!open_from && !open_until && from.span != until.span))
    return FALSE;
  gint64 first = open_from ? G_MININT64 : place (from.first, FALSE, when);
  gint64 last = open_until ? G_MAXINT64 : place (until.last, TRUE, when);
  if (open_from && until.span)
    *ret = span_compared (KT_QUERY_AT_MOST, last, past);
  else if (open_until && from.span)
    *ret = span_compared (KT_QUERY_AT_LEAST, first, past);
  else if (from.span && until.span)
    *ret = (KtQueryRange){ MIN (first, last), MAX (first, last) };
  else
    *ret = (KtQueryRange){ first, last };
  return TRUE;
}

static gboolean
read_date (const KtQueryValue *value, gboolean past, Place place, const KtWhenContext *when,
           KtQueryRange *ret)
{
  KtWhenContext context = *when;
  Point point;
  context.past = past;
  if (value->sign == KT_QUERY_RANGE)
    return read_between (value, past, place, &context, ret);
  if (!read_point (value->text, past, &context, &point))
    return FALSE;
  if (point.span && value->sign != KT_QUERY_EQUAL)
    *ret = span_compared (value->sign, place (point.first, FALSE, &context), past);
  else
    *ret = compared (value->sign, days_of (&point, place, &context));
  return TRUE;
}

#define DATE_EXAMPLES ">90d  <2w  2026-11  >2026-01-31  30d..90d"

gboolean
kt_query_range_date (const KtQueryValue *value, gboolean past, const KtWhenContext *when,
                     KtQueryRange *ret, GError **error)
{
  return read_date (value, past, place_instant, when, ret)
         || fail (value, _ ("«%s» at character %u of the query is no date or span of time"),
                  DATE_EXAMPLES, error);
}

gboolean
kt_query_range_day (const KtQueryValue *value, const KtWhenContext *when, KtQueryRange *ret,
                    GError **error)
{
  return read_date (value, TRUE, place_day, when, ret)
         || fail (value, _ ("«%s» at character %u of the query is no date or span of time"),
                  DATE_EXAMPLES, error);
}

/* --- birthdays --- */

static gboolean
is_year (const char *text)
{
  return strlen (text) == 4 && strspn (text, "0123456789") == 4;
}

static gboolean
read_years (const KtQueryValue *value, KtQueryRange *ret)
{
  gboolean range = value->sign == KT_QUERY_RANGE;
  if ((!is_year (value->text) && !(range && *value->text == '\0'))
      || (range && *value->until != '\0' && !is_year (value->until)))
    return FALSE;
  if (range)
    *ret = (KtQueryRange){ atoi (value->text),
                           *value->until != '\0' ? atoi (value->until) : G_MAXINT64 };
  else
    *ret = compared (value->sign, (KtQueryRange){ atoi (value->text), atoi (value->text) });
  return TRUE;
}

static gboolean
read_month (const char *text, const KtWhenContext *when, KtQueryRange *ret)
{
  const char *const words[] = { "1", text };
  KtLocal first;
  guint used;
  if (!g_unichar_isalpha (g_utf8_get_char (text))
      || !kt_when_parse (words, 2, when, &first, &used, NULL) || used != 2 || first.day != 1)
    return FALSE;
  *ret = (KtQueryRange){ first.month, first.month };
  return TRUE;
}

/* "--03-12", "03-12" and what else is a day. */
static gboolean
read_day (const char *text, const KtWhenContext *when, KtQueryRange *ret)
{
  int month = 0, day = 0;
  const char *bare = g_str_has_prefix (text, "--") ? text + 2 : text;
  if (strlen (bare) == 5 && bare[2] == '-' && strspn (bare, "0123456789-") == 5)
    {
      month = atoi (bare);
      day = atoi (bare + 3);
      *ret = (KtQueryRange){ month * 100 + day, month * 100 + day };
      return month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }
  KtLocal first, last;
  if (!g_ascii_isdigit (*text) || !kt_when_parse_range (text, when, &first, &last, NULL)
      || kt_local_compare (first, last) != 0)
    return FALSE;
  *ret = (KtQueryRange){ first.month * 100 + first.day, first.month * 100 + first.day };
  return TRUE;
}

/* Days from today, of what is not a span either: "today", "week", "next month". */
static gboolean
read_soon (const KtQueryValue *value, const KtWhenContext *when, KtQueryRange *ret)
{
  KtQueryRange range;
  gint64 today = kt_local_day_number (when->now);
  if (!read_date (value, FALSE, place_day, when, &range))
    return FALSE;
  ret->first = range.first > today ? range.first - today : 0;
  ret->last = range.last == G_MAXINT64 ? G_MAXINT64 : range.last - today;
  return TRUE;
}

gboolean
kt_query_range_birthday (const KtQueryValue *value, const KtWhenContext *when,
                         KtQueryBirthdayKind *ret_kind, KtQueryRange *ret, GError **error)
{
  KtWhenContext context = *when;
  gboolean plain = value->sign == KT_QUERY_IS || value->sign == KT_QUERY_EQUAL;
  context.reading = KT_READING_FIRST;
  context.past = FALSE;
  if (read_years (value, ret))
    *ret_kind = KT_BIRTHDAY_YEAR;
  else if (plain && read_month (value->text, &context, ret))
    *ret_kind = KT_BIRTHDAY_MONTH;
  else if (plain && read_day (value->text, &context, ret))
    *ret_kind = KT_BIRTHDAY_DAY;
  else if (read_soon (value, &context, ret))
    *ret_kind = KT_BIRTHDAY_SOON;
  else
    return fail (value, _ ("«%s» at character %u of the query is no birthday"),
                 "dec  24.12.  <30d  today  1986  1980..1989", error);
  return TRUE;
}

/* Days until the next one; who was born on 29 February has it on the 28th in other years. */
static gint64
days_until (int month, int day, KtLocal today)
{
  for (int year = today.year; year <= today.year + 1; year++)
    {
      KtLocal next = { (gint16)year, (guint8)month,
                       (guint8)MIN (day, kt_local_month_days (year, month)), -1, 0 };
      int days = kt_local_days_between (today, next);
      if (days >= 0)
        return days;
    }
  return G_MAXINT64;
}

gboolean
kt_query_birthday_in (const char *birthday, KtQueryBirthdayKind kind, KtQueryRange range,
                      KtLocal today)
{
  gboolean has_year = g_ascii_isdigit (*birthday);
  if (strlen (birthday) < (has_year ? 10 : 7))
    return FALSE;
  const char *rest = birthday + (has_year ? 5 : 2);
  int month = atoi (rest), day = atoi (rest + 3);
  if (month < 1 || month > 12)
    return FALSE;
  today.hour = -1;
  today.minute = 0;
  switch (kind)
    {
    case KT_BIRTHDAY_MONTH:
      return kt_query_range_holds (range, month);
    case KT_BIRTHDAY_DAY:
      return kt_query_range_holds (range, month * 100 + day);
    case KT_BIRTHDAY_YEAR:
      return has_year && kt_query_range_holds (range, atoi (birthday));
    case KT_BIRTHDAY_SOON:
      return kt_query_range_holds (range, days_until (month, day, today));
    }
  return FALSE;
}
