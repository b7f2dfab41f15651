#pragma once
#include "kontor/id.h"
#include "kontor/money.h"
#include "kontor/store.h"

/* Goods that are sold at visits (book). Writers want a journal transaction open. */
#define KT_GOOD_NAME_MAX 200 /* bytes */

typedef struct
{
  KtId id;
  char *name;    /* NFC */
  KtMoney price; /* of the list */
  gboolean archived;
  gint64 created, updated;
} KtGood;
void kt_good_free (KtGood *good);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtGood, kt_good_free)

GPtrArray *kt_good_list (KtStore *store, gboolean archived, GError **error); /* by name */
/* Not archived ones whose name has words beginning so, best first: the whole name, else by name. */
GPtrArray *kt_good_find (KtStore *store, const char *words, GError **error);
gboolean kt_good_put (KtStore *store, const KtGood *good, GError **error); /* insert or update */
