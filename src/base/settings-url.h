#pragma once
#include "kontor/settings.h"

/* url = of [mail NAME] into source: kind, user, host, port or path. On FALSE *ret_why says what is
 * wrong with it, without quoting it: it may hold a password. */
gboolean kt_settings_take_url (KtMailSource *source, const char *text, const char *dir,
                               const char **ret_why);
