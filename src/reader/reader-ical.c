#include "config.h"
#include "reader-ical.h"
#include "reader-send.h"
#include "kontor/error.h"
#include "kontor/ical-edit.h"
#include "kontor/ical-forms.h"
#include "kontor/ical-read.h"
#include <string.h>

#define CHANGES "a(ssss)"

struct _KtReaderIcal
{
  KtIcalZones *zones; /* of the zone asked for last */
  char *tzid;
  guint64 item;
  guint32 what;
  gint64 from, to;
  GVariant *changes;
};

KtReaderIcal *
kt_reader_ical_new (void)
{
  return g_new0 (KtReaderIcal, 1);
}

void
kt_reader_ical_free (KtReaderIcal *ical)
{
  if (ical == NULL)
    return;
  kt_ical_zones_free (ical->zones);
  g_clear_pointer (&ical->changes, g_variant_unref);
  g_free (ical->tzid);
  g_free (ical);
}

gboolean
kt_reader_ical_open (KtReaderIcal *ical, const KtFrame *frame, guint64 *ret_item, guint *ret_texts,
                     GError **error)
{
  g_autofree char *tzid = NULL;
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_ICAL, error);
  if (record == NULL)
    return FALSE;
  g_clear_pointer (&ical->changes, g_variant_unref);
  g_variant_get (record, "(tuxxs@" CHANGES ")", &ical->item, &ical->what, &ical->from, &ical->to,
                 &tzid, &ical->changes);
  if (g_strcmp0 (tzid, ical->tzid) != 0)
    {
      g_clear_pointer (&ical->zones, kt_ical_zones_free);
      g_free (ical->tzid);
      ical->tzid = g_steal_pointer (&tzid);
    }
  *ret_item = ical->item;
  *ret_texts = ical->what == KT_ICAL_MERGE ? 3 : ical->what == KT_ICAL_ANSWER ? 2 : 1;
  return TRUE;
}

static gboolean
read_events (KtReaderIcal *ical, KtChannel *channel, const GByteArray *text, gint64 now,
             GError **ret_refusal, GError **error)
{
  KtIcalWindow window = { .item = ical->item,
                          .from = CLAMP (ical->from, KT_ICAL_WALL_MIN, KT_ICAL_WALL_END),
                          .to = CLAMP (ical->to, KT_ICAL_WALL_MIN, KT_ICAL_WALL_END),
                          .now = now };
  if (ical->zones == NULL)
    ical->zones = kt_ical_zones_new (ical->tzid, ret_refusal);
  if (ical->zones == NULL)
    return TRUE;
  window.zones = ical->zones;
  g_autoptr (KtIcalEvents) events
      = kt_ical_read ((const char *)text->data, text->len, &window, ret_refusal);
  for (guint i = 0; events != NULL && i < events->events->len; i++)
    {
      const KtEvent *event = &g_array_index (events->events, KtEvent, i);
      kt_channel_queue (channel, KT_FRAME_EVENT, kt_event_to_variant (event));
      if (!kt_reader_flush_some (channel, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
split (KtReaderIcal *ical, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
       GError **error)
{
  g_autoptr (KtIcalSplit) pieces = kt_ical_split ((const char *)text->data, text->len, ret_refusal);
  const char *uid;
  if (pieces == NULL)
    return TRUE;
  for (g_autoptr (GString) piece = g_string_new (NULL); kt_ical_split_next (pieces, &uid, piece);)
    if (!kt_reader_send_text (channel, ical->item, uid, piece->str, piece->len, error))
      return FALSE;
  return TRUE;
}

static gboolean
canonical (KtReaderIcal *ical, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
           GError **error)
{
  g_autofree char *form = kt_ical_canonical ((const char *)text->data, text->len, ret_refusal);
  return form == NULL || kt_reader_send_text (channel, ical->item, "", form, strlen (form), error);
}

static gboolean
patch (KtReaderIcal *ical, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
       GError **error)
{
  gsize n = g_variant_n_children (ical->changes);
  if (n > KT_ICAL_CHANGES_MAX)
    {
      g_set_error (ret_refusal, KT_ERROR, KT_ERROR_FAILED, "more than %u changes at once",
                   KT_ICAL_CHANGES_MAX);
      return TRUE;
    }
  g_autofree KtIcalChange *changes = g_new (KtIcalChange, n);
  for (gsize i = 0; i < n; i++)
    g_variant_get_child (ical->changes, i, "(&s&s&s&s)", &changes[i].recurrence, &changes[i].name,
                         &changes[i].params, &changes[i].value);
  g_autoptr (GString) patched
      = kt_ical_patch ((const char *)text->data, text->len, changes, n, ret_refusal);
  return patched == NULL
         || kt_reader_send_text (channel, ical->item, "", patched->str, patched->len, error);
}

static gboolean
merge (KtReaderIcal *ical, KtChannel *channel, GPtrArray *texts, GError **ret_refusal,
       GError **error)
{
  KtIcalBytes sides[3];
  g_autofree char *conflicts = NULL;
  for (guint i = 0; i < 3; i++)
    {
      const GByteArray *text = g_ptr_array_index (texts, i);
      sides[i] = (KtIcalBytes){ (const char *)text->data, text->len };
    }
  g_autoptr (GString) merged
      = kt_ical_merge (&sides[0], &sides[1], &sides[2], &conflicts, ret_refusal);
  return merged == NULL
         || kt_reader_send_text (channel, ical->item, conflicts, merged->str, merged->len, error);
}

/* Its changes as KT_ICAL_ANSWER names them. */
static KtIcalAnswer
answer_of (GVariant *changes)
{
  KtIcalAnswer what = { "", "", "", "", "", "" };
  const char *recurrence, *name, *params, *value;
  GVariantIter iter;
  g_variant_iter_init (&iter, changes);
  while (g_variant_iter_next (&iter, "(&s&s&s&s)", &recurrence, &name, &params, &value))
    if (strcmp (name, "UID") == 0)
      what.uid = value;
    else if (strcmp (name, "ATTENDEE") == 0)
      {
        what.recurrence = recurrence;
        what.partstat = params;
        what.address = value;
      }
    else if (strcmp (name, "DTSTAMP") == 0)
      what.dtstamp = value;
    else if (strcmp (name, "COMMENT") == 0)
      what.comment = value;
  return what;
}

static gboolean
answer (KtReaderIcal *ical, KtChannel *channel, GPtrArray *texts, GError **ret_refusal,
        GError **error)
{
  const GByteArray *invitation = g_ptr_array_index (texts, 0);
  const GByteArray *present = g_ptr_array_index (texts, 1);
  const KtIcalBytes from = { (const char *)invitation->data, invitation->len };
  const KtIcalBytes there = { (const char *)present->data, present->len };
  const KtIcalAnswer what = answer_of (ical->changes);
  g_autoptr (GString) reply = NULL;
  g_autoptr (GString) event = NULL;
  if (!kt_ical_answer (&from, &there, &what, &reply, &event, ret_refusal))
    return TRUE;
  return kt_reader_send_text (channel, ical->item, "reply", reply->str, reply->len, error)
         && kt_reader_send_text (channel, ical->item, "event", event->str, event->len, error);
}

gboolean
kt_reader_ical_run (KtReaderIcal *ical, KtChannel *channel, GPtrArray *texts, gint64 now,
                    GError **ret_refusal, GError **error)
{
  const GByteArray *text = g_ptr_array_index (texts, 0);
  gboolean fine = TRUE;

  switch ((KtIcalWhat)ical->what)
    {
    case KT_ICAL_READ:
      fine = read_events (ical, channel, text, now, ret_refusal, error);
      break;
    case KT_ICAL_SPLIT:
      fine = split (ical, channel, text, ret_refusal, error);
      break;
    case KT_ICAL_CANONICAL:
      fine = canonical (ical, channel, text, ret_refusal, error);
      break;
    case KT_ICAL_PATCH:
      fine = patch (ical, channel, text, ret_refusal, error);
      break;
    case KT_ICAL_MERGE:
      fine = merge (ical, channel, texts, ret_refusal, error);
      break;
    case KT_ICAL_ANSWER:
      fine = answer (ical, channel, texts, ret_refusal, error);
      break;
    default:
      g_set_error (ret_refusal, KT_ERROR, KT_ERROR_FAILED,
                   "the reader does not know what to do with it");
    }
  if (fine && *ret_refusal == NULL)
    kt_channel_queue (channel, KT_FRAME_READ_END, g_variant_new ("(t)", ical->item));
  return fine;
}
