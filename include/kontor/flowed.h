#pragma once
#include <glib.h>

/* RFC 3676: lines that end with a space go on in the next one of the same quote depth, stuffed
 * spaces go; del_sp: the space at the end goes too. text has LF line ends. */
char *kt_flowed_join (const char *text, gboolean del_sp);
