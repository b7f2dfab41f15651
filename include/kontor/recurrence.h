#pragma once
#include "kontor/ical-value.h"

/* Repetition rules (RFC 5545 §3.3.10) over the clock on the wall: instants are seconds as in
 * KtIcalTime, zones are the caller's business.
 *
 * DTSTART is always the first instance and counts, whether the rule names it or not (§3.8.5.3).
 * What a rule leaves open is taken from DTSTART, the weekday of a BYWEEKNO too. Every BY part both
 * expands and limits as the table there says; parts that the RFC forbids for a frequency limit. A
 * numbered BYDAY of WEEKLY and shorter is taken without its number. */
typedef enum
{
  KT_FREQ_YEARLY,
  KT_FREQ_MONTHLY,
  KT_FREQ_WEEKLY,
  KT_FREQ_DAILY,
  KT_FREQ_HOURLY,
  KT_FREQ_MINUTELY,
  KT_FREQ_SECONDLY,
} KtFreq;

#define KT_RULE_LIST_MAX 400 /* entries of one BY part */

typedef struct
{
  gint16 values[KT_RULE_LIST_MAX];
  guint n;
} KtRuleList;

typedef struct
{
  KtFreq freq;
  gint64 interval; /* at least 1 */
  gint64 count;    /* 0: none */
  gboolean has_until;
  KtIcalTime until; /* as written */
  int week_start;   /* 0 Monday … 6 Sunday */
  KtRuleList month, week, year_day, month_day, hour, minute, second, position;
  KtRuleList day; /* number * 8 + weekday (0 Monday … 6 Sunday); number 0: every one */
} KtRule;

/* FALSE with KT_ERROR_FAILED: unknown parts, numbers out of range. Blanks, lower case, repeated
 * commas and a trailing semicolon are forgiven. */
gboolean kt_rule_parse (const char *value, KtRule *ret_rule, GError **error);

typedef struct _KtRuleWalk KtRuleWalk;

/* Instances from DTSTART on in [from, to): an earlier one may come too. until: last instant allowed
 * on the wall (RFC: included); G_MAXINT64 none. rule must outlive the walk. */
KtRuleWalk *kt_rule_walk_new (const KtRule *rule, gint64 start, gboolean is_date, gint64 until,
                              gint64 from, gint64 to);
void kt_rule_walk_free (KtRuleWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtRuleWalk, kt_rule_walk_free)

/* The next one, ascending. FALSE: no more. */
gboolean kt_rule_walk_next (KtRuleWalk *walk, gint64 *ret_instant);
/* It ended because looking took too long (KT_RULE_STEPS_MAX): there may be more. */
gboolean kt_rule_walk_gave_up (const KtRuleWalk *walk);
#define KT_RULE_STEPS_MAX 2000000u
