#include "config.h"
#include "demo-script.h"
#include "kontor/local-time.h"
#include <string.h>

static const char *const months[]
    = { "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December" };

static gboolean
is_working_day (KtLocal day)
{
  return kt_local_weekday (day) <= 5;
}

static KtLocal
working_days_ago (KtLocal day, int n)
{
  for (int passed = 0;; day = kt_local_add_days (day, -1))
    if (is_working_day (day) && passed++ == n)
      return day;
}

static KtLocal
in_working_days (KtLocal day, int n)
{
  while (n > 0)
    {
      day = kt_local_add_days (day, 1);
      n -= is_working_day (day);
    }
  return day;
}

static gboolean
parse_day (const KtDemoScript *script, const char *when, KtLocal *ret_day)
{
  KtLocal today = kt_local_from_utc (script->now, script->zone);
  gboolean ahead = *when == '+';
  char *unit;
  guint64 n = g_ascii_strtoull (when + ahead, &unit, 10);
  if (unit == when + ahead || n > 1000 || strlen (unit) != 1 || strchr ("wd", *unit) == NULL)
    return FALSE;
  if (*unit == 'd')
    *ret_day = kt_local_add_days (today, ahead ? (int)n : -(int)n);
  else
    *ret_day = ahead ? in_working_days (today, (int)n) : working_days_ago (today, (int)n);
  return TRUE;
}

gboolean
kt_demo_moment (const KtDemoScript *script, const char *when, const char *time, gint64 *ret_utc)
{
  KtLocal day;
  guint hour, minute;
  char colon;
  if (!parse_day (script, when, &day) || strlen (time) != 5)
    return FALSE;
  hour = (guint)g_ascii_strtoull (time, NULL, 10);
  minute = (guint)g_ascii_strtoull (time + 3, NULL, 10);
  colon = time[2];
  if (colon != ':' || hour > 23 || minute > 59)
    return FALSE;
  day.hour = 0;
  day.minute = 0;
  gint64 midnight = kt_local_to_utc (day, script->zone);
  day.hour = (gint8)hour;
  day.minute = (guint8)minute;
  *ret_utc = kt_local_to_utc (day, script->zone);
  /* what is still to come today came in the last seconds, in the same order */
  if (*ret_utc > script->now && *when != '+')
    *ret_utc = MAX (script->now - (86400 - (*ret_utc - midnight)) / 3600, midnight);
  return TRUE;
}

/* What stands between @{ and }. */
static gboolean
append_day (const KtDemoScript *script, char *word, GString *out)
{
  KtLocal today = kt_local_from_utc (script->now, script->zone), day;
  gboolean english = g_str_has_prefix (word, "en ");
  char *time;
  gboolean year = g_str_has_prefix (word, "year ");
  if (g_str_equal (word, "year") || g_str_equal (word, "year+1"))
    {
      g_string_append_printf (out, "%d", today.year + (word[4] == '+'));
      return TRUE;
    }
  word += english ? strlen ("en ") : year ? strlen ("year ") : 0;
  time = strchr (word, ' ');
  if (time != NULL)
    *time++ = '\0';
  if (!parse_day (script, word, &day))
    return FALSE;
  if (year)
    g_string_append_printf (out, "%d", day.year);
  else if (time != NULL)
    g_string_append_printf (out, "%04d%02d%02dT%.2s%.2s00", day.year, day.month, day.day, time,
                            time + 3);
  else if (english)
    g_string_append_printf (out, "%d %s", day.day, months[day.month - 1]);
  else
    g_string_append_printf (out, "%d.%02d.", day.day, day.month);
  return TRUE;
}

char *
kt_demo_fill_in (const KtDemoScript *script, const char *text)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 16);
  const char *mark, *end;
  for (; (mark = strstr (text, "@{")) != NULL && (end = strchr (mark, '}')) != NULL; text = end + 1)
    {
      g_autofree char *word = g_strndup (mark + 2, end - mark - 2);
      g_string_append_len (out, text, mark - text);
      if (!append_day (script, word, out))
        return NULL;
    }
  g_string_append (out, text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
