#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What visits say about clients, for lists: read in one go (book). */
typedef struct
{
  KtId contact, service, staff; /* staff 0: nobody's */
  gint64 start_at;
} KtVisitHistory;

/* Services of visits that took place since an instant, by client, service and start. */
GArray *kt_visit_history (KtStore *store, gint64 since, GError **error); /* KtVisitHistory */

/* Clients (KtId *, as a set) with a visit that stands and ends after now. */
GHashTable *kt_visit_expected (KtStore *store, gint64 now, GError **error);
