#pragma once
#include <glib.h>

/* One line of an IMAP server, without its end: what the guard knows of the grammar (RFC 3501 §9).
 * Where a function refuses, *ret_why is the reason, to be translated. */
typedef enum
{
  KT_LINE_REFUSED,
  KT_LINE_DROPPED,         /* untagged and of no interest */
  KT_LINE_CONTINUE,        /* "+ …" */
  KT_LINE_TAGGED,          /* "12 OK …" */
  KT_LINE_UNTAGGED_STATUS, /* "* OK …" */
  KT_LINE_FETCH,
  KT_LINE_STATUS,
  KT_LINE_SEARCH,
  KT_LINE_VANISHED, /* well formed */
  KT_LINE_DATA,     /* other untagged data */
} KtLineKind;

/* The first line of a response. */
KtLineKind kt_line_kind (const char *line, gsize length, const char **ret_why);

/* For a status line: how much of it may stay, up to its word or its response code. */
gsize kt_line_status_length (const char *line, gsize length);

/* For a data line: quoted strings end, parentheses stay within depth_max, numbers fit. *depth is
 * carried from line to line of a response. */
gboolean kt_line_check (const char *line, gsize length, KtLineKind kind, gboolean continued,
                        guint depth_max, guint *depth, const char **ret_why);

/* Appends a FETCH line that was checked. An INTERNALDATE that is none, which libetpan could not get
 * over, becomes the first second of 1970. */
void kt_line_append_fetch (const char *line, gsize length, GByteArray *out);

/* Whether a literal follows the line, "{12}" or "{12+}". */
gboolean kt_line_literal (const char *line, gsize length, guint64 max, gboolean *ret_has,
                          guint64 *ret_length, const char **ret_why);

/* guard-labels.c: a line of a FETCH with the system labels of X-GM-LABELS quoted. *within: whether
 * its list goes on from the line before, and into the next. */
void kt_line_append_labels (const char *line, gsize length, gboolean *within, GByteArray *out);
