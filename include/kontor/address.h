#pragma once
#include "kontor/settings.h"
#include "kontor/store.h"

/* Addresses letters came from and went to (mirror). */
typedef struct
{
  gint64 id;
  char *norm, *match, *name;
  gint64 wrote_at, written_at; /* 0 never */
} KtAddressSeen;
void kt_address_seen_free (KtAddressSeen *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtAddressSeen, kt_address_seen_free)

KtAddressSeen *kt_address_get (KtStore *store, const char *norm,
                               GError **error); /* NULL unset: unknown */
/* Addresses with personal letters that no contact owns and no verdict covers; mine excluded by the
 * caller. written: only those I wrote to. */
GPtrArray *kt_address_unowned (KtStore *store, gboolean written, GError **error);
/* Of those only what shares its match form with one of these (gint64, mirror.address.id). */
GPtrArray *kt_address_unowned_of (KtStore *store, gboolean written, const GArray *ids,
                                  GError **error);
/* Recomputes match when the rules changed since the mirror was written: first in the book, a
 * journal entry of origin sync, then in the mirror. Takes its own transactions; a run that was cut
 * short in between is made good by the next. */
gboolean kt_address_refresh (KtStore *store, const KtSettings *settings, gint64 now,
                             GError **error);
