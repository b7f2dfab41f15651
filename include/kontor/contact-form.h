#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"

/* A contact as a plain form, one "key: value" a line, to be changed in an editor. */
#define KT_FORM_MAX (256 << 10) /* bytes */

/* The form of a contact as it is now. NULL with error. */
char *kt_contact_form (KtContext *context, const KtContact *contact, GError **error);
/* What differs between two texts of it, as changes; empty: nothing. NULL with KT_ERROR_USAGE naming
 * the line: no UTF-8, no "key: value", a key said twice; a later apply reports line by line too. */
GPtrArray *kt_contact_form_changes (const char *before, const char *after, GError **error);
/* The text with an error above it as comments, instead of the one that was there. */
char *kt_contact_form_with_error (const char *text, const char *message);
