#pragma once
#include <glib.h>

/* What both sample offices need of a file system (demo.c). */

/* A new directory, or one that is empty; KT_ERROR_CONFLICT for any other. */
gboolean kt_demo_take_directory (const char *dir, GError **error);
gboolean kt_demo_make_directory (const char *dir, GError **error);
/* A new file of that age, 0600. */
gboolean kt_demo_write_file (const char *path, const char *bytes, gsize length, gint64 time,
                             GError **error);
