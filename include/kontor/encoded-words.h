#pragma once
#include <glib.h>

/* Encoded words (RFC 2047) of a header field as UTF-8, what stands between them as it is.
 * Neighbours of one charset are decoded together, for many programs split a character between two;
 * a charset that does not fit is repaired as that of a body (kontor/charset.h). value is unfolded
 * UTF-8. */
char *kt_encoded_words_decode (const char *value);
