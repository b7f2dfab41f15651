#include "config.h"
#include "kontor/ical-text.h"
#include "kontor/local-time.h"
#include <stdio.h>
#include <string.h>

#define DATE_LENGTH 8
#define TIME_LENGTH 15

gboolean
kt_ical_component_is_entry (const KtIcalComponent *component)
{
  static const char *const names[] = { "VEVENT", "VTODO", "VJOURNAL", NULL };

  return g_strv_contains (names, component->name);
}

static char *
recurrence_form (const char *value)
{
  char *form = g_ascii_strup (value, -1);

  return g_strstrip (form);
}

char *
kt_ical_recurrence (const KtIcalComponent *component)
{
  return recurrence_form (kt_ical_value (component, "RECURRENCE-ID"));
}

/* A name as in the zone database, and no path to anywhere else. */
static gboolean
is_zone_name (const char *name)
{
  if (!g_ascii_isalpha (*name) || strstr (name, "..") != NULL)
    return FALSE;
  for (; *name != '\0'; name++)
    if (!g_ascii_isalnum (*name) && strchr ("/_+-", *name) == NULL)
      return FALSE;
  return TRUE;
}

/* "20261125T100000" of a zone as "20261125T080000Z"; NULL where that cannot be told. */
static char *
to_utc (const char *form, const char *tzid)
{
  int year, month, day, hour, minute, second;

  if (strlen (form) != TIME_LENGTH || tzid == NULL || !is_zone_name (tzid)
      || sscanf (form, "%4d%2d%2dT%2d%2d%2d", &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  KtLocal local = { (gint16)year, (guint8)month, (guint8)day, (gint8)hour, (gint8)minute };
  g_autoptr (KtZone) zone = kt_zone_new (tzid);
  if (zone == NULL || !kt_local_is_valid (local))
    return NULL;
  g_autoptr (GDateTime) utc
      = g_date_time_new_from_unix_utc (kt_local_to_utc (local, zone) + second % 60);
  return utc != NULL ? g_date_time_format (utc, "%Y%m%dT%H%M%SZ") : NULL; /* before year 1 */
}

static char *
key_of (const char *form, const char *tzid)
{
  char *utc = to_utc (form, tzid);

  return utc != NULL ? utc : g_strdup (form);
}

char *
kt_ical_recurrence_key (const KtIcalComponent *component)
{
  const KtIcalLine *line = kt_ical_line_find (component, "RECURRENCE-ID");
  g_autofree char *form = kt_ical_recurrence (component);
  g_autofree char *tzid = line != NULL ? kt_ical_param (line->params, "TZID") : NULL;

  return key_of (form, tzid);
}

static KtIcalComponent *
find_entry (KtIcalText *text, gboolean (*fits) (KtIcalComponent *, const char *), const char *what,
            KtIcalComponent **ret_calendar)
{
  const KtIcalComponent *root = kt_ical_text_root (text);

  for (guint i = 0; i < root->nodes->len; i++)
    {
      KtIcalComponent *calendar = g_array_index (root->nodes, KtIcalNode, i).component;
      for (guint k = 0; calendar != NULL && k < calendar->nodes->len; k++)
        {
          KtIcalComponent *entry = g_array_index (calendar->nodes, KtIcalNode, k).component;
          if (entry == NULL || !kt_ical_component_is_entry (entry) || !fits (entry, what))
            continue;
          if (ret_calendar != NULL)
            *ret_calendar = calendar;
          return entry;
        }
    }
  return NULL;
}

static gboolean
has_form (KtIcalComponent *entry, const char *form)
{
  g_autofree char *own = kt_ical_recurrence (entry);

  return strcmp (own, form) == 0;
}

static gboolean
has_key (KtIcalComponent *entry, const char *key)
{
  g_autofree char *own = kt_ical_recurrence_key (entry);

  return strcmp (own, key) == 0;
}

/* The zone of DTSTART of the master. */
static char *
master_zone (KtIcalText *text)
{
  const KtIcalComponent *master = find_entry (text, has_form, "", NULL);
  const KtIcalLine *start = master != NULL ? kt_ical_line_find (master, "DTSTART") : NULL;

  return start != NULL ? kt_ical_param (start->params, "TZID") : NULL;
}

KtIcalComponent *
kt_ical_entry_find (KtIcalText *text, const char *recurrence, KtIcalComponent **ret_calendar)
{
  g_autofree char *form = recurrence_form (recurrence);
  KtIcalComponent *entry = find_entry (text, has_form, form, ret_calendar);

  if (entry != NULL || strlen (form) <= DATE_LENGTH)
    return entry;
  g_autofree char *tzid = master_zone (text), *key = key_of (form, tzid);
  return find_entry (text, has_key, key, ret_calendar);
}
