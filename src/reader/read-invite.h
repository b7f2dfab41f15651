#pragma once
#include "kontor/frame.h"
#include "kontor/letter-read.h"

/* A letter's iTIP text in frames; of the reader only. */
typedef struct _KtInviteReader KtInviteReader;
KtInviteReader *kt_invite_reader_new (void);
void kt_invite_reader_free (KtInviteReader *reader);

/* INVITE BYTES… ITEM_END EVENT…, nothing where the letter holds no invitation that can be read. */
gboolean kt_invite_reader_queue (KtInviteReader *reader, KtChannel *channel,
                                 const KtLetterSource *source, const KtLetterDraft *draft,
                                 GError **error);
