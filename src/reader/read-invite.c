#include "config.h"
#include "read-invite.h"
#include "kontor/ical-read.h"
#include "kontor/invite-record.h"
#include <string.h>

#define YEAR (366 * G_GINT64_CONSTANT (86400))

struct _KtInviteReader
{
  KtIcalZones *zones;
};

KtInviteReader *
kt_invite_reader_new (void)
{
  return g_new0 (KtInviteReader, 1);
}

void
kt_invite_reader_free (KtInviteReader *reader)
{
  if (reader == NULL)
    return;
  g_clear_pointer (&reader->zones, kt_ical_zones_free);
  g_free (reader);
}

/* People's own zone is the config's, which is not known here; few invitations have none. */
static KtIcalZones *
zones_of (KtInviteReader *reader)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  if (reader->zones == NULL)
    reader->zones = kt_ical_zones_new (g_time_zone_get_identifier (local), NULL);
  if (reader->zones == NULL)
    reader->zones = kt_ical_zones_new ("UTC", NULL);
  return reader->zones;
}

static void
add_sent_by (GArray *pairs, GStringChunk *strings, const KtIcalLine *line)
{
  g_autofree char *by = kt_ical_param (line->params, "SENT-BY");
  g_autofree char *by_norm = by != NULL ? kt_ical_mailto (by) : NULL;
  g_autofree char *norm = kt_ical_address (line);

  if (by_norm == NULL || norm == NULL || pairs->len >= KT_INVITE_SENT_BY_MAX)
    return;
  KtSentBy pair
      = { g_string_chunk_insert (strings, norm), g_string_chunk_insert (strings, by_norm) };
  g_array_append_val (pairs, pair);
}

/* What the events do not tell. */
static void
look_at (const KtIcalComponent *entry, GArray *pairs, GStringChunk *strings, GString *comment)
{
  for (guint i = 0; i < entry->nodes->len; i++)
    {
      const KtIcalLine *line = &g_array_index (entry->nodes, KtIcalNode, i).line;
      if (strcmp (line->name, "ATTENDEE") == 0 || strcmp (line->name, "ORGANIZER") == 0)
        add_sent_by (pairs, strings, line);
      else if (strcmp (line->name, "COMMENT") == 0 && comment->len == 0)
        {
          g_autofree char *plain = kt_ical_text_value (line->value, KT_INVITE_COMMENT_MAX);
          g_string_append (comment, plain);
        }
    }
}

static void
queue_head (KtChannel *channel, guint64 item, const char *text, const char *method)
{
  g_autoptr (KtIcalText) lines = kt_ical_text_parse (text, strlen (text), NULL);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (KtSentBy));
  g_autoptr (GString) comment = g_string_new (NULL);
  GStringChunk *strings = g_string_chunk_new (256);
  KtIcalComponent *calendar, *entry;

  calendar
      = lines != NULL ? kt_ical_component_find (kt_ical_text_root (lines), "VCALENDAR", 0) : NULL;
  for (guint i = 0; calendar != NULL && i < KT_INVITE_EVENTS_MAX
                    && (entry = kt_ical_component_find (calendar, "VEVENT", i)) != NULL;
       i++)
    look_at (entry, pairs, strings, comment);
  const KtInviteHead head = { .item = item,
                              .method = method,
                              .comment = comment->str,
                              .sent_by = (KtSentBy *)(void *)pairs->data,
                              .n_sent_by = pairs->len };
  kt_channel_queue (channel, KT_FRAME_INVITE, kt_invite_head_to_variant (&head));
  g_string_chunk_free (strings);
}

gboolean
kt_invite_reader_queue (KtInviteReader *reader, KtChannel *channel, const KtLetterSource *source,
                        const KtLetterDraft *draft, GError **error)
{
  const KtIcalWindow window = { .item = source->item,
                                .from = source->now - 2 * YEAR,
                                .to = source->now + 3 * YEAR,
                                .now = source->now,
                                .zones = zones_of (reader) };
  g_autoptr (KtIcalEvents) events = NULL;
  const char *text = draft->invitation;
  gsize length = text != NULL ? strlen (text) : 0;

  if (length > 0 && window.zones != NULL)
    events = kt_ical_read (text, length, &window, NULL);
  if (events == NULL || events->events->len == 0)
    return TRUE;
  queue_head (channel, source->item, text, draft->method);
  for (gsize at = 0; at < length; at += KT_FRAME_BYTES_MAX)
    {
      kt_channel_queue_bytes (channel, KT_FRAME_BYTES, text + at,
                              MIN (length - at, KT_FRAME_BYTES_MAX));
      if (length > KT_FRAME_BYTES_MAX && !kt_channel_flush (channel, error))
        return FALSE;
    }
  kt_channel_queue (channel, KT_FRAME_ITEM_END, g_variant_new ("()"));
  for (guint i = 0; i < MIN (events->events->len, KT_INVITE_EVENTS_MAX); i++)
    kt_channel_queue (channel, KT_FRAME_EVENT,
                      kt_event_to_variant (&g_array_index (events->events, KtEvent, i)));
  return TRUE;
}
