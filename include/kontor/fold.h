#pragma once
#include <glib.h>

/* The form names and words are matched in (RULES: text): NFKD, casefold, marks off except in й and
 * ї, ё→е, ґ→г, the apostrophes ' ’ ʼ joined. Valid UTF-8 in; the caller frees. */
char *kt_fold (const char *text);

/* NFC and valid UTF-8 of anything: how text is stored. */
char *kt_nfc (const char *text, gssize length);
