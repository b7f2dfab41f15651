#pragma once
#include "kontor/process.h"

/* The blocking side of a conversation with one helper: whoever asks waits for the answer. */

/* Writes what is queued, waits for the next frame. A FAIL becomes the error, with its code; the
 * conversation goes on after it. A helper that is gone is KT_ERROR_FAILED and sets
 * *ret_frame to type 0. */
gboolean kt_helper_call_next (KtHelper *helper, KtFrame *ret_frame, GError **error);

/* Appends BYTES up to ITEM_END to bytes. More than max octets in all is KT_ERROR_FAILED; the
 * conversation is then in the middle of the item and can only be ended. */
gboolean kt_helper_call_bytes (KtHelper *helper, gsize max, GByteArray *bytes, GError **error);

/* Queues a whole item: BYTES… ITEM_END. */
void kt_helper_call_queue_text (KtHelper *helper, const void *data, gsize length);
