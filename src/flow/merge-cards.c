#include "config.h"
#include "kontor/card-reader.h"
#include "kontor/contact-vcard.h"
#include "kontor/merge.h"
#include "kontor/outbox.h"

/* As it lies in an address book, else as it was imported; *ret_text NULL: there is none. */
static gboolean
card_of (KtStore *store, KtId contact, char **ret_uid, char **ret_text, GError **error)
{
  g_autoptr (GPtrArray) rows = kt_outbox_of (store, KT_OUTBOX_CONTACT, contact, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      const KtOutbox *row = rows->pdata[i - 1];
      if (*row->base == '\0')
        continue;
      *ret_uid = g_strdup (row->uid);
      *ret_text = g_strdup (row->base);
      return TRUE;
    }
  return kt_contact_vcard_get (store, contact, ret_uid, ret_text, error);
}

gboolean
kt_merge_cards (KtStore *store, KtId kept, KtId gone, GError **error)
{
  g_autofree char *uid = NULL, *text = NULL, *gone_uid = NULL, *gone_text = NULL;
  if (!card_of (store, kept, &uid, &text, error)
      || !card_of (store, gone, &gone_uid, &gone_text, error))
    return FALSE;
  if (text == NULL || gone_text == NULL)
    return TRUE;
  g_autoptr (KtCardReader) reader = kt_card_reader_new ();
  g_autofree char *rest = kt_card_reader_join (reader, text, "", gone_text, NULL);
  if (rest == NULL) /* nothing can be told apart now: all of it is kept, to be joined later */
    rest = g_strdup (gone_text);
  return kt_contact_vcard_keep (store, kept, uid, text, error)
         && kt_contact_vcard_keep (store, gone, "", rest, error)
         && kt_contact_vcard_change (store, gone, rest, error);
}
