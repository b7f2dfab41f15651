#include "config.h"
#include "salon-words.h"
#include "kontor/command.h"
#include "kontor/contact-reach.h"
#include "kontor/due.h"
#include "kontor/handle.h"
#include "kontor/table.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

static const KtColumn columns[] = {
  { "name", N_ ("CLIENT"), KT_COLUMN_TEXT },  { "service", N_ ("FOR"), KT_COLUMN_TEXT },
  { "days", N_ ("DAYS"), KT_COLUMN_NUMBER },  { "usual_days", N_ ("USUALLY"), KT_COLUMN_NUMBER },
  { "with", N_ ("WITH"), KT_COLUMN_TEXT },    { "last", N_ ("LAST"), KT_COLUMN_DATE },
  { "phone", N_ ("PHONE"), KT_COLUMN_WHOLE }, { "ref", N_ ("REF"), KT_COLUMN_REF },
};

#define NARROW 60
#define NARROW_COLUMNS 4 /* whom, for what, and why now */

static gboolean
print (KtContext *context, const GPtrArray *clients, GError **error)
{
  gboolean narrow = context->terminal && context->output == KT_OUTPUT_TEXT && !context->refs
                    && context->width < NARROW;
  g_autoptr (KtTable) table
      = kt_table_new (columns, narrow ? NARROW_COLUMNS : G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < clients->len; i++)
    {
      const KtDueClient *due = clients->pdata[i];
      g_autofree char *phone = NULL;
      KtLocal last = kt_local_from_utc (due->last_at, context->clock.zone);
      KtHandle handle = { .kind = KT_RECORD_CONTACT,
                          .key = due->contact,
                          .contact = due->contact,
                          .number = (int)i + 1 };
      if (!kt_contact_phone (context->store, due->contact, &phone, error))
        return FALSE;
      g_autofree char *hand = kt_hand_name (context, due->staff);
      char day[KT_LOCAL_TEXT];
      last.hour = -1;
      last.minute = 0;
      kt_local_format (last, day);
      kt_table_add (table, due->name, due->services, (gint64)due->days, (gint64)due->usual, hand,
                    day, phone, due->contact);
      g_array_append_val (handles, handle);
    }
  kt_table_print (table, context, "due");
  if (!context->terminal || context->output != KT_OUTPUT_TEXT)
    return TRUE;
  if (clients->len == 0)
    kt_out (context, "%s\n", _ ("nobody is due for a visit"));
  return kt_handles_save (context, handles, error);
}

static gboolean
run_due (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *words = g_strjoinv (" ", args);
  KtId service = 0;
  if (*words != '\0' && !kt_service_offered (context, words, &service, error))
    return FALSE;
  g_autoptr (GPtrArray) clients = kt_due_list (context, service, context->all, error);
  return clients != NULL && kt_due_read_names (context->store, clients, G_MAXUINT, error)
         && print (context, clients, error);
}

const KtCommand kt_cmd_due = {
  .name = "due",
  .summary = N_ ("clients who are due for a visit"),
  .usage = "due [SERVICE]",
  .help = N_ ("After three visits of a kind the middle of a client's own intervals counts, before "
              "that the one of the service. Who has a visit booked is not listed, nor who stayed "
              "away for three intervals; --all lists these too.\n"
              "Examples:\n"
              "  kontor due\n"
              "  kontor due colour"),
  .needs = KT_NEED_READ,
  .run = run_due,
  .group = KT_GROUP_SALON,
};
