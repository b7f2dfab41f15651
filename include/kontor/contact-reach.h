#pragma once
#include "kontor/id.h"
#include "kontor/store.h"

/* The preferred phone of a contact, as typed; *ret_phone NULL: none. FALSE with error. */
gboolean kt_contact_phone (KtStore *store, KtId contact, char **ret_phone, GError **error);
