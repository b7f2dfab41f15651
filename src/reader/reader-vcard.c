#include "config.h"
#include "reader-vcard.h"
#include "kontor/error.h"
#include "kontor/vcard-edit.h"
#include "reader-send.h"
#include <string.h>

struct _KtReaderVcard
{
  guint64 item;
  guint32 what;
  char *hint;
  GVariant *wanted; /* array of at most one KT_TYPE_VCARD */
};

KtReaderVcard *
kt_reader_vcard_new (void)
{
  return g_new0 (KtReaderVcard, 1);
}

void
kt_reader_vcard_free (KtReaderVcard *vcard)
{
  if (vcard == NULL)
    return;
  g_clear_pointer (&vcard->wanted, g_variant_unref);
  g_free (vcard->hint);
  g_free (vcard);
}

gboolean
kt_reader_vcard_open (KtReaderVcard *vcard, const KtFrame *frame, guint64 *ret_item,
                      guint *ret_texts, GError **error)
{
  g_autoptr (GVariant) record = kt_frame_record (frame, KT_TYPE_VCARD_ASK, error);
  if (record == NULL)
    return FALSE;
  g_clear_pointer (&vcard->wanted, g_variant_unref);
  g_clear_pointer (&vcard->hint, g_free);
  g_variant_get (record, "(tus@a" KT_TYPE_VCARD ")", &vcard->item, &vcard->what, &vcard->hint,
                 &vcard->wanted);
  *ret_item = vcard->item;
  *ret_texts = vcard->what == KT_VCARD_MERGE || vcard->what == KT_VCARD_JOIN ? 3 : 1;
  return TRUE;
}

/* Never NULL. */
static const char *
data_of (const GByteArray *text)
{
  return text->len > 0 ? (const char *)text->data : "";
}

static gboolean
split (KtReaderVcard *vcard, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
       GError **error)
{
  g_autofree char *utf8 = NULL, *charset = NULL;
  g_autoptr (GArray) pieces
      = kt_vcard_split (data_of (text), text->len, &utf8, &charset, ret_refusal);
  if (pieces == NULL)
    return TRUE;
  if (utf8 != NULL
      && !kt_reader_send_text (channel, vcard->item, "utf-8", utf8, strlen (utf8), error))
    return FALSE;
  for (guint i = 0; i < pieces->len || i == 0; i += KT_FRAME_ARRAY_MAX)
    {
      guint n = MIN (pieces->len - i, KT_FRAME_ARRAY_MAX);
      GVariantBuilder list;
      g_variant_builder_init (&list, G_VARIANT_TYPE ("a(ttuu)"));
      for (guint k = i; k < i + n; k++)
        {
          const KtVcardPiece *piece = &g_array_index (pieces, KtVcardPiece, k);
          g_variant_builder_add (&list, "(ttuu)", piece->offset, piece->length, piece->line,
                                 piece->what);
        }
      kt_channel_queue (channel, KT_FRAME_PIECES,
                        g_variant_new (KT_TYPE_PIECES, vcard->item, charset, &list));
      if (!kt_reader_flush_some (channel, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_card (KtReaderVcard *vcard, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
           GError **error)
{
  gsize length = text->len;
  g_autofree char *utf8 = kt_vcard_to_utf8 (data_of (text), text->len, vcard->hint, &length);
  g_autoptr (KtVcardRead) read
      = kt_vcard_read (utf8 != NULL ? utf8 : data_of (text), length, vcard->item, ret_refusal);
  if (read == NULL)
    return TRUE;
  kt_channel_queue (channel, KT_FRAME_VCARD, kt_vcard_to_variant (&read->card));
  return utf8 == NULL || kt_reader_send_text (channel, vcard->item, "utf-8", utf8, length, error);
}

static gboolean
patch (KtReaderVcard *vcard, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
       GError **error)
{
  if (g_variant_n_children (vcard->wanted) != 1)
    {
      g_set_error_literal (ret_refusal, KT_ERROR, KT_ERROR_FAILED, "it is to tell nothing");
      return TRUE;
    }
  g_autoptr (GVariant) record = g_variant_get_child_value (vcard->wanted, 0);
  g_autoptr (KtVcard) wanted = kt_vcard_from_variant (record, ret_refusal);
  if (wanted == NULL)
    return TRUE;
  g_autoptr (GString) out
      = kt_vcard_patch (data_of (text), text->len, wanted, vcard->hint, ret_refusal);
  return out == NULL || kt_reader_send_text (channel, vcard->item, "", out->str, out->len, error);
}

/* Or join. */
static gboolean
merge (KtReaderVcard *vcard, KtChannel *channel, GPtrArray *texts, GError **ret_refusal,
       GError **error)
{
  KtIcalBytes sides[3];
  g_autofree char *conflicts = NULL;
  for (guint i = 0; i < 3; i++)
    {
      const GByteArray *text = g_ptr_array_index (texts, i);
      sides[i] = (KtIcalBytes){ data_of (text), text->len };
    }
  g_autoptr (GString) merged
      = vcard->what == KT_VCARD_JOIN
            ? kt_vcard_join (&sides[0], &sides[1], &sides[2], ret_refusal)
            : kt_vcard_merge (&sides[0], &sides[1], &sides[2], &conflicts, ret_refusal);
  return merged == NULL
         || kt_reader_send_text (channel, vcard->item, conflicts != NULL ? conflicts : "",
                                 merged->str, merged->len, error);
}

static gboolean
canonical (KtReaderVcard *vcard, KtChannel *channel, const GByteArray *text, GError **ret_refusal,
           GError **error)
{
  g_autofree char *form = kt_vcard_canonical (data_of (text), text->len, ret_refusal);
  return form == NULL || kt_reader_send_text (channel, vcard->item, "", form, strlen (form), error);
}

gboolean
kt_reader_vcard_run (KtReaderVcard *vcard, KtChannel *channel, GPtrArray *texts,
                     GError **ret_refusal, GError **error)
{
  const GByteArray *text = g_ptr_array_index (texts, 0);
  gboolean fine = TRUE;

  switch ((KtVcardWhat)vcard->what)
    {
    case KT_VCARD_SPLIT:
      fine = split (vcard, channel, text, ret_refusal, error);
      break;
    case KT_VCARD_READ:
      fine = read_card (vcard, channel, text, ret_refusal, error);
      break;
    case KT_VCARD_PATCH:
      fine = patch (vcard, channel, text, ret_refusal, error);
      break;
    case KT_VCARD_MERGE:
    case KT_VCARD_JOIN:
      fine = merge (vcard, channel, texts, ret_refusal, error);
      break;
    case KT_VCARD_CANONICAL:
      fine = canonical (vcard, channel, text, ret_refusal, error);
      break;
    default:
      g_set_error (ret_refusal, KT_ERROR, KT_ERROR_FAILED,
                   "the reader does not know what to do with it");
    }
  if (fine && *ret_refusal == NULL)
    kt_channel_queue (channel, KT_FRAME_READ_END, g_variant_new ("(t)", vcard->item));
  return fine;
}
