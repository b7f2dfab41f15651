#pragma once
#include "kontor/calendar-sync.h"

/* Address books both ways (DESIGN §6), on the engine of the calendars: kontor/calendar-sync.h. A
 * card that came becomes a contact, or is put to one that it fits; what changes on one side changes
 * on the other. What is deleted there deletes nothing here. */

/* The [contacts NAME] of options, all of them where none is named; each appends its KtSyncResult.
 */
gboolean kt_addressbook_sync (KtContext *context, const KtSyncOptions *options, GPtrArray *results,
                              GError **error);

/* As kt_calendar_find() of address books; decided about with kt_calendar_accept(),
 * kt_calendar_put_back() and kt_calendar_resolve(). */
KtCalendar *kt_addressbook_find (KtContext *context, const char *name, GError **error);
