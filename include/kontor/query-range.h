#pragma once
#include "kontor/money.h"
#include "kontor/query-parse.h"
#include "kontor/when.h"

/* What the values of a query stand for: first and last of what they take in (rules). */
typedef struct
{
  gint64 first, last; /* both included */
} KtQueryRange;

gboolean kt_query_range_holds (KtQueryRange range, gint64 number);

/* Instants, in UTC seconds. A span ("90d", "2w", "3m", "1y", in the letters of four languages) is
 * counted from now, into the past or else into the future: alone or with < it is nearer, with >
 * farther than that. A date, month or year is that time; > after it, < before it.
 * KT_ERROR_USAGE names the value and its place, as do all of these. */
gboolean kt_query_range_date (const KtQueryValue *value, gboolean past, const KtWhenContext *when,
                              KtQueryRange *ret, GError **error);
/* Dates as day numbers (kt_local_day_number()); spans into the past. */
gboolean kt_query_range_day (const KtQueryValue *value, const KtWhenContext *when,
                             KtQueryRange *ret, GError **error);
/* Numbers with so many decimals, as integers of the last one. */
#define KT_QUERY_DECIMALS 6
gboolean kt_query_range_number (const KtQueryValue *value, guint decimals, KtQueryRange *ret,
                                GError **error);
/* "1234.5" with so many decimals as an integer, as own fields keep it. */
gboolean kt_query_number (const char *text, guint decimals, gint64 *ret);
/* Minor units of a currency: the one that is said, else the given one. */
gboolean kt_query_range_money (const KtQueryValue *value, const char *currency,
                               char ret_currency[4], KtQueryRange *ret, GError **error);

/* Birthdays: a month ("dec"), a day, a year or years, or days from now ("<30d", "today", "week").
 */
typedef enum
{
  KT_BIRTHDAY_MONTH, /* 1 to 12 */
  KT_BIRTHDAY_DAY,   /* month × 100 + day */
  KT_BIRTHDAY_YEAR,
  KT_BIRTHDAY_SOON, /* days until the next one, 0 today */
} KtQueryBirthdayKind;

gboolean kt_query_range_birthday (const KtQueryValue *value, const KtWhenContext *when,
                                  KtQueryBirthdayKind *ret_kind, KtQueryRange *ret, GError **error);
/* Whether a birthday ("1986-03-12", "--03-12") lies in a range of that kind. */
gboolean kt_query_birthday_in (const char *birthday, KtQueryBirthdayKind kind, KtQueryRange range,
                               KtLocal today);
