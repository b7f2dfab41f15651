#include "config.h"
#include "agenda-parts.h"
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
  guint least; /* allergies among them */
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
      g_array_index (groups, Group, groups->len - 1).least += line->allergy ? 1 : 0;
    }
  return groups;
}

/* The groups of today from SOON on can wait; days are all alike. What is to be known of clients
 * takes two rows a line where it is narrow. */
static guint
cut_groups (const KtAgenda *agenda, GArray *groups, guint rows, gboolean narrow)
{
  g_autofree KtAgendaGroup *cut = g_new0 (KtAgendaGroup, groups->len);
  guint urgent = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      KtAgendaSection section = line_at (agenda, group->first)->section;
      cut[i].count = group->count;
      cut[i].least = group->least;
      cut[i].tall = narrow && section == KT_AGENDA_KNOW ? 2 : 1;
      urgent += section < KT_AGENDA_SOON;
    }
  guint left_out = kt_agenda_cut (cut, groups->len, urgent, rows);
  for (guint i = 0; i < groups->len; i++)
    g_array_index (groups, Group, i).shown = cut[i].shown;
  return left_out;
}

void
kt_agenda_heading (KtContext *context, KtAgendaSection section, guint count, const char *hint)
{
  const char *title = kt_agenda_title (context, section);
  gboolean waiting = section == KT_AGENDA_ANSWER || section == KT_AGENDA_WAITING;
  gboolean ranked
      = waiting && context->settings != NULL && g_hash_table_size (context->settings->rates) > 0;
  /* TRANSLATORS: right of THEY WAIT FOR YOU: what its lines are sorted by */
  const char *order = ranked ? _ ("deal value × working days waited") : _ ("working days");
  g_autofree char *unit = waiting ? kt_marked ("{d:%s}", order) : NULL;
  const char *right = hint != NULL ? hint : unit;
  g_autofree char *left = kt_marked ("{b:%s}  %u", title, count);
  kt_out_marked (context, left);
  int room = context->width - kt_marked_width (left);
  if (right != NULL && kt_marked_width (right) + 2 <= room)
    {
      kt_out (context, "%*s", room - kt_marked_width (right), "");
      kt_out_marked (context, right);
    }
  kt_out (context, "\n");
}

/* Follow-ups that are told in the lines of deals that stand still. */
static guint
count_asked (const KtAgenda *agenda)
{
  guint asked = 0;
  for (guint i = 0; i < agenda->lines->len; i++)
    asked += line_at (agenda, i)->asked;
  return asked;
}

/* What can be done about a section, or where the rest of it is; number: of its first line. */
static char *
say_hint (const KtContext *context, const KtAgenda *agenda, KtAgendaSection section, int number)
{
  guint more = agenda->salon != NULL ? agenda->salon->more_due : 0;
  if (section == KT_AGENDA_FREE)
    return kt_marked ("{c:kontor fill %d}", number);
  if (section == KT_AGENDA_DUE && more > 0)
    return kt_marked (ngettext ("{c:%u more: kontor due}", "{c:%u more: kontor due}", more), more);
  guint asked = section == KT_AGENDA_WAITING ? count_asked (agenda) : 0;
  if (asked > 0)
    return kt_marked (ngettext ("{d:%u more under %s}", "{d:%u more under %s}", asked), asked,
                      kt_agenda_title (context, KT_AGENDA_STANDING));
  return NULL;
}

static void
print_title (KtContext *context, const KtAgenda *agenda, const Group *group, int number)
{
  const KtAgendaLine *line = line_at (agenda, group->first);
  g_autofree char *hint = say_hint (context, agenda, line->section, number);
  kt_out (context, "\n");
  if (agenda->today)
    kt_agenda_heading (context, line->section, group->count, hint);
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
    return g_strdup_printf ("%s %u", kt_agenda_title (context, line->section), group->count);
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

/* The lines of a group there is room for: its allergies, and the first of the others. */
static int
print_lines (KtContext *context, const KtAgenda *agenda, const Group *group, int number,
             GArray *handles)
{
  guint others = group->shown - MIN (group->least, group->shown);
  for (guint i = 0; i < group->count; i++)
    {
      const KtAgendaLine *line = line_at (agenda, group->first + i);
      if (!line->allergy && others == 0)
        continue;
      others -= line->allergy ? 0 : 1;
      kt_agenda_line (context, agenda, line, ++number);
      kt_agenda_keep (line, number, handles);
    }
  return number;
}

void
kt_agenda_groups (KtContext *context, const KtAgenda *agenda, guint rows, GArray *handles)
{
  g_autoptr (GArray) groups = split_groups (agenda);
  guint left_out = cut_groups (agenda, groups, rows, context->width < KT_AGENDA_NARROW);
  int number = 0;
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      if (group->shown > 0)
        print_title (context, agenda, group, number + 1);
      if (group->shown > 0)
        number = print_lines (context, agenda, group, number, handles);
      guint more = group->count - group->shown;
      if (group->shown > 0 && more > 0)
        kt_out (context, ngettext ("{d:    + %u more}\n", "{d:    + %u more}\n", more), more);
    }
  if (left_out > 0)
    print_foot (context, agenda, groups, left_out);
}
