#include "config.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

/* TRANSLATORS: as they stand behind a day: "24 November", the genitive in Slavic languages. */
static const char *const months[] = {
  NC_ ("month of a date", "January"),   NC_ ("month of a date", "February"),
  NC_ ("month of a date", "March"),     NC_ ("month of a date", "April"),
  NC_ ("month of a date", "May"),       NC_ ("month of a date", "June"),
  NC_ ("month of a date", "July"),      NC_ ("month of a date", "August"),
  NC_ ("month of a date", "September"), NC_ ("month of a date", "October"),
  NC_ ("month of a date", "November"),  NC_ ("month of a date", "December"),
};

KtLocal
kt_context_today (const KtContext *context)
{
  return kt_local_from_utc (context->clock.now, context->clock.zone);
}

char *
kt_say_date (const KtContext *context, KtLocal local)
{
  const char *month = g_dpgettext2 (NULL, "month of a date", months[local.month - 1]);
  /* TRANSLATORS: weekday, day, month, year: "Tue 24 November 2026" */
  g_autofree char *date = g_strdup_printf (C_ ("date", "%1$s %2$d %3$s %4$d"),
                                           kt_say_weekday (local), local.day, month, local.year);
  if (local.hour < 0)
    return g_steal_pointer (&date);
  return g_strdup_printf ("%s %02d:%02d", date, local.hour, local.minute);
}

char *
kt_say_when (const KtContext *context, KtLocal local)
{
  g_autofree char *distance = kt_say_distance (context, local);
  if (local.year != kt_context_today (context).year)
    {
      g_autofree char *date = kt_say_date (context, local);
      return g_strdup_printf ("%s (%s)", date, distance);
    }
  const char *month = g_dpgettext2 (NULL, "month of a date", months[local.month - 1]);
  /* TRANSLATORS: weekday, day, month: "Tue 24 November" */
  g_autofree char *date
      = g_strdup_printf (C_ ("date", "%1$s %2$d %3$s"), kt_say_weekday (local), local.day, month);
  if (local.hour < 0)
    return g_strdup_printf ("%s (%s)", date, distance);
  return g_strdup_printf ("%s %02d:%02d (%s)", date, local.hour, local.minute, distance);
}

static char *
say_future (int days)
{
  if (days == 0)
    return g_strdup (_ ("today"));
  if (days == 1)
    return g_strdup (_ ("tomorrow"));
  return g_strdup_printf (ngettext ("in %d day", "in %d days", days), days);
}

char *
kt_say_distance (const KtContext *context, KtLocal local)
{
  int days = kt_local_days_between (kt_context_today (context), local);
  if (days >= 0)
    return say_future (days);
  if (days == -1)
    return g_strdup (_ ("yesterday"));
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", -days), -days);
}

/* In each line of long lists: without printf. */
char *
kt_say_short_date (const KtContext *context, KtLocal local)
{
  char text[24], *p = text;
  if (local.day >= 10)
    *p++ = (char)('0' + local.day / 10);
  *p++ = (char)('0' + local.day % 10);
  *p++ = '.';
  *p++ = (char)('0' + local.month / 10);
  *p++ = (char)('0' + local.month % 10);
  *p++ = '.';
  *p = '\0';
  if (local.year != kt_context_today (context).year)
    g_snprintf (p, sizeof text - (gsize)(p - text), "%d", local.year);
  return g_strdup (text);
}

char *
kt_say_short (const KtContext *context, gint64 utc)
{
  return kt_say_short_date (context, kt_local_from_utc (utc, context->clock.zone));
}
