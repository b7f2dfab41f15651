#pragma once
#include "kontor/frame.h"

/* Answers KT_READ_CSV. FALSE: the conversation broke; what the table did wrong is *ret_refusal,
 * which the caller tells. */
gboolean kt_reader_csv_run (KtChannel *channel, guint64 item, const GByteArray *bytes,
                            GError **ret_refusal, GError **error);
