#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/service.h"

/* Visits (book). Writers want a journal transaction open; each change of state or time writes its
 * evidence (kt_appointment_event_add) in the same one. */
typedef enum
{
  KT_VISIT_PENCILLED,
  KT_VISIT_BOOKED,
  KT_VISIT_CONFIRMED,
  KT_VISIT_ARRIVED,
  KT_VISIT_DONE,
  KT_VISIT_NO_SHOW,
  KT_VISIT_CANCELLED,
} KtVisitState;
const char *kt_visit_state_id (KtVisitState state); /* "no-show", as stored */
/* Pencilled to arrived: it stands and takes its time. A pencilled one whose time has run out does
 * not: every reader asks with now. */
typedef struct _KtAppointment KtAppointment;
gboolean kt_appointment_stands (const KtAppointment *appointment, gint64 now);

typedef struct
{
  KtId id, service; /* service 0: only its name is known */
  char *name;
  KtId staff, place; /* 0 none */
  int start;         /* minutes after the visit's start, of the work itself (before lies ahead) */
  KtLengths lengths;
  int before, after;
  gint64 price; /* minor units; -1 by agreement */
} KtVisitPart;

typedef struct
{
  KtId id;
  char *name;
  int quantity;
  gint64 price; /* minor units of one */
} KtVisitItem;

struct _KtAppointment
{
  KtId id, contact; /* contact 0: somebody off the street */
  KtLocal start;
  char *tzid;
  gint64 start_at, end_at; /* derived by kt_appointment_put() from start, tzid and parts */
  KtVisitState state;
  gint64 pencilled_until; /* 0 */
  gint64 price;           /* minor units; -1 by agreement */
  char currency[4];
  char *paid_how;             /* "cash", "card", "transfer", "later"; NULL not yet */
  gint64 paid, tip;           /* minor units; -1 not told */
  gint64 arrived_at, done_at; /* 0 */
  gint64 paid_at;             /* when the money came; 0 not paid, or to be paid later */
  char *text;
  KtId series; /* 0 none */
  gboolean overlaps;
  char *question; /* what the user has to decide; NULL nothing */
  char *uid;
  int sequence;
  gint64 created, updated;
  GPtrArray *parts; /* KtVisitPart, by position */
  GPtrArray *items; /* KtVisitItem */
};

/* No visit takes longer; what parts say beyond does not count. */
#define KT_VISIT_MINUTES_MAX 1440

KtAppointment *kt_appointment_new (void); /* money -1, empty parts and items, text "" */
KtAppointment *kt_appointment_copy (const KtAppointment *appointment);
void kt_appointment_free (KtAppointment *appointment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAppointment, kt_appointment_free)
KtVisitPart *kt_visit_part_new (void);
void kt_visit_part_free (KtVisitPart *part);

KtAppointment *kt_appointment_get (KtStore *store, KtId id,
                                   GError **error); /* KT_ERROR_NOT_FOUND */
/* With parts and items, by start; those that overlap the span, in whatever state. */
GPtrArray *kt_appointment_between (KtStore *store, gint64 from, gint64 until, GError **error);
/* Those whose money came in the span [from, until), in that order, whatever their own day. */
GPtrArray *kt_appointment_paid_between (KtStore *store, gint64 from, gint64 until, GError **error);
GPtrArray *kt_appointment_of (KtStore *store, KtId contact, GError **error);    /* newest first */
GPtrArray *kt_appointment_series (KtStore *store, KtId series, GError **error); /* by start */
/* Stands, and started before the instant: without an outcome. What was pencilled has to stand at
 * the instant itself. */
GPtrArray *kt_appointment_open_before (KtStore *store, gint64 before, GError **error);
/* Inserts or replaces with parts and items; derives start_at, end_at; makes a uid where there is
 * none; sets created and updated; sequence is that of the row before, raised where time, parts,
 * contact or state changed. */
gboolean kt_appointment_put (KtStore *store, KtAppointment *appointment, gint64 now,
                             GError **error);
gboolean kt_appointment_delete (KtStore *store, KtId id, GError **error); /* undo and forget only */

typedef struct
{
  KtId id, appointment;
  gint64 at;
  char *what, *how, *text;     /* how, text: NULL none */
  char *from_local, *to_local; /* NULL none */
} KtVisitEvent;
void kt_visit_event_free (KtVisitEvent *event);
gboolean kt_visit_event_add (KtStore *store, const KtVisitEvent *event,
                             GError **error); /* id 0: a new one */
GPtrArray *kt_visit_event_list (KtStore *store, KtId appointment,
                                GError **error); /* oldest first */
