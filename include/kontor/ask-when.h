#pragma once
#include "kontor/context.h"
#include "kontor/when.h"

/* Parses what a command was given, a doubt settled by reading; only when it is. */
typedef gboolean (*KtWhenFunc) (KtContext *context, gpointer data, KtReading reading,
                                KtLocal *ret_local, GError **error);

/* Where parse is in doubt and somebody sits at the terminal: asks which of the two is meant.
 * *ret_reading is what to parse with. Without a terminal the doubt is the error (RULES: time). */
gboolean kt_ask_when (KtContext *context, KtWhenFunc parse, gpointer data, KtReading *ret_reading,
                      GError **error);
