#include "config.h"
#include "kontor/calendar-courier.h"
#include "kontor/courier-open.h"
#include "kontor/error.h"
#include "kontor/helper-call.h"
#include <glib/gi18n.h>
#include <string.h>

#define RESOURCES_A_FRAME 1000
#define COLLECTIONS_MAX 10000

struct _KtCalendarCourier
{
  KtHelper *helper; /* NULL: the conversation is over */
  char *greeting;
  gsize text_max;                 /* octets of one resource */
  const KtCalendarSource *source; /* NULL: it was opened by somebody else */
  gboolean no_input, asked_again; /* for a token: the first was refused */
};

/* What the courier may not say ends the conversation. */
static gboolean
broken (GError **error, const char *what)
{
  g_set_error (error, KT_ERROR, KT_ERROR_FAILED, "a helper broke the rules, %s", what);
  return FALSE;
}

static gboolean
fits (const char *text)
{
  return strlen (text) <= KT_COLLECTION_NAME_MAX;
}

static gboolean
begin (KtCalendarCourier *courier, GError **error)
{
  if (courier->helper != NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_NETWORK, _ ("the conversation is over"));
  return FALSE;
}

/* What a request came to. A FAIL ended the request only; after anything else that is wrong nobody
 * knows what the next frame means. */
static gboolean
end (KtCalendarCourier *courier, gboolean ok, const KtFrame *last)
{
  if (!ok && last->type != KT_FRAME_FAIL)
    {
      kt_helper_kill (courier->helper);
      courier->helper = NULL;
    }
  return ok;
}

KtCalendarCourier *
kt_calendar_courier_greet (KtHelper *helper, gboolean ics, GError **error)
{
  KtFrame frame = { 0 };
  g_autoptr (KtCalendarCourier) courier = g_new0 (KtCalendarCourier, 1);
  courier->text_max = ics ? KT_COLLECTION_ICS_MAX : KT_COLLECTION_TEXT_MAX;
  courier->helper = helper;
  if (!kt_helper_call_next (helper, &frame, error))
    return NULL;
  if (frame.type != KT_FRAME_READY)
    {
      broken (error, "it is not ready");
      return NULL;
    }
  g_autoptr (GVariant) record = kt_frame_record (&frame, "(s)", error);
  if (record == NULL)
    return NULL;
  g_variant_get (record, "(s)", &courier->greeting);
  return g_steal_pointer (&courier);
}

KtCalendarCourier *
kt_calendar_courier_open (const KtCalendarSource *source, gboolean no_input, GError **error)
{
  gboolean ics = source->kind == KT_SOURCE_ICS_FILE || source->kind == KT_SOURCE_ICS_URL;
  KtHelper *helper = kt_courier_open_calendar (source, no_input, error);
  KtCalendarCourier *courier
      = helper != NULL ? kt_calendar_courier_greet (helper, ics, error) : NULL;
  if (courier != NULL)
    {
      courier->source = source;
      courier->no_input = no_input;
    }
  return courier;
}

void
kt_calendar_courier_close (KtCalendarCourier *courier)
{
  if (courier == NULL)
    return;
  kt_helper_end (courier->helper);
  g_free (courier->greeting);
  g_free (courier);
}

const char *
kt_calendar_courier_greeting (const KtCalendarCourier *courier)
{
  return courier->greeting;
}

/* --- a token --- */

/* Another token, to another courier, which takes the place of this one. */
static gboolean
open_again (KtCalendarCourier *courier, GError **error)
{
  KtCalendarCourier *other = kt_calendar_courier_open (courier->source, courier->no_input, error);
  courier->asked_again = TRUE;
  if (other == NULL)
    return FALSE;
  KtHelper *old = courier->helper;
  courier->helper = other->helper;
  other->helper = old;
  kt_calendar_courier_close (other);
  return TRUE;
}

/* Whether a request that failed is to be made once more: the token was refused, and there is
 * another now. It is told by the first request of a conversation, one that changes nothing. Takes
 * failed. */
static gboolean
renew (KtCalendarCourier *courier, const KtFrame *last, GError **failed, GError **error)
{
  gboolean refused
      = courier->source != NULL && courier->helper != NULL && kt_courier_token_refused (last);
  if (refused && !courier->asked_again)
    return open_again (courier, error);
  if (refused)
    kt_courier_hint_token (&courier->source->credentials, failed);
  g_propagate_error (error, g_steal_pointer (failed));
  return FALSE;
}

/* --- collections --- */

static gboolean
take_collection (const KtFrame *frame, const KtCollectionSink *sink, GError **error)
{
  KtCollection collection;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_COLLECTION, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(&s&sbb)", &collection.href, &collection.name, &collection.writable,
                 &collection.single);
  if (*collection.href == '\0' || !fits (collection.href) || !fits (collection.name))
    return broken (error, "a calendar without a place");
  return sink->collection (sink->data, &collection, error);
}

static gboolean
take_collections (KtCalendarCourier *courier, const KtCollectionSink *sink, KtFrame *frame,
                  GError **error)
{
  for (guint n = 0; n <= COLLECTIONS_MAX; n++)
    {
      if (!kt_helper_call_next (courier->helper, frame, error))
        return FALSE;
      if (frame->type == KT_FRAME_DONE)
        return TRUE;
      if (frame->type != KT_FRAME_COLLECTION)
        return broken (error, "no calendar where one belongs");
      if (!take_collection (frame, sink, error))
        return FALSE;
    }
  return broken (error, "too many calendars");
}

gboolean
kt_calendar_courier_collections (KtCalendarCourier *courier, const KtCollectionSink *sink,
                                 GError **error)
{
  for (;;)
    {
      KtFrame frame = { 0 };
      g_autoptr (GError) failed = NULL;
      if (!begin (courier, error))
        return FALSE;
      kt_channel_queue (courier->helper->channel, KT_FRAME_COLLECTIONS, g_variant_new ("()"));
      if (end (courier, take_collections (courier, sink, &frame, &failed), &frame))
        return TRUE;
      if (!renew (courier, &frame, &failed, error))
        return FALSE;
    }
}

/* --- changes --- */

static gboolean
take_resources (const KtFrame *frame, const KtCollectionSink *sink, guint *total, GError **error)
{
  KtResource resources[RESOURCES_A_FRAME];
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_RESOURCES, error);
  if (record == NULL)
    return FALSE;
  gsize n = g_variant_n_children (record);
  if (n == 0 || n > RESOURCES_A_FRAME || n > KT_COLLECTION_RESOURCES_MAX - *total)
    return broken (error, "no entries, or too many");
  for (gsize i = 0; i < n; i++)
    {
      g_variant_get_child (record, i, "(&s&sb)", &resources[i].href, &resources[i].etag,
                           &resources[i].gone);
      if (*resources[i].href == '\0' || !fits (resources[i].href) || !fits (resources[i].etag))
        return broken (error, "an entry without a place");
    }
  *total += n;
  return sink->resources (sink->data, resources, n, error);
}

static gboolean
take_changes (KtCalendarCourier *courier, const KtCollectionSink *sink, KtFrame *frame,
              char **ret_state, gboolean *ret_whole, GError **error)
{
  guint total = 0;
  while (kt_helper_call_next (courier->helper, frame, error))
    {
      if (frame->type == KT_FRAME_STATE)
        {
          g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_STATE, error);
          if (record == NULL)
            return FALSE;
          const char *state;
          g_variant_get (record, "(&sb)", &state, ret_whole);
          if (!fits (state))
            return broken (error, "a state without end");
          *ret_state = g_strdup (state);
          return TRUE;
        }
      if (frame->type != KT_FRAME_RESOURCES)
        return broken (error, "no entries where some belong");
      if (!take_resources (frame, sink, &total, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
kt_calendar_courier_changes (KtCalendarCourier *courier, const char *collection, const char *state,
                             const KtCollectionSink *sink, char **ret_state, gboolean *ret_whole,
                             GError **error)
{
  for (;;)
    {
      KtFrame frame = { 0 };
      g_autoptr (GError) failed = NULL;
      if (!begin (courier, error))
        return FALSE;
      kt_channel_queue (courier->helper->channel, KT_FRAME_CHANGES,
                        g_variant_new (KT_TYPE_CHANGES, collection, state));
      if (end (courier, take_changes (courier, sink, &frame, ret_state, ret_whole, &failed),
               &frame))
        return TRUE;
      if (!renew (courier, &frame, &failed, error))
        return FALSE;
    }
}

/* --- texts --- */

typedef struct
{
  KtCalendarCourier *courier;
  const KtCollectionSink *sink;
  GHashTable *asked; /* hrefs that are not answered yet */
  GByteArray *bytes;
} Getting;

static gboolean
take_text (Getting *getting, const KtFrame *frame, GError **error)
{
  KtResourceText text = { 0 };
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_RESOURCE, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(&s&s&s)", &text.href, &text.etag, &text.problem);
  if (!fits (text.etag) || !g_hash_table_remove (getting->asked, text.href))
    return broken (error, "a text that nobody asked for");
  g_byte_array_set_size (getting->bytes, 0);
  if (!kt_helper_call_bytes (getting->courier->helper, getting->courier->text_max, getting->bytes,
                             error))
    return FALSE;
  text.length = getting->bytes->len;
  g_byte_array_append (getting->bytes, (const guint8 *)"", 1);
  text.data = getting->bytes->data;
  if (*text.problem == '\0')
    text.problem = NULL;
  return getting->sink->text (getting->sink->data, &text, error);
}

static gboolean
tell_missing (const Getting *getting, GError **error)
{
  GHashTableIter iter;
  gpointer href;
  g_hash_table_iter_init (&iter, getting->asked);
  while (g_hash_table_iter_next (&iter, &href, NULL))
    {
      KtResourceText text
          = { .href = href, .etag = "", .problem = _ ("it was listed, but not delivered") };
      if (!getting->sink->text (getting->sink->data, &text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_texts (Getting *getting, KtFrame *frame, GError **error)
{
  while (kt_helper_call_next (getting->courier->helper, frame, error))
    {
      if (frame->type == KT_FRAME_DONE)
        return tell_missing (getting, error);
      if (frame->type != KT_FRAME_RESOURCE)
        return broken (error, "no text where one belongs");
      if (!take_text (getting, frame, error))
        return FALSE;
    }
  return FALSE;
}

/* At most KT_GET_MAX of hrefs. */
static gboolean
get_some (Getting *getting, const char *collection, const char *const *hrefs, gsize n,
          GError **error)
{
  KtFrame frame = { 0 };
  if (!begin (getting->courier, error))
    return FALSE;
  g_hash_table_remove_all (getting->asked);
  for (gsize i = 0; i < n; i++)
    g_hash_table_add (getting->asked, (gpointer)hrefs[i]);
  kt_channel_queue (getting->courier->helper->channel, KT_FRAME_GET,
                    g_variant_new ("(s@as)", collection, g_variant_new_strv (hrefs, (gssize)n)));
  return end (getting->courier, take_texts (getting, &frame, error), &frame);
}

gboolean
kt_calendar_courier_get (KtCalendarCourier *courier, const char *collection,
                         const char *const *hrefs, const KtCollectionSink *sink, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  Getting getting = { courier, sink, asked, bytes };
  gsize left = g_strv_length ((char **)hrefs);
  for (gsize n; left > 0; hrefs += n, left -= n)
    {
      n = MIN (left, KT_GET_MAX);
      if (!get_some (&getting, collection, hrefs, n, error))
        return FALSE;
    }
  return TRUE;
}

/* --- what changes something --- */

static gboolean
take_outcome (KtCalendarCourier *courier, KtFrame *frame, KtOutcome *ret_outcome, GError **error)
{
  guint32 kind;
  const char *etag, *href, *reason;
  if (!kt_helper_call_next (courier->helper, frame, error))
    return FALSE;
  if (frame->type != KT_FRAME_OUTCOME)
    return broken (error, "no outcome where one belongs");
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_OUTCOME, error);
  if (record == NULL)
    return FALSE;
  g_variant_get (record, "(u&s&s&s)", &kind, &etag, &href, &reason);
  if (kind > KT_OUTCOME_REFUSED || !fits (etag) || !fits (href) || !fits (reason))
    return broken (error, "an outcome of unknown kind");
  *ret_outcome = (KtOutcome){ kind, g_strdup (etag), g_strdup (href), g_strdup (reason) };
  return TRUE;
}

gboolean
kt_calendar_courier_put (KtCalendarCourier *courier, const char *collection, const char *href,
                         const char *etag, const char *text, KtOutcome *ret_outcome, GError **error)
{
  KtFrame frame = { 0 };
  if (!begin (courier, error))
    return FALSE;
  if (strlen (text) > KT_COLLECTION_TEXT_MAX)
    {
      ret_outcome->kind = KT_OUTCOME_REFUSED;
      ret_outcome->etag = g_strdup ("");
      ret_outcome->href = g_strdup (href);
      ret_outcome->reason = g_strdup (_ ("the text is too long"));
      return TRUE;
    }
  kt_channel_queue (courier->helper->channel, KT_FRAME_PUT,
                    g_variant_new (KT_TYPE_PUT, collection, href, etag));
  kt_helper_call_queue_text (courier->helper, text, strlen (text));
  return end (courier, take_outcome (courier, &frame, ret_outcome, error), &frame);
}

gboolean
kt_calendar_courier_remove (KtCalendarCourier *courier, const char *collection, const char *href,
                            const char *etag, KtOutcome *ret_outcome, GError **error)
{
  KtFrame frame = { 0 };
  if (!begin (courier, error))
    return FALSE;
  kt_channel_queue (courier->helper->channel, KT_FRAME_DELETE,
                    g_variant_new (KT_TYPE_DELETE, collection, href, etag));
  return end (courier, take_outcome (courier, &frame, ret_outcome, error), &frame);
}
