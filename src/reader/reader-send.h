#pragma once
#include "kontor/frame.h"

/* Answers of the reader that are texts. FALSE: the conversation broke. */
gboolean kt_reader_send_text (KtChannel *channel, guint64 item, const char *name, const char *text,
                              gsize length, GError **error); /* TEXT BYTES… ITEM_END */
/* Writes what is queued once it is much. */
gboolean kt_reader_flush_some (KtChannel *channel, GError **error);
