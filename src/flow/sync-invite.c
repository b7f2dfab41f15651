#include "config.h"
#include "sync-invite.h"

void
kt_sync_invite_free (KtSyncInvite *invite)
{
  if (invite == NULL)
    return;
  kt_invite_head_free (invite->head);
  g_byte_array_unref (invite->text);
  g_ptr_array_unref (invite->events);
  g_free (invite);
}

static gboolean
take_head (KtSyncItem *item, const KtFrame *frame, GError **error)
{
  if (item->invite != NULL)
    return FALSE;
  KtInviteHead *head = kt_invite_head_from_frame (frame, error);
  if (head == NULL || head->item != item->id)
    {
      kt_invite_head_free (head);
      return FALSE;
    }
  item->invite = g_new0 (KtSyncInvite, 1);
  item->invite->head = head;
  item->invite->text = g_byte_array_new ();
  item->invite->events = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_event_free);
  return TRUE;
}

/* SQLite takes it as text. */
static gboolean
is_text (const GByteArray *bytes)
{
  return g_utf8_validate ((const char *)bytes->data, bytes->len, NULL);
}

static gboolean
take_event (KtSyncItem *item, const KtFrame *frame, GError **error)
{
  KtEvent *event = kt_event_from_frame (frame, error);
  if (event == NULL || event->item != item->id || item->invite->events->len >= KT_INVITE_EVENTS_MAX)
    {
      kt_event_free (event);
      return FALSE;
    }
  g_ptr_array_add (item->invite->events, event);
  return TRUE;
}

gboolean
kt_sync_take_invite (KtSyncItem *item, const KtFrame *frame, GError **error)
{
  KtSyncInvite *invite = item->invite;
  if (frame->type == KT_FRAME_INVITE)
    return take_head (item, frame, error);
  if (invite == NULL)
    return FALSE;
  if (frame->type == KT_FRAME_EVENT)
    return invite->whole && take_event (item, frame, error);
  if (invite->whole)
    return FALSE;
  if (frame->type == KT_FRAME_BYTES)
    {
      g_byte_array_append (invite->text, frame->data, frame->length);
      return invite->text->len <= KT_INVITE_TEXT_MAX;
    }
  invite->whole = frame->type == KT_FRAME_ITEM_END && is_text (invite->text);
  return invite->whole;
}

gboolean
kt_sync_store_invite (KtSync *sync, const KtSyncLetter *read, gboolean forged, GError **error)
{
  const KtSyncInvite *invite = read->invite;
  const char *sender = "";
  if (invite == NULL || invite->events->len == 0)
    return TRUE;
  for (gsize i = 0; i < read->letter->n_people && *sender == '\0' && !forged; i++)
    if (read->letter->people[i].role == KT_ROLE_FROM)
      sender = read->letter->people[i].norm;
  g_autofree char *text = g_strndup ((const char *)invite->text->data, invite->text->len);
  const KtInviteNews news = { .letter = read->letter->key,
                              .sender = sender,
                              .at = read->letter->time,
                              .head = invite->head,
                              .text = text,
                              .events = invite->events };
  return kt_invite_put (sync->context->store, sync->context->settings, &news, error);
}
