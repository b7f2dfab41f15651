#include "config.h"
#include "mail-parts.h"
#include "kontor/card-view.h"
#include "kontor/command.h"
#include "kontor/handle.h"
#include "kontor/handle-file.h"
#include <glib/gi18n.h>

/* A number that stands before a letter: of a card, or of a list where no card is meant by it. */
static gboolean
numbers_letter (const KtContext *context, const char *argument)
{
  guint64 number;
  g_autoptr (KtHandleList) list = NULL;
  if (!g_ascii_string_to_unsigned (argument, 10, 1, KT_HANDLES_MAX, &number, NULL)
      || (list = kt_handle_file_read (context)) == NULL)
    return FALSE;
  for (guint i = 0; i < list->handles->len; i++)
    {
      const KtHandle *handle = &g_array_index (list->handles, KtHandle, i);
      if (handle->number != (int)number)
        continue;
      if (g_str_equal (list->command, "show"))
        return (handle->kind & (KT_RECORD_LETTER | KT_RECORD_FOLLOW_UP)) != 0;
      return handle->kind == KT_RECORD_LETTER && handle->contact == 0;
    }
  return FALSE;
}

static gboolean
run_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtId contact;
  if (args[0] == NULL)
    return kt_command_missing (command, "WHO", error);
  if (args[1] == NULL && numbers_letter (context, args[0]))
    return kt_mail_cmd_show (context, command, args, error);
  g_autofree char *who = g_strjoinv (" ", args);
  if (!kt_who_resolve (context, who, &contact, error))
    return FALSE;
  g_autoptr (KtCard) card = kt_card_get (context, contact, kt_card_history_rows (context), error);
  if (card == NULL)
    return FALSE;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_card_print (context, card, who, handles);
  return context->output == KT_OUTPUT_JSON || kt_handles_save (context, handles, error);
}

const KtCommand kt_cmd_show = {
  .name = "show",
  .summary = N_ ("everything about one contact"),
  .usage = "show WHO",
  .help = N_ ("WHO is a name or a part of one, an address, a phone or its last digits, a number of "
              "the last list or a ref. Letters stand there by their addresses: < came from them, > "
              "went from you, · is what you wrote down.\n"
              "Examples:\n"
              "  kontor show kalns\n"
              "  kontor show 3 --all\n"
              "  kontor show toms@brize.example --json"),
  .needs = KT_NEED_READ,
  .run = run_show,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_DAILY,
};
