#include "config.h"
#include "kontor/agenda.h"
#include <string.h>

void
kt_agenda_line_free (KtAgendaLine *line)
{
  g_free (line->who);
  g_free (line->text);
  g_free (line->question);
  g_free (line);
}

static int
compare_int64 (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
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
      order = compare_int64 (a->since, b->since);
      break;
    case KT_AGENDA_QUIET:
      order = compare_int64 (b->days, a->days);
      break;
    default:
      order = kt_local_compare (a->local, b->local);
      if (order == 0)
        order = compare_int64 (a->kind, b->kind);
    }
  return order != 0 ? order : compare_int64 (a->key, b->key);
}

void
kt_agenda_sort (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare);
}

static guint
rows_taken (const guint shown[KT_AGENDA_SECTIONS])
{
  guint rows = 0;
  for (int i = 0; i < KT_AGENDA_SECTIONS; i++)
    rows += shown[i] > 0 ? shown[i] + 2 : 0;
  return rows;
}

/* The least urgent section that has more than keep lines; -1 none. */
static int
least_urgent (const guint shown[KT_AGENDA_SECTIONS], guint keep)
{
  for (int i = KT_AGENDA_SECTIONS - 1; i >= 0; i--)
    if (shown[i] > keep)
      return i;
  return -1;
}

guint
kt_agenda_cut (const guint counts[KT_AGENDA_SECTIONS], guint rows,
               guint ret_shown[KT_AGENDA_SECTIONS])
{
  guint left_out = 0;
  memcpy (ret_shown, counts, KT_AGENDA_SECTIONS * sizeof *counts);
  while (rows > 0 && rows_taken (ret_shown) > rows)
    {
      int section = least_urgent (ret_shown, 1);
      if (section < 0)
        section = least_urgent (ret_shown, 0);
      guint excess = rows_taken (ret_shown) - rows;
      guint cut = ret_shown[section] > 1 ? MIN (excess, ret_shown[section] - 1) : 1;
      ret_shown[section] -= cut;
      left_out += cut;
    }
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
