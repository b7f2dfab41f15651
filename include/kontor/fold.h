#pragma once
#include <glib.h>

/* The form names and words are matched in (RULES: text): NFKD, casefold, marks off except in й and
 * ї, ё→е, ґ→г, the apostrophes ' ’ ʼ joined. Valid UTF-8 in; the caller frees. */
char *kt_fold (const char *text);
/* Of its first octets; there is no NUL among them. */
char *kt_fold_head (const char *text, gsize length);

/* NFC and valid UTF-8 of anything: how text is stored. */
char *kt_nfc (const char *text, gssize length);
