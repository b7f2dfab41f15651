#include "config.h"
#include "kontor/error.h"
#include "when-parts.h"
#include <glib/gi18n.h>
#include <string.h>

#define RANGE_MAX 160 /* bytes */

static gboolean
not_a_range (const char *text, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no day or range of days"),
               strlen (text) <= RANGE_MAX ? text : "…");
  const char *near = g_utf8_validate (text, -1, NULL) ? kt_when_nearest (text) : NULL;
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean «%s»?"), near);
  kt_error_hint (error, _ ("such as: today, mon..fri, 1.12...24.12., week, «next month», 2026-11"));
  return FALSE;
}

static KtLocal
first_of (KtLocal day, KtUnit unit)
{
  day.hour = -1;
  day.minute = 0;
  if (unit == KT_UNIT_WEEK)
    return kt_local_add_days (day, 1 - kt_local_weekday (day));
  day.day = 1;
  if (unit == KT_UNIT_YEAR)
    day.month = 1;
  return day;
}

/* "week", "this month", "next year": whole ones. */
static gboolean
take_unit (KtCursor *cursor, const KtWhenContext *context, KtLocal *ret_first, KtUnit *ret_unit)
{
  int unit;
  gboolean next = kt_cursor_take (cursor, KT_WORD_NEXT, NULL);
  if (!next)
    kt_cursor_take (cursor, KT_WORD_THIS, NULL);
  if (!kt_cursor_take (cursor, next ? KT_WORD_UNIT : KT_WORD_THIS_UNIT, &unit))
    {
      if (next || !kt_cursor_take (cursor, KT_WORD_NEXT_UNIT, &unit))
        return FALSE;
      next = TRUE;
    }
  if (unit < KT_UNIT_WEEK)
    return FALSE;
  *ret_unit = unit;
  *ret_first = kt_when_add (first_of (context->now, unit), unit, next);
  return TRUE;
}

/* "2026-11" */
static gboolean
take_month (KtCursor *cursor, KtLocal *ret_first, KtUnit *ret_unit)
{
  const KtToken *token = kt_cursor_peek (cursor);
  if (token == NULL || !token->is_number || token->plus || !g_str_equal (token->shape, "-")
      || token->n_parts != 2 || token->digits[0] != 4 || token->digits[1] != 2)
    return FALSE;
  *ret_first = (KtLocal){ token->parts[0], token->parts[1], 1, -1, 0 };
  *ret_unit = KT_UNIT_MONTH;
  cursor->at++;
  return token->parts[1] >= 1 && token->parts[1] <= 12;
}

static gboolean
parse_unit (const char *text, const KtWhenContext *context, KtLocal *ret_first, KtLocal *ret_last)
{
  KtToken tokens[KT_TOKEN_MAX];
  KtUnit unit = KT_UNIT_DAY;
  KtCursor cursor = { tokens, kt_tokens_cut (&text, 1, tokens), 0 }, month = cursor;
  if (!(take_unit (&cursor, context, ret_first, &unit) && cursor.at == cursor.n)
      && !(take_month (&month, ret_first, &unit) && month.at == month.n))
    return FALSE;
  *ret_last = kt_local_add_days (kt_when_add (*ret_first, unit, 1), -1);
  return TRUE;
}

static gboolean
parse_day (const char *text, const KtWhenContext *context, gboolean today_counts, KtLocal *ret_day,
           GError **error)
{
  guint used;
  GError *inner = NULL;
  if (!kt_when_parse_inside (&text, 1, context, today_counts, ret_day, &used, &inner))
    {
      if (!g_error_matches (inner, KT_ERROR, KT_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, inner);
          return FALSE;
        }
      g_clear_error (&inner);
      return not_a_range (text, error);
    }
  ret_day->hour = -1;
  ret_day->minute = 0;
  return TRUE;
}

/* Where the two days part: ".."; of more dots ("1.11...30.11.") the first belongs to the date. */
static const char *
find_dots (const char *text)
{
  const char *dots = strstr (text, "..");
  return dots != NULL && dots[2] == '.' ? dots + 1 : dots;
}

gboolean
kt_when_parse_range (const char *text, const KtWhenContext *context, KtLocal *ret_first,
                     KtLocal *ret_last, GError **error)
{
  KtLocal first, last;
  if (strnlen (text, RANGE_MAX + 1) > RANGE_MAX)
    return not_a_range (text, error);
  const char *dots = find_dots (text);
  if (dots == NULL)
    {
      if (!parse_unit (text, context, &first, &last))
        {
          if (!parse_day (text, context, FALSE, &first, error))
            return FALSE;
          last = first;
        }
    }
  else
    {
      g_autofree char *before = g_strndup (text, dots - text);
      if (!parse_day (before, context, TRUE, &first, error))
        return FALSE;
      KtWhenContext from = *context; /* mon..fri: the Friday after that Monday */
      from.now = first;
      from.now.hour = 0;
      if (!parse_day (dots + 2, &from, TRUE, &last, error))
        return FALSE;
    }
  if (kt_local_compare (last, first) < 0)
    return not_a_range (text, error);
  if (!kt_when_check_year (first, error) || !kt_when_check_year (last, error))
    return FALSE;
  *ret_first = first;
  *ret_last = last;
  return TRUE;
}
