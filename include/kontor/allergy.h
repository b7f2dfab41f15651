#pragma once
#include "kontor/id.h"
#include "kontor/local-time.h"
#include "kontor/store.h"

/* What must be known before anybody touches a client (book). Writers want a journal transaction
 * open. */
#define KT_ALLERGY_TEXT_MAX 500 /* bytes, of text and of result */

typedef struct
{
  KtId id, contact;
  char *text;     /* to what, and what follows */
  KtLocal tested; /* day of the last patch test; year 0 none */
  char *result;   /* what it showed; NULL not told */
  gint64 created, updated;
} KtAllergy;
void kt_allergy_free (KtAllergy *allergy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAllergy, kt_allergy_free)

GPtrArray *kt_allergy_list (KtStore *store, KtId contact, GError **error); /* oldest first */
gboolean kt_allergy_put (KtStore *store, const KtAllergy *allergy,
                         GError **error); /* insert or update */
gboolean kt_allergy_delete (KtStore *store, KtId id, GError **error);
