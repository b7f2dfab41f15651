#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* The raw vCard that a contact came with (book: contact_vcard), and what its cards are known by.
 * Written by kontor/import-rows.h. */

/* *ret_uid "" it has none; *ret_text "" there is no card. */
gboolean kt_contact_card_get (KtStore *store, KtId contact, char **ret_uid, char **ret_text,
                              GError **error);
/* Whose card has that UID, also one that we gave out; 0 without error: nobody's. */
gboolean kt_contact_card_owner (KtStore *store, const char *uid, KtId *ret_contact, GError **error);

/* The UID of a contact without one of its own: "kontor-" and its key in hexadecimal. */
char *kt_contact_card_uid (KtId contact);
KtId kt_contact_card_key (const char *uid); /* 0: it is none of those */
