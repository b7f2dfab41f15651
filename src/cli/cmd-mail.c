#include "config.h"
#include "mail-parts.h"
#include "kontor/globals.h"
#include "kontor/handle.h"
#include "kontor/nearest.h"
#include <glib/gi18n.h>

/* `mail kalns` is `mail list kalns`: no word of ours and the name of somebody, or not even near to
 * one of ours. */
static gboolean
is_list (KtContext *context, const KtSubcommand *subcommands, char **args)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  if (args[0] == NULL || kt_option_has_form (args[0]))
    return TRUE;
  for (const KtSubcommand *sub = subcommands; sub->name != NULL; sub++)
    {
      if (g_str_equal (sub->name, args[0]))
        return FALSE;
      g_ptr_array_add (names, (gpointer)sub->name);
    }
  g_ptr_array_add (names, NULL);
  if (kt_nearest (args[0], (const char *const *)names->pdata) == NULL)
    return TRUE;
  g_autoptr (GPtrArray) contacts
      = kt_command_open (context, KT_NEED_READ, NULL) ? kt_who_find (context, args[0], NULL) : NULL;
  return contacts != NULL && contacts->len > 0;
}

static gboolean
run_mail (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", kt_mail_cmd_list, KT_NEED_READ },      { "show", kt_mail_cmd_show, KT_NEED_READ },
    { "save", kt_mail_cmd_save, KT_NEED_READ },      { "link", kt_mail_cmd_link, KT_NEED_WRITE },
    { "unlink", kt_mail_cmd_unlink, KT_NEED_WRITE }, { NULL },
  };
  if (is_list (context, subcommands, args))
    return kt_command_open (context, KT_NEED_READ, error)
           && kt_mail_cmd_list (context, command, args, error);
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[]
    = { { "limit", 0, 0, G_OPTION_ARG_INT, NULL, N_ ("list: how many letters"), N_ ("N") },
        { "full", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("show: with quotations and signature, fetched from its server"), NULL },
        { "raw", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("show: the original, fetched from its server"),
          NULL },
        { "to", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("save: the directory, here otherwise"),
          N_ ("DIR") },
        { NULL } };

const KtCommand kt_cmd_mail = {
  .name = "mail",
  .summary = N_ ("list and read letters, save their attachments"),
  .usage = "mail [list] [WHO] [--limit N]\n"
           "mail show REF [--full|--raw]\n"
           "mail save REF [PART] [--to DIR]\n"
           "mail link REF WHO\n"
           "mail unlink REF WHO",
  .help
  = N_ ("A letter is named by its number in the last list or by a ref. Letters are read from "
        "what sync kept; --full, --raw and save ask the server. Nothing is marked as read there. "
        "save writes new files only, never over one that is there. link puts a letter on a "
        "card, unlink takes it off, whatever its addresses say.\n"
        "Examples:\n"
        "  kontor mail list kalns\n"
        "  kontor mail show 1\n"
        "  kontor mail show 1 --full\n"
        "  kontor mail show 1 --raw > letter.eml\n"
        "  kontor mail save 1 2 --to ~/offers\n"
        "  kontor mail unlink 4 kalns"),
  .run = run_mail,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "link list save show unlink",
  .group = KT_GROUP_RECORDS,
};
