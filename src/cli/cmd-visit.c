#include "config.h"
#include "visit-parts.h"
#include "kontor/visit-view.h"
#include <glib/gi18n.h>

/* The verbs are commands of their own; here they stand for scripts, which give a ref. */
static gboolean
run_verb (KtContext *context, const char *verb, char **args, GError **error)
{
  const KtCommand *command = kt_command_find (verb);
  return kt_command_open (context, command->needs, error)
         && command->run (context, command, args, error);
}

#define VERB(name)                                                                                 \
  static gboolean run_##name (KtContext *context, const KtCommand *command, char **args,           \
                              GError **error)                                                      \
  {                                                                                                \
    return run_verb (context, #name, args, error);                                                 \
  }
VERB (arrived)
VERB (done)
VERB (noshow)
VERB (confirmed)
VERB (cancel)
VERB (move)

static gboolean
run_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  if (!kt_visit_cmd_take (context, command, args, KT_VISIT_NEXT, &visit, &rest, NULL, error)
      || !kt_visit_cmd_end (command, rest, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_visit (context, "visit", visit);
  else
    kt_visit_cmd_booked (context, kt_visit_state_id (visit->state), visit);
  return TRUE;
}

static gboolean
run_visit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "show", run_show, KT_NEED_READ },
    { "arrived", run_arrived, KT_NEED_WRITE },
    { "done", run_done, KT_NEED_WRITE },
    { "noshow", run_noshow, KT_NEED_WRITE },
    { "confirmed", run_confirmed, KT_NEED_WRITE },
    { "cancel", run_cancel, KT_NEED_WRITE },
    { "move", run_move, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "by", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("cancel, confirmed, move: how"), N_ ("HOW") },
        { "force", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("arrived, move: although that time is taken"),
          NULL },
        { "service", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("arrived: without a visit, for this"),
          N_ ("SERVICE") },
        { "with", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("arrived: whose hands"), N_ ("HAND") },
        { NULL } };

const KtCommand kt_cmd_visit = {
  .name = "visit",
  .summary = N_ ("show or change one visit, for scripts"),
  .usage = "visit [show] REF\n"
           "visit arrived|done|noshow|confirmed|cancel|move REF …",
  .help = N_ ("The same verbs that stand alone; REF is a ref or whatever they take.\n"
              "Examples:\n"
              "  kontor visit show 4k2p --json\n"
              "  kontor visit move 4k2p \"thu 16:00\""),
  .needs = KT_NEED_SETTINGS,
  .run = run_visit,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .words = "arrived cancel confirmed done move noshow show",
  .group = KT_GROUP_UPKEEP, /* for scripts */
};
