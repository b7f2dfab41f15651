#pragma once
#include "kontor/store.h"

/* SQL of the user: one statement that reads, over the book and its mirror.
 *
 * Nothing but reading is possible: the connection is READONLY, what is compiled is asked about step
 * by step (SELECT, READ, a list of functions, a few PRAGMAs that tell of tables), sizes and the
 * time are limited. */
#define KT_READ_QUERY_SECONDS 5
#define KT_READ_QUERY_BYTES (64 * 1024)       /* of SQL */
#define KT_READ_QUERY_VALUE (8 * 1024 * 1024) /* bytes of one value */

typedef enum
{
  KT_VALUE_NULL,
  KT_VALUE_INTEGER,
  KT_VALUE_REAL,
  KT_VALUE_TEXT, /* blobs too: X'0F' */
} KtValueType;

typedef struct
{
  KtValueType type;
  gint64 integer;
  double real;
  const char *text; /* of all but NULL, as it is written; UTF-8; valid during the call */
} KtValue;

typedef struct
{
  gpointer data;
  /* names of the columns, once, before the rows */
  void (*columns) (gpointer data, const char *const *names, guint n);
  /* FALSE: enough */
  gboolean (*row) (gpointer data, const KtValue *values, guint n);
} KtReadQuerySink;

/* store: opened with KT_STORE_READ; of no use for anything else afterwards. KT_ERROR_USAGE: not one
 * statement that reads, or an error in it, with the place; KT_ERROR_FAILED: too long, too big;
 * KT_ERROR_INTERRUPTED. */
gboolean kt_read_query (KtStore *store, const char *sql, const KtReadQuerySink *sink,
                        GError **error);

/* What CREATE statements both databases were made of, with their comments. */
char *kt_read_query_schema (KtStore *store, GError **error);
