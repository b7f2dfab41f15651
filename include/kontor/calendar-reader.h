#pragma once
#include "kontor/event.h"
#include "kontor/local-time.h"

/* The keeper's calls to one reader, each answered before the next; a reader that dies over a text
 * is replaced, and the call fails with KT_ERROR_FAILED that says so: that text is quarantined. */
typedef struct _KtCalendarReader KtCalendarReader;
KtCalendarReader *kt_calendar_reader_new (gint64 now, const char *tzid); /* spawned on first use */
void kt_calendar_reader_free (KtCalendarReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtCalendarReader, kt_calendar_reader_free)

#define KT_OCCURRENCES_BACK_DAYS (2 * 366)
#define KT_OCCURRENCES_AHEAD_DAYS (3 * 366)

/* KtEvent; an empty array where the text holds no event. */
GPtrArray *kt_calendar_reader_events (KtCalendarReader *reader, const char *text, gsize length,
                                      GError **error);
/* Many at once (pipelined): events of texts[i] go to ret[i], NULL where it was refused, with the
 * reason in reasons[i]. FALSE: no reader runs here. */
gboolean kt_calendar_reader_batch (KtCalendarReader *reader, const char *const *texts, gsize n,
                                   GPtrArray **ret, char **reasons, GError **error);
/* (char *uid, char *text) pairs in ret_uids and ret_texts. */
gboolean kt_calendar_reader_split (KtCalendarReader *reader, const char *text, gsize length,
                                   GPtrArray **ret_uids, GPtrArray **ret_texts, GError **error);
char *kt_calendar_reader_patch (KtCalendarReader *reader, const char *text,
                                const KtIcalChange *changes, gsize n, GError **error);
/* *ret_conflicts: names of properties both changed, "" merged. */
char *kt_calendar_reader_merge (KtCalendarReader *reader, const char *base, const char *mine,
                                const char *theirs, char **ret_conflicts, GError **error);
/* KT_ICAL_ANSWER; present "" none. */
gboolean kt_calendar_reader_answer (KtCalendarReader *reader, const char *invitation,
                                    const char *present, const KtIcalChange *changes, gsize n,
                                    char **ret_reply, char **ret_event, GError **error);
char *kt_calendar_reader_canonical (KtCalendarReader *reader, const char *text, GError **error);
