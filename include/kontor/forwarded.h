#pragma once
#include "kontor/address-list.h"

/* Who wrote what a letter forwards, as the text or an attached letter says: a claim, no proof. */

#define KT_FORWARDED_MAX 3u

/* Whether the subject says so: "Fwd:", "WG:", "Пересл:" … */
gboolean kt_forwarded_is_subject (const char *subject);

/* The writers named over forwarded letters in text, into list (of KtMailbox), at most
 * KT_FORWARDED_MAX of them. Where no line says that what follows is forwarded, the subject must. */
void kt_forwarded_find (const char *text, const char *subject, GArray *list);
