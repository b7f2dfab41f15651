#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/store.h"

/* Times that differ from the working hours (book). Writers want a journal transaction open. */
typedef struct
{
  KtId id, resource;          /* 0: the whole salon */
  gboolean open;              /* open for once; else closed */
  KtLocal start, end;         /* dates: end included; times: end excluded */
  char *tzid, *repeat, *text; /* repeat: RRULE value, NULL once */
  gint64 created, updated;
} KtClosure;
void kt_closure_free (KtClosure *closure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtClosure, kt_closure_free)

KtClosure *kt_closure_get (KtStore *store, KtId id, GError **error);
/* Those that may touch the days first to last, and all that repeat. */
GPtrArray *kt_closure_list (KtStore *store, KtLocal first, KtLocal last, GError **error);
gboolean kt_closure_put (KtStore *store, const KtClosure *closure, GError **error);
gboolean kt_closure_delete (KtStore *store, KtId id, GError **error);
