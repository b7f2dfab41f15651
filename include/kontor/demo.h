#pragma once
#include <glib.h>

/* The demo office: a config and a Maildir of a freelance translator's year, made of the letters of
 * data/demo (the format is told in data/demo/README). The same now gives the same bytes. */

/* Makes DIR/config (0600) and DIR/mail. KT_ERROR_CONFLICT for a directory that is not empty,
 * KT_ERROR_DATABASE where it cannot be written. */
gboolean kt_demo_make (const char *dir, gint64 now, guint *ret_letters, GError **error);

extern const char
    *const kt_demo_texts[]; /* the files of data/demo, the people first; NULL ends it */
