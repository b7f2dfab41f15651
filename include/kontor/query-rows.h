#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* What the fields of queries are matched against: rows (contact, text or number), each kind read
 * over the whole book by one statement (book). */
typedef enum
{
  KT_ROWS_NONE,
  KT_ROWS_EVERYBODY,
  KT_ROWS_TAG, /* folded */
  KT_ROWS_TYPE,
  KT_ROWS_STATUS,
  KT_ROWS_SOURCE,
  KT_ROWS_KIND,
  KT_ROWS_COMPANY,
  KT_ROWS_CITY,
  KT_ROWS_LANGUAGE,
  KT_ROWS_BIRTHDAY,
  KT_ROWS_CONSENT,
  KT_ROWS_NAME, /* folded */
  KT_ROWS_EMAIL,
  KT_ROWS_PHONE,
  KT_ROWS_POINT, /* kinds other than these two */
  KT_ROWS_NOTE,  /* argument: FTS query, of notes */
  KT_ROWS_NOTED, /* whoever has a note */
  KT_ROWS_WORDS, /* argument: FTS query, of names and companies */
  KT_ROWS_FORMULA,
  KT_ROWS_ALLERGY,
  KT_ROWS_DEAL,    /* open, won, lost */
  KT_ROWS_INVOICE, /* open, paid, void; overdue besides open */
  KT_ROWS_OFFER,   /* open, accepted, declined, void */
  KT_ROWS_RELATED, /* argument: JSON array of contacts */
  KT_ROWS_RELATION,
  KT_ROWS_SERVICE, /* argument: JSON array of services */
  KT_ROWS_HAND,
  KT_ROWS_STAGE,
  KT_ROWS_PIPELINE,
  KT_ROWS_OWN, /* argument: JSON array of fields; as text */
  /* numbers from here on */
  KT_ROWS_CREATED,
  KT_ROWS_UPDATED,
  KT_ROWS_LAST,
  KT_ROWS_NEXT,
  KT_ROWS_VISITS,
  KT_ROWS_NO_SHOW,
  KT_ROWS_DISCOUNT,
  KT_ROWS_CADENCE,
  KT_ROWS_SPENT, /* minor units and their currency, as those that follow */
  KT_ROWS_AMOUNT,
  KT_ROWS_OWES,
} KtQueryRows;

typedef struct
{
  KtId contact;
  const char *text;     /* "" with numbers */
  gint64 number;        /* 0 with texts */
  const char *currency; /* of money, else "" */
} KtQueryRow;

typedef void (*KtQueryRowFunc) (const KtQueryRow *row, gpointer data);

/* now: UTC seconds; today: ISO date. argument: where a kind wants one, else NULL. */
gboolean kt_query_rows (KtStore *store, KtQueryRows kind, gint64 now, const char *today,
                        const char *argument, KtQueryRowFunc func, gpointer data, GError **error);

/* Names that queries choose from. */
typedef enum
{
  KT_NAMES_SERVICE,
  KT_NAMES_HAND,
  KT_NAMES_STAGE,
  KT_NAMES_PIPELINE,
  KT_NAMES_OWN,
} KtQueryNames;

typedef struct
{
  KtId id;
  char *name, *fold;
  char *kind; /* of an own field: text, number …; else "" */
} KtQueryName;

GPtrArray *kt_query_names (KtStore *store, KtQueryNames which, GError **error); /* KtQueryName */
