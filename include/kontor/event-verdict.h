#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What the user decided about events of calendars (book); it wins over every rule, for all times of
 * an event that repeats. Writers want a journal transaction. */
typedef enum
{
  KT_EVENT_LINKED,
  KT_EVENT_NOT_LINKED,
  KT_EVENT_IGNORED, /* with nobody; no contact */
} KtEventVerdictKind;

typedef struct
{
  KtEventVerdictKind verdict;
  KtId contact; /* 0: ignored */
  gint64 created;
} KtEventVerdict;

/* Linked and not-linked stand for each contact; they and ignored replace each other. */
gboolean kt_event_verdict_set (KtStore *store, const char *uid, KtEventVerdictKind verdict,
                               KtId contact, gint64 now, GError **error);
GArray *kt_event_verdict_list (KtStore *store, const char *uid, GError **error);
