#pragma once
#include <glib.h>

/* Programs that are run for what they print: a password, a token. */
typedef struct
{
  char *const *argv; /* looked for in PATH, no shell */
  const char *input; /* what it reads; NULL: it has the terminal, for its questions */
  guint seconds;     /* it may take; 0: the default */
  const char *told;  /* said on the terminal when it takes long; NULL: nothing */
  gboolean quiet;    /* nobody sees its error output */
} KtCommandCall;

#define KT_COMMAND_SECONDS 120
#define KT_COMMAND_OUTPUT_MAX 65536 /* octets; an OAuth token is long */

/* All of what it printed, to be wiped by the caller. It leads a process group of its own, in the
 * foreground where kontor is; one that does not end in time is ended with its group. Where kontor
 * has the terminal together with others, of a pipeline or a script, it stays in their group, and it
 * alone is ended. The error has only the reason: KT_ERROR_FAILED, KT_ERROR_NETWORK for one that
 * took too long, KT_ERROR_INTERRUPTED where Ctrl-C came. */
char *kt_command_output (const KtCommandCall *call, GError **error);
