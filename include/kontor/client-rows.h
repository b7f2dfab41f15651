#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What a search that answers at every key keeps in memory of all clients (book): read once, few
 * columns, no order. Strings are valid during the call only. */
typedef struct
{
  gpointer data;
  void (*name) (gpointer data, KtId contact, const char *name, const char *fold);
  void (*phone) (gpointer data, KtId contact, const char *norm);
  /* visits that took place or stand, oldest first; service and staff: of the first part, 0 none */
  void (*visit) (gpointer data, KtId contact, gint64 start, gboolean done, KtId service,
                 KtId staff);
} KtClientSink;

/* since: of visits, UTC seconds. */
gboolean kt_client_rows (KtStore *store, gint64 since, gint64 now, const KtClientSink *sink,
                         GError **error);
