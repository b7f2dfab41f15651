#include "config.h"
#include "kontor/error.h"
#include "when-parts.h"
#include <glib/gi18n.h>

/* What is known of a date while it is read; year 0: none was written. */
typedef struct
{
  int day, month, year;
  const KtToken *token; /* the one to name in messages */
} Written;

/* "November has 30 days"; which February it is makes a difference. */
static void
hint_month (int month, int year, GError **error)
{
  int days = kt_local_month_days (year, month);
  g_autoptr (GDateTime) first = g_date_time_new_utc (CLAMP (year, 1, 9999), month, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (first, month == 2 ? "%OB %Y" : "%OB");
  /* TRANSLATORS: November has 30 days */
  kt_error_hint (error, ngettext ("%s has %d day", "%s has %d days", days), name, days);
}

static gboolean
no_such_day (const Written *written, int year, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("there is no day «%s»"), written->token->said);
  if (written->month >= 1 && written->month <= 12)
    hint_month (written->month, year, error);
  else
    kt_error_hint (error, _ ("days are written 25.11. or 2026-11-25"));
  return FALSE;
}

gboolean
kt_when_check_year (KtLocal local, GError **error)
{
  if (local.year >= 2000 && local.year <= 2100)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the year %d is out of reach"), local.year);
  kt_error_hint (error, _ ("dates may lie from 2000 to 2100"));
  return FALSE;
}

/* Without a year: this year's, or the next one's where it has passed; the last one's where it has
 * not and what has happened is dated. */
static int
nearest_year (const Written *written, const KtWhenContext *context)
{
  const KtLocal *now = &context->now;
  int side = written->month != now->month ? written->month - now->month : written->day - now->day;
  if (context->past)
    return side > 0 ? now->year - 1 : now->year;
  return side < 0 ? now->year + 1 : now->year;
}

static gboolean
set_date (const Written *written, const KtWhenContext *context, KtLocal *ret_date, GError **error)
{
  int year = written->year != 0 ? written->year : nearest_year (written, context);
  KtLocal date = { year, written->month, written->day, -1, 0 };
  if (written->month < 1 || written->month > 12 || written->day < 1
      || written->day > kt_local_month_days (year, written->month))
    return no_such_day (written, year, error);
  *ret_date = date;
  return kt_when_check_year (date, error);
}

static int
whole_year (int year, int digits)
{
  return digits == 2 ? 2000 + year : MAX (year, 1); /* 0 is for none */
}

static gboolean
is_day_and_month (int day, int month)
{
  return day >= 1 && month >= 1 && month <= 12 && day <= kt_local_month_days (2000, month);
}

static gboolean
doubt_day_or_time (const KtToken *token, GError **error)
{
  static const char *const months[]
      = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
  int day = token->parts[0], month = token->parts[1];
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("which day is «%s»? it is also a time"),
               token->said);
  /* TRANSLATORS: 10.11. or «10 nov» … 10:11 */
  kt_error_hint (error, _ ("write %d.%02d. or «%d %s» for the day, %d:%02d for the time"), day,
                 month, day, months[month - 1], day, month);
  return FALSE;
}

/* "25.11": a day where it can be no time. */
static gboolean
take_dotted_pair (const KtToken *token, const KtWhenContext *context, gboolean clock_taken,
                  Written *written, GError **error)
{
  int day = token->parts[0], month = token->parts[1];
  if (token->digits[1] != 2 || !is_day_and_month (day, month))
    return FALSE;
  if (!clock_taken && day <= 23 && token->ends_word && context->reading != KT_READING_FIRST)
    return context->reading == KT_READING_ASK && doubt_day_or_time (token, error);
  written->day = day;
  written->month = month;
  return TRUE;
}

/* "25/11" and, where the month goes first, "11/25"; the order that makes no sense is turned. */
static gboolean
take_slashed (const KtToken *token, const KtWhenContext *context, Written *written)
{
  int a = token->parts[0], b = token->parts[1];
  gboolean month_first = context->month_first;
  if (!(month_first ? is_day_and_month (b, a) : is_day_and_month (a, b)))
    month_first = !month_first;
  written->day = month_first ? b : a;
  written->month = month_first ? a : b;
  return is_day_and_month (written->day, written->month);
}

/* Dates in figures alone. */
static gboolean
take_figures (KtCursor *cursor, const KtWhenContext *context, gboolean clock_taken,
              Written *written, GError **error)
{
  const KtToken *token = kt_cursor_peek (cursor);
  const int *parts = token->parts;
  const guint8 *digits = token->digits;
  gboolean two = token->n_parts == 2, three = token->n_parts == 3;
  gboolean year_last = three && (digits[2] == 2 || digits[2] == 4);
  if (three && token->shape[0] == '-' && digits[0] == 4)
    *written = (Written){ parts[2], parts[1], parts[0], token };
  else if (year_last && token->shape[0] != '/' && token->shape[0] != ':')
    *written = (Written){ parts[0], parts[1], whole_year (parts[2], digits[2]), token };
  else if (two && g_str_equal (token->shape, ".."))
    *written = (Written){ parts[0], parts[1], 0, token };
  else if (token->n_parts == 1 && digits[0] == 8)
    *written = (Written){ parts[0] % 100, parts[0] / 100 % 100, parts[0] / 10000, token };
  else if (token->shape[0] == '/' && (two || year_last))
    {
      if (!take_slashed (token, context, written))
        return FALSE;
      written->year = three ? whole_year (parts[2], digits[2]) : 0;
    }
  else if (!two || !g_str_equal (token->shape, ".")
           || !take_dotted_pair (token, context, clock_taken, written, error))
    return FALSE;
  cursor->at++;
  kt_cursor_take (cursor, KT_WORD_T, NULL);
  return TRUE;
}

/* "2026" behind a month's name. */
static void
take_year (KtCursor *cursor, Written *written)
{
  KtCursor ahead = *cursor;
  int year;
  if (written->year == 0 && kt_cursor_take_count (&ahead, 4, &year) && year >= 2000 && year <= 2100)
    {
      written->year = year;
      *cursor = ahead;
      kt_cursor_take (cursor, KT_WORD_YEAR_MARK, NULL);
    }
}

/* A day's number: 25, 25., 25th, 25-го. */
static gboolean
take_day_number (KtCursor *cursor, Written *written, gboolean *ret_ordinal)
{
  const KtToken *token = kt_cursor_peek (cursor);
  if (token == NULL || !token->is_number || token->plus || token->n_parts != 1
      || token->digits[0] > 2)
    return FALSE;
  cursor->at++;
  written->day = token->parts[0];
  written->token = token;
  *ret_ordinal = kt_cursor_take (cursor, KT_WORD_ORDINAL, NULL) || token->shape[0] == '.';
  return TRUE;
}

/* "25." or "on the 25th": the next month, this one included, that has such a day to come (or the
 * last one that had it). */
static gboolean
set_day_of_month (Written *written, const KtWhenContext *context)
{
  if (written->day < 1 || written->day > 31)
    return FALSE;
  KtLocal month = context->now;
  month.day = 1;
  for (;; month = kt_local_add_months (month, context->past ? -1 : 1))
    {
      gboolean other_side
          = context->past ? written->day > context->now.day : written->day < context->now.day;
      if (!(month.month == context->now.month && other_side)
          && written->day <= kt_local_month_days (month.year, month.month))
        break;
    }
  written->month = month.month;
  written->year = month.year;
  return TRUE;
}

/* "25 October 2026", "25-го октября", "25. oktobrī", "October 25th", "2026. gada 25. oktobrī". */
static gboolean
take_named (KtCursor *cursor, const KtWhenContext *context, Written *written)
{
  KtCursor ahead = *cursor;
  gboolean ordinal;
  const KtToken *first = kt_cursor_peek (&ahead);
  if (first->is_number && first->n_parts == 1 && first->digits[0] == 4)
    {
      ahead.at++;
      if (!kt_cursor_take (&ahead, KT_WORD_YEAR_MARK, NULL))
        return FALSE;
      written->year = first->parts[0];
    }
  if (kt_cursor_take (&ahead, KT_WORD_ENGLISH_MONTH, &written->month))
    {
      if (!take_day_number (&ahead, written, &ordinal))
        return FALSE;
      take_year (&ahead, written);
    }
  else
    {
      if (!take_day_number (&ahead, written, &ordinal))
        return FALSE;
      KtCursor before_month = ahead;
      kt_cursor_take (&ahead, KT_WORD_OF, NULL);
      if (kt_cursor_take (&ahead, KT_WORD_MONTH, &written->month))
        take_year (&ahead, written);
      else if (ordinal && written->year == 0 && set_day_of_month (written, context))
        ahead = before_month;
      else
        return FALSE;
    }
  *cursor = ahead;
  return TRUE;
}

/* "25.11. 2030" may be the year and may be half past eight. */
static gboolean
check_year_or_time (KtCursor *cursor, const KtWhenContext *context, Written *written,
                    GError **error)
{
  KtCursor ahead = *cursor;
  int figures;
  if (written->year != 0 || !g_str_equal (written->token->shape, "..")
      || !kt_cursor_take_count (&ahead, 4, &figures) || figures < 2000 || figures > 2100
      || context->reading == KT_READING_OTHER)
    return TRUE;
  if (context->reading == KT_READING_FIRST)
    {
      written->year = figures;
      *cursor = ahead;
      return TRUE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("is «%d» a year or a time?"), figures);
  kt_error_hint (error, _ ("write %d.%02d.%d for the year, a time with a colon"), written->day,
                 written->month, figures);
  return FALSE;
}

gboolean
kt_when_take_date (KtCursor *cursor, const KtWhenContext *context, gboolean clock_taken,
                   KtLocal *ret_date, GError **error)
{
  KtCursor ahead = *cursor;
  const KtToken *token = kt_cursor_peek (cursor);
  Written written = { .token = token };
  g_autoptr (GError) doubt = NULL;
  if (token == NULL || token->plus)
    return FALSE;
  if (!take_named (&ahead, context, &written))
    {
      written = (Written){ .token = token };
      if (!token->is_number || !take_figures (&ahead, context, clock_taken, &written, &doubt))
        {
          if (doubt != NULL)
            g_propagate_error (error, g_steal_pointer (&doubt));
          return FALSE;
        }
    }
  if (!check_year_or_time (&ahead, context, &written, error)
      || !set_date (&written, context, ret_date, error))
    return FALSE;
  *cursor = ahead;
  return TRUE;
}
