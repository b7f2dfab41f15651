#pragma once
#include <glib.h>

/* Bytes of letters as UTF-8. Valid UTF-8 wins over what is declared; else the declared charset if
 * it decodes into sane text; else the one of windows-1251, KOI8-U, windows-1257, windows-1252,
 * IBM866 and ISO-8859-2 whose letters look most like a language. */

/* Never fails: what nothing can read becomes U+FFFD. declared may be NULL or nonsense. The result
 * has no NUL but may begin with what the bytes began with; a byte order mark is taken off. */
char *kt_charset_to_utf8 (const char *bytes, gsize length, const char *declared);

/* A whole file that says nothing about its charset: UTF-8, UTF-16 with or without mark, else
 * guessed from its lines that are not ASCII. *ret_charset is its name as people say it
 * ("windows-1257"). A NUL becomes U+0001, so that it is noticed. */
char *kt_charset_read_file (const char *bytes, gsize length, const char **ret_charset);

/* What bytes without NUL seem to be: a name for declared; NULL nobody knows. */
const char *kt_charset_guess (const char *bytes, gsize length);

/* Opens the usual converters, which keeps their tables loaded as long as the result lives: before
 * the process gives up opening files. Free with g_ptr_array_unref(). */
GPtrArray *kt_charset_warm (void);
