#pragma once
#include <glib.h>

/* Foreign text made storable: UTF-8 in, NFC out. */

/* NFC; the same as kt_nfc(), without the work where text needs none. */
char *kt_plain_nfc (const char *text, gssize length);

/* One line: line breaks and tabs become spaces, runs of spaces one, other C0 controls and DEL go;
 * trimmed, NFC, at most max octets. text NULL is "". */
char *kt_plain_line (const char *text, gsize max);

/* Many lines: CR LF and lone CR become LF, NUL and form feeds go, NFC. */
char *kt_plain_block (const char *text, gsize length);

/* The longest beginning of text with at most max octets that ends on a character's border. */
gsize kt_plain_cut (const char *text, gsize length, gsize max);
