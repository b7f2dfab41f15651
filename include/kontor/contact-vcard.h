#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* The vCards that contacts were imported with (book: contact_vcard). */
#define KT_CARD_UID_SUFFIX "@kontor" /* behind the ref of a contact that got its UID here */

/* *ret_text NULL: it came with none. */
gboolean kt_contact_vcard_get (KtStore *store, KtId contact, char **ret_uid, char **ret_text,
                               GError **error);
/* Of those who became part of this one: what their cards said beyond its own; char *. */
GPtrArray *kt_contact_vcard_rest (KtStore *store, KtId contact, GError **error);
/* What it came with, where there is nothing yet. */
gboolean kt_contact_vcard_keep (KtStore *store, KtId contact, const char *uid, const char *text,
                                GError **error);
/* The text of what it came with. */
gboolean kt_contact_vcard_change (KtStore *store, KtId contact, const char *text, GError **error);
/* Who came with a card of that UID, or got it here; 0 nobody. */
gboolean kt_contact_vcard_find (KtStore *store, const char *uid, KtId *ret_contact, GError **error);
