#include "config.h"
#include "kontor/command-output.h"
#include "kontor/courier-open.h"
#include "kontor/error.h"
#include "kontor/keyring.h"
#include <glib/gi18n.h>

/* The Secret Service, by the program that speaks to it: no library for what most runs never need.
 */
#define TOOL "secret-tool"

gboolean
kt_keyring_is_there (void)
{
  g_autofree char *path = g_find_program_in_path (TOOL);
  return path != NULL;
}

/* No entry, a locked keyring that nobody opens, no session to ask: all the same here. */
char *
kt_keyring_lookup (const char *user, const char *host, guint seconds, GError **error)
{
  g_autoptr (GError) failed = NULL;
  const char *argv[] = { TOOL,   "lookup", "service", "kontor", "user", user != NULL ? user : "",
                         "host", host,     NULL };
  const KtCommandCall call
      = { .argv = (char *const *)argv, .input = "", .seconds = seconds, .quiet = TRUE };
  if (user == NULL || !kt_keyring_is_there ())
    return NULL;
  char *text = kt_command_output (&call, &failed);
  if (text != NULL && *text != '\0')
    return text;
  kt_secret_free (text);
  if (g_error_matches (failed, KT_ERROR, KT_ERROR_NETWORK))
    g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("the keyring does not answer, %s"),
                 failed->message);
  else if (g_error_matches (failed, KT_ERROR, KT_ERROR_INTERRUPTED))
    g_propagate_error (error, g_steal_pointer (&failed));
  return NULL;
}

gboolean
kt_keyring_store (const char *user, const char *host, const char *secret, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *label = g_strdup_printf ("Kontor: %s, %s", user, host);
  const char *argv[]
      = { TOOL, "store", "--label", label, "service", "kontor", "user", user, "host", host, NULL };
  const KtCommandCall call = { .argv = (char *const *)argv, .input = secret };
  g_autofree char *said = kt_command_output (&call, &failed);
  if (said != NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot keep the password in the keyring, %s"),
               failed->message);
  kt_error_hint (
      error, "%s",
      _ ("a keyring needs a session: without one write password-command into the config"));
  return FALSE;
}
