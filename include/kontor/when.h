#pragma once
#include "kontor/clock.h"
#include "kontor/local-time.h"

/* Dates and times as people write them: ISO, the locale's order, 14:00, 14.30, 1430, +3d, "in 3
 * days", fri 14:00, tomorrow, and the same words in Russian, Ukrainian and Latvian (with and
 * without diacritics) whatever the locale (RULES: time). */
/* How a doubt is settled: which day is 10.11 (or is it a time), which Monday said on a Monday. */
typedef enum
{
  KT_READING_ASK,   /* it is an error that asks */
  KT_READING_FIRST, /* the day; today; the year */
  KT_READING_OTHER, /* the time; the other week's; the time */
} KtReading;

typedef struct
{
  KtLocal now;
  gboolean month_first; /* 11/25: the locale's order */
  int day_starts;       /* hour the working day begins: a bare 3 is 15:00 where it is 9 */
  gint64 now_utc;
  gboolean
      past; /* what has happened is dated: a weekday, a time, a day without a year is the last */
  KtReading reading;
  KtZone *zone; /* borrowed; for spans of hours. NULL: the wall clock is counted */
} KtWhenContext;

/* month_first from the locale (LC_TIME), day_starts 9: callers with settings set it. */
void kt_when_context_init (KtWhenContext *context, const KtClock *clock);

/* Parses the longest run of words from the first that makes a date or a time; *ret_used is its
 * length. A time alone is today, or tomorrow where it has passed. A weekday is its next occurrence,
 * "next fri" that of the next week (from Monday). A day without a year is the next such day; a day
 * with one, and "yesterday", may be past. Years 2000 to 2100.
 * FALSE with KT_ERROR_NOT_FOUND: the first word begins no date. FALSE with KT_ERROR_USAGE: doubt
 * (today's own weekday, "10.11") or an impossible date; the message asks, the hints say how to
 * write it. */
gboolean kt_when_parse (const char *const *words, guint n_words, const KtWhenContext *context,
                        KtLocal *ret_local, guint *ret_used, GError **error);

/* "until", in the four languages and German: what stands before the end of a time. */
gboolean kt_when_is_until (const char *word);

/* The day's word that a mistyped one most likely means; NULL none. word: UTF-8. */
const char *kt_when_nearest (const char *word);

/* "today", "mon..fri", "2026-11-01..2026-11-30", "week", "next month", "2026-11": first and last
 * day. */
gboolean kt_when_parse_range (const char *text, const KtWhenContext *context, KtLocal *ret_first,
                              KtLocal *ret_last, GError **error);

/* A repetition, "every 4 weeks", "every mon", "каждый месяц", kept as an RFC 5545 RRULE value
 * ("FREQ=WEEKLY;INTERVAL=4"). The longest run; same return as kt_when_parse(). */
gboolean kt_repeat_parse (const char *const *words, guint n_words, char **ret_rule, guint *ret_used,
                          GError **error);
/* The first occurrence after a moment, counted from start: monthly from the 31st is the 28th in
 * February and the 31st again in March. FALSE: the rule is not one of ours, or 9999 has passed. */
gboolean kt_repeat_next (const char *rule, KtLocal start, KtLocal after, KtLocal *ret_next);
/* What a rule of ours says, for people: unit 'D', 'W', 'M' or 'Y', every how many, weekday 1
 * Monday … 7 or 0. */
gboolean kt_repeat_read (const char *rule, char *ret_unit, int *ret_interval, int *ret_weekday);
