#pragma once
#include <glib.h>

/* The user's keyring (Secret Service), by secret-tool of libsecret, under service=kontor, user and
 * host. */
gboolean kt_keyring_is_there (void);

/* NULL without error: there is no such tool, or no entry. KT_ERROR_NETWORK: it did not answer
 * within so many seconds (0: the default), KT_ERROR_INTERRUPTED. The caller wipes it with
 * kt_secret_free(). */
char *kt_keyring_lookup (const char *user, const char *host, guint seconds, GError **error);

/* The secret goes to the tool's standard input. KT_ERROR_FAILED. */
gboolean kt_keyring_store (const char *user, const char *host, const char *secret, GError **error);
