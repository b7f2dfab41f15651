#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* How something was mixed or done for a client, dated (book). Writers want a journal transaction
 * open. */
#define KT_FORMULA_TEXT_MAX 4096 /* bytes, of text and of reason */
#define KT_FORMULA_KIND_MAX 40   /* bytes */

typedef struct
{
  KtId id, contact;
  char *kind; /* the user's word: "colour" */
  gint64 at;
  char *text, *reason; /* reason "": none was given */
  gint64 created, updated;
} KtFormula;
void kt_formula_free (KtFormula *formula);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtFormula, kt_formula_free)

/* Of a client, kind by kind, the newest of each first: what follows it is what it was before. */
GPtrArray *kt_formula_list (KtStore *store, KtId contact, GError **error);
gboolean kt_formula_insert (KtStore *store, const KtFormula *formula, GError **error);
