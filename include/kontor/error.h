#pragma once
#include <glib.h>

/* The one error domain. A code is the exit status of the command it ends (DESIGN §8).
 *
 * A message is: one line "what failed «subject», why" in lower case without a full stop, then any
 * number of detail lines that start with two spaces, then lines "hint: what to do". Only main()
 * prints it, made terminal-safe. */
#define KT_ERROR kt_error_quark ()

typedef enum
{
  KT_ERROR_FAILED = 1,
  KT_ERROR_USAGE = 2,
  KT_ERROR_NOT_FOUND = 3,
  KT_ERROR_CONFLICT = 4, /* ambiguous, or stands against something */
  KT_ERROR_NETWORK = 5,  /* or login */
  KT_ERROR_PARTLY = 6,
  KT_ERROR_DATABASE = 10, /* or disk */
  KT_ERROR_INTERRUPTED = 130,
} KtError;

GQuark kt_error_quark (void);

/* Appends a detail line or a hint to an error that is set; without one (error or *error NULL)
 * does nothing. */
void kt_error_detail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
void kt_error_hint (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The exit status for any error: its code in our domain, 1 in a foreign one. */
int kt_error_exit_status (const GError *error);
