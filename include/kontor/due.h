#pragma once
#include "kontor/context.h"
#include "kontor/id.h"

/* Clients who are due for a visit (RULES: learned interval; rules/interval.h). */
typedef struct
{
  KtId contact;
  char *name;       /* foreign, as services; NULL until read */
  KtId service;     /* the first of those that are due */
  char *services;   /* "colour + cut" */
  KtId staff;       /* whose hands it was last time; 0 nobody's */
  gint64 last_at;   /* start of the last visit with it */
  int days;         /* since then */
  int usual;        /* days between */
  gboolean learned; /* usual is her own, not the service's */
  guint visits;     /* with it so far */
} KtDueClient;
void kt_due_client_free (KtDueClient *due);

/* Nobody who has a visit to come, or who stayed away for more than three times her interval (all:
 * these too). service 0: any. Longest overdue first. */
GPtrArray *kt_due_list (KtContext *context, KtId service, gboolean all, GError **error);
/* The names of the first n (G_MAXUINT: of all): hundreds may be due where five are shown. */
gboolean kt_due_read_names (KtStore *store, const GPtrArray *clients, guint n, GError **error);
