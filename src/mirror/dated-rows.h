#pragma once
#include "kontor/calendar.h"
#include <sqlite3.h>

/* Whether a letter brought something newer than this, which lies in a calendar. */
#define KT_DATED_OVERTAKEN                                                                         \
  "e.object <> 0 AND EXISTS (SELECT 1 FROM mirror.event AS l WHERE l.uid = e.uid"                  \
  " AND l.object = 0 AND l.recurrence IN ('', e.recurrence) AND l.sequence > e.sequence"           \
  " AND l.status <> 'cancelled')"

/* Rows of mirror.event as lists show them; for the files of dated only. Aliases: o occurrence,
 * e event. */
#define KT_DATED_COLUMNS                                                                           \
  "e.id, e.key, e.uid, e.recurrence, e.summary, e.location, e.status, e.organizer, e.flags,"       \
  " coalesce (c.source, ''), coalesce (c.name, ''), coalesce (i.letter, 0),"                       \
  " coalesce (b.gone_at, c.gone_at, 0), e.sequence, " KT_DATED_OVERTAKEN
#define KT_DATED_PLACES                                                                            \
  " LEFT JOIN mirror.object AS b ON b.id = e.object"                                               \
  " LEFT JOIN mirror.calendar AS c ON c.id = b.calendar"                                           \
  " LEFT JOIN mirror.invite AS i ON i.id = e.invite"
/* Of an invitation that lies in a calendar as well only the event there is shown, unless a letter
 * brought a newer version that was not answered yet. */
#define KT_DATED_NO_SHADOW                                                                         \
  " (e.object <> 0 OR NOT EXISTS (SELECT 1 FROM mirror.event AS x JOIN mirror.object AS y"         \
  " ON y.id = x.object WHERE x.uid = e.uid AND x.sequence >= e.sequence AND y.gone_at IS NULL))"
#define KT_DATED_NOT_OWN                                                                           \
  " NOT EXISTS (SELECT 1 FROM outbox AS q WHERE q.uid = e.uid AND q.kind <> 'invite')"

/* Rows (start, end, KT_DATED_COLUMNS) of a bound statement as KtDated; copies of one event at one
 * time in several calendars once. settings may be NULL. */
GPtrArray *kt_dated_read (KtStore *store, const KtSettings *settings, sqlite3_stmt *statement,
                          GError **error);
