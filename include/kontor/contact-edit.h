#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"

/* What a user may say about a contact, checked: one place for add, edit and review. */

/* name, given, family, patronymic, company, type, status, source, birthday, language, cadence,
 * kind; an empty value clears (not name, kind). KT_ERROR_USAGE: unknown key with the nearest, a
 * value that cannot be. */
gboolean kt_contact_set_field (KtContact *contact, const char *key, const char *value,
                               const KtClock *clock, GError **error);

/* A date of birth as people write it, "1986-03-12", "12.03.1986", "12.3.", "--03-12", in the book's
 * form. NULL with KT_ERROR_USAGE. */
char *kt_birthday_parse (const char *text, const KtClock *clock, GError **error);

/* Adds an address or phone; inside a journal transaction. An address that is another contact's
 * own is KT_ERROR_CONFLICT unless either is shared; what else others have too is named in a
 * warning (char *, appended). One the contact has already is left alone. */
gboolean kt_contact_add_email (KtContext *context, KtId contact, const char *text, gboolean shared,
                               GPtrArray *warnings, GError **error);
gboolean kt_contact_add_phone (KtContext *context, KtId contact, const char *text,
                               GPtrArray *warnings, GError **error);
/* Somebody new with a name and a phone (NULL or "": none), inside a journal transaction; 0 with
 * error. */
KtId kt_contact_add_person (KtContext *context, const char *name, const char *phone,
                            GError **error);
/* Takes one away, named as typed or in any equal form. KT_ERROR_NOT_FOUND. */
gboolean kt_contact_remove_email (KtContext *context, KtId contact, const char *text,
                                  GError **error);
gboolean kt_contact_remove_phone (KtContext *context, KtId contact, const char *text,
                                  GError **error);
/* Tags added and taken away; equal ones (folded) once. */
gboolean kt_contact_change_tags (KtContext *context, KtId contact, char **add, char **remove,
                                 GError **error);
