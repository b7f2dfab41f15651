#pragma once
#include "kontor/contact.h"

/* Which company's card somebody works at (book): the one the user named, else the one in whose
 * domain an address of theirs lies. Free mail says nothing; a domain of two cards neither. Writers
 * want a journal transaction; kt_contact_settle() calls the first two. */

/* For a person just written: sets employer, and company to the name of its card. before as in
 * kt_contact_settle(). A company that was said is looked for by its name; else addresses new since
 * contact->updated count. */
gboolean kt_employer_find (KtStore *store, const KtContact *before, KtContact *contact,
                           GError **error);
/* For a company's card just written: people without an employer who name it, or have an address in
 * its domain, are its; those who had its old name get the new one. One that is no company any more
 * loses them. */
gboolean kt_employer_gather (KtStore *store, const KtContact *before, const KtContact *contact,
                             gint64 now, GError **error);
/* Both for all contacts written since now, in one pass. ret_linked (may be NULL): people. */
gboolean kt_employer_settle_all (KtStore *store, gint64 now, guint *ret_linked, GError **error);
/* Those of its people who had its old name get the new one. */
gboolean kt_employer_rename (KtStore *store, KtId company, const char *from, const char *to,
                             gint64 now, GError **error);
/* The people of a company's card, by name: KtContact. */
GPtrArray *kt_employer_people (KtStore *store, KtId company, GError **error);
