#pragma once
#include "kontor/settings.h"

/* url = of [mail NAME] into source: kind, user, host, port or path. On FALSE *ret_why says what is
 * wrong with it, without quoting it: it may hold a password. */
gboolean kt_settings_take_url (KtMailSource *source, const char *text, const char *dir,
                               const char **ret_why);

/* url = of [calendar NAME]. A path keeps its percent-escapes, and of an .ics its query.
 * caldav+https://USER@DOMAIN alone leaves host NULL: it is found by the domain (RFC 6764). */
gboolean kt_settings_take_calendar_url (KtCalendarSource *source, const char *text, const char *dir,
                                        const char **ret_why);
/* url = of [contacts NAME]: carddav+https://… as caldav, or vdir:PATH. */
gboolean kt_settings_take_contacts_url (KtCalendarSource *source, const char *text, const char *dir,
                                        const char **ret_why);
