#pragma once
#include "kontor/event.h"

/* KT_FRAME_ICAL: iCalendar text understood and rewritten. */
typedef struct _KtReaderIcal KtReaderIcal;
KtReaderIcal *kt_reader_ical_new (void);
void kt_reader_ical_free (KtReaderIcal *ical);

/* A request; *ret_item names it and *ret_texts says how many texts follow. */
gboolean kt_reader_ical_open (KtReaderIcal *ical, const KtFrame *frame, guint64 *ret_item,
                              guint *ret_texts, GError **error);

/* Answers it. texts: GByteArray. FALSE: the conversation broke; what a text did wrong is
 * *ret_refusal, which the caller tells. */
gboolean kt_reader_ical_run (KtReaderIcal *ical, KtChannel *channel, GPtrArray *texts, gint64 now,
                             GError **ret_refusal, GError **error);
