#pragma once
#include "kontor/import-json.h"

/* Who stands in an exported book and was erased here since: an old file must not bring them back.
 */
typedef struct _KtForgotten KtForgotten;

/* By the tombstones of their addresses and phones. Who is in this book again by the user's own word
 * is not among them. */
KtForgotten *kt_forgotten_of (KtStore *store, const KtBookJson *json, GError **error);
void kt_forgotten_free (KtForgotten *forgotten);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtForgotten, kt_forgotten_free)
guint kt_forgotten_count (const KtForgotten *forgotten);

/* Whether a row is of such a person, or says something of a visit of theirs: what stands here in
 * its place stays as it is. */
gboolean kt_forgotten_names (const KtForgotten *forgotten, const char *table, const GArray *row);

/* Takes them out again when all rows are written: what the books need stays without a name. */
gboolean kt_forgotten_remove (KtStore *store, const KtForgotten *forgotten, gint64 now,
                              GError **error);
