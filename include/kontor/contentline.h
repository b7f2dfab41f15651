#pragma once
#include <glib.h>

/* Writer of the content lines that iCalendar (RFC 5545 §3.1) and vCard (RFC 6350 §3.2) share:
 * CRLF, folded at 75 octets on character borders. Names are ours, values may be anybody's.
 *
 * All return FALSE with KT_ERROR_FAILED, and append nothing, where a value passes
 * KT_CONTENTLINE_MAX octets as it is written. */
#define KT_CONTENTLINE_MAX (1u << 20)

typedef struct
{
  const char *name, *value;
} KtParam;

/* params ends with name NULL; NULL: none. Values are quoted where needed, with RFC 6868's ^ forms;
 * controls are left out. */

/* A TEXT value: backslash, comma, semicolon and line breaks escaped, other controls left out,
 * invalid UTF-8 as U+FFFD. */
gboolean kt_contentline_text (GString *out, const char *name, const KtParam *params,
                              const char *text, GError **error);

/* A value that is written as it is: URI, CAL-ADDRESS, DATE-TIME, RRULE, a structured value.
 * Controls (CR, LF above all: they would begin a line of a stranger's choice) and invalid UTF-8 are
 * refused with KT_ERROR_FAILED. */
gboolean kt_contentline_value (GString *out, const char *name, const KtParam *params,
                               const char *value, GError **error);

/* A part of a structured or list value (N, ADR, CATEGORIES), escaped like TEXT. */
void kt_contentline_escape (GString *value, const char *text);

/* A whole line, UTF-8 without controls, folded at 75 octets, with line_end at each end. */
void kt_contentline_fold (GString *out, const char *line, const char *line_end);
