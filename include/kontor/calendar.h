#pragma once
#include "kontor/event.h"
#include "kontor/id.h"
#include "kontor/settings.h"
#include "kontor/store.h"
#include "kontor/zone.h"

/* Calendars and address books, their objects and events (mirror). Writers want kt_store_begin(). */
typedef struct
{
  gint64 id;
  char *source, *href, *name;
  gboolean writable;
  gboolean cards;        /* an address book */
  char *state, *stopped; /* stopped NULL: it is synced */
  gint64 compared_at;
} KtCalendar;
KtCalendar *kt_calendar_copy (const KtCalendar *calendar);
void kt_calendar_free (KtCalendar *calendar);

/* Those that are not gone, of a source or (NULL) of all. */
GPtrArray *kt_calendar_list (KtStore *store, const char *source, GError **error);
GPtrArray *kt_addressbook_list (KtStore *store, const char *source, GError **error);
gboolean kt_calendar_put (KtStore *store, KtCalendar *calendar, GError **error); /* id 0 inserts */
gboolean kt_calendar_mark_gone (KtStore *store, gint64 calendar, gint64 now, GError **error);

typedef struct
{
  gint64 id, calendar;
  char *href, *etag, *uid, *text;
  char *problem; /* NULL: it could be read */
  gint64 gone_at;
} KtObject;
void kt_object_free (KtObject *object);

/* How many objects it has that are not gone. */
gboolean kt_calendar_count (KtStore *store, gint64 calendar, guint *ret_count, GError **error);

/* href → etag of what is not gone. */
GHashTable *kt_object_etags (KtStore *store, gint64 calendar, GError **error);
KtObject *kt_object_get (KtStore *store, gint64 calendar, const char *href,
                         GError **error); /* KT_ERROR_NOT_FOUND */
/* The objects (KtObject) of a UID in whatever calendar, not gone. */
GPtrArray *kt_object_by_uid (KtStore *store, const char *uid, GError **error);
/* Objects with a problem, and of calendars at most limit objects without one, by id after one. */
GPtrArray *kt_object_problems (KtStore *store, gint64 calendar /* 0 all */, GError **error);
GPtrArray *kt_object_next (KtStore *store, gint64 after, guint limit, GError **error);
/* What was listed, but not delivered: it keeps what it was, and is wanted the next time. */
gboolean kt_object_set_undelivered (KtStore *store, gint64 calendar, const char *href,
                                    const char *problem, GError **error);
/* Replaces it and its events (KtEvent; none where it has a problem); it is not gone any more. Of
 * settings (may be NULL) the rules of addresses are taken. */
gboolean kt_object_put (KtStore *store, KtObject *object, const GPtrArray *events,
                        const KtSettings *settings, GError **error);
gboolean kt_object_mark_gone (KtStore *store, gint64 calendar, const char *href, gint64 now,
                              GError **error);
/* Replaces all events of an object (invite 0) or of an invitation (object 0). */
gboolean kt_event_replace (KtStore *store, gint64 object, gint64 invite, const GPtrArray *events,
                           const KtSettings *settings, GError **error);

/* --- what lists and cards read --- */

/* One occurrence of one event, with what is shown of it. Strings are foreign and not yet safe. */
typedef struct
{
  gint64 event, start, end;
  KtId key; /* hash of ("event", uid, recurrence): for handles and refs */
  char *uid, *recurrence, *summary, *location, *status, *organizer;
  char *source, *calendar; /* where it lies: source's and calendar's names; "" an invitation only */
  char *answer;            /* my PARTSTAT where I am invited, "" else */
  guint32 flags;           /* KT_EVENT_* */
  gint64 letter;           /* key of the letter an invitation came in; 0 none */
  gint64 sequence;         /* RFC 5545 SEQUENCE */
  gboolean overtaken; /* it lies in a calendar as it was; a letter that changes it is shown too */
  gboolean gone;      /* deleted on its server */
} KtDated;
void kt_dated_free (KtDated *dated);

/* Occurrences that overlap a span, by start; of calendars and objects that are not gone. Events
 * that stand for appointments and reminders of this book (outbox) are left out unless own. settings
 * (may be NULL) tell which attendee I am. */
GPtrArray *kt_dated_between (KtStore *store, const KtSettings *settings, gint64 from, gint64 until,
                             gboolean own, GError **error);
/* The same, not own; of those that begin at whole or later only what may wait for my answer, and
 * what was overtaken: the rest of a week is not read. */
GPtrArray *kt_dated_ahead (KtStore *store, const KtSettings *settings, gint64 from, gint64 whole,
                           gint64 until, GError **error);
/* Of one contact, by attendee's address, by name or by verdict (RULES as for letters); newest
 * first, without those of this book. Of what repeats only the next time after now; of what was
 * deleted on its server only what was past by then. */
GPtrArray *kt_dated_of (KtStore *store, const KtSettings *settings, KtId contact, gint64 now,
                        guint limit, GError **error);
/* The first occurrence of the event of that key, as its newest version has it: of equals that of a
 * calendar. KT_ERROR_NOT_FOUND. */
KtDated *kt_dated_get (KtStore *store, const KtSettings *settings, KtId key, GError **error);

/* Days (as kt_local_format() writes dates, a set of char *) that all-day events of these sources
 * make free; a day counts where it begins in the span. */
GHashTable *kt_days_off (KtStore *store, const char *const *sources, KtZone *zone, gint64 from,
                         gint64 until, GError **error);
