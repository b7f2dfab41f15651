#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/command.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/when.h"
#include <glib/gi18n.h>

/* A day as people write it, or a range. */
static gboolean
parse_days (KtContext *context, char **args, KtLocal *ret_first, KtLocal *ret_last, GError **error)
{
  KtWhenContext when;
  kt_when_context_init (&when, &context->clock);
  when.day_starts = context->settings->day_starts;
  *ret_first = *ret_last = when.now;
  if (args[0] == NULL)
    return TRUE;
  g_autofree char *text = g_strjoinv (" ", args);
  return kt_when_parse_range (text, &when, ret_first, ret_last, error);
}

/* Before the first sync there is no book yet: that is a beginning, not an error. */
static gboolean
open_or_greet (KtContext *context, gboolean *ret_greeted, GError **error)
{
  g_autoptr (GError) failed = NULL;
  *ret_greeted = FALSE;
  context->store = kt_store_open (&context->paths, KT_STORE_READ, &failed);
  if (context->store != NULL)
    return TRUE;
  if (!g_error_matches (failed, KT_ERROR, KT_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  *ret_greeted = TRUE;
  return TRUE;
}

static gboolean
run (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtLocal first, last;
  gboolean greeted;
  if (!parse_days (context, args, &first, &last, error)
      || !open_or_greet (context, &greeted, error))
    return FALSE;
  g_autoptr (KtAgenda) agenda = greeted ? kt_agenda_new_empty (context, first, last)
                                        : kt_agenda_gather (context, first, last, error);
  if (agenda == NULL)
    return FALSE;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_agenda_print (context, agenda, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

const KtCommand kt_cmd_agenda = {
  .name = "agenda",
  .summary = N_ ("what the day needs: also plain kontor"),
  .usage = "agenda [DAY|RANGE]",
  .help = N_ ("Reminders, visits and events of today, what is late, who waits for your answer and "
              "whose answer you wait for, birthdays, the next seven days, and who is unusually "
              "quiet. In a salon: what to know before they come, free times, who is due. "
              "Each line's number is what you type: done 3, snooze 4 fri, show 2. On a terminal it "
              "fits the window; --all shows everything.\n"
              "Of another day or a range only what is planned is shown.\n"
              "Examples:\n"
              "  kontor\n"
              "  kontor agenda tomorrow\n"
              "  kontor agenda mon..fri\n"
              "  kontor agenda --json"),
  .needs = KT_NEED_SETTINGS,
  .run = run,
  .group = KT_GROUP_DAILY,
};
