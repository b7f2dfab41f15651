#include "config.h"
#include "kontor/courier-open.h"
#include "kontor/records.h"
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
  return g_variant_new (
      "(ussusss^assubb)", (guint32)target->kind, or_empty (target->user), or_empty (target->host),
      (guint32)target->port, or_empty (target->path), secret, or_empty (target->ca_file),
      target->folders != NULL ? (const char *const *)target->folders : none,
      or_empty (target->sent), (guint32)target->deadline_ms, tunnel, target->write);
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

static KtHelper *
start (const Target *target, const char *secret, int tunnel, GError **error)
{
  KtHelper *courier = kt_helper_spawn ("kontor-courier", tunnel, error);
  if (courier == NULL || send_open (courier, target, secret, tunnel >= 0, error))
    return courier;
  kt_helper_kill (courier);
  return NULL;
}

KtHelper *
kt_courier_open (const KtMailSource *config, gboolean no_input, GError **error)
{
  const Target target = { .kind = config->kind,
                          .user = config->user,
                          .host = config->host,
                          .path = config->path,
                          .ca_file = config->ca_file,
                          .sent = config->sent,
                          .port = config->port,
                          .folders = config->folders,
                          .deadline_ms = config->deadline_ms };
  const KtLogin login = { "mail", config->name, config->user, config->host, &config->credentials };
  gboolean local = config->kind == KT_SOURCE_MAILDIR || config->kind == KT_SOURCE_EML;
  gboolean secretless = local || (config->tunnel != NULL && config->user == NULL);
  KtHelper *courier = NULL;
  int tunnel = -1;
  char *secret = get_secret (secretless ? NULL : &login, no_input, error);
  if (secret != NULL && (config->tunnel == NULL || kt_tunnel_spawn (config, &tunnel, error)))
    courier = start (&target, secret, tunnel, error);
  if (tunnel >= 0)
    close (tunnel);
  kt_secret_free (secret);
  return courier;
}

KtHelper *
kt_courier_open_calendar (const KtCalendarSource *config, gboolean no_input, GError **error)
{
  const Target target = { .kind = config->kind,
                          .user = config->user,
                          .host = config->host,
                          .path = config->path,
                          .ca_file = config->ca_file,
                          .port = config->port,
                          .folders = config->calendars,
                          .deadline_ms = config->deadline_ms,
                          .write = config->write };
  const char *at = config->user != NULL ? strrchr (config->user, '@') : NULL;
  const char *host = config->host != NULL ? config->host : at != NULL ? at + 1 : "";
  const KtLogin login = { kt_source_is_cards (config->kind) ? "contacts" : "calendar", config->name,
                          config->user, host, &config->credentials };
  char *secret = get_secret (config->user == NULL ? NULL : &login, no_input, error);
  KtHelper *courier = secret != NULL ? start (&target, secret, -1, error) : NULL;
  kt_secret_free (secret);
  return courier;
}
