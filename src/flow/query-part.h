#pragma once
#include "kontor/query.h"
#include "kontor/query-rows.h"
#include "kontor/when.h"

/* What the files of queries share. A set is one bit a contact. */
typedef struct
{
  KtContext *context;
  KtId *ids; /* of all contacts, ascending */
  guint n, n_words;
  KtWhenContext when;
  char today[KT_LOCAL_TEXT];
  GPtrArray *own;      /* KtQueryName, the user's own fields; read when one is asked for */
  GPtrArray *segments; /* names of those that are being looked into */
} KtQueryBook;

typedef guint64 KtQuerySet;

KtQuerySet *kt_query_set_new (const KtQueryBook *book);
void kt_query_set_add (const KtQueryBook *book, KtQuerySet *set, KtId contact);
void kt_query_set_invert (const KtQueryBook *book, KtQuerySet *set);
gboolean kt_query_set_has (const KtQuerySet *set, guint at);
/* Where the contact stands in ids; -1: it is none. */
int kt_query_book_at (const KtQueryBook *book, KtId contact);

typedef enum
{
  KT_FIELD_WORD,   /* the whole of it, or with a star how it begins */
  KT_FIELD_WORDS,  /* beginnings of its words; = the whole */
  KT_FIELD_CHOICE, /* one of few words */
  KT_FIELD_EMAIL,
  KT_FIELD_DOMAIN,
  KT_FIELD_PHONE,
  KT_FIELD_NOTE,
  KT_FIELD_PAST,   /* the newest of several instants */
  KT_FIELD_FUTURE, /* the next */
  KT_FIELD_BIRTHDAY,
  KT_FIELD_COUNT,   /* summed; none is 0 */
  KT_FIELD_NUMBER,  /* whole number that may be missing */
  KT_FIELD_PERCENT, /* the same in hundredths; none is 0 */
  KT_FIELD_SUM,     /* money, summed in one currency; none is 0 */
  KT_FIELD_MONEY,   /* money, any of several */
  KT_FIELD_NAMED,   /* by the keys of what is named so: services, stages … */
  KT_FIELD_RELATED,
  KT_FIELD_SEGMENT,
  KT_FIELD_HAS,
  KT_FIELD_HAS_NOT,
} KtQueryFieldKind;

typedef struct
{
  KtQueryFieldHelp help; /* first: kt_query_field_help() gives it out */
  KtQueryFieldKind kind;
  KtQueryRows rows;
  KtQueryNames names;  /* of KT_FIELD_NAMED */
  const char *choices; /* of KT_FIELD_CHOICE, by spaces */
  KtQueryRows any;     /* rows that tell who has something at all, where others */
} KtQueryField;

/* By its name in any language. */
const KtQueryField *kt_query_field_find (const char *name);
/* The user's own by its name; NULL without error: there is none. */
const KtQueryName *kt_query_own_find (KtQueryBook *book, const char *name, GError **error);
/* "there is no field …" with the nearest. Always FALSE. */
gboolean kt_query_no_field (KtQueryBook *book, const KtQueryNode *term, GError **error);

/* Each adds to set the contacts that the term names. */
gboolean kt_query_match_free (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set,
                              GError **error);
gboolean kt_query_match_text (KtQueryBook *book, const KtQueryField *field, const char *argument,
                              const KtQueryNode *term, KtQuerySet *set, GError **error);
gboolean kt_query_match_number (KtQueryBook *book, const KtQueryField *field,
                                const KtQueryNode *term, KtQuerySet *set, GError **error);
gboolean kt_query_match_own (KtQueryBook *book, const KtQueryName *own, const KtQueryNode *term,
                             KtQuerySet *set, GError **error);
gboolean kt_query_match_named (KtQueryBook *book, const KtQueryField *field,
                               const KtQueryNode *term, KtQuerySet *set, GError **error);
gboolean kt_query_match_related (KtQueryBook *book, const KtQueryNode *term, KtQuerySet *set,
                                 GError **error);
/* Whoever has anything there. */
gboolean kt_query_match_any (KtQueryBook *book, const KtQueryField *field, KtQuerySet *set,
                             GError **error);
/* All rows of a kind into set. */
gboolean kt_query_add_rows (KtQueryBook *book, KtQueryRows rows, const char *argument,
                            KtQuerySet *set, GError **error);
/* "any", "none" … said of a whole field, bare and without a sign. */
gboolean kt_query_is_any (const KtQueryNode *term);
gboolean kt_query_is_none (const KtQueryNode *term);
