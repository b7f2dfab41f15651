#pragma once
#include "kontor/clock.h"
#include "kontor/settings.h"
#include "kontor/store.h"

/* Contacts that make themselves (RULES: journal; DESIGN §5): for addresses the user has written to
 * (auto-contacts = replied), or everyone's (all), one journal entry of origin sync. Keys come from
 * the address, so that a second run or a second machine makes the same rows. Takes its own
 * transaction; *ret_made may be 0. */
gboolean kt_auto_contacts (KtStore *store, const KtSettings *settings, const KtClock *clock,
                           guint *ret_made, GError **error);
