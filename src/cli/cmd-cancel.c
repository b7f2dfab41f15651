#include "config.h"
#include "visit-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/reminder-view.h"
#include "kontor/reminders.h"
#include "kontor/when.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define OTHERS_MAX 3
#include <string.h>

static void
print_cancelled (KtContext *context, const KtAppointment *visit)
{
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *start = kt_say_visit_start (context, kt_visit_local (context, visit));
  g_autofree char *services = kt_visit_services (visit), *hands = kt_visit_hands (context, visit);
  kt_out (context, "cancelled  {b:%s}  %s %s%s%s", who, start, services, hands != NULL ? ", " : "",
          hands != NULL ? hands : "");
  kt_out_phone (context, visit);
  kt_out (context, "\n");
}

/* Who asks to cancel may mean another of her visits: those that stay are told. */
static void
print_others (KtContext *context, const KtAppointment *cancelled)
{
  g_autoptr (GPtrArray) visits = cancelled->contact != 0
                                     ? kt_appointment_of (context->store, cancelled->contact, NULL)
                                     : NULL;
  guint told = 0;
  for (guint i = visits != NULL ? visits->len : 0; i > 0 && told < OTHERS_MAX; i--)
    {
      const KtAppointment *visit = visits->pdata[i - 1];
      if (visit->id == cancelled->id || visit->start_at < context->clock.now
          || !kt_appointment_stands (visit, context->clock.now))
        continue;
      g_autofree char *start = kt_say_visit_start (context, kt_visit_local (context, visit));
      g_autofree char *services = kt_visit_services (visit),
                      *hands = kt_visit_hands (context, visit);
      g_autofree char *what
          = hands != NULL ? g_strconcat (services, ", ", hands, NULL) : g_strdup (services);
      kt_out (context, _ ("{y:still booked:} %s %s\n"), start, what);
      told++;
    }
}

static gboolean
print (KtContext *context, const KtAppointment *visit, GError **error)
{
  if (context->output != KT_OUTPUT_JSON)
    {
      print_cancelled (context, visit);
      print_others (context, visit);
      return kt_visit_cmd_gap (context, visit, _ ("free:"), error);
    }
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "visit");
  kt_json_visit (builder, context, visit);
  gboolean ok = kt_visit_cmd_gap_json (context, builder, visit, error);
  kt_json_end (context, builder);
  return ok;
}

static gboolean
run_cancel (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *how = NULL, *reason = NULL;
  const GOptionEntry entries[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &how, NULL, NULL }, { NULL } };
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  if (!kt_command_parse (command, entries, &args, error) || !kt_visit_cmd_how (how, error)
      || !kt_visit_cmd_pick (context, command, args, KT_VISIT_NEXT, KT_PICK_DAY, &visit, &rest,
                             error)
      || (reason = kt_visit_cmd_text (rest, error)) == NULL)
    return FALSE;
  g_autoptr (KtAppointment) cancelled
      = kt_visit_set_state (context, visit->id, KT_VISIT_CANCELLED, how, reason, error);
  if (cancelled == NULL || !print (context, cancelled, error))
    return FALSE;
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "by", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("how: phone, message …"), N_ ("HOW") },
        { NULL } };

const KtCommand kt_cmd_cancel = {
  .name = "cancel",
  .summary = N_ ("a visit will not be; who fits its time"),
  .usage = "cancel WHO [DAY [HH:MM]] [HAND] | HH:MM | N [REASON] [--by HOW]",
  .help
  = N_ ("Goes on to the next question: which time is free now, and who fits it. The number is "
        "what kontor fill wants. Of several visits DAY, hour or HAND say which.\n"
        "Examples:\n"
        "  kontor cancel zane\n"
        "  kontor cancel zane thu\n"
        "  kontor cancel zane thu marina\n"
        "  kontor cancel zane has a cold --by phone\n"
        "  kontor fill 1"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_cancel,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
