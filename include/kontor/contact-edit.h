#pragma once
#include "kontor/contact.h"
#include "kontor/context.h"

/* What a user may say about a contact, checked: one place for add, edit and review. */

/* The keys of a contact's own columns, in the order of the form; NULL ends. "surname" is "family".
 */
extern const char *const kt_contact_keys[];
/* name, given, patronymic, family (surname), company, type, status, source, language, birthday,
 * city, discount, consent, cadence, kind; an empty value clears (not name, kind). The name follows
 * its parts in kt_contact_complete(), the employer the company in kt_contact_settle().
 * KT_ERROR_USAGE: unknown key with the nearest, a value that cannot be. */
gboolean kt_contact_set_field (KtContact *contact, const char *key, const char *value,
                               const KtClock *clock, GError **error);
/* What stands there, in a form that kt_contact_set_field() takes again; "" nothing, NULL: no such
 * key. */
char *kt_contact_get_field (const KtContact *contact, const char *key);

/* The same of another contact, as it is. */
void kt_contact_take_field (KtContact *to, const KtContact *from, const char *key);

/* Before it is written: a contact without a name is called by given and family; so is one whose
 * name was made of them in before (NULL: it is new). KT_ERROR_USAGE: no name at all. */
gboolean kt_contact_complete (const KtContact *before, KtContact *contact, GError **error);

/* A field of the user's own by its name (kontor/field.h), checked and written, inside a journal
 * transaction; an empty value takes it away. KT_ERROR_NOT_FOUND: there is no such field. */
gboolean kt_contact_set_own_field (KtContext *context, KtId contact, const char *name,
                                   const char *value, GError **error);

/* What follows from a contact that was written with its points, inside a journal transaction: the
 * employer (whose company card has its company's name, else its address's domain, never free mail),
 * the people of a company card, and whom its source names (relation referred-by). before: as it was
 * read, NULL: it is new. Writes contact again where it changed. Of many contacts at once,
 * kt_employer_settle_all() at the end instead: employers only. */
gboolean kt_contact_settle (KtContext *context, const KtContact *before, KtContact *contact,
                            GError **error);

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
/* The same for every kind of contact_point, with a label (NULL or "": none; of one that is there
 * already it is changed). post, url and messenger are kept as typed and compared folded. */
gboolean kt_contact_add_point (KtContext *context, KtId contact, const char *kind, const char *text,
                               const char *label, gboolean shared, GPtrArray *warnings,
                               GError **error);
gboolean kt_contact_remove_point (KtContext *context, KtId contact, const char *kind,
                                  const char *text, GError **error);
/* "toms@kalns.example (private)" into text and label; both to be freed, *ret_label NULL: none. */
char *kt_point_split_label (const char *text, char **ret_label);
/* The other way round. */
char *kt_point_join_label (const KtPoint *point);

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
