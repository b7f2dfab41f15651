#pragma once
#include <glib.h>

/* An account's number (ISO 13616) without spaces, in capitals; NULL: it is none, or a digit of it
 * is wrong. */
char *kt_iban_parse (const char *text);
/* In groups of four, as it is printed. */
char *kt_iban_print (const char *iban);
