#include "config.h"
#include "kontor/visit-when.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/reminders.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define LATER "later late velak позже позднее пізніше"
#define EARLIER "earlier agrak раньше ранее раніше"

/* One or two digits behind a day: an hour, of the working day where it could be either ("3" is
 * 15:00 where the day starts at 9). FALSE: it is none. */
static gboolean
read_hour (const char *word, int day_starts, KtLocal *local)
{
  gsize n = strspn (word, "0123456789");
  int hour = atoi (word);
  if (n == 0 || n > 2 || word[n] != '\0' || hour > 23)
    return FALSE;
  local->hour = (gint8)(hour < day_starts && hour < 12 ? hour + 12 : hour);
  local->minute = 0;
  return TRUE;
}

static gboolean
parse_all (char **args, guint n, const KtWhenContext *when, KtLocal *ret, GError **error)
{
  guint used;
  if (!kt_when_parse ((const char *const *)args, n, when, ret, &used, error))
    return FALSE;
  if (used == n
      || (used + 1 == n && ret->hour < 0 && read_hour (args[used], when->day_starts, ret)))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no part of a date or time"),
               args[used]);
  return FALSE;
}

/* The same words as they would be read on another day; FALSE: they would not be. */
static gboolean
parse_from (char **args, guint n, const KtWhenContext *when, KtLocal day, KtReading reading,
            KtLocal *ret)
{
  KtWhenContext other = *when;
  other.now = day;
  other.now.hour = other.now.minute = 0;
  other.now_utc = other.zone != NULL ? kt_local_to_utc (other.now, other.zone) : other.now_utc;
  other.reading = reading;
  return parse_all (args, n, &other, ret, NULL);
}

/* Whether the words name a weekday, and its day in the week of monday: what is the same on each day
 * of that week, and seven days later in the week after. */
static gboolean
is_weekday (char **args, guint n, const KtWhenContext *when, KtLocal monday, KtLocal *ret)
{
  KtLocal early, later;
  return parse_from (args, n, when, monday, KT_READING_FIRST, ret)
         && parse_from (args, n, when, kt_local_add_days (monday, -1), KT_READING_OTHER, &early)
         && parse_from (args, n, when, kt_local_add_days (monday, 7), KT_READING_FIRST, &later)
         && kt_local_days_between (*ret, early) == 0 && kt_local_days_between (*ret, later) == 7
         && kt_local_days_between (monday, *ret) < 7;
}

/* A time without a day: the first word is one, or only begins one ("plkst.", "в"). */
static gboolean
is_time_only (char **args, guint n, const KtWhenContext *when, KtLocal day, KtLocal *ret)
{
  KtLocal first, other;
  gboolean begins = !parse_from (args, 1, when, day, KT_READING_FIRST, &first) || first.hour >= 0;
  return begins && parse_from (args, n, when, day, KT_READING_FIRST, ret) && ret->hour >= 0
         && kt_local_days_between (*ret, day) == 0
         && parse_from (args, n, when, kt_local_add_days (day, 1), KT_READING_FIRST, &other)
         && kt_local_days_between (other, day) == -1;
}

/* Whether the last of several words is one of those in list. */
static gboolean
ends_with (char **args, guint n, const char *list)
{
  g_autofree char *last = kt_fold (args[n - 1]);
  g_auto (GStrv) words = g_strsplit (list, " ", -1);
  return n > 1 && g_strv_contains ((const char *const *)words, last);
}

/* "+10min", "+10", "10 min later", "-10min", "10 min earlier": so much from its own time; minutes
 * where no unit is said. */
static gboolean
is_shift (char **args, guint n, const KtWhenContext *when, KtLocal start, KtLocal *ret)
{
  gboolean earlier = ends_with (args, n, EARLIER), says = earlier || ends_with (args, n, LATER);
  gboolean sign = *args[0] == '+' || *args[0] == '-';
  if ((!says && !sign) || (says && sign && earlier != (*args[0] == '-')))
    return FALSE;
  g_autoptr (GString) span = g_string_new ("+");
  for (guint i = 0; i < n - says; i++)
    g_string_append (span, args[i] + (i == 0 && sign));
  if (strspn (span->str + 1, "0123456789") + 1 == span->len)
    g_string_append (span, "min");
  KtWhenContext from = *when;
  from.now = start;
  from.now_utc = kt_local_to_utc (start, when->zone);
  if (!parse_all (&span->str, 1, &from, ret, NULL))
    return FALSE;
  if (earlier || *args[0] == '-')
    *ret = kt_local_from_utc (2 * from.now_utc - kt_local_to_utc (*ret, when->zone), when->zone);
  return TRUE;
}

static gboolean
check_future (const KtWhenContext *when, KtLocal start, GError **error)
{
  if (kt_local_compare (start, when->now) >= 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("%d.%02d. %02d:%02d is past"), start.day,
               start.month, start.hour, start.minute);
  return FALSE;
}

gboolean
kt_visit_when_move (KtContext *context, const KtAppointment *visit, char **args, KtReading reading,
                    KtLocal *ret_start, GError **error)
{
  KtWhenContext when;
  KtLocal day = kt_visit_local (context, visit), start = day;
  KtLocal monday = kt_local_add_days (day, 1 - kt_local_weekday (day));
  guint n = g_strv_length (args);
  kt_context_when (context, &when);
  when.reading = reading;
  gboolean is_hour = n == 1 && read_hour (args[0], when.day_starts, &start);
  if (!is_hour && !is_shift (args, n, &when, day, &start)
      && !is_time_only (args, n, &when, day, &start) && !is_weekday (args, n, &when, monday, &start)
      && !parse_all (args, n, &when, &start, error))
    return FALSE;
  if (start.hour < 0)
    {
      start.hour = day.hour;
      start.minute = day.minute;
    }
  *ret_start = start;
  return check_future (&when, start, error);
}

gboolean
kt_visit_when_next (KtContext *context, const KtAppointment *last, char **args, KtReading reading,
                    KtLocal *ret_start, GError **error)
{
  KtWhenContext when;
  KtLocal before = kt_visit_local (context, last), start;
  kt_context_when (context, &when);
  when.reading = reading;
  if (!parse_all (args, g_strv_length (args), &when, &start, error))
    return FALSE;
  if (start.hour < 0)
    {
      start.hour = before.hour;
      start.minute = before.minute;
    }
  *ret_start = start;
  return check_future (&when, start, error);
}
