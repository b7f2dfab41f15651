#pragma once
#include "kontor/frame.h"

/* Answers KT_READ_JSON, as kt_reader_csv_run() does. */
gboolean kt_reader_json_run (KtChannel *channel, guint64 item, const GByteArray *bytes,
                             GError **ret_refusal, GError **error);
