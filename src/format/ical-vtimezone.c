#include "config.h"
#include "kontor/ical-zone.h"
#include "kontor/recurrence.h"
#include <string.h>

#define FIRST_YEAR 0                             /* 1970, as wall time */
#define LAST_YEAR G_GINT64_CONSTANT (4102444800) /* 2100 */
#define CHANGES_MAX 4000
#define OBSERVANCES_MAX 200

typedef struct
{
  const KtIcalComponent *component;
  KtIcalTime start;
  int from, to;
} Observance;

static void
add_change (GArray *changes, const Observance *observance, gint64 wall)
{
  KtZoneChange change = { wall - observance->from, observance->to };
  if (changes->len < CHANGES_MAX)
    g_array_append_val (changes, change);
}

/* RFC 5545 §3.6.5: UNTIL is in UTC. */
static void
add_rule (GArray *changes, const Observance *observance, const char *text)
{
  g_autofree KtRule *rule = g_new (KtRule, 1);
  gint64 until = G_MAXINT64, wall;
  if (!kt_rule_parse (text, rule, NULL) || rule->freq > KT_FREQ_MONTHLY)
    return;
  if (rule->has_until)
    until = rule->until.wall + (rule->until.is_utc ? observance->from : 0)
            + (rule->until.is_date ? KT_ICAL_DAY - 1 : 0);
  g_autoptr (KtRuleWalk) walk
      = kt_rule_walk_new (rule, observance->start.wall, FALSE, until, FIRST_YEAR, LAST_YEAR);
  while (changes->len < CHANGES_MAX && kt_rule_walk_next (walk, &wall))
    add_change (changes, observance, wall);
}

static void
add_dates (GArray *changes, const Observance *observance, const char *list)
{
  g_auto (GStrv) values = g_strsplit (list, ",", CHANGES_MAX);
  KtIcalTime time;
  for (char **value = values; *value != NULL; value++)
    if (kt_ical_time_parse (*value, &time))
      add_change (changes, observance, time.wall + (time.is_utc ? observance->from : 0));
}

static void
add_observance (GArray *changes, const KtIcalComponent *component)
{
  Observance observance = { .component = component };
  if (!kt_ical_time_parse (kt_ical_value (component, "DTSTART"), &observance.start)
      || !kt_ical_offset_parse (kt_ical_value (component, "TZOFFSETTO"), &observance.to))
    return;
  if (!kt_ical_offset_parse (kt_ical_value (component, "TZOFFSETFROM"), &observance.from))
    observance.from = observance.to;
  add_change (changes, &observance, observance.start.wall);
  for (guint i = 0; i < component->nodes->len; i++)
    {
      const KtIcalLine *line = &g_array_index (component->nodes, KtIcalNode, i).line;
      if (line->name == NULL)
        continue;
      if (strcmp (line->name, "RRULE") == 0)
        add_rule (changes, &observance, line->value);
      else if (strcmp (line->name, "RDATE") == 0)
        add_dates (changes, &observance, line->value);
    }
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const KtZoneChange *x = a, *y = b;
  return (x->at > y->at) - (x->at < y->at);
}

/* Before the first change its offset before held. */
static void
add_beginning (GArray *changes, const KtIcalComponent *vtimezone)
{
  const KtZoneChange *first = &g_array_index (changes, KtZoneChange, 0);
  KtZoneChange beginning = { G_MININT64, first->offset };
  for (guint i = 0; i < vtimezone->nodes->len; i++)
    {
      const KtIcalComponent *part = g_array_index (vtimezone->nodes, KtIcalNode, i).component;
      KtIcalTime start;
      int from;
      if (part != NULL && kt_ical_time_parse (kt_ical_value (part, "DTSTART"), &start)
          && kt_ical_offset_parse (kt_ical_value (part, "TZOFFSETFROM"), &from)
          && start.wall - from == first->at)
        beginning.offset = from;
    }
  g_array_prepend_val (changes, beginning);
}

GArray *
kt_ical_vtimezone_read (const KtIcalComponent *vtimezone)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (KtZoneChange));
  guint n = 0;
  for (guint i = 0; i < vtimezone->nodes->len && n < OBSERVANCES_MAX; i++)
    {
      const KtIcalComponent *part = g_array_index (vtimezone->nodes, KtIcalNode, i).component;
      if (part != NULL
          && (strcmp (part->name, "STANDARD") == 0 || strcmp (part->name, "DAYLIGHT") == 0))
        {
          add_observance (changes, part);
          n++;
        }
    }
  if (changes->len == 0)
    {
      g_array_unref (changes);
      return NULL;
    }
  g_array_sort (changes, compare_changes);
  add_beginning (changes, vtimezone);
  return changes;
}
