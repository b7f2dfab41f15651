#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* A query that has a name (book). Writers want a journal transaction open. */
typedef struct
{
  KtId id;
  char *name, *query;
  gint64 created, updated;
} KtSegment;
void kt_segment_free (KtSegment *segment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSegment, kt_segment_free)

GPtrArray *kt_segment_list (KtStore *store, GError **error); /* by name */
/* By its name, folded, or where no other begins so, the beginning of it. KT_ERROR_NOT_FOUND with
 * the nearest. */
KtSegment *kt_segment_find (KtStore *store, const char *name, GError **error);
/* A name that another has, folded, is KT_ERROR_CONFLICT. */
gboolean kt_segment_insert (KtStore *store, const KtSegment *segment, GError **error);
gboolean kt_segment_update (KtStore *store, const KtSegment *segment, GError **error);
gboolean kt_segment_delete (KtStore *store, KtId id, GError **error);
