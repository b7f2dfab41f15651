#include "config.h"
#include "calendar-parts.h"
#include <glib/gi18n.h>

static gboolean
run_calendar (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", kt_calendar_cmd_list, KT_NEED_READ },
    { "push", kt_calendar_cmd_push, KT_NEED_WRITE },
    { "accept", kt_calendar_cmd_accept, KT_NEED_WRITE },
    { "resolve", kt_calendar_cmd_resolve, KT_NEED_WRITE },
    { "link", kt_calendar_cmd_link, KT_NEED_WRITE },
    { "unlink", kt_calendar_cmd_unlink, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "both", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("resolve: theirs stays in the calendar, yours becomes an entry of its own"), NULL },
        { "mine", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("resolve: as it is here"), NULL },
        { "theirs", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("resolve: as it is in the calendar"), NULL },
        { NULL } };

const KtCommand kt_cmd_calendar = {
  .name = "calendar",
  .summary = N_ ("list calendars, decide about their entries and whom they are with"),
  .usage = "calendar [list]\n"
           "calendar push NAME\n"
           "calendar accept NAME\n"
           "calendar resolve REF --mine|--theirs|--both\n"
           "calendar link REF WHO\n"
           "calendar unlink REF [WHO]",
  .help
  = N_ ("Lists the calendars of the config: how many entries each has, when it was read, and "
        "whether it is synced. One that is suddenly empty is not: push puts back what it had, "
        "accept says that it is meant. resolve decides what was changed on both sides, or was "
        "deleted on the phone; kontor doctor lists that.\n"
        "An event stands on the cards of those who take part in it, and of whoever its title "
        "names for certain. What you say here wins for ever: link puts it on a card, unlink "
        "takes it off one, or off all of them. why explains, review asks.\n"
        "Examples:\n"
        "  kontor calendar\n"
        "  kontor calendar push work\n"
        "  kontor calendar resolve 4k2p --mine\n"
        "  kontor calendar link 3 anna\n"
        "  kontor calendar unlink 4k2p"),
  .run = run_calendar,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "list push accept resolve link unlink",
  .group = KT_GROUP_RECORDS,
};
