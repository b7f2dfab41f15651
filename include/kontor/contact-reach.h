#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* How to reach each contact, for lists: read in one go, not contact by contact. */
typedef struct
{
  char *email, *phone; /* the preferred ones, as typed; NULL none */
  char *tags;          /* "brand, vip"; NULL none */
} KtReach;

/* KtId (gint64 *) → KtReach; contacts without any of it are not there. NULL with error. */
GHashTable *kt_contact_reach_all (KtStore *store, GError **error);
