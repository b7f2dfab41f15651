#include "config.h"
#include "courier-place.h"
#include "courier.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define RESOURCES_A_FRAME 1000
#define RESOURCES_OCTETS (512u << 10) /* of their names in one frame */

static gboolean
no_place (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "no place of calendars is open");
  return FALSE;
}

/* What is no UTF-8 cannot be named in a frame; what is endless the keeper does not take. */
static gboolean
check_name (const char *name, GError **error)
{
  if (strlen (name) > KT_COLLECTION_NAME_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("a name is longer than %u KiB"),
                   KT_COLLECTION_NAME_MAX >> 10);
      return FALSE;
    }
  if (g_utf8_validate (name, -1, NULL))
    return TRUE;
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot name «%s», it is no UTF-8"), shown);
  return FALSE;
}

static void
queue_done (KtChannel *channel)
{
  kt_channel_queue (channel, KT_FRAME_DONE, g_variant_new ("(t)", (guint64)0));
}

/* --- what a driver finds goes into frames --- */

static gboolean
send_collection (gpointer data, const KtCollection *collection, GError **error)
{
  KtChannel *channel = data;
  g_autofree char *name = g_utf8_make_valid (collection->name, -1);
  if (!check_name (collection->href, error) || !check_name (name, error))
    return FALSE;
  kt_channel_queue (channel, KT_FRAME_COLLECTION,
                    g_variant_new (KT_TYPE_COLLECTION, collection->href, name, collection->writable,
                                   collection->single));
  return kt_courier_flush_if_much (channel, error);
}

typedef struct
{
  KtChannel *channel;
  guint total;
} Listing;

static gboolean
send_resources (gpointer data, const KtResource *resources, gsize n, GError **error)
{
  Listing *listing = data;
  if (n > KT_COLLECTION_RESOURCES_MAX - listing->total)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("it holds more than %u entries"),
                   KT_COLLECTION_RESOURCES_MAX);
      return FALSE;
    }
  listing->total += n;
  for (gsize i = 0; i < n;)
    {
      GVariantBuilder builder;
      g_variant_builder_init (&builder, G_VARIANT_TYPE (KT_TYPE_RESOURCES));
      gsize octets = 0;
      for (guint entries = 0; i < n && entries < RESOURCES_A_FRAME && octets < RESOURCES_OCTETS;
           i++, entries++)
        {
          const KtResource *resource = &resources[i];
          if (!check_name (resource->href, error) || !check_name (resource->etag, error))
            {
              g_variant_builder_clear (&builder);
              return FALSE;
            }
          octets += strlen (resource->href) + strlen (resource->etag);
          g_variant_builder_add (&builder, "(ssb)", resource->href, resource->etag, resource->gone);
        }
      kt_channel_queue (listing->channel, KT_FRAME_RESOURCES, g_variant_builder_end (&builder));
      if (!kt_courier_flush_if_much (listing->channel, error))
        return FALSE;
    }
  return TRUE;
}

/* A large file is not queued at once. */
static gboolean
send_data (KtChannel *channel, const char *data, gsize length, GError **error)
{
  for (gsize sent = 0; sent < length;)
    {
      gsize part = MIN (length - sent, KT_FRAME_BYTES_MAX);
      kt_channel_queue_bytes (channel, KT_FRAME_BYTES, data + sent, part);
      sent += part;
      if (!kt_courier_flush_if_much (channel, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
send_text (gpointer data, const KtResourceText *text, GError **error)
{
  KtChannel *channel = data;
  g_autofree char *problem = text->problem != NULL ? g_utf8_make_valid (text->problem, -1) : NULL;
  if (!check_name (text->href, error) || !check_name (text->etag, error))
    return FALSE;
  kt_channel_queue (
      channel, KT_FRAME_RESOURCE,
      g_variant_new (KT_TYPE_RESOURCE, text->href, text->etag, problem != NULL ? problem : ""));
  if (problem == NULL && !send_data (channel, text->data, text->length, error))
    return FALSE;
  kt_channel_queue (channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  return kt_courier_flush_if_much (channel, error);
}

/* --- what the keeper asks --- */

gboolean
kt_courier_collections (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error)
{
  const KtCollectionSink sink = { .collection = send_collection, .data = channel };
  if (place == NULL)
    return no_place (error);
  if (!place->driver->collections (place, &sink, error))
    return FALSE;
  queue_done (channel);
  return TRUE;
}

gboolean
kt_courier_changes (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error)
{
  Listing listing = { channel, 0 };
  const KtCollectionSink sink = { .resources = send_resources, .data = &listing };
  const char *collection, *state;
  g_autofree char *new_state = NULL;
  gboolean whole = FALSE;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_CHANGES, error);
  if (record == NULL)
    return FALSE;
  if (place == NULL)
    return no_place (error);
  g_variant_get (record, "(&s&s)", &collection, &state);
  if (!place->driver->changes (place, collection, state, &sink, &new_state, &whole, error)
      || !check_name (new_state, error))
    return FALSE;
  kt_channel_queue (channel, KT_FRAME_STATE, g_variant_new (KT_TYPE_STATE, new_state, whole));
  return TRUE;
}

gboolean
kt_courier_get (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error)
{
  const KtCollectionSink sink = { .text = send_text, .data = channel };
  const char *collection;
  g_autofree const char **hrefs = NULL;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_GET, error);
  if (record == NULL)
    return FALSE;
  if (place == NULL)
    return no_place (error);
  g_variant_get (record, "(&s^a&s)", &collection, &hrefs);
  if (g_strv_length ((char **)hrefs) > KT_GET_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "more than %d texts asked for", KT_GET_MAX);
      return FALSE;
    }
  if (!place->driver->get (place, collection, hrefs, &sink, error))
    return FALSE;
  queue_done (channel);
  return TRUE;
}

static void
queue_outcome (KtChannel *channel, const KtOutcome *outcome, const char *href)
{
  g_autofree char *reason = g_utf8_make_valid (outcome->reason != NULL ? outcome->reason : "", -1);
  g_autofree char *etag = g_utf8_make_valid (outcome->etag != NULL ? outcome->etag : "", -1);
  g_autofree char *where = g_utf8_make_valid (outcome->href != NULL ? outcome->href : href, -1);
  kt_channel_queue (channel, KT_FRAME_OUTCOME,
                    g_variant_new (KT_TYPE_OUTCOME, (guint32)outcome->kind, etag, where, reason));
}

/* All of it, also what is too much: the next frame has to be a request again. */
static GByteArray *
receive_text (KtChannel *channel, GError **error)
{
  KtFrame frame;
  gboolean fits = TRUE;
  g_autoptr (GByteArray) text = g_byte_array_new ();
  while (kt_channel_receive (channel, &frame, error))
    {
      if (frame.type == KT_FRAME_ITEM_END && fits)
        return g_steal_pointer (&text);
      if (frame.type != KT_FRAME_BYTES)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "%s",
                       fits ? "no text where one belongs" : _ ("the text is too long"));
          return NULL;
        }
      fits = fits && frame.length <= KT_COLLECTION_TEXT_MAX - text->len;
      if (fits)
        g_byte_array_append (text, frame.data, frame.length);
    }
  return NULL;
}

gboolean
kt_courier_put (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error)
{
  const char *collection, *href, *etag;
  KtOutcome outcome = { 0 };
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_PUT, error);
  g_autoptr (GByteArray) text = receive_text (channel, record != NULL ? error : NULL);
  if (record == NULL || text == NULL)
    return FALSE;
  if (place == NULL)
    return no_place (error);
  g_variant_get (record, "(&s&s&s)", &collection, &href, &etag);
  gboolean ok
      = place->driver->put (place, collection, href, etag, text->data, text->len, &outcome, error);
  if (ok)
    queue_outcome (channel, &outcome, href);
  kt_outcome_clear (&outcome);
  return ok;
}

gboolean
kt_courier_delete (KtPlace *place, KtChannel *channel, const KtFrame *frame, GError **error)
{
  const char *collection, *href, *etag;
  KtOutcome outcome = { 0 };
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_DELETE, error);
  if (record == NULL)
    return FALSE;
  if (place == NULL)
    return no_place (error);
  g_variant_get (record, "(&s&s&s)", &collection, &href, &etag);
  gboolean ok = place->driver->remove (place, collection, href, etag, &outcome, error);
  if (ok)
    queue_outcome (channel, &outcome, href);
  kt_outcome_clear (&outcome);
  return ok;
}
