#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* Addresses by the beginnings of names, companies and addresses, for mail programs that complete
 * as one types: by index only, however large the book is (book and mirror). */
typedef struct
{
  char *address;     /* normalised */
  char *match;       /* addr.h match form */
  char *name;        /* "" not known */
  char *company;     /* "" none */
  KtId contact;      /* 0: known from letters only */
  gint64 written_at; /* newest letter from me to it, UTC seconds; 0 none */
  gint64 wrote_at;   /* newest personal letter from it */
  guint place;       /* of its name among the others */
} KtBookAddress;
void kt_book_address_free (KtBookAddress *address);

/* Best first: whom I wrote to last, who wrote to me last, the rest by name; who has no card comes
 * after all of them. All words must fit. What the user said to ignore is left out. */
#define KT_ADDRESS_BOOK_MAX 100 /* of each way to find them */
GPtrArray *kt_address_book_find (KtStore *store, const char *words, GError **error);
