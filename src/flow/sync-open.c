#include "config.h"
#include "kontor/sync-engine.h"
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

KtHelper *
kt_courier_open (const KtMailSource *config, gboolean no_input, GError **error)
{
  KtHelper *courier = NULL;
  int tunnel = -1;
  char *secret = kt_secret_get (config, no_input, error);
  if (secret != NULL && (config->tunnel == NULL || kt_tunnel_spawn (config, &tunnel, error)))
    courier = kt_helper_spawn ("kontor-courier", tunnel, error);
  if (tunnel >= 0)
    close (tunnel);
  if (courier != NULL)
    kt_channel_queue (courier->channel, KT_FRAME_OPEN, open_record (config, secret));
  kt_secret_free (secret);
  return courier;
}
