#pragma once
#include "kontor/json-record.h"

/* A book in JSON, strictly RFC 8259, row by row. Nothing is kept of it. */
typedef struct
{
  /* A scalar at the top; a row of "tables". FALSE with error ends reading. */
  gboolean (*head) (const KtJsonValue *value, gpointer data, GError **error);
  gboolean (*row) (const char *table, const KtJsonValue *values, guint n, gpointer data,
                   GError **error);
} KtJsonTake;

/* KT_ERROR_USAGE names line and character of what is wrong. */
gboolean kt_json_read (const char *bytes, gsize length, const KtJsonTake *take, gpointer data,
                       GError **error);
