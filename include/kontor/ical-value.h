#pragma once
#include <glib.h>

/* Values of iCalendar properties (RFC 5545 §3.3). */

/* A DATE or DATE-TIME as written. wall: seconds since 1970 as if the clock ran in UTC. */
typedef struct
{
  gint64 wall;
  gboolean is_date, is_utc;
} KtIcalTime;

/* A nominal and an exact part: a day is what the clock says, an hour 3600 s. Both have one sign. */
typedef struct
{
  gint64 days, seconds;
} KtIcalDuration;

#define KT_ICAL_DAY 86400
#define KT_ICAL_WALL_MIN G_GINT64_CONSTANT (-62135596800) /* year 1 */
#define KT_ICAL_WALL_END G_GINT64_CONSTANT (253402300800) /* after year 9999 */

/* Forgiven: missing seconds, lower case, second 60, 24:00:00, blanks around. */
gboolean kt_ical_time_parse (const char *value, KtIcalTime *ret_time);
/* RFC 5545 §3.3.6; at most 100 years. */
gboolean kt_ical_duration_parse (const char *value, KtIcalDuration *ret_duration);
/* "+0200", "-013045": seconds east; at most a day. */
gboolean kt_ical_offset_parse (const char *value, int *ret_offset);
gint64 kt_ical_day_of (gint64 wall); /* days since 1970-01-01 */

/* A TEXT value: unescaped, NFC, without controls but line feeds and tabs, of at most max octets.
 * value is UTF-8. */
char *kt_ical_text_value (const char *value, gsize max);
/* An enumerated value is compared regardless of case and blanks around. */
gboolean kt_ical_is (const char *value, const char *word);
