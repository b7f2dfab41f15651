#pragma once
#include <glib.h>

/* Whether a display name shows an address other than the one it stands for (norm). */
gboolean kt_name_is_spoofed (const char *name, const char *norm);
