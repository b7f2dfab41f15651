#include "config.h"
#include "reader-json.h"
#include "kontor/json-read.h"
#include <string.h>

#define FRAME_OCTETS (400u << 10)
#define VALUE_COST 24u /* octets beside its text, and of its name twice over */

typedef struct
{
  KtChannel *channel;
  guint64 item;
  char *table; /* of the rows gathered; NULL none */
  GVariantBuilder rows;
  gsize octets;
  guint n_rows;
  GError *broken; /* the conversation */
} Batch;

static gboolean
send (Batch *batch)
{
  if (batch->table == NULL)
    return TRUE;
  kt_channel_queue (batch->channel, KT_FRAME_JSON_ROWS,
                    g_variant_new (KT_TYPE_JSON_ROWS, batch->item, batch->table, &batch->rows));
  g_clear_pointer (&batch->table, g_free);
  return kt_channel_flush (batch->channel, &batch->broken);
}

static gboolean
begin (Batch *batch, const char *table)
{
  if (batch->table != NULL && strcmp (batch->table, table) == 0
      && batch->n_rows < KT_JSON_FRAME_ROWS && batch->octets < FRAME_OCTETS)
    return TRUE;
  if (!send (batch))
    return FALSE;
  batch->table = g_strdup (table);
  g_variant_builder_init (&batch->rows, G_VARIANT_TYPE ("a(ba(sus))"));
  batch->octets = strlen (table);
  batch->n_rows = 0;
  return TRUE;
}

/* Up to the border of a character. */
static gsize
piece_length (const char *text, gsize left)
{
  gsize length = MIN (left, KT_JSON_PIECE);
  while (length < left && ((guchar)text[length] & 0xc0) == 0x80)
    length--;
  return length;
}

static gboolean
take_row (const char *table, const KtJsonValue *values, guint n, gpointer data, GError **error)
{
  Batch *batch = data;
  if (!begin (batch, table))
    return FALSE;
  g_variant_builder_open (&batch->rows, G_VARIANT_TYPE ("(ba(sus))"));
  GVariantBuilder row;
  gsize octets = 0;
  g_variant_builder_init (&row, G_VARIANT_TYPE ("a(sus)"));
  for (guint i = 0; i < n; i++)
    {
      const char *text = values[i].text;
      gsize left = strlen (text);
      do
        {
          gsize length = piece_length (text, left);
          g_autofree char *piece = g_strndup (text, length);
          left -= length;
          text += length;
          g_variant_builder_add (&row, "(sus)", values[i].name,
                                 (guint32)(left > 0 ? KT_JSON_MORE : values[i].kind), piece);
          octets += length + 2 * strlen (values[i].name) + VALUE_COST;
          if (batch->octets + octets < FRAME_OCTETS)
            continue;
          /* the row goes on in the next frame */
          g_variant_builder_add (&batch->rows, "b", TRUE);
          g_variant_builder_add_value (&batch->rows, g_variant_builder_end (&row));
          g_variant_builder_close (&batch->rows);
          batch->octets = FRAME_OCTETS;
          if (!begin (batch, table))
            return FALSE;
          octets = 0;
          g_variant_builder_open (&batch->rows, G_VARIANT_TYPE ("(ba(sus))"));
          g_variant_builder_init (&row, G_VARIANT_TYPE ("a(sus)"));
        }
      while (left > 0);
    }
  g_variant_builder_add (&batch->rows, "b", FALSE);
  g_variant_builder_add_value (&batch->rows, g_variant_builder_end (&row));
  g_variant_builder_close (&batch->rows);
  batch->octets += octets;
  batch->n_rows++;
  return TRUE;
}

static gboolean
take_head (const KtJsonValue *value, gpointer data, GError **error)
{
  Batch *batch = data;
  if (strlen (value->name) + strlen (value->text) < KT_JSON_PIECE)
    kt_channel_queue (batch->channel, KT_FRAME_JSON_HEAD,
                      g_variant_new (KT_TYPE_JSON_HEAD, batch->item, value->name,
                                     (guint32)value->kind, value->text));
  return TRUE;
}

gboolean
kt_reader_json_run (KtChannel *channel, guint64 item, const GByteArray *bytes, GError **ret_refusal,
                    GError **error)
{
  static const KtJsonTake take = { take_head, take_row };
  Batch batch = { .channel = channel, .item = item };
  gboolean read = kt_json_read ((const char *)bytes->data, bytes->len, &take, &batch, ret_refusal);
  if (read)
    send (&batch);
  else if (batch.table != NULL)
    {
      g_variant_builder_clear (&batch.rows);
      g_free (batch.table);
    }
  if (batch.broken != NULL)
    {
      g_propagate_error (error, batch.broken);
      return FALSE;
    }
  if (read)
    kt_channel_queue (channel, KT_FRAME_READ_END, g_variant_new ("(t)", item));
  return TRUE;
}
