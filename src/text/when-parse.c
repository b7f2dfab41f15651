#include "config.h"
#include "kontor/error.h"
#include "when-parts.h"
#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

typedef enum
{
  PLAIN,
  THIS,
  NEXT,
} Which;

/* What is known after so many tokens; copied whenever an argument ends. */
typedef struct
{
  KtCursor cursor;
  const KtToken *weekday_token;
  int weekday; /* 0 none */
  Which which;
  gboolean has_date, has_clock, has_moment;
  gboolean after_weekday; /* the last thing read: a date may follow it */
  gboolean bare_hour;     /* the last thing read: an argument of one or two figures */
  KtLocal date;           /* or the moment */
  int hour, minute;
} Parse;

void
kt_when_context_init (KtWhenContext *context, const KtClock *clock)
{
  const char *locale = setlocale (LC_TIME, NULL);
  const char *format = nl_langinfo (D_FMT);
  gboolean named = locale != NULL && locale[0] != 'C' && !g_str_has_prefix (locale, "POSIX");
  *context = (KtWhenContext){ .now = kt_local_from_utc (clock->now, clock->zone),
                              .month_first = named && g_str_has_prefix (format, "%m"),
                              .day_starts = 9,
                              .now_utc = clock->now,
                              .zone = clock->zone };
}

static KtLocal
today_of (const KtWhenContext *context)
{
  KtLocal today = context->now;
  today.hour = -1;
  today.minute = 0;
  return today;
}

KtLocal
kt_when_add (KtLocal local, KtUnit unit, int n)
{
  switch (unit)
    {
    case KT_UNIT_DAY:
      return kt_local_add_days (local, n);
    case KT_UNIT_WEEK:
      return kt_local_add_days (local, 7 * n);
    case KT_UNIT_MONTH:
      return kt_local_add_months (local, n);
    case KT_UNIT_YEAR:
      return kt_local_add_months (local, 12 * n);
    case KT_UNIT_MINUTE:
    case KT_UNIT_HOUR:
      break;
    }
  return local;
}

/* Hours pass by the clock of the world, days by the calendar. */
static KtLocal
add_minutes (const KtWhenContext *context, int minutes)
{
  if (context->zone != NULL)
    return kt_local_from_utc (context->now_utc + minutes * 60, context->zone);
  int total = context->now.hour * 60 + context->now.minute + minutes;
  KtLocal moment = kt_local_add_days (context->now, total / 1440);
  moment.hour = total % 1440 / 60;
  moment.minute = total % 60;
  return moment;
}

static void
set_span (Parse *parse, const KtWhenContext *context, KtUnit unit, int n)
{
  parse->has_moment = unit == KT_UNIT_MINUTE || unit == KT_UNIT_HOUR;
  parse->has_date = !parse->has_moment;
  if (parse->has_moment)
    parse->date = add_minutes (context, unit == KT_UNIT_HOUR ? 60 * n : n);
  else
    parse->date = kt_when_add (today_of (context), unit, n);
}

/* "+3d", "+90min"; without the plus where no other reading is near: 3d, 2w. */
static gboolean
take_short_span (Parse *parse, const KtWhenContext *context)
{
  KtCursor *cursor = &parse->cursor;
  const KtToken *number = kt_cursor_peek (cursor), *word;
  int n, unit;
  if (!kt_cursor_take_count (cursor, 4, &n) || (word = kt_cursor_peek (cursor)) == NULL
      || !word->joined
      || !(kt_cursor_take (cursor, KT_WORD_JOINED_UNIT, &unit)
           || (number->plus && kt_cursor_take (cursor, KT_WORD_UNIT, &unit))))
    return FALSE;
  if (!number->plus && (unit == KT_UNIT_HOUR || unit == KT_UNIT_MONTH))
    return FALSE;
  set_span (parse, context, unit, n);
  return TRUE;
}

/* "in 3 days", "через неделю", "pēc pusstundas", "in half an hour". */
static gboolean
take_long_span (Parse *parse, const KtWhenContext *context)
{
  KtCursor *cursor = &parse->cursor;
  gboolean is_first = cursor->at == 0;
  int n = 1, unit;
  if (!kt_cursor_take (cursor, KT_WORD_IN, NULL)
      && !(is_first && kt_cursor_take (cursor, KT_WORD_IN_FIRST, NULL)))
    return FALSE;
  if (kt_cursor_take (cursor, KT_WORD_HALF_HOUR, &n))
    {
      set_span (parse, context, KT_UNIT_MINUTE, n);
      return TRUE;
    }
  gboolean half = kt_cursor_take (cursor, KT_WORD_HALF, NULL);
  if (!kt_cursor_take_count (cursor, 4, &n))
    kt_cursor_take (cursor, KT_WORD_ONE, &n);
  if (!kt_cursor_take (cursor, KT_WORD_UNIT, &unit)
      && !kt_cursor_take (cursor, KT_WORD_JOINED_UNIT, &unit))
    return FALSE;
  if (half && (unit != KT_UNIT_HOUR || n != 1))
    return FALSE;
  set_span (parse, context, half ? KT_UNIT_MINUTE : (KtUnit)unit, half ? 30 : n);
  return TRUE;
}

/* "today", "завтра", "the day after tomorrow". */
static gboolean
take_day_word (Parse *parse, const KtWhenContext *context)
{
  int days, unit;
  KtCursor after = parse->cursor;
  if (kt_cursor_take (&parse->cursor, KT_WORD_DAY, &days))
    ;
  else if (kt_cursor_take (&after, KT_WORD_THE, NULL),
           kt_cursor_take (&after, KT_WORD_UNIT, &unit) && unit == KT_UNIT_DAY
               && kt_cursor_take (&after, KT_WORD_AFTER, NULL)
               && kt_cursor_take (&after, KT_WORD_DAY, &days) && days == 1)
    {
      days = 2;
      parse->cursor = after;
    }
  else
    return FALSE;
  parse->date = kt_local_add_days (today_of (context), days);
  parse->has_date = TRUE;
  return TRUE;
}

/* The coming week begins on Monday, the coming month on its first. */
static KtLocal
next_unit (const KtWhenContext *context, KtUnit unit)
{
  KtLocal day = today_of (context);
  if (unit == KT_UNIT_WEEK)
    return kt_local_add_days (day, 8 - kt_local_weekday (day));
  if (unit == KT_UNIT_DAY)
    return kt_local_add_days (day, 1);
  day.day = 1;
  if (unit == KT_UNIT_YEAR)
    day.month = 1;
  return kt_local_add_months (day, unit == KT_UNIT_YEAR ? 12 : 1);
}

/* "fri", "в пятницу", "next fri", "nākamajā nedēļā". */
static gboolean
take_week_word (Parse *parse, const KtWhenContext *context)
{
  KtCursor *cursor = &parse->cursor;
  int unit = KT_UNIT_MINUTE;
  if (!kt_cursor_take (cursor, KT_WORD_ON, NULL))
    if (!kt_cursor_take (cursor, KT_WORD_AT_OR_ON, NULL))
      kt_cursor_take (cursor, KT_WORD_BY, NULL);
  kt_cursor_take (cursor, KT_WORD_THE, NULL);
  if (kt_cursor_take (cursor, KT_WORD_NEXT, NULL))
    parse->which = NEXT;
  else if (kt_cursor_take (cursor, KT_WORD_THIS, NULL))
    parse->which = THIS;
  parse->weekday_token = kt_cursor_peek (cursor);
  if (kt_cursor_take (cursor, KT_WORD_WEEKDAY, &parse->weekday))
    {
      parse->after_weekday = TRUE;
      return TRUE;
    }
  if (!(parse->which == NEXT && kt_cursor_take (cursor, KT_WORD_UNIT, &unit))
      && !kt_cursor_take (cursor, KT_WORD_NEXT_UNIT, &unit))
    return FALSE;
  if (unit == KT_UNIT_MINUTE || unit == KT_UNIT_HOUR)
    return FALSE;
  parse->date = next_unit (context, unit);
  parse->has_date = TRUE;
  return TRUE;
}

typedef gboolean (*TakeFunc) (Parse *parse, const KtWhenContext *context);

/* A date, a weekday, a span: what may stand once, before or behind the time. */
static gboolean
take_day (Parse *parse, const KtWhenContext *context, GError **error)
{
  static const TakeFunc takes[]
      = { take_short_span, take_long_span, take_day_word, take_week_word };
  Parse ahead;
  if (parse->weekday == 0)
    for (guint i = 0; i < G_N_ELEMENTS (takes); i++)
      {
        ahead = *parse;
        if (takes[i](&ahead, context) && !(ahead.has_moment && ahead.has_clock))
          {
            *parse = ahead;
            return TRUE;
          }
      }
  ahead = *parse;
  kt_cursor_take (&ahead.cursor, KT_WORD_ON, NULL);
  kt_cursor_take (&ahead.cursor, KT_WORD_THE, NULL);
  if (!kt_when_take_date (&ahead.cursor, context, parse->has_clock, &ahead.date, error))
    return FALSE;
  ahead.has_date = TRUE;
  ahead.after_weekday = FALSE;
  *parse = ahead;
  return TRUE;
}

/* "3" as an argument of its own, with no word that makes it an hour. */
static gboolean
is_bare_hour (const KtCursor *cursor, guint before)
{
  const KtToken *token = &cursor->tokens[before];
  return cursor->at == before + 1 && token->is_number && token->shape[0] == '\0'
         && token->digits[0] <= 2 && (before == 0 || token[-1].word != token->word);
}

static gboolean
take_clock (Parse *parse, const KtWhenContext *context, GError **error)
{
  guint before = parse->cursor.at;
  gboolean has_day = parse->has_date || parse->weekday != 0;
  if (!kt_when_take_day_part (&parse->cursor, context, has_day, &parse->hour, &parse->minute)
      && !kt_when_take_clock (&parse->cursor, context, parse->has_date, &parse->hour,
                              &parse->minute, error))
    return FALSE;
  parse->bare_hour = is_bare_hour (&parse->cursor, before);
  parse->has_clock = TRUE;
  parse->after_weekday = FALSE;
  return TRUE;
}

static gboolean
take_item (Parse *parse, const KtWhenContext *context, GError **error)
{
  g_autoptr (GError) doubt = NULL;
  gboolean day_may_come = !parse->has_date && (parse->weekday == 0 || parse->after_weekday);
  if (parse->has_moment)
    return FALSE;
  parse->bare_hour = FALSE;
  if (day_may_come && take_day (parse, context, &doubt))
    return TRUE;
  if (doubt == NULL && !parse->has_clock && take_clock (parse, context, &doubt))
    return TRUE;
  if (doubt != NULL)
    g_propagate_error (error, g_steal_pointer (&doubt));
  return FALSE;
}

static gboolean
doubt_today (const Parse *parse, gboolean past, KtLocal today, GError **error)
{
  KtLocal other = kt_local_add_days (today, past ? -7 : 7);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("which day is «%s»? today is one"),
               parse->weekday_token->said);
  /* TRANSLATORS: the words in quotes must be ones the program understands */
  kt_error_hint (error, _ ("write «today», or %d.%02d. for the other one"), other.day, other.month);
  return FALSE;
}

static gboolean
resolve_weekday (Parse *parse, const KtWhenContext *context, gboolean today_counts, GError **error)
{
  KtLocal today = today_of (context);
  int now = kt_local_weekday (today), days = (parse->weekday - now + 7) % 7;
  if (parse->has_date)
    {
      if (kt_local_weekday (parse->date) == parse->weekday)
        return TRUE;
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not the weekday of %d.%02d.%d"),
                   parse->weekday_token->said, parse->date.day, parse->date.month,
                   parse->date.year);
      kt_error_hint (error, _ ("write only the date, or only the weekday"));
      return FALSE;
    }
  if (parse->which == NEXT)
    days = 7 - now + parse->weekday;
  else if (days == 0 && parse->which == PLAIN && !today_counts)
    {
      if (context->reading == KT_READING_ASK)
        return doubt_today (parse, context->past, today, error);
      if (context->reading == KT_READING_OTHER)
        days = context->past ? -7 : 7;
    }
  else if (context->past && days > 0)
    days -= 7;
  parse->date = kt_local_add_days (today, days);
  parse->has_date = TRUE;
  return TRUE;
}

static gboolean
resolve (Parse *parse, const KtWhenContext *context, gboolean today_counts, KtLocal *ret_local,
         GError **error)
{
  if (parse->weekday != 0 && !resolve_weekday (parse, context, today_counts, error))
    return FALSE;
  KtLocal local = parse->has_date || parse->has_moment ? parse->date : today_of (context);
  if (parse->has_clock)
    {
      local.hour = parse->hour;
      local.minute = parse->minute;
    }
  if (!parse->has_date && !parse->has_moment)
    {
      int side = kt_local_compare (local, context->now);
      if (context->past ? side > 0 : side <= 0)
        local = kt_local_add_days (local, context->past ? -1 : 1);
    }
  if (!kt_when_check_year (local, error))
    return FALSE;
  *ret_local = local;
  return TRUE;
}

gboolean
kt_when_parse_inside (const char *const *words, guint n_words, const KtWhenContext *context,
                      gboolean today_counts, KtLocal *ret_local, guint *ret_used, GError **error)
{
  KtToken tokens[KT_TOKEN_MAX];
  Parse parse = { .cursor = { tokens, kt_tokens_cut (words, n_words, tokens), 0 } };
  Parse whole = parse, before_hour = parse;
  GError *doubt = NULL;
  while (take_item (&parse, context, &doubt))
    if (tokens[parse.cursor.at - 1].ends_word)
      {
        before_hour = whole;
        whole = parse;
      }
  /* "fri 3 pages": with text behind it the figure belongs to the text */
  if (whole.bare_hour && tokens[whole.cursor.at - 1].word + 1 < n_words)
    whole = before_hour;
  if (doubt != NULL)
    {
      g_propagate_error (error, doubt);
      return FALSE;
    }
  if (whole.cursor.at == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» is no date or time"),
                   n_words > 0 && strlen (words[0]) < KT_TOKEN_TEXT ? words[0] : "…");
      const char *near
          = n_words > 0 && g_utf8_validate (words[0], -1, NULL) ? kt_when_nearest (words[0]) : NULL;
      if (near != NULL)
        kt_error_hint (error, _ ("did you mean «%s»?"), near);
      kt_error_hint (error, _ ("such as: tomorrow, fri 14:00, 25.11., +3d, «in 2 weeks»"));
      return FALSE;
    }
  if (!resolve (&whole, context, today_counts, ret_local, error))
    return FALSE;
  *ret_used = tokens[whole.cursor.at - 1].word + 1;
  return TRUE;
}

gboolean
kt_when_parse (const char *const *words, guint n_words, const KtWhenContext *context,
               KtLocal *ret_local, guint *ret_used, GError **error)
{
  return kt_when_parse_inside (words, n_words, context, FALSE, ret_local, ret_used, error);
}
