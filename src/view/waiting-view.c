#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static guint
count_section (const KtAgenda *agenda, KtAgendaSection section)
{
  guint count = 0;
  for (guint i = 0; i < agenda->lines->len; i++)
    count += ((const KtAgendaLine *)g_ptr_array_index (agenda->lines, i))->section == section;
  return count;
}

/* The line of the agenda without its question, which gets a line of its own here. */
static void
print_line (KtContext *context, const KtAgenda *agenda, const KtAgendaLine *line, int number)
{
  KtAgendaLine head = *line;
  g_autofree char *since = kt_say_short (context, line->since);
  g_autofree char *text = g_strconcat (since, "  ", line->text, NULL);
  head.question = NULL;
  head.text = text;
  kt_agenda_line (context, agenda, &head, number);
  if (line->question != NULL)
    kt_out (context, "         {d:«%.*s»}\n", MAX (10, context->width - 11), line->question);
}

static int
print_section (KtContext *context, const KtAgenda *agenda, KtAgendaSection section, int number,
               GArray *handles)
{
  guint count = count_section (agenda, section);
  if (count == 0)
    return number;
  if (number > 0)
    kt_out (context, "\n");
  kt_agenda_heading (context, section, count, NULL);
  for (guint i = 0; i < agenda->lines->len; i++)
    {
      const KtAgendaLine *line = g_ptr_array_index (agenda->lines, i);
      if (line->section != section)
        continue;
      print_line (context, agenda, line, ++number);
      kt_agenda_keep (line, number, handles);
    }
  return number;
}

static void
print_not_counted (KtContext *context, const KtLetterNews *news)
{
  if (news->out_of_office + news->bounces == 0)
    return;
  g_autofree char *automatic = g_strdup_printf (
      ngettext ("%u automatic letter", "%u automatic letters", news->out_of_office),
      news->out_of_office);
  g_autofree char *bounces
      = g_strdup_printf (ngettext ("%u bounce", "%u bounces", news->bounces), news->bounces);
  gboolean both = news->out_of_office > 0 && news->bounces > 0;
  kt_out (context, _ ("{d:not counted: %s%s%s}\n"), news->out_of_office > 0 ? automatic : "",
          both ? ", " : "", news->bounces > 0 ? bounces : "");
}

/* Who asked today is not late yet, but asked. */
static void
print_young (KtContext *context, const KtLetterNews *news)
{
  if (news->young > 0)
    kt_out (context,
            ngettext ("%u more asked lately, not late yet: {c:kontor waiting --all}\n",
                      "%u more asked lately, not late yet: {c:kontor waiting --all}\n",
                      news->young),
            news->young);
}

void
kt_waiting_print (KtContext *context, const KtAgenda *agenda, GArray *handles)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_agenda_json (context, agenda, TRUE);
      return;
    }
  if (context->output == KT_OUTPUT_CSV)
    {
      kt_agenda_print (context, agenda, handles);
      return;
    }
  int number = print_section (context, agenda, KT_AGENDA_ANSWER, 0, handles);
  number = print_section (context, agenda, KT_AGENDA_WAITING, number, handles);
  if (number == 0 && kt_agenda_mail_unread (context, agenda))
    kt_out (context, _ ("Who waits is not known: no mailbox has been read yet.\n"));
  else if (number == 0)
    kt_out (context, _ ("Nobody waits for you, and you wait for nobody.\n"));
  else
    kt_out (context, "\n");
  print_young (context, &agenda->news);
  print_not_counted (context, &agenda->news);
  kt_agenda_freshness (context, agenda);
  if (number > 0 && context->terminal)
    /* TRANSLATORS: commands as they are typed; only «read it» is said */
    kt_out (context, _ ("{c:mail show 1}  read it · {c:done 1 · snooze 1 fri · why 1}\n"));
}
