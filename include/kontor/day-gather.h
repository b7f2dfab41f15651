#pragma once
#include "kontor/context.h"
#include "kontor/day-sheet.h"

/* Reads a day of the diary: visits, closures, breaks, free times and calendars. only: keys (KtId)
 * of the hands wanted; NULL: all that work, and a column for visits without a hand. */
KtDaySheet *kt_day_gather (KtContext *context, KtLocal day, const GArray *only, GError **error);

#define KT_DAY_FREE_LEAST 15 /* minutes of a free time worth telling */

/* The parts. Blocks of one visit, one a hand (hands are columns of the sheet: those missing are
 * added unless only). */
gboolean kt_day_add_visits (KtContext *context, KtDaySheet *sheet, gboolean only, GError **error);
/* Closures, breaks between working hours, free times; events of calendars. */
gboolean kt_day_add_closures (KtContext *context, KtDaySheet *sheet, GError **error);
gboolean kt_day_add_free (KtContext *context, KtDaySheet *sheet, GError **error);
gboolean kt_day_add_events (KtContext *context, KtDaySheet *sheet, GError **error);
/* Minutes from the midnight of the sheet's day. */
int kt_day_minute (const KtContext *context, const KtDaySheet *sheet, gint64 at);
/* The column of a hand; -1 none. */
int kt_day_column (const KtDaySheet *sheet, KtId resource);
/* Adds a block; what of it may be NULL. */
KtSheetBlock *kt_day_add_block (KtContext *context, KtDaySheet *sheet, KtSheetKind kind, guint hand,
                                int start, int end, const char *what);
