#include "config.h"
#include "kontor/zone.h"
#include <string.h>

#define DIRECTORY "/usr/share/zoneinfo"
#define LOCAL "/etc/localtime"
#define FILE_MAX (256 * 1024)
#define HEAD 44 /* octets of a header (RFC 8536 §3.1) */
#define VERSION_AT 4
#define TYPE_OCTETS 6 /* of a local time type: offset, DST, abbreviation */

struct _KtZone
{
  gatomicrefcount refs;
  char *name;
  GTimeZone *known; /* NULL: not asked yet; under the lock */
  guint n;          /* changes that the file lists; 0: GLib is asked */
  gint64 *at;       /* ascending */
  gint32 *offsets;  /* from that one on */
};

/* The zones in use by their names, as GLib keeps its own. */
G_LOCK_DEFINE_STATIC (zones);
static GHashTable *zones;

typedef struct
{
  const guint8 *at;
  gsize left;
} Rest;

static guint32
number (const guint8 *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static const guint8 *
take (Rest *rest, gsize octets)
{
  const guint8 *at = rest->at;
  if (octets > rest->left)
    return NULL;
  rest->at += octets;
  rest->left -= octets;
  return at;
}

typedef struct
{
  guint32 utc, standard, leaps, times, types, letters;
} Counts;

typedef struct
{
  guint32 n, n_types;
  const guint8 *times, *indices, *types;
} Changes;

static gboolean
take_header (Rest *rest, Counts *counts)
{
  const guint8 *head = take (rest, HEAD);
  if (head == NULL || memcmp (head, "TZif", 4) != 0)
    return FALSE;
  *counts = (Counts){ number (head + 20), number (head + 24), number (head + 28),
                      number (head + 32), number (head + 36), number (head + 40) };
  return MAX (MAX (counts->times, counts->types), MAX (counts->letters, counts->leaps)) < FILE_MAX
         && MAX (counts->utc, counts->standard) < FILE_MAX;
}

/* What was written for 32 bits comes first. */
static gboolean
skip_old (Rest *rest)
{
  Counts old;
  return take_header (rest, &old)
         && take (rest, (gsize)old.times * 5 + (gsize)old.types * TYPE_OCTETS + old.letters
                            + (gsize)old.leaps * 8 + old.standard + old.utc)
                != NULL;
}

static gboolean
set_changes (KtZone *zone, const Changes *changes)
{
  zone->at = g_new (gint64, changes->n);
  zone->offsets = g_new (gint32, changes->n);
  for (guint i = 0; i < changes->n; i++)
    {
      const guint8 *time = changes->times + (gsize)i * 8;
      zone->at[i] = (gint64)((guint64)number (time) << 32 | number (time + 4));
      if (changes->indices[i] >= changes->n_types || (i > 0 && zone->at[i] <= zone->at[i - 1]))
        return FALSE;
      const guint8 *type = changes->types + (gsize)changes->indices[i] * TYPE_OCTETS;
      zone->offsets[i] = (gint32)number (type);
    }
  zone->n = changes->n;
  return TRUE;
}

/* FALSE: it is no such file. One of the old version, with leap seconds or without a change lists
 * nothing. */
static gboolean
read_changes (KtZone *zone, Rest rest)
{
  Counts counts;
  if (rest.left > VERSION_AT && rest.at[VERSION_AT] < '2')
    return take_header (&rest, &counts);
  if (!skip_old (&rest) || !take_header (&rest, &counts))
    return FALSE;
  Changes changes = { counts.times, counts.types, take (&rest, (gsize)counts.times * 8),
                      take (&rest, counts.times), take (&rest, (gsize)counts.types * TYPE_OCTETS) };
  if (changes.times == NULL || changes.indices == NULL || changes.types == NULL)
    return FALSE;
  return counts.leaps != 0 || set_changes (zone, &changes);
}

/* "Europe/Riga": any other form may mean something else to GLib, such as a rule of POSIX. */
static gboolean
is_file_name (const char *tzid)
{
  return g_ascii_isalpha (*tzid) && strchr (tzid, '/') != NULL && strstr (tzid, "..") == NULL
         && tzid[strspn (tzid, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "/_+-")] == '\0';
}

/* FALSE: the file is none of zones. Where there is no file GLib says what the name is. */
static gboolean
read_file (KtZone *zone)
{
  if (!is_file_name (zone->name))
    return TRUE;
  const char *directory = g_getenv ("TZDIR");
  g_autofree char *file
      = g_build_filename (directory != NULL ? directory : DIRECTORY, zone->name, NULL);
  g_autofree char *octets = NULL;
  gsize length = 0;
  if (!g_file_get_contents (file, &octets, &length, NULL))
    return TRUE;
  return length < FILE_MAX && read_changes (zone, (Rest){ (const guint8 *)octets, length });
}

/* Under the lock. What it returns stays as long as the zone does. */
static GTimeZone *
known (KtZone *zone)
{
  if (zone->known == NULL)
    zone->known = g_time_zone_new_identifier (zone->name);
  return zone->known;
}

static void
zone_free (KtZone *zone)
{
  g_clear_pointer (&zone->known, g_time_zone_unref);
  g_free (zone->at);
  g_free (zone->offsets);
  g_free (zone->name);
  g_free (zone);
}

static KtZone *
zone_open (const char *tzid)
{
  KtZone *zone = g_new0 (KtZone, 1);
  g_atomic_ref_count_init (&zone->refs);
  zone->name = g_strdup (tzid);
  if (read_file (zone) && (zone->n > 0 || known (zone) != NULL))
    return zone;
  zone_free (zone);
  return NULL;
}

KtZone *
kt_zone_new (const char *tzid)
{
  G_LOCK (zones);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  KtZone *zone = g_hash_table_lookup (zones, tzid);
  if (zone != NULL)
    kt_zone_ref (zone);
  else if ((zone = zone_open (tzid)) != NULL)
    g_hash_table_insert (zones, zone->name, zone);
  G_UNLOCK (zones);
  return zone;
}

KtZone *
kt_zone_new_utc (void)
{
  return kt_zone_new ("UTC");
}

/* As g_time_zone_new_local(), which opens it too: without TZ the system's is a link to its file. */
KtZone *
kt_zone_new_local (void)
{
  if (g_getenv ("TZ") == NULL)
    {
      g_autofree char *target = g_file_read_link (LOCAL, NULL);
      const char *inside = target != NULL ? strstr (target, "zoneinfo/") : NULL;
      KtZone *zone = inside != NULL ? kt_zone_new (inside + strlen ("zoneinfo/")) : NULL;
      if (zone != NULL)
        return zone;
    }
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  KtZone *zone = kt_zone_new (g_time_zone_get_identifier (local));
  return zone != NULL ? zone : kt_zone_new_utc ();
}

KtZone *
kt_zone_ref (KtZone *zone)
{
  g_atomic_ref_count_inc (&zone->refs);
  return zone;
}

void
kt_zone_unref (KtZone *zone)
{
  G_LOCK (zones);
  gboolean last = g_atomic_ref_count_dec (&zone->refs);
  if (last)
    g_hash_table_remove (zones, zone->name);
  G_UNLOCK (zones);
  if (last)
    zone_free (zone);
}

const char *
kt_zone_name (const KtZone *zone)
{
  return zone->name;
}

/* The last change at or before an instant that is not before the first. */
static guint
find_change (const KtZone *zone, gint64 utc)
{
  guint low = 0, high = zone->n;
  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      if (zone->at[middle] <= utc)
        low = middle;
      else
        high = middle;
    }
  return low;
}

int
kt_zone_offset (KtZone *zone, gint64 utc)
{
  if (zone->n > 0 && utc >= zone->at[0] && utc < zone->at[zone->n - 1])
    return zone->offsets[find_change (zone, utc)];
  G_LOCK (zones);
  GTimeZone *glib = known (zone);
  G_UNLOCK (zones);
  int interval = glib != NULL ? g_time_zone_find_interval (glib, G_TIME_TYPE_UNIVERSAL, utc) : -1;
  return interval < 0 ? 0 : g_time_zone_get_offset (glib, interval);
}
