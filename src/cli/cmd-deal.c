#include "config.h"
#include "deal-parts.h"
#include "kontor/error.h"
#include "kontor/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

static const KtSubcommand subcommands[] = {
  { "list", kt_deal_cmd_list, KT_NEED_READ },
  { "board", kt_deal_cmd_board, KT_NEED_READ },
  { "show", kt_deal_cmd_show, KT_NEED_READ },
  { "add", kt_deal_cmd_add, KT_NEED_WRITE },
  { "edit", kt_deal_cmd_edit, KT_NEED_WRITE },
  { "item", kt_deal_cmd_item, KT_NEED_WRITE },
  { "note", kt_deal_cmd_note, KT_NEED_WRITE },
  { "next", kt_deal_cmd_next, KT_NEED_WRITE },
  { "move", kt_deal_cmd_move, KT_NEED_WRITE },
  { "win", kt_deal_cmd_win, KT_NEED_WRITE },
  { "lose", kt_deal_cmd_lose, KT_NEED_WRITE },
  { "reopen", kt_deal_cmd_reopen, KT_NEED_WRITE },
  { "link", kt_deal_cmd_link, KT_NEED_WRITE },
  { "unlink", kt_deal_cmd_unlink, KT_NEED_WRITE },
  { NULL },
};

static gboolean
is_subcommand (const char *word)
{
  for (const KtSubcommand *one = subcommands; one->name != NULL; one++)
    if (g_str_equal (one->name, word))
      return TRUE;
  return FALSE;
}

/* Whoever mistyped a word is told so: it was taken for a client. */
static void
hint_word (const char *word, GError **error)
{
  const char *names[G_N_ELEMENTS (subcommands)] = { NULL };
  for (guint i = 0; subcommands[i].name != NULL; i++)
    names[i] = subcommands[i].name;
  const char *near = kt_nearest (word, names);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean kontor %s %s?"), "deal", near);
}

static gboolean
run_deal (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  GError *failure = NULL;
  if (args[0] == NULL || *args[0] == '-' || is_subcommand (args[0]))
    return kt_command_dispatch (context, command, subcommands, args, error);
  if (kt_deal_cmd_add (context, command, args, &failure))
    return TRUE;
  if (g_error_matches (failure, KT_ERROR, KT_ERROR_NOT_FOUND))
    hint_word (args[0], &failure);
  g_propagate_error (error, failure);
  return FALSE;
}

static const GOptionEntry options[]
    = { { "due", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add: the day it is to be ready or won"),
          N_ ("DAY") },
        { "pipeline", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("add, list, board: of which pipeline"),
          N_ ("NAME") },
        { "stage", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("add: where it begins; list: only those, closed ones too"), N_ ("NAME") },
        { NULL } };

const KtCommand kt_cmd_deal = {
  .name = "deal",
  .summary = N_ ("deals: from the inquiry to the money"),
  .usage = "deal [add] WHO TITLE… [AMOUNT] [--stage NAME] [--pipeline NAME] [--due DAY]\n"
           "deal [add] LETTER [TITLE…] [AMOUNT]\n"
           "deal [list] [QUERY] [--stage NAME] [--pipeline NAME] [--all]\n"
           "deal board [PIPELINE]\n"
           "deal show DEAL\n"
           "deal edit DEAL KEY=VALUE…\n"
           "deal item add DEAL [QUANTITY [UNIT]] NAME [PRICE]\n"
           "deal item remove DEAL PLACE\n"
           "deal note DEAL TEXT\n"
           "deal next DEAL WHEN TEXT\n"
           "deal move DEAL STAGE [REASON…]\n"
           "deal win DEAL [REASON…] | lose DEAL REASON… | reopen DEAL\n"
           "deal link LETTER [DEAL] | unlink LETTER [DEAL]",
  .help = N_ (
      "A deal is made of a client and a title, or of a letter's number: then client, title, "
      "thread and currency come from the letter, and an amount it names is offered. DEAL is a "
      "number of the last list, a ref, a client with one open deal, or the beginning of a word "
      "of its title. A stage is named by the beginning of a word of it.\n"
      "QUERY is words that begin those of title and client, or names clients by the query "
      "language. KEY is title, amount, expected, client, stage or reason; a new deal takes amount=, "
      "expected=, stage= and pipeline= too. Items come from the directory "
      "of services and goods, or are free words with a price; the amount is what they come to. "
      "A next step is a reminder: it rings like any other. The letters of a deal are those of "
      "its threads, and the others of a client who has no second open deal; link and unlink "
      "win over both.\n"
      "Examples:\n"
      "  kontor deal kalns brand book 2800\n"
      "  kontor deal 8\n"
      "  kontor deal board\n"
      "  kontor deal list tag:vip --stage offer\n"
      "  kontor move 4 work\n"
      "  kontor deal item add 4 12.5 page 22,40\n"
      "  kontor deal next 4 fri call about the proofs\n"
      "  kontor deal edit 4 expected=4.12. amount=1900\n"
      "  kontor deal win kalns\n"
      "  kontor deal lose 6 price"),
  .needs = KT_NEED_SETTINGS,
  .run = run_deal,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .words = "add board edit item link list lose move next note reopen show unlink win",
  .group = KT_GROUP_RECORDS,
};
