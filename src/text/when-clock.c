#include "config.h"
#include "kontor/error.h"
#include "when-parts.h"
#include <glib/gi18n.h>

static gboolean
not_a_time (const KtToken *token, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not a time"), token->said);
  kt_error_hint (error, _ ("hours go from 0:00 to 23:59"));
  return FALSE;
}

/* A bare hour follows the working day: 3 is 15:00 where it begins at 9 (RULES: time). */
static int
working_hour (int hour, const KtWhenContext *context)
{
  return hour >= 1 && hour < 12 && hour < context->day_starts ? hour + 12 : hour;
}

/* "am", "вечера", "no rīta" behind an hour. */
static int
take_half_of_day (KtCursor *cursor, int hour, gboolean *ret_found)
{
  KtCursor from = *cursor;
  *ret_found = TRUE;
  if (hour > 12)
    *ret_found = FALSE;
  else if (kt_cursor_take (cursor, KT_WORD_AFTERNOON, NULL))
    return hour == 12 ? 12 : hour + 12;
  else if (kt_cursor_take (cursor, KT_WORD_MORNING, NULL)
           || (kt_cursor_take (&from, KT_WORD_FROM, NULL)
               && kt_cursor_take (&from, KT_WORD_FROM_MORNING, NULL)))
    {
      cursor->at = MAX (cursor->at, from.at);
      return hour == 12 ? 0 : hour;
    }
  else
    *ret_found = FALSE;
  return hour;
}

/* "3 months" is no hour. */
static gboolean
is_span (const KtCursor *cursor)
{
  KtCursor ahead = *cursor;
  return kt_cursor_take (&ahead, KT_WORD_UNIT, NULL);
}

static gboolean
take_hour (KtCursor *cursor, const KtWhenContext *context, gboolean certain, int *ret_hour)
{
  const KtToken *token = kt_cursor_peek (cursor);
  gboolean half_of_day;
  int hour = token->parts[0];
  cursor->at++;
  if (hour > 23)
    return FALSE;
  KtCursor marked = *cursor;
  gboolean has_mark = kt_cursor_take (&marked, KT_WORD_HOUR_MARK, NULL);
  *ret_hour = take_half_of_day (has_mark ? &marked : cursor, hour, &half_of_day);
  if (has_mark)
    *cursor = marked;
  if (!half_of_day && !has_mark && !certain && is_span (cursor))
    return FALSE;
  if (!half_of_day && token->text[0] != '0')
    *ret_hour = working_hour (hour, context);
  return TRUE;
}

static gboolean
take_figures (KtCursor *cursor, const KtWhenContext *context, gboolean certain, int *ret_hour,
              int *ret_minute, GError **error)
{
  const KtToken *token = kt_cursor_peek (cursor);
  gboolean half_of_day, dotted = g_str_equal (token->shape, ".");
  *ret_minute = 0;
  if (token->plus)
    return FALSE;
  if (token->n_parts == 1 && token->shape[0] == '\0' && token->digits[0] <= 2)
    return take_hour (cursor, context, certain, ret_hour);
  if (token->n_parts == 1 && token->shape[0] == '\0' && token->digits[0] == 4)
    {
      *ret_hour = token->parts[0] / 100;
      *ret_minute = token->parts[0] % 100;
    }
  else if (token->n_parts == 2 && (dotted || g_str_equal (token->shape, ":"))
           && token->digits[0] <= 2 && token->digits[1] == 2)
    {
      *ret_hour = token->parts[0];
      *ret_minute = token->parts[1];
    }
  else
    return FALSE;
  if (*ret_hour > 23 || *ret_minute > 59)
    return token->shape[0] == ':' && token->ends_word ? not_a_time (token, error) : FALSE;
  cursor->at++;
  *ret_hour = take_half_of_day (cursor, *ret_hour, &half_of_day);
  return TRUE;
}

gboolean
kt_when_take_clock (KtCursor *cursor, const KtWhenContext *context, gboolean certain, int *ret_hour,
                    int *ret_minute, GError **error)
{
  KtCursor at = *cursor;
  int half_to;
  certain |= kt_cursor_take (&at, KT_WORD_AT, NULL) || kt_cursor_take (&at, KT_WORD_AT_OR_ON, NULL);
  const KtToken *token = kt_cursor_peek (&at);
  if (token == NULL)
    return FALSE;
  if (token->is_number)
    {
      if (!take_figures (&at, context, certain, ret_hour, ret_minute, error))
        return FALSE;
    }
  else if (kt_cursor_take (&at, KT_WORD_NOON, ret_hour))
    *ret_minute = 0;
  else if (kt_cursor_take (&at, KT_WORD_HALF_TO, &half_to))
    {
      *ret_hour = half_to == 1 ? 12 : working_hour (half_to - 1, context);
      *ret_minute = 30;
    }
  else
    return FALSE;
  *cursor = at;
  return TRUE;
}

static gboolean
take_part (KtCursor *cursor, const KtWhenContext *context, gboolean has_day, int *ret_hour)
{
  KtCursor from = *cursor;
  if (kt_cursor_take (cursor, KT_WORD_EVENING, ret_hour))
    return TRUE;
  if (!has_day)
    return FALSE;
  if (kt_cursor_take (&from, KT_WORD_FROM, NULL)
      && kt_cursor_take (&from, KT_WORD_FROM_MORNING, NULL))
    {
      *cursor = from;
      *ret_hour = context->day_starts;
      return TRUE;
    }
  if (!kt_cursor_take (cursor, KT_WORD_DAY_PART, ret_hour))
    return FALSE;
  if (*ret_hour == 0)
    *ret_hour = context->day_starts;
  return TRUE;
}

gboolean
kt_when_take_day_part (KtCursor *cursor, const KtWhenContext *context, gboolean has_day,
                       int *ret_hour, int *ret_minute)
{
  KtCursor at = *cursor;
  int part, hour, minute;
  if (!take_part (&at, context, has_day, &part))
    return FALSE;
  *ret_hour = part;
  *ret_minute = 0;
  *cursor = at;
  const KtToken *token = kt_cursor_peek (&at);
  gboolean is_clock = token != NULL && token->is_number && token->shape[0] == ':';
  if (!kt_when_take_clock (&at, context, FALSE, &hour, &minute, NULL)
      || (!is_clock && at.at == cursor->at + 1))
    return TRUE;
  if (part >= 12 && hour >= 1 && hour < 12)
    hour += 12;
  else if (part < 12 && hour > 12 && at.tokens[at.at - 1].parts[0] < 12)
    hour -= 12; /* "morning at 8": the working day's turn to 20:00 is not meant */
  *ret_hour = hour;
  *ret_minute = minute;
  *cursor = at;
  return TRUE;
}
