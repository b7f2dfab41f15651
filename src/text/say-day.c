#include "config.h"
#include "kontor/say-day.h"
#include <glib/gi18n.h>

static const char *const weekdays[] = {
  NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"), NC_ ("weekday", "Thu"),
  NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"), NC_ ("weekday", "Sun"),
};

const char *
kt_say_weekday (KtLocal local)
{
  return g_dpgettext2 (NULL, "weekday", weekdays[kt_local_weekday (local) - 1]);
}

char *
kt_say_day_time (KtLocal local, int this_year)
{
  g_autofree char *year
      = local.year != this_year ? g_strdup_printf ("%d", local.year) : g_strdup ("");
  g_autofree char *time
      = local.hour >= 0 ? g_strdup_printf (" %02d:%02d", local.hour, local.minute) : g_strdup ("");
  return g_strdup_printf ("%s %d.%02d.%s%s", kt_say_weekday (local), local.day, local.month, year,
                          time);
}
