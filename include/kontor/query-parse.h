#pragma once
#include <glib.h>

/* The query language, read (rules): text in, a tree out; what the words mean is kontor/query.h's.
 *
 *   query  = all { "OR" all }            all    = one { [ "AND" ] one }
 *   one    = [ "-" | "NOT" ] ( "(" query ")" | term )
 *   term   = field ":" value { "," value } | field sign value | word | "a phrase"
 *   value  = [ ">" | ">=" | "<" | "<=" | "=" ] text | [ text ] ".." [ text ]
 *
 * OR, AND and NOT in capitals, in English, Russian, Ukrainian or Latvian; | is OR. Quotes of any of
 * these languages hold what has spaces; a field's name may stand in quotes too. */
typedef enum
{
  KT_QUERY_AND, /* without children: everybody */
  KT_QUERY_OR,
  KT_QUERY_NOT,
  KT_QUERY_TERM,
} KtQueryKind;

typedef enum
{
  KT_QUERY_IS, /* no sign */
  KT_QUERY_EQUAL,
  KT_QUERY_LESS,
  KT_QUERY_AT_MOST,
  KT_QUERY_AT_LEAST,
  KT_QUERY_MORE,
  KT_QUERY_RANGE,
} KtQuerySign;

typedef struct
{
  KtQuerySign sign;
  char *text;  /* without sign and quotes; of a range the first part, "" open */
  char *until; /* of a range the second part, "" open; else NULL */
  gboolean quoted;
  guint position; /* of its first character in the query, from 1 */
} KtQueryValue;

typedef struct
{
  KtQueryKind kind;
  GPtrArray *children; /* KtQueryNode; of a term NULL */
  char *field;         /* of a term: as typed; NULL: free words */
  GPtrArray *values; /* of a term: KtQueryValue, any of which will do; of free words exactly one */
  guint position;    /* of its first character in the query, from 1 */
} KtQueryNode;

/* What a query may be made of; more is KT_ERROR_USAGE. */
#define KT_QUERY_LENGTH 4096 /* octets */
#define KT_QUERY_DEPTH 32    /* parentheses and negations in each other */
#define KT_QUERY_TERMS 200
#define KT_QUERY_VALUES 200 /* of one term */

/* NULL with KT_ERROR_USAGE, which names the place. Free words that together look like a phone are
 * one term. */
KtQueryNode *kt_query_parse (const char *text, GError **error);
void kt_query_node_free (KtQueryNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtQueryNode, kt_query_node_free)
