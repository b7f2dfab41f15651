#pragma once
#include "kontor/appointment.h"
#include "kontor/context.h"
#include "kontor/slots.h"

/* What users do with visits: each call is one journal entry with its evidence, or none under
 * --dry-run (SCREENS: behaviours). */
typedef struct
{
  KtId contact;         /* 0: off the street */
  const GArray *wishes; /* KtVisitWish */
  KtLocal start;
  gint64 pencilled_until; /* 0: booked */
  gboolean force;         /* although it is taken */
  char *repeat;           /* RRULE value of ours; NULL once */
  guint times;            /* how often, with repeat */
  gboolean skip;          /* of a repetition only the free times */
  gboolean has_price;     /* another price than the sum of the parts */
  KtMoney price;
  const char *new_name, *new_phone; /* contact 0: she comes into the book with her first visit;
                                       NULL: somebody off the street; phone NULL: none */
  const char *text, *how;           /* how: "phone" …; NULL */
} KtVisitRequest;

#define KT_VISIT_SERIES_MAX 60u

/* KT_ERROR_CONFLICT: taken; the message says by what, hints name the nearest free times, as SCREENS
 * (errors); of a repetition all are booked or none, unless told to skip. KT_ERROR_USAGE: past, no
 * hour. Checked again inside the transaction. Returns the visits made (KtAppointment). */
GPtrArray *kt_visit_book (KtContext *context, const KtVisitRequest *request, GError **error);

/* To another time and, where wishes is not NULL, other hands or services. */
KtAppointment *kt_visit_move (KtContext *context, KtId appointment, KtLocal start,
                              const GArray *wishes, gboolean force, const char *how,
                              GError **error);
/* She said that she comes later: as the move, but it stays confirmed, and whatever is in the way
 * does not hold her up; overlaps tells of it. */
KtAppointment *kt_visit_late (KtContext *context, KtId appointment, KtLocal start, const char *how,
                              GError **error);

/* The change of state with what belongs to it; KT_ERROR_CONFLICT where it makes no sense (done
 * twice, arrived when cancelled). */
KtAppointment *kt_visit_set_state (KtContext *context, KtId appointment, KtVisitState state,
                                   const char *how, const char *text, GError **error);

/* A visit as commands name it: number of a list, ref, client's name, hour ("11:30"). Without day:
 * the nearest that is open, today first (SCREENS: a visit is named by client, hour or number).
 * KT_ERROR_CONFLICT with numbered candidates, KT_ERROR_NOT_FOUND. */
gboolean kt_visit_resolve (KtContext *context, const char *argument, KtAppointment **ret,
                           GError **error);

/* "colour + cut". */
char *kt_visit_services (const KtAppointment *appointment);
/* "Līga", "Līga + Ilze"; NULL nobody. */
char *kt_visit_hands (KtContext *context, const KtAppointment *appointment);
/* Minutes from start to end. */
int kt_visit_minutes (const KtAppointment *appointment);
/* A sum of money of the visit, shared by the list prices of its parts: gint64 a part, which
 * together are the sum; what does not divide is the first part's. */
GArray *kt_visit_shares (const KtAppointment *appointment, gint64 sum);
