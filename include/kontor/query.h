#pragma once
#include "kontor/context.h"
#include "kontor/query-parse.h"

/* The one query language (kontor(1), "The query language"): which contacts a query names. */

/* Their keys (KtId *, a set with g_int64_hash); the empty query is everybody. NULL with
 * KT_ERROR_USAGE: what cannot be read, with its place and the nearest known word;
 * KT_ERROR_NOT_FOUND: a segment, stage, service … it names is not there. */
GHashTable *kt_query_contacts (KtContext *context, const char *query, GError **error);
/* A number of every contact that has one (KtId * → gint64 *), for lists. */
typedef enum
{
  KT_QUERY_LAST,  /* UTC seconds */
  KT_QUERY_SPENT, /* minor units of the config's currency */
  KT_QUERY_VISITS,
} KtQueryNumber;
GHashTable *kt_query_numbers (KtContext *context, KtQueryNumber number, GError **error);
/* Arguments of a command as one query: what the shell took the quotes from gets them back. */
char *kt_query_join (char **args);
/* Whether a query names a segment, by its whole name. */
gboolean kt_query_names_segment (const char *query, const char *name);
/* Whether text uses the language: a field that is known, or a sign that joins. Else it is words. */
gboolean kt_query_has_fields (KtContext *context, const char *text);

/* The fields, for help and completion; NULL name ends. */
typedef struct
{
  const char *name, *others; /* others: the same in other languages, by spaces, folded */
  const char *examples;      /* of values */
  const char *summary;       /* N_() */
} KtQueryFieldHelp;
const KtQueryFieldHelp *kt_query_field_help (guint n); /* NULL: no more */
