#include "config.h"
#include "kontor/agenda.h"

void
kt_agenda_line_free (KtAgendaLine *line)
{
  g_free (line->who);
  g_free (line->text);
  g_free (line->question);
  g_free (line->hands);
  g_free (line->reminded);
  g_free (line->stage);
  g_free (line);
}

static int
compare_int64 (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* What has to be decided first; then by day, what has an hour before what has none. */
static int
compare_planned (const KtAgendaLine *a, const KtAgendaLine *b)
{
  if ((a->kind == KT_AGENDA_QUESTION) != (b->kind == KT_AGENDA_QUESTION))
    return a->kind == KT_AGENDA_QUESTION ? -1 : 1;
  KtLocal day_a = a->local, day_b = b->local;
  day_a.hour = day_b.hour = -1;
  day_a.minute = day_b.minute = 0;
  int order = kt_local_compare (day_a, day_b);
  if (order == 0 && (a->local.hour < 0) != (b->local.hour < 0))
    order = a->local.hour < 0 ? 1 : -1;
  if (order == 0)
    order = kt_local_compare (a->local, b->local);
  return order != 0 ? order : compare_int64 (a->kind, b->kind);
}

/* With an open deal first; with rates the deal's value × the days waited, else the longest. */
static int
compare_waiting (const KtAgendaLine *a, const KtAgendaLine *b)
{
  int order = compare_int64 (b->deals > 0, a->deals > 0);
  if (order == 0)
    order = compare_int64 (b->worth, a->worth);
  return order != 0 ? order : compare_int64 (a->since, b->since);
}

static gint
compare (gconstpointer pa, gconstpointer pb)
{
  const KtAgendaLine *a = *(KtAgendaLine *const *)pa, *b = *(KtAgendaLine *const *)pb;
  int order = compare_int64 (a->section, b->section);
  if (order != 0)
    return order;
  switch (a->section)
    {
    case KT_AGENDA_ANSWER:
    case KT_AGENDA_WAITING:
      order = compare_waiting (a, b);
      break;
    case KT_AGENDA_STANDING:
      order = compare_int64 (b->days, a->days);
      break;
    case KT_AGENDA_QUIET:
      order = compare_int64 (b->days, a->days);
      break;
    case KT_AGENDA_DUE:
      order = compare_int64 (b->days - b->usual, a->days - a->usual);
      break;
    default:
      order = compare_planned (a, b);
    }
  return order != 0 ? order : compare_int64 (a->key, b->key);
}

void
kt_agenda_sort (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare);
}

static guint
rows_taken (const KtAgendaGroup *groups, guint n)
{
  guint rows = 0;
  for (guint i = 0; i < n; i++)
    {
      const KtAgendaGroup *group = &groups[i];
      rows += group->shown > 0 ? 2 + group->shown * group->tall + (group->shown < group->count) : 0;
    }
  return rows;
}

/* So many lines, or all where the row that says how many more would hold the last one. */
static guint
rounded (const KtAgendaGroup *group, guint lines)
{
  lines = MAX (lines, group->least);
  return lines + (group->tall == 1) >= group->count ? group->count : lines;
}

static guint
one_less (const KtAgendaGroup *group)
{
  gboolean all = group->shown == group->count && group->tall == 1;
  return group->shown - (all && group->shown > 1 ? 2 : 1);
}

/* Shortens groups down to floor, from the last to the one at from, until all fit. */
static void
shorten (KtAgendaGroup *groups, guint n, guint from, guint floor, guint rows)
{
  for (guint i = n; i > from; i--)
    {
      KtAgendaGroup *group = &groups[i - 1];
      guint least = floor > 0 || group->least > 0 ? rounded (group, floor) : 0;
      while (group->shown > least && rows_taken (groups, n) > rows)
        group->shown = floor == 0 ? least : one_less (group);
    }
}

/* A line each in turn, the most urgent first, as long as there are rows. */
static void
share_rest (KtAgendaGroup *groups, guint n_sharing, guint n, guint rows)
{
  gboolean grown;
  do
    {
      grown = FALSE;
      for (guint i = 0; i < n_sharing; i++)
        {
          KtAgendaGroup *group = &groups[i];
          guint before = group->shown;
          if (before == 0 || before == group->count)
            continue;
          group->shown = rounded (group, before + 1);
          if (rows_taken (groups, n) > rows)
            group->shown = before;
          grown = grown || group->shown != before;
        }
    }
  while (grown);
}

guint
kt_agenda_cut (KtAgendaGroup *groups, guint n, guint n_urgent, guint rows)
{
  guint urgent = MIN (n, n_urgent), left_out = 0;
  for (guint i = 0; i < n; i++)
    groups[i].shown = groups[i].count;
  gboolean room = rows_taken (groups, urgent) <= rows;
  if (rows > 0)
    {
      for (guint i = room ? urgent : 0; i < n; i++)
        groups[i].shown = i < urgent || room ? rounded (&groups[i], KT_AGENDA_LEAST) : 0;
      shorten (groups, n, urgent, 1, rows);
      shorten (groups, n, urgent, 0, rows);
      shorten (groups, n, 0, 1, rows);
      shorten (groups, n, 0, 0, rows);
      share_rest (groups, urgent, n, rows);
      share_rest (groups, n, n, rows);
    }
  for (guint i = 0; i < n; i++)
    left_out += groups[i].count - groups[i].shown;
  return left_out;
}

static gboolean
is_leap (int year)
{
  return g_date_is_leap_year ((GDateYear)year);
}

static KtLocal
birthday_in (int year, int month, int day)
{
  if (month == 2 && day == 29 && !is_leap (year))
    day = 28;
  return (KtLocal){ (gint16)year, (guint8)month, (guint8)day, -1, 0 };
}

gboolean
kt_birthday_next (const char *birthday, KtLocal from, KtLocal *ret_day, int *ret_age)
{
  KtLocal born;
  if (birthday == NULL)
    return FALSE;
  gboolean yearless = g_str_has_prefix (birthday, "--");
  g_autofree char *iso = yearless ? g_strconcat ("2000-", birthday + 2, NULL) : g_strdup (birthday);
  if (!kt_local_parse (iso, &born) || born.hour >= 0)
    return FALSE;
  from.hour = -1;
  from.minute = 0;
  KtLocal day = birthday_in (from.year, born.month, born.day);
  if (kt_local_compare (day, from) < 0)
    day = birthday_in (from.year + 1, born.month, born.day);
  *ret_day = day;
  *ret_age = yearless || day.year <= born.year ? 0 : day.year - born.year;
  return TRUE;
}
