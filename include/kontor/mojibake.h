#pragma once
#include <glib.h>

/* UTF-8 that was once taken for windows-1252 or ISO-8859-1 and encoded again ("ÐŸÑ€Ð¸Ð²ÐµÑ‚"), as
 * it was meant; only where the whole text is that without a doubt. NULL: it is not. */
char *kt_mojibake_repair (const char *utf8, gsize length);
