#pragma once
#include "kontor/event.h"
#include "kontor/ical-zone.h"

/* iCalendar text understood (RFC 5545): the VEVENTs of it, repetitions expanded in a window. The
 * text itself stays the master copy; nothing is ever written from what is read here.
 *
 * Mended, with a warning: unknown zones, ends before starts, rules that cannot be read, double
 * components (the newest counts). Without a UID a hash of the component stands in. */
#define KT_ICAL_READ_MAX (8u << 20) /* octets of one text to be understood */
#define KT_ICAL_TEXT_OCCURRENCES_MAX 200000u

typedef struct
{
  guint64 item;
  gint64 from, to; /* occurrences that touch [from, to), UTC seconds */
  gint64 now;      /* where there are too many, those from a month ago on */
  KtIcalZones *zones;
} KtIcalWindow;

typedef struct
{
  GArray *events; /* KtEvent; variant NULL; a master before its overrides */
  GStringChunk *strings;
} KtIcalEvents;

/* Never changes text, of any charset. KT_ERROR_FAILED: a limit is passed; the message is a reason
 * to show after "refused: ". No events is no error. */
KtIcalEvents *kt_ical_read (const char *text, gsize length, const KtIcalWindow *window,
                            GError **error);
/* The same of one VCALENDAR, whose values are UTF-8 (kt_ical_to_utf8()). Adds to events. */
gboolean kt_ical_read_calendar (const KtIcalComponent *calendar, const KtIcalWindow *window,
                                KtIcalEvents *events, GError **error);
KtIcalEvents *kt_ical_events_new (void);
void kt_ical_events_free (KtIcalEvents *events);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtIcalEvents, kt_ical_events_free)

/* Text of any charset as UTF-8, lines unfolded where folds cut characters. NULL: it is already. */
char *kt_ical_to_utf8 (const char *text, gsize length, gsize *ret_length);

/* The UID of a component, or what stands in for a missing one; without controls. */
char *kt_ical_uid (const KtIcalComponent *component);

/* "mailto:anna@example.org?subject=x", percent-encoded (RFC 6068), as kt_addr_norm(); NULL: none.
 */
char *kt_ical_mailto (const char *value);
/* Of an ATTENDEE or ORGANIZER: its value, else its parameter EMAIL (RFC 7986); NULL: none. */
char *kt_ical_address (const KtIcalLine *line);
