#include "config.h"
#include "../../src/source/dav-xml.h"
#include <string.h>

/* What a WebDAV server answers, as a multistatus and as an error, in pieces. The first octet is the
 * size of the pieces: how it is cut makes no difference. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

typedef struct
{
  guint items;
  gsize octets;
} Seen;

static gboolean
see (gpointer data, const KtDavItem *item, GError **error)
{
  Seen *seen = data;
  const char *const texts[] = { item->href, item->etag,      item->name,      item->token,
                                item->ctag, item->principal, item->condition, item->description };
  seen->items++;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      {
        g_assert_true (g_utf8_validate (texts[i], -1, NULL));
        seen->octets += strlen (texts[i]);
      }
  seen->octets += item->data != NULL ? item->data->len : 0;
  return TRUE;
}

static gboolean
read_in_pieces (const guint8 *data, gsize size, gsize piece, gboolean is_error, Seen *seen)
{
  const KtDavReading reading
      = { .item = see, .data = seen, .items_max = 100, .is_error = is_error };
  g_autoptr (KtDavReader) reader = kt_dav_reader_new (&reading);
  g_autofree char *token = NULL;
  gboolean ok = TRUE;
  for (gsize at = 0; ok && at < size; at += piece)
    ok = kt_dav_reader_feed (reader, data + at, MIN (piece, size - at), NULL);
  return ok && kt_dav_reader_end (reader, &token, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  if (size < 2)
    return 0;
  gsize piece = MAX (data[0] % 64, 1);
  for (guint is_error = 0; is_error < 2; is_error++)
    {
      Seen whole = { 0 }, cut = { 0 };
      gboolean ok = read_in_pieces (data + 1, size - 1, size, is_error != 0, &whole);
      if (ok != read_in_pieces (data + 1, size - 1, piece, is_error != 0, &cut)
          || (ok && (whole.items != cut.items || whole.octets != cut.octets)))
        g_error ("it depends on how its input is cut");
    }
  return 0;
}
