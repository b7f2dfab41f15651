#pragma once
#include "kontor/calendar.h"
#include "kontor/outbox.h"
#include "kontor/sync.h"

/* Calendars both ways (DESIGN §6; every safety rule of two-way sync). */

/* The calendar sources of options, all of them where none is named, one after another; each appends
 * its KtSyncResult. As kt_sync(), of which it is the second half. */
gboolean kt_calendar_sync (KtContext *context, const KtSyncOptions *options, GPtrArray *results,
                           GError **error);

/* A calendar by its name, "SOURCE/NAME", or the name of a source with but one. KT_ERROR_NOT_FOUND,
 * KT_ERROR_CONFLICT. */
KtCalendar *kt_calendar_find (KtContext *context, const char *name, GError **error);
/* What is gone there is meant to be gone; the calendar is synced again. */
KtSyncResult *kt_calendar_accept (KtContext *context, const KtCalendar *calendar, GError **error);
/* Puts back what is gone there, and syncs it again; *ret_count: objects put. */
gboolean kt_calendar_put_back (KtContext *context, const KtCalendar *calendar, guint *ret_count,
                               GError **error);

typedef enum
{
  KT_RESOLVE_MINE,
  KT_RESOLVE_THEIRS,
  KT_RESOLVE_BOTH, /* theirs stays, mine gets a UID of its own */
} KtResolve;
/* What the user says about a conflict, or about something deleted there; sent with the next sync.
 * One journal entry. KT_ERROR_CONFLICT: there is nothing to decide. */
gboolean kt_calendar_resolve (KtContext *context, KtId outbox, KtResolve how, GError **error);

/* Where the phone looks; NULL without error: nowhere, or not read yet. The caller frees. */
KtCalendar *kt_phone_calendar (KtContext *context, GError **error);

/* Whether the phone has a record. */
typedef enum
{
  KT_PHONE_NOWHERE, /* no calendar is set, or it is no record for phones */
  KT_PHONE_YES,
  KT_PHONE_WAITS, /* goes out with the next sync */
  KT_PHONE_NO,    /* deleted there, or in conflict */
  KT_PHONE_REFUSED,
} KtPhoneState;
/* *ret_calendar (may be NULL): the name of the calendar, the caller frees; NULL nowhere. */
KtPhoneState kt_phone_state (KtContext *context, KtOutboxKind kind, KtId record,
                             char **ret_calendar);
