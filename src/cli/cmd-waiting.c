#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/command.h"
#include "kontor/handle.h"
#include <glib/gi18n.h>

static gboolean
run (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtAgenda) agenda = kt_waiting_gather (context, error);
  if (agenda == NULL)
    return FALSE;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_waiting_print (context, agenda, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

const KtCommand kt_cmd_waiting = {
  .name = "waiting",
  .summary = N_ ("who waits for your answer, and whose answer you wait for"),
  .usage = "waiting",
  .help
  = N_ ("Threads whose newest letter asks for you, longest waiting first, then those in which "
        "you asked last. A later letter, call or meeting with the person answers it; so does "
        "done, until a newer letter comes.\n"
        "Examples:\n"
        "  kontor waiting\n"
        "  kontor done 2\n"
        "  kontor snooze 3 fri"),
  .needs = KT_NEED_SETTINGS | KT_NEED_READ,
  .run = run,
  .group = KT_GROUP_DAILY,
};
