#pragma once
#include "kontor/ical-text.h"
#include "kontor/ical-value.h"

/* Time zones of iCalendar text. What a TZID means, in this order: an IANA name (the system's
 * zoneinfo wins over the text's VTIMEZONE), one inside a longer name (/mozilla.org/…/Europe/Riga),
 * a Windows name by CLDR's table, a VTIMEZONE of the text, an offset ("GMT+02:00"); else it is
 * guessed: the user's. */
typedef struct _KtIcalZones KtIcalZones;
typedef struct _KtIcalZone KtIcalZone;

/* NULL with KT_ERROR_FAILED: tzid is no IANA name. Opens files; those of zones, read-only, also
 * later on. */
KtIcalZones *kt_ical_zones_new (const char *tzid, GError **error);
void kt_ical_zones_free (KtIcalZones *zones);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtIcalZones, kt_ical_zones_free)

/* The VTIMEZONEs of a text, which must live until the next call; forgets those of the one before,
 * and all zones found with it. calendar NULL: none. */
void kt_ical_zones_use (KtIcalZones *zones, const KtIcalComponent *calendar);

/* Never NULL; lives until the next kt_ical_zones_use(). */
const KtIcalZone *kt_ical_zones_find (KtIcalZones *zones, const char *tzid, gboolean *ret_guessed);
const KtIcalZone *kt_ical_zones_own (KtIcalZones *zones); /* the user's */
const KtIcalZone *kt_ical_zones_utc (KtIcalZones *zones);
/* IANA; "" a VTIMEZONE or an offset. */
const char *kt_ical_zone_name (const KtIcalZone *zone);

/* Gaps and overlaps as in kontor/local-time.h. */
gint64 kt_ical_zone_to_utc (const KtIcalZone *zone, gint64 wall);
gint64 kt_ical_zone_to_wall (const KtIcalZone *zone, gint64 utc);

/* The IANA name a TZID stands for by itself, without a VTIMEZONE; NULL none. */
char *kt_ical_zone_iana (const char *tzid);

/* The changes of offset that a VTIMEZONE tells, (utc, offset) pairs in ascending order; the first
 * entry holds for all time before too. NULL: it tells none. */
typedef struct
{
  gint64 at; /* UTC */
  int offset;
} KtZoneChange;
GArray *kt_ical_vtimezone_read (const KtIcalComponent *vtimezone);
