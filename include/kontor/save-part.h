#pragma once
#include <glib.h>

/* Attachments as files. A name that a stranger gave is never a path. */

#define KT_FILE_NAME_MAX 200 /* octets */

/* The last component of name without controls, leading dots and dashes, trailing dots and blanks,
 * and nothing that is a device elsewhere ("_CON.txt"); what is too long keeps its ending. "part-N"
 * where nothing is left. */
char *kt_file_name_clean (const char *name, guint number);
/* The same name, or "name (2).pdf": none that is in taken, whatever the case; it is added to it
 * (owned strings). */
char *kt_file_name_unlike (GHashTable *taken, const char *name);

/* A new file, readable by its owner only, in directory (NULL: here); never through a link, never
 * over one that is there (KT_ERROR_CONFLICT). Whole or not at all. Returns its path. */
char *kt_save_new_file (const char *directory, const char *name, const void *data, gsize length,
                        GError **error);
