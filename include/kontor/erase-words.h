#pragma once
#include <glib.h>

/* By what somebody is found in a file: the octets that a name, an address or a phone may stand as.
 * Pure. */
#define KT_ERASE_WORD_MIN 5 /* octets: what is shorter stands everywhere */

/* The forms of texts, each once (GBytes): as they are, NFC and NFD, in lower case, folded
 * (kontor/fold.h), and the octets of each that base64 always shows, for the three places a text may
 * begin at (RFC 4648 §4). Texts shorter than KT_ERASE_WORD_MIN are left out. */
GPtrArray *kt_erase_forms (const GPtrArray *texts /* char * */);

/* The first of forms that stands in data; -1: none does. */
int kt_erase_find (const GPtrArray *forms, const void *data, gsize length);
