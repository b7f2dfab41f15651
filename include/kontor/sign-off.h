#pragma once
#include <glib.h>

/* What stands below a letter's own words though nobody wrote it for this letter: who to call and
 * where (below "Best regards, Anna"), marks of devices, legal notices, advertisements of virus
 * scanners. In English, Russian, Ukrainian, Latvian and German. */

/* Takes those lines out of own ones (owned strings, without line ends). The sign-off itself with
 * the name stays, and so does what a postscript says. */
void kt_sign_off_cut (GPtrArray *lines);

/* Whether the line names a way to reach its writer: a phone, an address, a page. */
gboolean kt_sign_off_is_reach (const char *line);
