#pragma once
#include "kontor/context.h"
#include "kontor/ics.h"

/* The book as an iCalendar file for a phone (notes: which path rings). */
typedef enum
{
  KT_EXPORT_REMINDERS,    /* open ones */
  KT_EXPORT_APPOINTMENTS, /* visits from the month before this one on; cancelled ones as such */
  KT_EXPORT_BIRTHDAYS,
  KT_EXPORT_KINDS,
} KtExportKind;

/* kinds: bits, 1 << KtExportKind. counts: records of each kind. The caller frees. */
char *kt_export_ics (KtContext *context, guint kinds, KtIcsPreset preset,
                     guint ret_counts[KT_EXPORT_KINDS], GError **error);

/* Writes a file whole or not at all: beside it, synced, renamed; readable by its owner only.
 * KT_ERROR_USAGE: what is there is no file; KT_ERROR_DATABASE: no space; else KT_ERROR_FAILED. */
gboolean kt_export_write (const char *path, const char *data, gsize length, GError **error);
