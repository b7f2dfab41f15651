#include "config.h"
#include "kontor/ical-forms.h"
#include "kontor/ical-read.h"
#include <string.h>

/* Bytes of a calendar to records that the keeper accepts, and to pieces that hold the same events.
 */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

#define NOW G_GINT64_CONSTANT (1795305600)

static void
check_event (const KtEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) record = g_variant_ref_sink (kt_event_to_variant (event));
  KtFrame frame
      = { KT_FRAME_EVENT, 0, (guint32)g_variant_get_size (record), g_variant_get_data (record) };
  g_autoptr (KtEvent) taken = kt_event_from_frame (&frame, &error);
  if (taken == NULL)
    g_error ("%s", error->message);
}

static guint
read_events (const char *text, gsize length, KtIcalZones *zones)
{
  KtIcalWindow window = { 1, NOW - 732 * KT_ICAL_DAY, NOW + 1098 * KT_ICAL_DAY, NOW, zones };
  g_autoptr (KtIcalEvents) events = kt_ical_read (text, length, &window, NULL);
  for (guint i = 0; events != NULL && i < events->events->len; i++)
    check_event (&g_array_index (events->events, KtEvent, i));
  return events != NULL ? events->events->len : 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const char *text = (const char *)data;
  g_autoptr (KtIcalZones) zones = kt_ical_zones_new ("Europe/Riga", NULL);
  g_autoptr (KtIcalSplit) pieces = kt_ical_split (text, size, NULL);
  g_autoptr (GString) piece = g_string_new (NULL);
  guint whole = read_events (text, size, zones), parts = 0;
  const char *uid;
  while (pieces != NULL && kt_ical_split_next (pieces, &uid, piece))
    parts += read_events (piece->str, piece->len, zones);
  g_autofree char *form G_GNUC_UNUSED = kt_ical_canonical (text, size, NULL);
  if (whole != 0 && parts != whole)
    g_error ("%u events, %u in pieces", whole, parts);
  return 0;
}
