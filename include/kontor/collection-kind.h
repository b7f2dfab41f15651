#pragma once
#include "kontor/calendar-engine.h"

/* What differs between calendars and address books: the one place where flow/calendar-* asks which
 * of them it has before it. */

/* What the reader made of a text: GPtrArray of KtEvent, or KtVcard. */
void kt_run_read_free (const KtCalendarRun *run, gpointer read);
/* Of each text what it says, or NULL and the reason. */
gboolean kt_run_read (KtCalendarRun *run, const char *const *texts, gsize n, gpointer *ret,
                      char **reasons, GError **error);
/* Into the mirror; takes the UID out of read (NULL: it could not be read). */
gboolean kt_run_store (KtCalendarRun *run, KtObject *object, gconstpointer read, GError **error);
gboolean kt_run_same (KtCalendarRun *run, const char *a, const char *b, gboolean *ret_same,
                      GError **error);
char *kt_run_merge (KtCalendarRun *run, const char *base, const char *mine, const char *theirs,
                    char **ret_conflicts, GError **error);
/* kt_wish_apply() of either kind. */
char *kt_run_apply (KtCalendarRun *run, const char *base, const char *before, const KtWish *wish,
                    GError **error);
/* The whole text of what is put where nothing lies. */
char *kt_run_text (KtCalendarRun *run, const KtWish *wish, GError **error);
GPtrArray *kt_run_collections (const KtCalendarRun *run, GError **error); /* KtCalendar, not gone */
const KtCalendarSource *kt_run_source (const KtContext *context, const KtCalendar *calendar);
