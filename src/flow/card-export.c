#include "config.h"
#include "kontor/card-export.h"
#include "kontor/card-reader.h"
#include "kontor/card-wanted.h"
#include "kontor/contact-vcard.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include <glib/gi18n.h>
#include <string.h>

#define BATCH 500 /* contacts at a time */

/* Some of the contacts on their way. */
typedef struct
{
  KtContext *context;
  KtCardReader *reader;
  const KtCardExport *options;
  GPtrArray *wanted; /* KtCardWanted */
} Batch;

/* What became part of it had lines of its own. */
static gboolean
join_rest (Batch *batch, KtId contact, KtCardWanted *wanted, GError **error)
{
  g_autoptr (GPtrArray) rest = kt_contact_vcard_rest (batch->context->store, contact, error);
  for (guint i = 0; rest != NULL && i < rest->len && *wanted->text != '\0'; i++)
    {
      char *joined = kt_card_reader_join (batch->reader, "", rest->pdata[i], wanted->text, NULL);
      if (joined == NULL)
        continue;
      g_free (wanted->text);
      wanted->text = joined;
    }
  return rest != NULL;
}

static gboolean
gather (Batch *batch, const GPtrArray *contacts, guint from, guint n, GError **error)
{
  g_ptr_array_set_size (batch->wanted, 0);
  for (guint i = from; i < from + n; i++)
    {
      const KtContact *contact = contacts->pdata[i];
      KtCardWanted *wanted
          = kt_card_wanted (batch->context, contact->id, batch->options->notes, error);
      if (wanted == NULL)
        return FALSE;
      wanted->card.tells |= KT_VCARD_NOTES; /* none, if they are not to go out */
      g_ptr_array_add (batch->wanted, wanted);
      if (!join_rest (batch, contact->id, wanted, error))
        return FALSE;
    }
  return TRUE;
}

/* What only the raw cards can hold stays in them. */
static gboolean
keep_what_is_there (Batch *batch, GError **error)
{
  g_autofree KtVcardCall *calls = g_new0 (KtVcardCall, batch->wanted->len);
  g_autofree guint *whose = g_new (guint, batch->wanted->len);
  guint n = 0;
  for (guint i = 0; i < batch->wanted->len; i++)
    {
      const KtCardWanted *wanted = batch->wanted->pdata[i];
      if (*wanted->text == '\0')
        continue;
      whose[n] = i;
      calls[n++] = (KtVcardCall){ .text = wanted->text, .length = strlen (wanted->text) };
    }
  gboolean fine = n == 0 || kt_card_reader_batch (batch->reader, calls, n, error);
  for (guint i = 0; i < n; i++)
    {
      if (fine && calls[i].card != NULL)
        kt_card_wanted_keep (batch->context, batch->wanted->pdata[whose[i]], calls[i].card);
      kt_vcard_call_clear (&calls[i]);
    }
  return fine;
}

static gboolean
write_cards (Batch *batch, GString *out, GError **error)
{
  guint n = batch->wanted->len;
  const char *version = batch->options->version != NULL ? batch->options->version : "3.0";
  g_autofree const char **texts = g_new (const char *, n);
  g_autofree const KtVcard **cards = g_new (const KtVcard *, n);
  g_auto (GStrv) written = g_new0 (char *, n + 1);
  g_auto (GStrv) reasons = g_new0 (char *, n + 1);
  gboolean fine = TRUE;
  for (guint i = 0; i < n; i++)
    {
      const KtCardWanted *wanted = batch->wanted->pdata[i];
      texts[i] = wanted->text;
      cards[i] = &wanted->card;
    }
  if (!kt_card_reader_patch_all (batch->reader, texts, cards, n, version, written, reasons, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (written[i] != NULL)
        g_string_append (out, written[i]);
      else if (fine)
        g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("cannot write the card of «%s», %s"),
                     cards[i]->name, reasons[i]);
      if (out->len > 0 && out->str[out->len - 1] != '\n')
        g_string_append (out, "\r\n");
      fine = fine && written[i] != NULL;
      g_clear_pointer (&written[i], g_free);
      g_clear_pointer (&reasons[i], g_free);
    }
  return fine;
}

GString *
kt_card_export (KtContext *context, const GPtrArray *contacts, const KtCardExport *options,
                GError **error)
{
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autoptr (GPtrArray) wanted
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_card_wanted_free);
  g_autoptr (GString) out = g_string_new (NULL);
  Batch batch = { context, reader, options, wanted };
  for (guint at = 0; at < contacts->len; at += BATCH)
    if (!gather (&batch, contacts, at, MIN (BATCH, contacts->len - at), error)
        || !keep_what_is_there (&batch, error) || !write_cards (&batch, out, error))
      return NULL;
  return g_steal_pointer (&out);
}
