#include "config.h"
#include "invoices.h"
#include <glib/gi18n.h>
#include <string.h>

/* What is no subcommand names a client or a deal. */
static gboolean
dispatch (KtContext *context, const KtCommand *command, const KtSubcommand *subcommands,
          char **args, GError **error)
{
  g_auto (GStrv) words = g_strsplit (command->words, " ", -1);
  if (args[0] == NULL || g_strv_contains ((const char *const *)words, args[0]))
    return kt_command_dispatch (context, command, subcommands, args, error);
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_command_open (context, KT_NEED_WRITE, error))
    return FALSE;
  return kt_invoices_cmd_make (context, command, args, error);
}

static gboolean
run_invoice (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", kt_invoices_cmd_list, KT_NEED_READ },
    { "show", kt_invoices_cmd_show, KT_NEED_READ },
    { "edit", kt_invoices_cmd_edit, KT_NEED_WRITE },
    { "void", kt_invoices_cmd_void, KT_NEED_WRITE },
    { "remind", kt_invoices_cmd_remind, KT_NEED_WRITE },
    { "print", kt_invoices_cmd_print, KT_NEED_READ },
    { NULL },
  };
  return dispatch (context, command, subcommands, args, error);
}

static gboolean
run_offer (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", kt_invoices_cmd_list, KT_NEED_READ },
    { "show", kt_invoices_cmd_show, KT_NEED_READ },
    { "edit", kt_invoices_cmd_edit, KT_NEED_WRITE },
    { "accept", kt_invoices_cmd_accept, KT_NEED_WRITE },
    { "decline", kt_invoices_cmd_decline, KT_NEED_WRITE },
    { "void", kt_invoices_cmd_void, KT_NEED_WRITE },
    { "print", kt_invoices_cmd_print, KT_NEED_READ },
    { NULL },
  };
  return dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[] = {
  { "html", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("print: as a page, for a browser and for paper"),
    NULL },
  { "open", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("list: those that wait"), NULL },
  { "overdue", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("list: those whose day is over"), NULL },
  { "output", 'o', 0, G_OPTION_ARG_STRING, NULL,
    N_ ("print: write it into a file; one that ends in .html is a page"), N_ ("FILE") },
  { "template", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("print, remind: by this template"),
    N_ ("NAME") },
  { NULL },
};

const KtCommand kt_cmd_invoice = {
  .name = "invoice",
  .summary = N_ ("write an invoice, list those that are open"),
  .usage = "invoice [list] [--open | --overdue | --all] [QUERY]\n"
           "invoice WHO|DEAL [AMOUNT] [due WHEN] [TEXT]\n"
           "invoice show NUMBER\n"
           "invoice edit NUMBER [due WHEN] [TEXT]\n"
           "invoice void NUMBER REASON\n"
           "invoice remind NUMBER [--template NAME]\n"
           "invoice print NUMBER [--html] [--output FILE] [--template NAME]",
  .help = N_ (
      "Of a client it takes the open deal: its items, less the client's discount and what was "
      "invoiced before, or its amount. With AMOUNT it is one line, called TEXT or as the deal; "
      "with more than one open deal name it by its number. The deal goes to the stage Invoiced.\n"
      "Numbers have no gaps and are never given twice: an invoice that is taken back with undo "
      "leaves its number void (list --all shows it). One that the client has seen is not taken "
      "back but voided, with a reason. Your own name, account and VAT stand under [invoice] in the "
      "config.\n"
      "Printed, an invoice speaks the client's language; kontor template changes how it looks. "
      "remind notes the day and prints what a letter may say.\n"
      "A client called like a subcommand is written with @.\n"
      "Examples:\n"
      "  kontor invoice melnyk\n"
      "  kontor invoice 4 due +30d\n"
      "  kontor invoice melnyk 450 translation of a contract\n"
      "  kontor invoice list --overdue\n"
      "  kontor invoice list tag:vip --all\n"
      "  kontor invoice print 2026-044 -o invoice.html\n"
      "  kontor invoice void 2026-044 wrong address"),
  .needs = KT_NEED_SETTINGS,
  .run = run_invoice,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .words = "edit list print remind show void",
  .group = KT_GROUP_RECORDS,
};

const KtCommand kt_cmd_offer = {
  .name = "offer",
  .summary = N_ ("write an offer, note what became of it"),
  .usage = "offer [list] [--open | --overdue | --all] [QUERY]\n"
           "offer WHO|DEAL [AMOUNT] [until WHEN] [TEXT]\n"
           "offer show NUMBER\n"
           "offer accept NUMBER [TEXT]\n"
           "offer decline NUMBER [REASON]\n"
           "offer edit NUMBER [until WHEN] [TEXT]\n"
           "offer void NUMBER REASON\n"
           "offer print NUMBER [--html] [--output FILE] [--template NAME]",
  .help = N_ ("Offers are numbered by themselves. The deal goes to the stage Offer; once the offer "
              "is accepted, on to the work. A declined offer leaves its deal where it stands: "
              "kontor deal lose ends it.\n"
              "Examples:\n"
              "  kontor offer weber\n"
              "  kontor offer weber 1240 catalogue DE→UK\n"
              "  kontor offer print 2026-17 -o offer.html\n"
              "  kontor offer accept 2026-17\n"
              "  kontor offer decline 2026-17 too expensive"),
  .needs = KT_NEED_SETTINGS,
  .run = run_offer,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .words = "accept decline edit list print show void",
  .group = KT_GROUP_RECORDS,
};
