#pragma once
#include "kontor/store.h"

/* The thread of a letter (RULES: identity): that of any Message-ID it bears or refers to, else
 * fresh. Threads that turn out to be one are merged, and every id named is remembered, so that the
 * order in which letters arrive does not matter. Hash 0 stands for no id. */
gboolean kt_thread_assign (KtStore *store, gint64 msgid_hash, const gint64 *refs, gsize n_refs,
                           gint64 fresh, gint64 *ret_thread, GError **error);
