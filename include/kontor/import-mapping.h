#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* How the columns of a kind of file are read, by the name the user gave it (book). */

/* "header TAB meaning" a line; NULL with KT_ERROR_NOT_FOUND that names those there are. */
char *kt_import_mapping_get (KtStore *store, const char *name, GError **error);
/* Made, or replaced; inside a journal transaction. KT_ERROR_USAGE: no name. */
gboolean kt_import_mapping_set (KtStore *store, const char *name, const char *mapping, gint64 now,
                                GError **error);
