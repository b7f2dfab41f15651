#include "config.h"
#include "kontor/courier-open.h"
#include "kontor/sync-engine.h"
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static GVariant *
open_record (const KtMailSource *config, const char *secret)
{
  static const char *const none[] = { NULL };
  return g_variant_new (
      "(ussusss^assub)", (guint32)config->kind, or_empty (config->user), or_empty (config->host),
      (guint32)config->port, or_empty (config->path), secret, or_empty (config->ca_file),
      config->folders != NULL ? (const char *const *)config->folders : none,
      or_empty (config->sent), (guint32)config->deadline_ms, config->tunnel != NULL);
}

/* Sent at once, so that no copy of the secret stays in a buffer. */
static gboolean
send_open (KtHelper *courier, const KtMailSource *config, const char *secret, GError **error)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (open_record (config, secret));
  kt_channel_queue (courier->channel, KT_FRAME_OPEN, record);
  gboolean ok = kt_channel_flush (courier->channel, error);
  kt_channel_wipe (courier->channel);
  explicit_bzero ((void *)g_variant_get_data (record), g_variant_get_size (record));
  return ok;
}

KtHelper *
kt_courier_open (const KtMailSource *config, gboolean no_input, GError **error)
{
  const struct rlimit no_core = { 0 };
  KtHelper *courier = NULL;
  int tunnel = -1;
  setrlimit (RLIMIT_CORE, &no_core); /* a core file would hold the secret */
  char *secret = kt_secret_get (config, no_input, error);
  if (secret != NULL && (config->tunnel == NULL || kt_tunnel_spawn (config, &tunnel, error)))
    courier = kt_helper_spawn ("kontor-courier", tunnel, error);
  if (tunnel >= 0)
    close (tunnel);
  if (courier != NULL && !send_open (courier, config, secret, error))
    {
      kt_helper_kill (courier);
      courier = NULL;
    }
  kt_secret_free (secret);
  return courier;
}
