#include "config.h"
#include "kontor/ical-zone.h"
#include "kontor/error.h"
#include <stdlib.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#define FIRST_YEAR 1970
#define YEARS 131 /* whose days are remembered */
#define YEAR_DAYS 366
#define UNKNOWN G_MININT32
#define ZONES_MAX 64 /* kept between texts */
#define NAMES_MAX 500
#define TZID_MAX 64
#define TZID_TEXT_MAX 1000

struct _KtIcalZone
{
  char *name;       /* IANA, "" none */
  GTimeZone *known; /* NULL: changes, or without them a fixed offset */
  GArray *changes;
  int offset;
  gint32 *years[YEARS]; /* offsets at the beginning of days, UTC */
};

struct _KtIcalZones
{
  GHashTable *kept;       /* IANA name → KtIcalZone */
  GHashTable *names;      /* TZID → IANA name, "" none */
  GHashTable *local;      /* TZID of this text → Found */
  GPtrArray *custom;      /* zones of this text */
  GHashTable *vtimezones; /* TZID → component */
  KtIcalZone *own, *utc;
};

typedef struct
{
  const KtIcalZone *zone;
  gboolean guessed;
} Found;

static void
zone_free (gpointer data)
{
  KtIcalZone *zone = data;
  g_clear_pointer (&zone->known, g_time_zone_unref);
  g_clear_pointer (&zone->changes, g_array_unref);
  for (guint i = 0; i < YEARS; i++)
    g_free (zone->years[i]);
  g_free (zone->name);
  g_free (zone);
}

/* --- offsets --- */

static int
known_offset (const KtIcalZone *zone, gint64 utc)
{
  int interval = g_time_zone_find_interval (zone->known, G_TIME_TYPE_UNIVERSAL, utc);
  return interval < 0 ? 0 : g_time_zone_get_offset (zone->known, interval);
}

static int
told_offset (const KtIcalZone *zone, gint64 utc)
{
  guint low = 0, high = zone->changes->len;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (g_array_index (zone->changes, KtZoneChange, middle).at <= utc)
        low = middle;
      else
        high = middle;
    }
  return g_array_index (zone->changes, KtZoneChange, low).offset;
}

/* g_time_zone_find_interval() looks through all changes of a century each time. */
static int
day_offset (KtIcalZone *zone, gint64 day)
{
  gint64 year = day / YEAR_DAYS;
  if (day < 0 || year >= YEARS)
    return known_offset (zone, day * KT_ICAL_DAY);
  if (zone->years[year] == NULL)
    {
      zone->years[year] = g_new (gint32, YEAR_DAYS);
      for (guint i = 0; i < YEAR_DAYS; i++)
        zone->years[year][i] = UNKNOWN;
    }
  gint32 *offset = &zone->years[year][day % YEAR_DAYS];
  if (*offset == UNKNOWN)
    *offset = known_offset (zone, day * KT_ICAL_DAY);
  return *offset;
}

static int
offset_at (const KtIcalZone *zone, gint64 utc)
{
  if (zone->known == NULL)
    return zone->changes != NULL ? told_offset (zone, utc) : zone->offset;
  KtIcalZone *memory = (KtIcalZone *)zone;
  gint64 day = kt_ical_day_of (utc);
  int offset = day_offset (memory, day);
  return offset == day_offset (memory, day + 1) ? offset : known_offset (zone, utc);
}

gint64
kt_ical_zone_to_utc (const KtIcalZone *zone, gint64 wall)
{
  int before = offset_at (zone, wall - KT_ICAL_DAY), after = offset_at (zone, wall + KT_ICAL_DAY);
  if (before == after || offset_at (zone, wall - before) == before)
    return wall - before;
  return offset_at (zone, wall - after) == after ? wall - after : wall - before;
}

gint64
kt_ical_zone_to_wall (const KtIcalZone *zone, gint64 utc)
{
  return utc + offset_at (zone, utc);
}

const char *
kt_ical_zone_name (const KtIcalZone *zone)
{
  return zone->name;
}

/* --- names --- */

/* Only names of zoneinfo: GLib also takes "GMT+2" and reads it the POSIX way round, and it does not
 * look whether a file is one of zones. */
static gboolean
is_iana (const char *name)
{
  gsize length = strlen (name);
  if (length == 0 || length >= TZID_MAX || !g_ascii_isupper (*name))
    return FALSE;
  for (const char *p = name; *p != 0; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return FALSE;
  const char *given = g_getenv ("TZDIR");
  g_autofree char *path
      = g_build_filename (given != NULL ? given : "/usr/share/zoneinfo", name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  return g_file_test (path, G_FILE_TEST_IS_REGULAR)
         && g_file_get_contents (path, &bytes, &size, NULL) && size >= 44
         && memcmp (bytes, "TZif", 4) == 0;
}

/* "/mozilla.org/20050126_1/Europe/Riga": the longest tail that is a name. */
static char *
find_tail (const char *tzid)
{
  for (const char *at = strchr (tzid, '/'); at != NULL; at = strchr (at + 1, '/'))
    if (is_iana (at + 1))
      return g_strdup (at + 1);
  return NULL;
}

static char *
find_windows (const char *tzid)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar windows[TZID_MAX * 2], iana[TZID_MAX];
  char name[TZID_MAX] = "";
  int32_t length = 0;
  if (strlen (tzid) >= TZID_MAX)
    return NULL;
  u_strFromUTF8 (windows, G_N_ELEMENTS (windows), &length, tzid, -1, &status);
  int32_t n = ucal_getTimeZoneIDForWindowsID (windows, length, NULL, iana, TZID_MAX, &status);
  if (U_FAILURE (status) || n <= 0 || n >= TZID_MAX)
    return NULL;
  u_UCharsToChars (iana, name, n);
  name[n] = 0;
  return is_iana (name) ? g_strdup (name) : NULL;
}

static char *
bare (const char *tzid)
{
  char *name = g_strstrip (g_strdup (tzid));
  gsize length = strlen (name);
  if (length >= 2 && *name == '"' && name[length - 1] == '"')
    {
      name[length - 1] = 0;
      memmove (name, name + 1, length - 1);
    }
  return name;
}

char *
kt_ical_zone_iana (const char *tzid)
{
  g_autofree char *name = bare (tzid);
  if (strlen (name) > 200)
    return NULL;
  if (is_iana (name))
    return g_steal_pointer (&name);
  if (g_ascii_strcasecmp (name, "utc") == 0 || g_ascii_strcasecmp (name, "z") == 0
      || g_ascii_strcasecmp (name, "gmt") == 0)
    return g_strdup ("UTC");
  char *found = find_tail (name);
  return found != NULL ? found : find_windows (name);
}

/* "GMT+02:00", "UTC-5"; signs are those of ISO 8601. What follows ("(UTC+02:00) Somewhere") makes
 * it a guess: summer time is not told. */
static gboolean
read_offset (const char *tzid, int *ret_offset, gboolean *ret_guessed)
{
  const char *at = tzid + (*tzid == '(');
  char *end;
  if (g_ascii_strncasecmp (at, "UTC", 3) != 0 && g_ascii_strncasecmp (at, "GMT", 3) != 0)
    return FALSE;
  at += 3;
  if ((*at != '+' && *at != '-') || !g_ascii_isdigit (at[1]))
    return FALSE;
  int sign = *at == '-' ? -1 : 1;
  long hour = strtol (at + 1, &end, 10), minute = 0;
  if (end - at > 3 && end - at <= 5) /* +0530 */
    {
      minute = hour % 100;
      hour /= 100;
    }
  else if ((*end == ':' || *end == '.') && g_ascii_isdigit (end[1]))
    minute = strtol (end + 1, &end, 10);
  if (hour > 14 || minute > 59)
    return FALSE;
  *ret_offset = sign * (int)(hour * 3600 + minute * 60);
  *ret_guessed = *end != 0;
  return TRUE;
}

/* --- the set --- */

static KtIcalZone *
open_known (KtIcalZones *zones, const char *name)
{
  KtIcalZone *zone = g_hash_table_lookup (zones->kept, name);
  if (zone != NULL)
    return zone;
  g_autoptr (GTimeZone) known = is_iana (name) ? g_time_zone_new_identifier (name) : NULL;
  if (known == NULL)
    return NULL;
  zone = g_new0 (KtIcalZone, 1);
  zone->name = g_strdup (name);
  zone->known = g_steal_pointer (&known);
  g_hash_table_insert (zones->kept, zone->name, zone);
  return zone;
}

static KtIcalZone *
make_custom (KtIcalZones *zones, GArray *changes, int offset)
{
  KtIcalZone *zone = g_new0 (KtIcalZone, 1);
  zone->name = g_strdup ("");
  zone->changes = changes;
  zone->offset = offset;
  g_ptr_array_add (zones->custom, zone);
  return zone;
}

KtIcalZones *
kt_ical_zones_new (const char *tzid, GError **error)
{
  g_autoptr (KtIcalZones) zones = g_new0 (KtIcalZones, 1);
  zones->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, zone_free);
  zones->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  zones->local = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  zones->vtimezones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zones->custom = g_ptr_array_new_with_free_func (zone_free);
  zones->own = open_known (zones, tzid);
  zones->utc = open_known (zones, "UTC");
  if (zones->own != NULL && zones->utc != NULL)
    return g_steal_pointer (&zones);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "an unknown time zone «%s»", tzid);
  return NULL;
}

void
kt_ical_zones_free (KtIcalZones *zones)
{
  if (zones == NULL)
    return;
  g_hash_table_unref (zones->names);
  g_hash_table_unref (zones->local);
  g_hash_table_unref (zones->vtimezones);
  g_ptr_array_unref (zones->custom);
  g_hash_table_unref (zones->kept);
  g_free (zones);
}

static gboolean
is_foreign (gpointer key, gpointer value, gpointer data)
{
  const KtIcalZones *zones = data;
  return value != zones->own && value != zones->utc;
}

void
kt_ical_zones_use (KtIcalZones *zones, const KtIcalComponent *calendar)
{
  g_hash_table_remove_all (zones->local);
  g_hash_table_remove_all (zones->vtimezones);
  g_ptr_array_set_size (zones->custom, 0);
  if (g_hash_table_size (zones->names) > NAMES_MAX)
    g_hash_table_remove_all (zones->names);
  if (g_hash_table_size (zones->kept) > ZONES_MAX)
    g_hash_table_foreach_remove (zones->kept, is_foreign, zones);
  for (guint i = 0; calendar != NULL && i < calendar->nodes->len; i++)
    {
      KtIcalComponent *part = g_array_index (calendar->nodes, KtIcalNode, i).component;
      if (part == NULL || strcmp (part->name, "VTIMEZONE") != 0)
        continue;
      g_autofree char *told = kt_ical_text_value (kt_ical_value (part, "TZID"), TZID_TEXT_MAX);
      char *tzid = bare (told);
      if (g_hash_table_contains (zones->vtimezones, tzid))
        g_free (tzid);
      else
        g_hash_table_insert (zones->vtimezones, tzid, part);
    }
}

static const KtIcalZone *
find_told (KtIcalZones *zones, const char *name)
{
  const KtIcalComponent *vtimezone = g_hash_table_lookup (zones->vtimezones, name);
  if (vtimezone == NULL)
    return NULL;
  const char *location = kt_ical_value (vtimezone, "X-LIC-LOCATION");
  const KtIcalZone *known = *location != 0 ? open_known (zones, location) : NULL;
  if (known != NULL)
    return known;
  GArray *changes = kt_ical_vtimezone_read (vtimezone);
  return changes != NULL ? make_custom (zones, changes, 0) : NULL;
}

static const char *
iana_name (KtIcalZones *zones, const char *tzid)
{
  const char *known = g_hash_table_lookup (zones->names, tzid);
  if (known != NULL)
    return known;
  char *name = kt_ical_zone_iana (tzid);
  if (name == NULL)
    name = g_strdup ("");
  g_hash_table_insert (zones->names, g_strdup (tzid), name);
  return name;
}

static const KtIcalZone *
find (KtIcalZones *zones, const char *tzid, gboolean *ret_guessed)
{
  const char *iana = iana_name (zones, tzid);
  const KtIcalZone *zone = *iana != 0 ? open_known (zones, iana) : NULL;
  int offset;
  *ret_guessed = FALSE;
  if (zone != NULL)
    return zone;
  g_autofree char *name = bare (tzid);
  zone = find_told (zones, name);
  if (zone == NULL && read_offset (name, &offset, ret_guessed))
    return make_custom (zones, NULL, offset);
  *ret_guessed = zone == NULL;
  return zone != NULL ? zone : zones->own;
}

const KtIcalZone *
kt_ical_zones_find (KtIcalZones *zones, const char *tzid, gboolean *ret_guessed)
{
  Found *found = g_hash_table_lookup (zones->local, tzid);
  if (found == NULL)
    {
      found = g_new0 (Found, 1);
      found->zone = find (zones, tzid, &found->guessed);
      g_hash_table_insert (zones->local, g_strdup (tzid), found);
    }
  *ret_guessed = found->guessed;
  return found->zone;
}

const KtIcalZone *
kt_ical_zones_own (KtIcalZones *zones)
{
  return zones->own;
}

const KtIcalZone *
kt_ical_zones_utc (KtIcalZones *zones)
{
  return zones->utc;
}
