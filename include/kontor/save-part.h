#pragma once
#include <glib.h>

/* Attachments as files. A name that a stranger gave is never a path. */

#define KT_FILE_NAME_MAX 200 /* octets */

/* The last component of name without controls, leading dots and dashes; "part-N" where nothing is
 * left. */
char *kt_file_name_clean (const char *name, guint number);

/* A new file, readable by its owner only, in directory (NULL: here); never through a link, never
 * over one that is there (KT_ERROR_CONFLICT). Whole or not at all. Returns its path. */
char *kt_save_new_file (const char *directory, const char *name, const void *data, gsize length,
                        GError **error);
