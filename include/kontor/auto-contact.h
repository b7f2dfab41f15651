#pragma once
#include "kontor/address.h"
#include "kontor/clock.h"
#include "kontor/id.h"
#include "kontor/settings.h"
#include "kontor/store.h"

/* Contacts that make themselves (RULES: journal; DESIGN §5): for addresses the user has written to
 * (auto-contacts = replied), or everyone's (all), one journal entry of origin sync. Keys come from
 * the address, so that a second run or a second machine makes the same rows. Takes its own
 * transactions; *ret_made may be 0. An address that bears the name of a contact waits for review.
 * Only addresses among touched (gint64, mirror.address.id) are looked at; all where that is NULL or
 * the settings that decide changed.
 * Afterwards the rhythms that tell who is quiet are brought up to date. */
gboolean kt_auto_contacts (KtStore *store, const KtSettings *settings, const KtClock *clock,
                           const GArray *touched, guint *ret_made, GError **error);

/* The contact and its e-mail point that an address makes, with the keys every machine gives them;
 * random ones where that contact is there but no longer owns it. Inside a journal transaction. */
gboolean kt_contact_from_address (KtStore *store, const KtAddressSeen *seen, const char *origin,
                                  gint64 now, KtId *ret_contact, GError **error);
