#include "config.h"
#include "agenda-parts.h"
#include "kontor/deal-view.h"
#include "kontor/table.h"
#include "kontor/term.h"

#include <glib/gi18n.h>

char *
kt_agenda_say_deal (const KtAgendaLine *line)
{
  if (line->who == NULL)
    return g_strdup_printf (_ ("due: %s"), line->text);
  return g_strdup_printf (_ ("due: %s, %s"), line->text, line->who);
}

char *
kt_agenda_say_amount (const KtAgendaLine *line)
{
  if (line->deals > 1 && line->deal == 0)
    return g_strdup_printf (ngettext ("%u deal", "%u deals", line->deals), line->deals);
  return line->has_amount ? kt_money_format (line->amount) : NULL;
}

/* That its client does not answer says more than that nothing is planned, which is so as well. */
static char *
say_step (const KtAgendaLine *line)
{
  if (line->asked > 0)
    /* TRANSLATORS: working days without an answer to your letter, short */
    return g_strdup_printf (_ ("you wait %d d"), line->awaited);
  return g_strdup (line->no_step ? _ ("no next step") : "");
}

/* "12   16 d  Līga Auziņa   wine labels, in Offer   780,00 €  no next step" */
void
kt_agenda_line_standing (KtContext *context, const KtAgendaLine *line, int number)
{
  /* TRANSLATORS: days a deal has stood in its stage, short */
  g_autofree char *days = g_strdup_printf (_ ("%2d d"), line->days);
  g_autofree char *what = g_strdup_printf (_ ("%s, in %s"), line->text, line->stage);
  g_autofree char *amount = kt_agenda_say_amount (line);
  const char *who = line->who != NULL ? line->who : "—";
  g_autofree char *step = say_step (line);
  if (context->width < KT_AGENDA_NARROW)
    {
      g_autofree char *head = kt_marked ("{d:%2d} {y:%s} ", number, g_strstrip (days));
      g_autofree char *rest = g_strdup_printf ("%s, %s", who, what);
      kt_out_marked (context, head);
      kt_out (context, "%.*s\n", MAX (8, context->width - kt_marked_width (head)), rest);
      return;
    }
  int width = KT_AGENDA_WHO_COLUMNS;
  int room = context->width - width - 12 - (amount != NULL ? KT_AGENDA_SUM_COLUMNS : 0)
             - (*step != '\0' ? kt_term_width (step) + 2 : 0);
  kt_out (context, "{d:%2d}  {y:%5s}  %-*.*s ", number, days, width, width, who);
  kt_out (context, "%-*.*s", MAX (room, 12), MAX (room, 12), what);
  if (amount != NULL)
    kt_out (context, " %*s", KT_AGENDA_SUM_COLUMNS - 1, amount);
  kt_out (context, *step != '\0' ? "  {y:%s}\n" : "\n", step);
}
