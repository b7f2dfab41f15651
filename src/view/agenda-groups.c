#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>
#include <string.h>

/* Lines under one title: a section of today, a day of several, or all of another day. */
typedef struct
{
  guint first, count; /* lines of the agenda */
  guint shown;
} Group;

static gboolean
is_several_days (const KtAgenda *agenda)
{
  return kt_local_compare (agenda->first, agenda->last) != 0;
}

static const KtAgendaLine *
line_at (const KtAgenda *agenda, guint i)
{
  return g_ptr_array_index (agenda->lines, i);
}

static GArray *
split_groups (const KtAgenda *agenda)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = line_at (agenda, i),
                         *before = i > 0 ? line_at (agenda, i - 1) : NULL;
      gboolean begins = before == NULL || before->section != line->section
                        || (is_several_days (agenda)
                            && kt_local_days_between (before->local, line->local) != 0);
      if (begins)
        {
          Group group = { .first = i };
          g_array_append_val (groups, group);
        }
      g_array_index (groups, Group, groups->len - 1).count++;
    }
  return groups;
}

/* The groups of today from SOON on can wait; days are all alike. */
static guint
cut_groups (const KtAgenda *agenda, GArray *groups, guint rows)
{
  g_autofree guint *counts = g_new (guint, groups->len), *shown = g_new (guint, groups->len);
  guint urgent = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      counts[i] = group->count;
      urgent += line_at (agenda, group->first)->section < KT_AGENDA_SOON;
    }
  guint left_out = kt_agenda_cut (counts, groups->len, urgent, rows, shown);
  for (guint i = 0; i < groups->len; i++)
    g_array_index (groups, Group, i).shown = shown[i];
  return left_out;
}

void
kt_agenda_heading (KtContext *context, KtAgendaSection section, guint count)
{
  const char *title = kt_agenda_title (section);
  /* TRANSLATORS: right of THEY WAIT FOR YOU: what the «4 d» of its lines count */
  const char *unit = _ ("working days");
  g_autofree char *figure = g_strdup_printf ("%u", count);
  int room = context->width - kt_term_width (title) - 2 - (int)strlen (figure) - 2;
  kt_out (context, "{b:%s}  %s", title, figure);
  if ((section == KT_AGENDA_ANSWER || section == KT_AGENDA_WAITING) && kt_term_width (unit) <= room)
    kt_out (context, "  {d:%*s}", room, unit);
  kt_out (context, "\n");
}

static void
print_title (KtContext *context, const KtAgenda *agenda, const Group *group)
{
  const KtAgendaLine *line = line_at (agenda, group->first);
  kt_out (context, "\n");
  if (agenda->today)
    kt_agenda_heading (context, line->section, group->count);
  else if (is_several_days (agenda))
    {
      KtLocal day = line->local;
      day.hour = -1;
      day.minute = 0;
      g_autofree char *date = kt_say_date (context, day);
      kt_out (context, "{b:%s}\n", date);
    }
}

static char *
say_hidden (const KtContext *context, const KtAgenda *agenda, const Group *group)
{
  const KtAgendaLine *line = line_at (agenda, group->first);
  if (agenda->today)
    return g_strdup_printf ("%s %u", kt_agenda_title (line->section), group->count);
  g_autofree char *date = kt_say_short_date (context, line->local);
  return g_strdup_printf ("%s %u", date, group->count);
}

/* One row: which sections or days there was no room for at all, and where everything is. */
static void
print_foot (KtContext *context, const KtAgenda *agenda, const GArray *groups, guint left_out)
{
  g_autoptr (GString) hidden = g_string_new (NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      if (group->shown > 0)
        continue;
      g_autofree char *said = say_hidden (context, agenda, group);
      g_string_append_printf (hidden, "%s%s", hidden->len > 0 ? " · " : "", said);
    }
  if (hidden->len > 0)
    g_string_append (hidden, " · ");
  g_autofree char *count = kt_marked (
      ngettext ("{d:+ %u more: kontor --all}\n", "{d:+ %u more: kontor --all}\n", left_out),
      left_out);
  if (kt_term_width (hidden->str) + kt_marked_width (count) <= context->width)
    kt_out (context, "{d:%s}", hidden->str);
  kt_out_marked (context, count);
}

void
kt_agenda_groups (KtContext *context, const KtAgenda *agenda, guint rows, GArray *handles)
{
  g_autoptr (GArray) groups = split_groups (agenda);
  guint left_out = cut_groups (agenda, groups, rows);
  int number = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      if (group->shown > 0)
        print_title (context, agenda, group);
      for (guint l = 0; l < group->shown; l++)
        {
          const KtAgendaLine *line = line_at (agenda, group->first + l);
          kt_agenda_line (context, line, ++number);
          kt_agenda_keep (line, number, handles);
        }
      guint more = group->count - group->shown;
      if (group->shown > 0 && more > 0)
        kt_out (context, ngettext ("{d:    + %u more}\n", "{d:    + %u more}\n", more), more);
    }
  if (left_out > 0)
    print_foot (context, agenda, groups, left_out);
}
