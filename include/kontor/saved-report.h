#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Reports that are kept with their arguments (table saved_report). */
typedef struct
{
  KtId id;
  char *name;
  char *report;
  char **arguments;
  gint64 updated;
} KtSavedReport;
void kt_saved_report_free (KtSavedReport *saved);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtSavedReport, kt_saved_report_free)
GPtrArray *kt_saved_report_list (KtStore *store, GError **error); /* by name */
/* By its name; NULL without error: none. */
KtSavedReport *kt_saved_report_find (KtStore *store, const char *name, GError **error);
/* Inserts or replaces by id. Writers want a journal transaction open. */
gboolean kt_saved_report_put (KtStore *store, const KtSavedReport *saved, gint64 now,
                              GError **error);
gboolean kt_saved_report_delete (KtStore *store, KtId id, GError **error);
