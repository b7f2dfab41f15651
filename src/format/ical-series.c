#include "config.h"
#include "kontor/recurrence.h"
#include "ical-part.h"
#include <stdlib.h>
#include <string.h>

#define RULES_MAX 10     /* RRULE and EXRULE lines of a component */
#define DATES_MAX 50000u /* RDATE and EXDATE values */
#define MARGIN (2 * KT_ICAL_DAY)
#define MONTH (31 * KT_ICAL_DAY)

typedef struct
{
  gint64 start, end; /* UTC */
  gint64 wall;       /* of the start, on the master's clock */
} Instance;

/* What does not take place, or elsewhere. */
typedef struct
{
  GArray *instants, *days; /* gint64: UTC seconds; days on the master's clock */
} Absent;

typedef struct
{
  KtIcalPart *master;
  KtIcalPart **overrides; /* ascending by what they replace */
  gsize n_overrides;
  const KtIcalWindow *window;
  gint64 from, to; /* the window, wider where overrides move what follows */
  GArray *instances;
  gboolean overflow, gave_up;
} Series;

/* --- instances --- */

static void
add_instance (Series *series, gint64 start, gint64 end, gint64 wall)
{
  Instance instance = { start, end, wall };
  if (start >= series->to || (end <= series->from && start < series->from) || end < start)
    return;
  if (series->instances->len > KT_ICAL_OCCURRENCES_MAX)
    series->overflow = TRUE;
  else
    g_array_append_val (series->instances, instance);
}

static void
add_wall (Series *series, gint64 wall)
{
  const KtIcalPart *master = series->master;
  if (master->is_date)
    wall = kt_ical_day_of (wall) * KT_ICAL_DAY;
  gint64 start = kt_ical_zone_to_utc (master->zone, wall);
  add_instance (series, start, kt_ical_part_end (master, wall, start), wall);
}

/* The last instant a rule allows, on the master's clock. */
static gint64
until_of (const KtIcalPart *master, const KtRule *rule)
{
  if (!rule->has_until)
    return G_MAXINT64;
  if (rule->until.is_date)
    return rule->until.wall + KT_ICAL_DAY - 1;
  if (master->is_date)
    return kt_ical_day_of (rule->until.wall) * KT_ICAL_DAY + KT_ICAL_DAY - 1;
  if (rule->until.is_utc)
    return kt_ical_zone_to_wall (master->zone, rule->until.wall);
  return rule->until.wall;
}

static gint64
length_of (const KtIcalPart *part)
{
  return part->length.days * KT_ICAL_DAY + part->length.seconds;
}

/* Calls add for all instants of the rule that may touch the window. */
static void
walk_rule (Series *series, const char *text, void (*add) (Series *, gint64))
{
  KtIcalPart *master = series->master;
  g_autofree KtRule *rule = g_new (KtRule, 1);
  g_autoptr (GError) error = NULL;
  gint64 wall;
  if (!kt_rule_parse (text, rule, &error))
    {
      kt_ical_part_warn (master, "it repeats by what cannot be read, %s", error->message);
      return;
    }
  if (rule->count != 0 && rule->has_until)
    kt_ical_part_warn (master, "its rule has both COUNT and UNTIL");
  gint64 from = kt_ical_zone_to_wall (master->zone, series->from) - length_of (master) - MARGIN;
  gint64 to = kt_ical_zone_to_wall (master->zone, series->to) + MARGIN;
  g_autoptr (KtRuleWalk) walk
      = kt_rule_walk_new (rule, master->wall, master->is_date, until_of (master, rule), from, to);
  while (!series->overflow && kt_rule_walk_next (walk, &wall))
    add (series, wall);
  series->gave_up |= kt_rule_walk_gave_up (walk);
}

/* --- RDATE --- */

static void
add_period (Series *series, const KtIcalLine *line, char *value, KtIcalZones *zones)
{
  KtIcalPart *master = series->master;
  char *slash = strchr (value, '/');
  KtIcalTime time, end_time;
  KtIcalDuration duration;
  gint64 start, end;
  *slash = 0;
  if (!kt_ical_part_moment (master, zones, line->params, value, &time, &start))
    return;
  if (kt_ical_duration_parse (slash + 1, &duration))
    end = start + duration.days * KT_ICAL_DAY + duration.seconds;
  else if (!kt_ical_part_moment (master, zones, line->params, slash + 1, &end_time, &end))
    return;
  add_instance (series, start, end, time.wall);
}

static void
add_date (Series *series, const KtIcalLine *line, const char *value, KtIcalZones *zones)
{
  KtIcalPart *master = series->master;
  KtIcalTime time;
  gint64 utc;
  if (!kt_ical_part_moment (master, zones, line->params, value, &time, &utc))
    return;
  if (time.is_date && !master->is_date) /* that day, at the usual time */
    time.wall += master->wall - kt_ical_day_of (master->wall) * KT_ICAL_DAY;
  add_wall (series, time.wall);
}

static void
add_dates (Series *series, const KtIcalLine *line)
{
  g_auto (GStrv) values = g_strsplit (line->value, ",", DATES_MAX);
  for (char **value = values; *value != NULL && !series->overflow; value++)
    if (strchr (*value, '/') != NULL)
      add_period (series, line, *value, series->window->zones);
    else
      add_date (series, line, *value, series->window->zones);
}

/* --- EXDATE, EXRULE, RECURRENCE-ID --- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return (x > y) - (x < y);
}

static gboolean
holds (const GArray *sorted, gint64 number)
{
  return sorted->len > 0
         && bsearch (&number, sorted->data, sorted->len, sizeof number, compare_numbers) != NULL;
}

static void
add_absent (Absent *absent, const KtIcalPart *master, gboolean whole_day, gint64 wall, gint64 utc)
{
  gint64 day = kt_ical_day_of (wall);
  if (whole_day || master->is_date)
    g_array_append_val (absent->days, day);
  else
    g_array_append_val (absent->instants, utc);
}

static void
add_exdates (Series *series, const KtIcalLine *line, Absent *absent)
{
  g_auto (GStrv) values = g_strsplit (line->value, ",", DATES_MAX);
  KtIcalTime time;
  gint64 utc;
  for (char **value = values; *value != NULL; value++)
    if (kt_ical_part_moment (series->master, series->window->zones, line->params, *value, &time,
                             &utc))
      add_absent (absent, series->master, time.is_date, time.wall, utc);
}

static void
find_absent (Series *series, Absent *absent)
{
  const KtIcalPart *master = series->master;
  for (guint i = 0; i < master->component->nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (master->component->nodes, KtIcalNode, i);
      if (node->component == NULL && strcmp (node->line.name, "EXDATE") == 0)
        add_exdates (series, &node->line, absent);
    }
  for (gsize i = 0; i < series->n_overrides; i++)
    {
      const KtIcalPart *part = series->overrides[i];
      add_absent (absent, master, part->replaces_day, part->replaces_wall, part->replaces);
    }
  g_array_sort (absent->instants, compare_numbers);
  g_array_sort (absent->days, compare_numbers);
}

static gboolean
is_absent (const Absent *absent, const Instance *instance)
{
  return holds (absent->instants, instance->start)
         || holds (absent->days, kt_ical_day_of (instance->wall));
}

static int
compare_instances (gconstpointer a, gconstpointer b)
{
  const Instance *x = a, *y = b;
  return (x->start > y->start) - (x->start < y->start);
}

/* Ascending, each start once, without those in absent. */
static void
tidy (GArray *instances, const Absent *absent)
{
  guint n = 0;
  Instance *all = (Instance *)(gpointer)instances->data;
  g_array_sort (instances, compare_instances);
  for (guint i = 0; i < instances->len; i++)
    if ((n == 0 || all[n - 1].start != all[i].start)
        && (absent == NULL || !is_absent (absent, &all[i])))
      all[n++] = all[i];
  g_array_set_size (instances, n);
}

/* EXRULE (RFC 2445): taken away are the instances of another rule. */
static void
remove_exrule (Series *series, const char *text)
{
  GArray *kept = series->instances;
  Absent absent = { g_array_new (FALSE, FALSE, sizeof (gint64)),
                    g_array_new (FALSE, FALSE, sizeof (gint64)) };
  series->instances = g_array_new (FALSE, FALSE, sizeof (Instance));
  walk_rule (series, text, add_wall);
  for (guint i = 0; i < series->instances->len; i++)
    g_array_append_val (absent.instants, g_array_index (series->instances, Instance, i).start);
  g_array_unref (series->instances);
  series->instances = kept;
  g_array_sort (absent.instants, compare_numbers);
  tidy (series->instances, &absent);
  g_array_unref (absent.instants);
  g_array_unref (absent.days);
}

/* --- the whole --- */

/* Lines of a name, the first RULES_MAX. */
static void
each_rule (Series *series, const char *name, void (*use) (Series *, const char *))
{
  const GArray *nodes = series->master->component->nodes;
  guint n = 0;
  for (guint i = 0; i < nodes->len && n < RULES_MAX; i++)
    {
      const KtIcalNode *node = &g_array_index (nodes, KtIcalNode, i);
      if (node->component != NULL || strcmp (node->line.name, name) != 0)
        continue;
      use (series, node->line.value);
      n++;
    }
}

static void
add_rule (Series *series, const char *text)
{
  walk_rule (series, text, add_wall);
}

static void
list_instances (Series *series)
{
  const GArray *nodes = series->master->component->nodes;
  Absent absent = { g_array_new (FALSE, FALSE, sizeof (gint64)),
                    g_array_new (FALSE, FALSE, sizeof (gint64)) };
  series->overflow = FALSE;
  g_array_set_size (series->instances, 0);
  add_wall (series, series->master->wall);
  each_rule (series, "RRULE", add_rule);
  for (guint i = 0; i < nodes->len; i++)
    {
      const KtIcalNode *node = &g_array_index (nodes, KtIcalNode, i);
      if (node->component == NULL && strcmp (node->line.name, "RDATE") == 0)
        add_dates (series, &node->line);
    }
  find_absent (series, &absent);
  tidy (series->instances, &absent);
  each_rule (series, "EXRULE", remove_exrule);
  g_array_unref (absent.instants);
  g_array_unref (absent.days);
}

/* The override whose THISANDFUTURE holds for an instance; NULL: the master. */
static KtIcalPart *
find_following (const Series *series, gint64 start)
{
  KtIcalPart *found = NULL;
  for (gsize i = 0; i < series->n_overrides && series->overrides[i]->replaces <= start; i++)
    if (series->overrides[i]->this_and_future)
      found = series->overrides[i];
  return found;
}

/* The same time from the instance as the override has from what it replaces. */
static Instance
move_instance (const KtIcalPart *part, gint64 start)
{
  gint64 replaced = kt_ical_zone_to_wall (part->zone, part->replaces);
  gint64 wall = kt_ical_zone_to_wall (part->zone, start) + part->wall - replaced;
  if (part->is_date)
    wall = kt_ical_day_of (wall) * KT_ICAL_DAY;
  Instance moved = { .start = kt_ical_zone_to_utc (part->zone, wall), .wall = wall };
  moved.end = kt_ical_part_end (part, wall, moved.start);
  return moved;
}

static gboolean
is_within (const KtIcalWindow *window, gint64 start, gint64 end)
{
  return start < window->to && (end > window->from || start >= window->from);
}

/* Sorted, and each start once, into the event. */
static void
give (KtIcalPart *part, GArray *instances, const KtIcalWindow *window)
{
  KtEvent *event = &part->event;
  tidy (instances, NULL);
  event->occurrences = g_new (KtOccurrence, instances->len);
  for (guint i = 0; i < instances->len; i++)
    {
      const Instance *instance = &g_array_index (instances, Instance, i);
      if (instance->start < KT_ICAL_WALL_MIN || instance->end >= KT_ICAL_WALL_END
          || !is_within (window, instance->start, instance->end))
        continue;
      if (event->n_occurrences == KT_ICAL_OCCURRENCES_MAX)
        event->flags |= KT_EVENT_CUT;
      else
        event->occurrences[event->n_occurrences++]
            = (KtOccurrence){ instance->start, instance->end };
    }
}

static void
give_override (Series *series, KtIcalPart *part)
{
  g_autoptr (GArray) instances = g_array_new (FALSE, FALSE, sizeof (Instance));
  Instance own = { part->event.start, part->event.end, part->wall };
  if (part->has_start)
    g_array_append_val (instances, own);
  for (guint i = 0; part->this_and_future && i < series->instances->len; i++)
    {
      const Instance *instance = &g_array_index (series->instances, Instance, i);
      if (find_following (series, instance->start) != part)
        continue;
      Instance moved = move_instance (part, instance->start);
      g_array_append_val (instances, moved);
    }
  give (part, instances, series->window);
}

static void
give_master (Series *series)
{
  g_autoptr (GArray) instances = g_array_new (FALSE, FALSE, sizeof (Instance));
  for (guint i = 0; i < series->instances->len; i++)
    {
      const Instance *instance = &g_array_index (series->instances, Instance, i);
      if (find_following (series, instance->start) == NULL)
        g_array_append_val (instances, *instance);
    }
  give (series->master, instances, series->window);
}

/* How far THISANDFUTURE moves what follows. */
static gint64
farthest_move (const Series *series)
{
  gint64 farthest = 0;
  for (gsize i = 0; i < series->n_overrides; i++)
    if (series->overrides[i]->this_and_future)
      {
        const KtIcalPart *part = series->overrides[i];
        gint64 way = ABS (part->event.start - part->replaces) + length_of (part) + MARGIN;
        farthest = MAX (farthest, way);
      }
  return farthest;
}

static int
compare_overrides (gconstpointer a, gconstpointer b)
{
  const KtIcalPart *x = *(KtIcalPart *const *)a, *y = *(KtIcalPart *const *)b;
  return (x->replaces > y->replaces) - (x->replaces < y->replaces);
}

static void
expand_master (Series *series)
{
  const KtIcalWindow *window = series->window;
  gint64 farther = farthest_move (series);
  series->from = window->from - farther;
  series->to = window->to + farther;
  list_instances (series);
  if (series->overflow)
    {
      series->master->event.flags |= KT_EVENT_CUT;
      series->from = MAX (series->from, window->now - MONTH - farther);
      list_instances (series);
    }
  if (series->gave_up)
    {
      series->master->event.flags |= KT_EVENT_CUT;
      kt_ical_part_warn (series->master, "its rule takes too long to follow");
    }
  give_master (series);
}

void
kt_ical_series_expand (KtIcalPart *master, KtIcalPart **overrides, gsize n_overrides,
                       const KtIcalWindow *window)
{
  Series series = { master, overrides, n_overrides, window };
  series.instances = g_array_new (FALSE, FALSE, sizeof (Instance));
  if (n_overrides > 1)
    qsort (overrides, n_overrides, sizeof *overrides, compare_overrides);
  if (master != NULL && master->has_start)
    expand_master (&series);
  for (gsize i = 0; i < n_overrides; i++)
    give_override (&series, overrides[i]);
  g_array_unref (series.instances);
}
