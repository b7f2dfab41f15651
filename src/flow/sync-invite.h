#pragma once
#include "kontor/invite.h"
#include "kontor/sync-engine.h"

/* What the reader tells of an iTIP text before its letter. */
typedef struct _KtSyncInvite
{
  KtInviteHead *head;
  GByteArray *text;
  GPtrArray *events; /* KtEvent */
  gboolean whole;    /* all of the text is here */
} KtSyncInvite;
void kt_sync_invite_free (KtSyncInvite *invite);

/* INVITE, BYTES, ITEM_END and EVENT of the item that is being read. FALSE: the frame does not
 * belong there. */
gboolean kt_sync_take_invite (KtSyncItem *item, const KtFrame *frame, GError **error);
/* Stores what a letter brought, in the transaction of its window. forged: nobody is known to have
 * sent it. */
gboolean kt_sync_store_invite (KtSync *sync, const KtSyncLetter *read, gboolean forged,
                               GError **error);
