#pragma once
#include <glib.h>

/* What the records of kontor-reader have in common. */

/* A floating string of at most max octets of valid UTF-8, cut on a character's border; NULL is "".
 */
GVariant *kt_record_cut (const char *text, gsize max);
/* C0 controls or DEL. */
gboolean kt_record_has_controls (const char *text);
