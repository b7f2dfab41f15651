#pragma once
#include <glib.h>

/* The addresses of a From, To, Cc … field (RFC 5322 §3.4), and of what programs write instead:
 * "Doe, John <j@x>" is one mailbox, "a@b; c@d" are two, a missing ">" is forgiven, names of groups
 * are passed over. Needs no recursion. */
typedef struct
{
  char *name; /* decoded, NFC, one line, at most KT_LETTER_NAME_MAX octets; "" none */
  char *norm; /* kt_addr_norm() */
} KtMailbox;

/* At most max mailboxes, in their order; what is no address is left out. value is unfolded UTF-8
 * (kt_header_get()). */
GArray *kt_address_list_parse (const char *value, guint max); /* of KtMailbox; frees its strings */
