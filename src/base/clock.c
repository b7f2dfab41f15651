#include "config.h"
#include "kontor/clock.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

static gboolean
read_now (gint64 *ret_now, GError **error)
{
  const char *fixed = g_getenv ("KONTOR_NOW");
  if (fixed == NULL || *fixed == '\0')
    {
      *ret_now = g_get_real_time () / G_USEC_PER_SEC;
      return TRUE;
    }
  /* without a zone of its own the text is refused: that is what NULL says */
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (fixed, NULL);
  if (moment == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("cannot read KONTOR_NOW «%s»"), fixed);
      kt_error_hint (error, _ ("write it as 2026-11-24T09:00:00+02:00"));
      return FALSE;
    }
  *ret_now = g_date_time_to_unix (moment);
  return TRUE;
}

/* TZ may be ":Europe/Riga" or a path into the zone files; what is kept with appointments is the
 * bare name. */
static char *
bare_tzid (const char *name)
{
  if (*name == ':')
    name++;
  const char *inside = strstr (name, "zoneinfo/");
  return g_strdup (inside != NULL ? inside + strlen ("zoneinfo/") : name);
}

static KtZone *
open_zone (const char *tzid, GError **error)
{
  KtZone *zone = kt_zone_new (tzid);
  if (zone == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("unknown time zone «%s»"), tzid);
      kt_error_hint (error, _ ("names look like Europe/Riga"));
    }
  return zone;
}

gboolean
kt_clock_init (KtClock *clock, const char *tzid, GError **error)
{
  *clock = (KtClock){ 0 };
  if (!read_now (&clock->now, error))
    return FALSE;

  const char *from_environment = g_getenv ("TZ");
  if (tzid == NULL && from_environment != NULL && *from_environment != '\0')
    tzid = from_environment;
  if (tzid != NULL)
    {
      clock->tzid = bare_tzid (tzid);
      clock->zone = open_zone (clock->tzid, error);
    }
  else
    {
      clock->zone = kt_zone_new_local ();
      clock->tzid = bare_tzid (kt_zone_name (clock->zone));
    }
  if (clock->zone != NULL)
    return TRUE;
  kt_clock_clear (clock);
  return FALSE;
}

void
kt_clock_tick (KtClock *clock)
{
  gint64 now;
  if (read_now (&now, NULL))
    clock->now = now;
}

void
kt_clock_clear (KtClock *clock)
{
  g_clear_pointer (&clock->zone, kt_zone_unref);
  g_clear_pointer (&clock->tzid, g_free);
}
