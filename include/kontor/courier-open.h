#pragma once
#include "kontor/process.h"
#include "kontor/records.h"
#include "kontor/settings.h"

/* The way to a source: its courier, started and told the secret. */

/* sync-open.c: a courier told what to open; it answers READY or FAIL. */
KtHelper *kt_courier_open (const KtMailSource *config, gboolean no_input, GError **error);
/* The same with one that was started ahead (kt_helper_start); it is taken. Not for a tunnel. */
KtHelper *kt_courier_open_started (const KtMailSource *config, KtHelper *courier, gboolean no_input,
                                   GError **error);
KtHelper *kt_courier_open_calendar (const KtCalendarSource *config, gboolean no_input,
                                    GError **error);

/* What kt_courier_open_ready() tells while it goes on; detail is foreign. */
typedef struct
{
  void (*step) (gpointer data, KtStep step, const char *detail);
  gpointer data;
} KtCourierWatch;

/* The same, and waits for READY. A token that is refused is asked for once again. */
KtHelper *kt_courier_open_ready (const KtMailSource *config, const KtCourierWatch *watch,
                                 gboolean no_input, GError **error);

/* For who waits in another way: whether this frame is a FAIL of a token, and what to add to its
 * error when the second was refused too. */
gboolean kt_courier_token_refused (const KtFrame *frame);
gboolean kt_courier_password_refused (const KtFrame *frame);
void kt_courier_hint_token (const KtCredentials *credentials, GError **error);

/* secret.c: who asks for a secret, and where it comes from. */
typedef struct
{
  const char *section, *name; /* [section name] of the config */
  const char *user, *host;    /* as asked on the terminal */
  const KtCredentials *credentials;
} KtLogin;

/* From the config, a file, a command (run without a shell), the keyring, or asked for on the
 * terminal unless no_input. The caller wipes it with kt_secret_free(). KT_ERROR_NETWORK. */
char *kt_secret_get (const KtLogin *login, gboolean no_input, GError **error);
void kt_secret_free (char *secret);
/* Asked on the terminal, "" where Enter alone was the answer; NULL: nobody is there. why: a line
 * before it, that says why it is asked once more; NULL none. */
char *kt_secret_ask (const char *user, const char *host, const char *why);
/* Whether only the user knows the password of a mailbox that wants one. */
gboolean kt_secret_is_typed (const KtMailSource *mailbox);

/* Runs a tunnel command; our end of the conversation in *ret_fd, to be ended with
 * kt_process_end (*ret_pid). */
gboolean kt_tunnel_spawn (const KtMailSource *source, int *ret_fd, int *ret_pid, GError **error);
