#pragma once
#include "kontor/calendar-courier.h"
#include "kontor/calendar-reader.h"
#include "kontor/calendar.h"
#include "kontor/card-reader.h"
#include "kontor/outbox.h"
#include "kontor/sync.h"

/* The parts of flow/calendar-*, which only they and addressbook-* include.
 *
 * A run reads one source: its collections and what changed in each (calendar-pull.c). Then what the
 * book wants in calendars (calendar-wish.c) is compared with what was agreed and with what is there
 * (calendar-push.c); what changed there is taken over (calendar-theirs.c), what changed here is put
 * (calendar-put.c). Every step is stored before the next, so that a run that is cut goes on. */
#define KT_CALENDAR_BATCH 200              /* objects of a transaction */
#define KT_CALENDAR_BATCH_BYTES (2u << 20) /* the same in octets of text */
/* Seconds: how long the list of calendars holds, how long occurrences do, and how old a record may
 * be that is still put or taken away. */
#define KT_CALENDAR_COLLECTIONS_SECONDS G_GINT64_CONSTANT (86400)
#define KT_CALENDAR_EXPAND_SECONDS (60 * G_GINT64_CONSTANT (86400))
#define KT_CALENDAR_BACK_SECONDS (30 * G_GINT64_CONSTANT (86400))
#define KT_CALENDAR_ROUNDS 3 /* of what changed there just when it was to be put */

typedef struct
{
  KtContext *context;
  const KtSyncOptions *options;
  const KtCalendarSource *config;
  KtSyncResult *result;
  KtCalendarCourier *courier;
  KtCalendarReader *reader; /* of the whole run */
  KtCardReader *cards;      /* of a run over address books; NULL: over calendars */
  GPtrArray *calendars;     /* KtCalendar of this source, not gone */
  GHashTable *pulled;       /* gint64 ids of those read well in this run */
  GPtrArray *sent;          /* KtSent, put and not yet read back */
  GHashTable *touched;      /* gint64 ids of those something was put into or taken out of */
  GError *lost;             /* a calendar that is not where it was */
  gint64 accepted;          /* calendar whose losses the user accepted; 0 none */
} KtCalendarRun;

/* calendar-sync.c. Database and Ctrl-C end the whole run; anything else only its source or
 * calendar.
 */
gboolean kt_calendar_fatal (const GError *error);
gboolean kt_calendar_interrupted (const KtCalendarRun *run, GError **error);
/* The first failure of a source is told; later ones are not. Takes the error. */
void kt_calendar_fail (KtCalendarRun *run, GError *error);
/* Why a calendar is not synced, with what to do. */
void kt_calendar_stop_error (const char *source, const KtCalendar *calendar, GError **error);

/* calendar-stopped.c: the calendar that vanished may go. */
KtSyncResult *kt_calendar_let_go (KtContext *context, const KtCalendar *calendar, GError **error);

/* calendar-wish.c: what the book wants in a calendar for one record. */
typedef struct
{
  KtOutboxKind kind;
  KtId record;
  char *uid, *text; /* text: a whole object */
  char *props;      /* its properties without UID, stamps and SEQUENCE, to tell what changed */
  char *what;       /* for people */
  gint64 start;     /* UTC */
} KtWish;
void kt_wish_free (KtWish *wish);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtWish, kt_wish_free)

/* calendar-collections.c: makes run->calendars what the server shows; where the last list is old,
 * or forced. */
gboolean kt_calendar_collections (KtCalendarRun *run, gboolean forced, GError **error);

/* calendar-pull.c */
gboolean kt_calendar_pull (KtCalendarRun *run, GError **error);
/* The same of what was touched: its state shall cover what was put there. A state that is a hash of
 * the content would else say that nothing has changed when that is deleted there. */
gboolean kt_calendar_pull_touched (KtCalendarRun *run, GError **error);

/* calendar-expand.c: reads again what is here, where occurrences run out or their zone changed. */
gboolean kt_calendar_expand (KtContext *context, KtCalendarReader *reader, GError **error);

/* calendar-wish.c */
GPtrArray *kt_wish_list (KtContext *context, GError **error); /* all that shall be there now */
/* Of one record; NULL without error: it shall not be there. *ret_left: it may stay as it is. */
KtWish *kt_wish_get (KtContext *context, KtOutboxKind kind, KtId record, gboolean *ret_left,
                     GError **error);
/* What makes properties before those of the wish (KtIcalChange). *ret_patchable FALSE: only the
 * whole text will do, because alarms, rules or zones differ. */
GArray *kt_wish_changes (const char *before, const KtWish *wish, gboolean *ret_patchable);
/* base with what the wish changes of before, or the wish's own text. NULL without error: base says
 * it all already. */
char *kt_wish_apply (KtCalendarReader *reader, KtContext *context, const char *base,
                     const char *before, const KtWish *wish, GError **error);

/* calendar-push.c */
typedef struct
{
  KtCalendarRun *run;
  KtCalendar *target; /* where what is new goes; NULL: unknown */
  GPtrArray *rows;    /* KtOutbox, of all sources */
  GPtrArray *wishes;
  gboolean again;
} KtPush;
/* One row, three ways compared, and what follows from that. */
gboolean kt_calendar_judge (KtPush *push, const KtCalendar *calendar, KtOutbox *row,
                            const KtWish *wish, gboolean left, GError **error);
/* A record that has no row where the target is. Fails only with what ends the source. */
gboolean kt_calendar_push_new (KtPush *push, const KtWish *wish, GError **error);
/* What became of a put or delete of which no answer came; object NULL: nothing lies there. */
gboolean kt_calendar_settle_putting (KtCalendarRun *run, KtOutbox *row, const KtObject *object,
                                     GError **error);
/* The row is agreed on a text; which properties the book wanted then is not known. */
void kt_calendar_settle (KtOutbox *row, const char *base, const char *etag);
/* What cannot be done for one record ends neither the others nor the source. Takes failed. */
gboolean kt_calendar_survive (KtCalendarRun *run, GError *failed, GError **error);
gboolean kt_calendar_push (KtCalendarRun *run, GError **error);
/* How many records wait to be sent. */
guint kt_calendar_waiting (KtContext *context);
const KtCalendar *kt_calendar_of_row (const KtCalendarRun *run, const KtOutbox *row);
gboolean kt_calendar_save_row (KtContext *context, KtOutbox *row, GError **error);
gboolean kt_calendar_same (KtCalendarReader *reader, const char *a, const char *b,
                           gboolean *ret_same, GError **error);

/* calendar-rows.c */
KtOutbox *kt_calendar_row_at (const GPtrArray *rows, const KtCalendar *target, KtOutboxKind kind,
                              KtId record);
const KtWish *kt_wish_find (const GPtrArray *wishes, const KtOutbox *row);

/* calendar-invite.c: one row of an answered invitation. */
gboolean kt_calendar_push_invite (KtCalendarRun *run, const KtCalendar *target, KtOutbox *row,
                                  gboolean *ret_again, GError **error);

/* calendar-put.c: what is sent. Each fails only with what ends the source; *ret_again: it changed
 * there meanwhile, and that is in the mirror now. */
typedef struct
{
  KtOutbox *row;
  char *props, *etag; /* of the wish; as the server told, "" not */
} KtSent;
void kt_sent_free (KtSent *sent);
/* props, marker: of the wish, NULL of invitations. */
gboolean kt_calendar_put_text (KtCalendarRun *run, KtOutbox *row, const char *text,
                               const KtWish *wish, gboolean *ret_again, GError **error);
gboolean kt_calendar_remove_object (KtCalendarRun *run, KtOutbox *row, const char *what,
                                    gboolean *ret_again, GError **error);
/* Reads back what was put, and writes down that it is agreed. */
gboolean kt_calendar_verify (KtCalendarRun *run, GError **error);

/* calendar-theirs.c: what changed there goes into the book, with the row, in one transaction.
 * agree: nothing else waits to be sent. *ret_wish (may be NULL): what the book wants then. */
gboolean kt_calendar_take (KtContext *context, KtCalendarReader *reader, KtSyncResult *result,
                           KtOutbox *row, const KtObject *object, gboolean agree, GError **error);
gboolean kt_calendar_ask (KtContext *context, KtSyncResult *result, KtOutbox *row,
                          const KtWish *wish, GError **error);
/* Both sides are kept, nothing is sent until the user has said which. */
gboolean kt_calendar_conflict (KtContext *context, KtSyncResult *result, KtOutbox *row,
                               const char *what, const char *mine, const KtObject *theirs,
                               const char *properties, GError **error);
/* Whether the row's visit was deleted there, and the user asked about it. */
gboolean kt_calendar_is_asked (KtContext *context, const KtOutbox *row);
/* The question was answered, or it lies there again. */
gboolean kt_calendar_unask (KtContext *context, KtOutbox *row, GError **error);
void kt_sync_note_add (KtSyncResult *result, KtSyncNoteKind kind, const char *what, KtLocal from,
                       KtLocal to, KtId ref, const char *reason);
