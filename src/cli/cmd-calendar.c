#include "config.h"
#include "calendar-parts.h"
#include <glib/gi18n.h>

static gboolean
run_calendar (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = { { "link", kt_calendar_cmd_link, KT_NEED_WRITE },
                                              { "unlink", kt_calendar_cmd_unlink, KT_NEED_WRITE },
                                              { NULL } };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

const KtCommand kt_cmd_calendar = {
  .name = "calendar",
  .summary = N_ ("say whom an event of a calendar is with"),
  .usage = "calendar link REF WHO\n"
           "calendar unlink REF [WHO]",
  .help = N_ ("An event stands on the cards of those who take part in it, and of whoever its title "
              "names for certain. What you say here wins for ever: link puts it on a card, unlink "
              "takes it off one, or off all of them. why explains, review asks.\n"
              "Examples:\n"
              "  kontor calendar link 3 anna\n"
              "  kontor calendar unlink 4k2p"),
  .run = run_calendar,
  .complete = KT_COMPLETE_WORDS,
  .words = "link unlink",
  .group = KT_GROUP_RECORDS,
};
