#pragma once
#include "kontor/card-record.h"

/* KT_FRAME_VCARD_ASK: vCards understood and rewritten. */
typedef struct _KtReaderVcard KtReaderVcard;
KtReaderVcard *kt_reader_vcard_new (void);
void kt_reader_vcard_free (KtReaderVcard *vcard);

/* A request; *ret_item names it and *ret_texts says how many texts follow. */
gboolean kt_reader_vcard_open (KtReaderVcard *vcard, const KtFrame *frame, guint64 *ret_item,
                               guint *ret_texts, GError **error);

/* Answers it. texts: GByteArray. FALSE: the conversation broke; what a text did wrong is
 * *ret_refusal, which the caller tells. */
gboolean kt_reader_vcard_run (KtReaderVcard *vcard, KtChannel *channel, GPtrArray *texts,
                              GError **ret_refusal, GError **error);
