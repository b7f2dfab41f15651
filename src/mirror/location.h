#pragma once
#include "kontor/store.h"

/* Puts a letter's row at a place. A file that was edited under its old name holds another letter
 * now: the one before loses the place and may become gone. */
gboolean kt_location_put (KtStore *store, gint64 folder, guint64 uid, gint64 letter, guint32 flags,
                          gint64 now, GError **error);
