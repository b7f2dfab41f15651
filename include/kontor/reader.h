#pragma once
#include "kontor/frame.h"

/* kontor-reader: parses what strangers wrote, without secrets, network or other processes.
 *
 * Each item is announced (BEGIN, flushed) before the first look at it, so that the keeper knows
 * which one ended the process. An item has KT_READER_CPU_SECONDS of CPU and the process
 * KT_READER_MEMORY octets. */

#define KT_READER_ITEM_MAX (128u << 20) /* octets; larger ones are refused unread */
#define KT_READER_CPU_SECONDS 2
#define KT_READER_MEMORY (G_GUINT64_CONSTANT (1) << 30)

/* Looks at an item's bytes before they are parsed. For the helper of the tests only; the product
 * passes NULL. */
typedef void (*KtReaderHook) (const guint8 *bytes, gsize length);

/* Warms up what opens files, then gives up everything but memory, time and the channel.
 * KT_ERROR_FAILED where the kernel cannot do that. */
gboolean kt_reader_confine (GError **error);

/* Serves until the keeper closes the channel. FALSE: the conversation broke. */
gboolean kt_reader_run (KtChannel *channel, KtReaderHook hook, GError **error);

/* Begin, confine, serve: main() of kontor-reader. Returns the exit status. */
int kt_reader_main (KtReaderHook hook);
