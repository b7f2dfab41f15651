#include "config.h"
#include "kontor/courier-open.h"
#include "kontor/error.h"
#include "kontor/helper-call.h"
#include "kontor/records.h"
#include <glib/gi18n.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* What is told, of either kind of source. */
typedef struct
{
  KtSourceKind kind;
  const char *user, *host, *path, *ca_file, *sent;
  guint16 port;
  char *const *folders;
  int deadline_ms;
  gboolean write;
  guint32 options; /* KT_OPEN_* */
} Target;

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static GVariant *
open_record (const Target *target, const char *secret, gboolean tunnel)
{
  static const char *const none[] = { NULL };
  return g_variant_new ("(ussusss^assubbu)", (guint32)target->kind, or_empty (target->user),
                        or_empty (target->host), (guint32)target->port, or_empty (target->path),
                        secret, or_empty (target->ca_file),
                        target->folders != NULL ? (const char *const *)target->folders : none,
                        or_empty (target->sent), (guint32)target->deadline_ms, tunnel,
                        target->write, target->options);
}

/* Sent at once, so that no copy of the secret stays in a buffer. */
static gboolean
send_open (KtHelper *courier, const Target *target, const char *secret, gboolean tunnel,
           GError **error)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (open_record (target, secret, tunnel));
  kt_channel_queue (courier->channel, KT_FRAME_OPEN, record);
  gboolean ok = kt_channel_flush (courier->channel, error);
  kt_channel_wipe (courier->channel);
  explicit_bzero ((void *)g_variant_get_data (record), g_variant_get_size (record));
  return ok;
}

/* login NULL: it needs no secret. */
static char *
get_secret (const KtLogin *login, gboolean no_input, GError **error)
{
  const struct rlimit no_core = { 0 };
  setrlimit (RLIMIT_CORE, &no_core); /* a core file would hold the secret */
  return login == NULL ? g_strdup ("") : kt_secret_get (login, no_input, error);
}

/* started: NULL, or a courier that was not greeted yet; taken */
static KtHelper *
start (const Target *target, KtHelper *started, const char *secret, int tunnel, GError **error)
{
  KtHelper *courier = started != NULL ? kt_helper_greeted (started, error)
                                      : kt_helper_spawn ("kontor-courier", tunnel, error);
  if (courier == NULL || send_open (courier, target, secret, tunnel >= 0, error))
    return courier;
  kt_helper_kill (courier);
  return NULL;
}

static KtHelper *
open_mail (const KtMailSource *config, guint32 options, KtHelper *started, gboolean no_input,
           GError **error)
{
  const Target target
      = { .kind = config->kind,
          .user = config->user,
          .host = config->host,
          .path = config->path,
          .ca_file = config->ca_file,
          .sent = config->sent,
          .port = config->port,
          .folders = config->folders,
          .deadline_ms = config->deadline_ms,
          .options = options | (config->credentials.oauth2_command != NULL ? KT_OPEN_TOKEN : 0) };
  const KtLogin login = { "mail", config->name, config->user, config->host, &config->credentials };
  gboolean local = kt_source_is_letter_files (config->kind);
  gboolean secretless = local || (config->tunnel != NULL && config->user == NULL);
  KtHelper *courier = NULL;
  int tunnel = -1, pid = 0;
  char *secret = get_secret (secretless ? NULL : &login, no_input, error);
  if (secret != NULL && (config->tunnel == NULL || kt_tunnel_spawn (config, &tunnel, &pid, error)))
    courier = start (&target, g_steal_pointer (&started), secret, tunnel, error);
  kt_helper_kill (started); /* not come to use: there is no secret */
  if (tunnel >= 0)
    close (tunnel);
  if (courier != NULL)
    courier->tunnel = pid;
  else if (pid > 0)
    kt_process_end (pid);
  kt_secret_free (secret);
  return courier;
}

KtHelper *
kt_courier_open (const KtMailSource *config, gboolean no_input, GError **error)
{
  return open_mail (config, 0, NULL, no_input, error);
}

KtHelper *
kt_courier_open_started (const KtMailSource *config, KtHelper *courier, gboolean no_input,
                         GError **error)
{
  g_return_val_if_fail (courier == NULL || config->tunnel == NULL, NULL);
  return open_mail (config, 0, courier, no_input, error);
}

/* --- the answer, waited for --- */

static guint32
code_of (const KtFrame *frame)
{
  guint32 code = 0;
  if (frame->type != KT_FRAME_FAIL)
    return 0;
  g_autoptr (GVariant) record = kt_frame_record (frame, "(us)", NULL);
  if (record != NULL)
    g_variant_get (record, "(u&s)", &code, NULL);
  return code;
}

gboolean
kt_courier_token_refused (const KtFrame *frame)
{
  return code_of (frame) == KT_FAIL_TOKEN;
}

gboolean
kt_courier_password_refused (const KtFrame *frame)
{
  return code_of (frame) == KT_FAIL_PASSWORD;
}

void
kt_courier_hint_token (const KtCredentials *credentials, GError **error)
{
  kt_error_hint (error,
                 _ ("its oauth2-command was asked twice; run it by hand to see what it says: %s"),
                 credentials->oauth2_command);
}

static gboolean
tell_step (const KtFrame *frame, const KtCourierWatch *watch, GError **error)
{
  guint32 step;
  const char *detail;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_STEP, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(u&s)", &step, &detail);
  if (watch != NULL)
    watch->step (watch->data, step, detail);
  return TRUE;
}

/* READY, after the steps. *ret_refused: the token was. */
static gboolean
wait_ready (KtHelper *courier, const KtCourierWatch *watch, gboolean *ret_refused, GError **error)
{
  KtFrame frame = { 0 };
  gboolean ok;
  while ((ok = kt_helper_call_next (courier, &frame, error)) && frame.type == KT_FRAME_STEP)
    if (!tell_step (&frame, watch, error))
      return FALSE;
  *ret_refused = !ok && kt_courier_token_refused (&frame);
  if (ok && frame.type != KT_FRAME_READY)
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "the courier sent a frame out of turn");
  return ok && frame.type == KT_FRAME_READY;
}

KtHelper *
kt_courier_open_ready (const KtMailSource *config, const KtCourierWatch *watch, gboolean no_input,
                       GError **error)
{
  for (guint tries = 0;; tries++)
    {
      g_autoptr (GError) failed = NULL;
      gboolean refused = FALSE;
      KtHelper *courier
          = open_mail (config, watch != NULL ? KT_OPEN_STEPS : 0, NULL, no_input, error);
      if (courier == NULL || wait_ready (courier, watch, &refused, &failed))
        return courier;
      kt_helper_kill (courier);
      if (refused && tries == 0)
        continue;
      if (refused)
        kt_courier_hint_token (&config->credentials, &failed);
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
}

KtHelper *
kt_courier_open_calendar (const KtCalendarSource *config, gboolean no_input, GError **error)
{
  const Target target
      = { .kind = config->kind,
          .user = config->user,
          .host = config->host,
          .path = config->path,
          .ca_file = config->ca_file,
          .port = config->port,
          .folders = config->calendars,
          .deadline_ms = config->deadline_ms,
          .write = config->write,
          .options = config->credentials.oauth2_command != NULL ? KT_OPEN_TOKEN : 0 };
  const char *at = config->user != NULL ? strrchr (config->user, '@') : NULL;
  const char *host = config->host != NULL ? config->host : at != NULL ? at + 1 : "";
  const KtLogin login = { kt_source_is_cards (config->kind) ? "contacts" : "calendar", config->name,
                          config->user, host, &config->credentials };
  char *secret = get_secret (config->user == NULL ? NULL : &login, no_input, error);
  KtHelper *courier = secret != NULL ? start (&target, NULL, secret, -1, error) : NULL;
  kt_secret_free (secret);
  return courier;
}
