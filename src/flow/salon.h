#pragma once
#include "kontor/slot-rule.h"
#include "kontor/slots.h"

/* The salon over some days: who works when, what takes the time, and on a board where more fits. */
typedef struct
{
  KtContext *context;
  GPtrArray *services;  /* KtService, archived too */
  GPtrArray *resources; /* KtSalonResource, not archived; the index is that of the board. Where
                           there are no hands at all, one with id 0: whoever sits here */
  GArray *hours, *skills;
  GArray *left;        /* KtId of hands who are archived: what only they did nobody does */
  KtLocal first, last; /* days, both included */
  gint64 from, until;  /* UTC seconds */
  KtId ignore;         /* this visit takes no time */
  KtId contact;        /* times that are held for her do not, either; 0 nobody */
  GPtrArray *busy;     /* KtBusy, what is taken or closed; text NULL of visits */
  GByteArray *works;   /* of each day: 1, somebody works */
  KtSlotBoard *board;
} KtSalon;

/* Reads and lays out the days first to last. */
KtSalon *kt_salon_read (KtContext *context, KtLocal first, KtLocal last, KtId ignore, KtId contact,
                        GError **error);
/* Hours and closures alone: nothing takes their time. */
KtSalon *kt_salon_read_hours (KtContext *context, KtLocal first, KtLocal last, GError **error);
void kt_salon_free (KtSalon *salon);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSalon, kt_salon_free)

/* Steps of it. */
gboolean kt_salon_open_hours (KtSalon *salon, GError **error);
gboolean kt_salon_take_visits (KtSalon *salon, GError **error);
gboolean kt_salon_take_holds (KtSalon *salon, GError **error);
gboolean kt_salon_take_calendars (KtSalon *salon, GError **error);

const KtService *kt_salon_service (const KtSalon *salon, KtId id); /* NULL unknown */
/* Index of a resource; G_MAXUINT unknown. */
guint kt_salon_index (const KtSalon *salon, KtId id);
/* A day's minute as UTC. */
gint64 kt_salon_at (const KtSalon *salon, KtLocal day, int minute);
KtBusy *kt_salon_add_busy (KtSalon *salon, gint64 start, gint64 end, KtId resource,
                           KtId appointment, const char *text); /* the salon's */
/* Whether a source of the config tells days off. */
gboolean kt_salon_is_days_off (const KtSalon *salon, const char *source);
/* Whose calendar it is: index of the resource, G_MAXUINT everybody's. */
guint kt_salon_calendar_owner (const KtSalon *salon, const char *source, const char *calendar);

/* What a visit wants, as the rule takes it. */
typedef struct
{
  KtSlotPart parts[KT_SLOT_PARTS_MAX];
  const KtService *services[KT_SLOT_PARTS_MAX];
  GArray *options[KT_SLOT_PARTS_MAX]; /* KtSlotOption */
  GArray *prices[KT_SLOT_PARTS_MAX];  /* gint64 of each option, -1 by agreement */
  GArray *places[KT_SLOT_PARTS_MAX];  /* guint */
  guint n;
} KtSalonWants;
void kt_salon_wants_clear (KtSalonWants *wants);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtSalonWants, kt_salon_wants_clear)
/* KT_ERROR_NOT_FOUND: a service that is gone; KT_ERROR_CONFLICT: nobody, or not that hand, does
 * it; KT_ERROR_USAGE: none or too many. */
gboolean kt_salon_wants (const KtSalon *salon, const GArray *wishes, KtSalonWants *ret,
                         GError **error);
/* What was found as parts of a visit (KtVisitPart). */
GPtrArray *kt_salon_parts (const KtSalon *salon, const KtSalonWants *wants,
                           const KtSlotFound *found);
