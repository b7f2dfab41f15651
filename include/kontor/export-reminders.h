#pragma once
#include "kontor/context.h"
#include "kontor/ics.h"

/* All open reminders as an iCalendar file for a phone (notes: which path rings). *ret_count:
 * reminders. The caller frees. */
char *kt_export_reminders (KtContext *context, KtIcsPreset preset, guint *ret_count,
                           GError **error);

/* Writes a file whole or not at all: beside it, synced, renamed; readable by its owner only.
 * KT_ERROR_USAGE: what is there is no file; KT_ERROR_DATABASE: no space; else KT_ERROR_FAILED. */
gboolean kt_export_write (const char *path, const char *data, gsize length, GError **error);
