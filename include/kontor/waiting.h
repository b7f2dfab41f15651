#pragma once
#include "kontor/fit.h"
#include "kontor/store.h"

/* The waiting list: who would come if a time became free (book). Writers want a journal transaction
 * open. */
typedef enum
{
  KT_WAITING_WAITING,
  KT_WAITING_HELD, /* a time is held for her until she has answered */
  KT_WAITING_BOOKED,
  KT_WAITING_WITHDRAWN,
} KtWaitingState;
const char *kt_waiting_state_id (KtWaitingState state); /* as stored */
const char *kt_day_part_id (KtDayPart part);            /* as stored */

typedef struct
{
  KtId id, contact;
  KtId service;        /* 0: the usual */
  KtId staff;          /* 0: anybody */
  KtLocal first, last; /* days, both included; year 0: open */
  KtDayPart day_part;
  guint weekdays; /* KT_WEEKDAYS_ANY */
  char *text;     /* as said */
  KtWaitingState state;
  gint64 held_until;  /* held: UTC seconds, else 0 */
  KtLocal held_start; /* also of the last time offered, after a no; year 0 none */
  KtId held_staff;
  gint64 created, updated;
} KtWaiting;
void kt_waiting_free (KtWaiting *waiting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtWaiting, kt_waiting_free)

KtWaiting *kt_waiting_get (KtStore *store, KtId id, GError **error); /* KT_ERROR_NOT_FOUND */
/* Waiting and held ones, who waits longest first. */
GPtrArray *kt_waiting_open (KtStore *store, GError **error);
/* Clients (KtId *, as a set) who were offered a time of that day with that hand and said no. */
GHashTable *kt_waiting_refused (KtStore *store, KtLocal day, KtId staff, GError **error);
gboolean kt_waiting_put (KtStore *store, const KtWaiting *waiting,
                         GError **error); /* insert or update */
/* Whether the time is still kept for her. */
gboolean kt_waiting_is_held (const KtWaiting *waiting, gint64 now);
