#pragma once
#include "kontor/sync.h"

/* One line a source and the line that sums up; JSON where asked for. */
void kt_sync_view_print (KtContext *context, GPtrArray *results /* KtSyncResult */);
/* One line for what each source brought, as it comes in (kontor sync --watch). */
void kt_sync_view_event (KtContext *context, GPtrArray *results /* KtSyncResult */);
/* The moving line of a first sync, on stderr; only for a terminal. */
void kt_sync_view_progress (const KtSyncProgress *progress, gpointer context);
void kt_sync_view_progress_end (void);
