#pragma once
#include <glib.h>

/* iCalendar text in other forms, from its raw lines. */

/* A text of many events, cut into one VCALENDAR for each UID: its components as they are written,
 * and the VTIMEZONEs they use. METHOD is left out (RFC 4791 §4.1). What is no VEVENT, VTODO or
 * VJOURNAL, and lines that are no properties, are left out too. The text must outlive it. */
typedef struct _KtIcalSplit KtIcalSplit;
KtIcalSplit *kt_ical_split (const char *text, gsize length, GError **error);
void kt_ical_split_free (KtIcalSplit *split);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtIcalSplit, kt_ical_split_free)
/* In the order of the text. FALSE: no more. *ret_uid lives until the next call. */
gboolean kt_ical_split_next (KtIcalSplit *split, const char **ret_uid, GString *piece);

/* What the text says, in one form whatever server rewrote it: lines sorted and unfolded, defaults
 * and stamps left out (DTSTAMP, LAST-MODIFIED, CREATED, PRODID …), zones left out where their name
 * says all. To be compared, never to be stored. */
char *kt_ical_canonical (const char *text, gsize length, GError **error);
