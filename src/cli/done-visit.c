#include "config.h"
#include "visit-parts.h"
#include "kontor/again.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

/* "colour + cut 92,00 € + shampoo 14,00 € = 106,00 €" */
static char *
say_sum (const KtAppointment *visit)
{
  g_autofree char *services = kt_visit_services (visit);
  g_autofree char *price = kt_say_money (visit->price, visit->currency);
  g_autofree char *paid = kt_say_money (visit->paid, visit->currency);
  GString *line = g_string_new (services);
  g_string_append_printf (line, " %s", price);
  for (guint i = 0; i < visit->items->len; i++)
    {
      const KtVisitItem *item = visit->items->pdata[i];
      g_autofree char *sum = kt_say_money (item->price * item->quantity, visit->currency);
      if (item->quantity > 1)
        g_string_append_printf (line, " + %d × %s %s", item->quantity, item->name, sum);
      else
        g_string_append_printf (line, " + %s %s", item->name, sum);
    }
  if (visit->items->len > 0)
    g_string_append_printf (line, " = %s", paid);
  return g_string_free (line, FALSE);
}

static void
print_done (KtContext *context, const KtAppointment *visit, gboolean settled)
{
  g_autofree char *who = kt_say_client (context, visit), *sum = say_sum (visit);
  g_autofree char *tip = kt_say_money (visit->tip, visit->currency);
  const char *way = visit->paid_how != NULL ? kt_payment_way_say (visit->paid_how) : "";
  if (settled)
    {
      g_autofree char *paid = kt_say_money (visit->paid, visit->currency);
      g_autofree char *day = kt_say_visit_day (context, kt_visit_local (context, visit));
      kt_out (context, "paid    {b:%s}  %s %s  {d:%s}\n", who, paid, way, day);
      return;
    }
  kt_out (context, "done    {b:%s}  %s %s", who, sum, way);
  if (visit->tip > 0)
    kt_out (context, _ (", tip %s"), tip);
  kt_out (context, "\n");
}

/* "done 1 2": two visits of the list, or a sum of 2? */
static gboolean
check_doubt (KtContext *context, char **args, GError **error)
{
  KtHandle handle;
  const char *first = args[0], *second = args[1];
  if (second == NULL || strspn (first, "0123456789") != strlen (first)
      || strspn (second, "0123456789") != strlen (second)
      || !kt_handle_resolve (context, second,
                             KT_RECORD_APPOINTMENT | KT_RECORD_REMINDER | KT_RECORD_FOLLOW_UP,
                             &handle, NULL))
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("is «%s» the sum, or number %s of the list?"),
               second, second);
  kt_error_hint (error, _ ("for the sum write %s,00; for the number: kontor done %s"), second,
                 second);
  return FALSE;
}

/* Whether the client has a time to come already: then nobody asks for the next one. */
static gboolean
comes_again (KtContext *context, const KtAppointment *visit)
{
  g_autoptr (GPtrArray) visits
      = visit->contact != 0 ? kt_appointment_of (context->store, visit->contact, NULL) : NULL;
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *other = visits->pdata[i];
      if (other->start_at > context->clock.now && kt_appointment_stands (other, context->clock.now))
        return TRUE;
    }
  return FALSE;
}

gboolean
kt_visit_cmd_done (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtPaymentWords) words = { 0 };
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  if (!check_doubt (context, args, error)
      || !kt_visit_cmd_pick (context, command, args, KT_VISIT_PAYABLE, KT_PICK_HAND, &visit, &rest,
                             error)
      || !kt_payment_parse (context, visit, rest, &words, error))
    return FALSE;
  gboolean settled = kt_visit_owes (visit);
  g_autoptr (KtAppointment) done = kt_visit_done (context, visit->id, &words.payment, error);
  if (done == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      kt_json_print_visit (context, "visit", done);
      return TRUE;
    }
  print_done (context, done, settled);
  kt_out_dry_run (context);
  return settled || comes_again (context, done) || kt_visit_cmd_again (context, done, error);
}
