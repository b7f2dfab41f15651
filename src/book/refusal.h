#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* A contact that sync made and the user does not want must not come back with the next sync
 * (RULES: whose letter). Whoever removes contacts asks for the addresses before, and refuses them
 * after. */

/* Appends the addresses (match forms, owned by the array) of a contact that sync made; none for
 * others. */
gboolean kt_refusal_addresses (KtStore *store, KtId contact, GPtrArray *matches, GError **error);
/* Writes the verdict never for each. */
gboolean kt_refusal_write (KtStore *store, const GPtrArray *matches, gint64 now, GError **error);
