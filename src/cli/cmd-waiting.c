#include "config.h"
#include "kontor/agenda-view.h"
#include "kontor/command.h"
#include "kontor/handle.h"
#include "kontor/snoozed.h"
#include "kontor/table.h"
#include <glib/gi18n.h>

static const KtColumn columns[] = {
  { "ref", N_ ("REF"), KT_COLUMN_REF },   { "until", N_ ("UNTIL"), KT_COLUMN_TIME },
  { "name", N_ ("WHO"), KT_COLUMN_TEXT }, { "subject", N_ ("SUBJECT"), KT_COLUMN_TEXT },
  { "at", N_ ("WHEN"), KT_COLUMN_TIME },
};

static void
add_snoozed (KtTable *table, const KtSnoozed *snoozed, GArray *handles)
{
  const KtStoredLetter *letter = snoozed->letter;
  g_autofree char *text = g_strdup (letter->people);
  g_autoptr (GArray) people = kt_people_parse (text);
  const KtParticipant *who = kt_people_other (people, letter->direction);
  KtHandle handle
      = { .kind = KT_RECORD_FOLLOW_UP, .key = letter->key, .number = (int)handles->len + 1 };
  kt_table_add (table, letter->key, snoozed->until,
                who == NULL          ? NULL
                : *who->name != '\0' ? who->name
                                     : who->norm,
                letter->subject, letter->time);
  g_array_append_val (handles, handle);
}

static gboolean
list_snoozed (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) found = kt_snoozed_list (context, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    add_snoozed (table, found->pdata[i], handles);
  gboolean screen = context->terminal && context->output == KT_OUTPUT_TEXT;
  if (found->len == 0 && context->output == KT_OUTPUT_TEXT)
    kt_out (context, _ ("No letter is put off.\n"));
  else
    kt_table_print (table, context, "snoozed");
  if (screen && found->len > 0)
    /* TRANSLATORS: commands as they are typed; «wakes it» and «puts it off» are said */
    kt_out (context, _ ("{c:snooze 1 --off}  wakes it · {c:snooze 1 fri}  puts it off\n"));
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

static gboolean
run (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean snoozed = FALSE;
  const GOptionEntry entries[]
      = { { "snoozed", 0, 0, G_OPTION_ARG_NONE, &snoozed, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  if (snoozed)
    return list_snoozed (context, error);
  g_autoptr (KtAgenda) agenda = kt_waiting_gather (context, context->all, error);
  if (agenda == NULL)
    return FALSE;
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  kt_waiting_print (context, agenda, handles);
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

static const GOptionEntry options[] = { { "snoozed", 0, 0, G_OPTION_ARG_NONE, NULL,
                                          N_ ("letters that were put off, till when"), NULL },
                                        { NULL } };

const KtCommand kt_cmd_waiting = {
  .name = "waiting",
  .summary = N_ ("who waits for your answer, and whose answer you wait for"),
  .usage = "waiting [--all | --snoozed]",
  .help
  = N_ ("Threads whose newest letter asks for you, longest waiting first, then those in which "
        "you asked last. A later letter, call or meeting with the person answers it; so does "
        "done, until a newer letter comes. Who asked less than a working day ago (answer-after) is "
        "counted, and listed with --all.\n"
        "Examples:\n"
        "  kontor waiting\n"
        "  kontor done 2\n"
        "  kontor snooze 3 fri\n"
        "  kontor waiting --snoozed"),
  .needs = KT_NEED_SETTINGS | KT_NEED_READ,
  .run = run,
  .options = options,
  .group = KT_GROUP_DAILY,
};
