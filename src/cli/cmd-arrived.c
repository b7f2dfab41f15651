#include "config.h"
#include "salon-words.h"
#include "visit-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-facts.h"
#include "kontor/visit-view.h"
#include "kontor/visit-walk-in.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

/* "Zane Ozola, colour + cut with Līga till 11:00" */
static void
print_here (KtContext *context, const KtAppointment *visit)
{
  KtLocal at = kt_local_from_utc (visit->arrived_at, context->clock.zone);
  KtLocal end = kt_local_from_utc (visit->end_at, context->clock.zone);
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *services = kt_visit_services (visit), *hands = kt_visit_hands (context, visit);
  kt_out (context, "arrived %02d:%02d  {b:%s}, %s", at.hour, at.minute, who, services);
  if (hands != NULL)
    kt_out (context, _ (" with %s"), hands);
  kt_out (context, _ (" till %02d:%02d"), end.hour, end.minute);
  kt_out_allergies (context, visit->contact);
  kt_out (context, "\n");
}

/* A visit of today that was written down as missed; NULL: WHO has none. */
static KtAppointment *
missed_today (KtContext *context, char **args)
{
  guint used;
  KtId client;
  g_autofree char *who = args[0] != NULL ? kt_who_take (context, args, &used) : NULL;
  if (who == NULL || !kt_who_resolve (context, who, &client, NULL))
    return NULL;
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, client, NULL);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (visit->state == KT_VISIT_NO_SHOW && kt_visit_days (context, visit) == 0)
        return g_ptr_array_steal_index (visits, i);
    }
  return NULL;
}

/* Who comes after all takes the no-show back: asked, or said with --yes. */
static KtAppointment *
come_late (KtContext *context, const KtAppointment *missed, GError **error)
{
  g_autofree char *who = kt_visit_who (context, missed);
  g_autofree char *start = kt_say_visit_start (context, kt_visit_local (context, missed));
  gboolean yes = context->yes;
  if (!yes && context->terminal && !context->no_input && context->output == KT_OUTPUT_TEXT)
    {
      g_autofree char *question
          = kt_marked (_ ("{b:%s} is down as a no-show, %s: here after all? [y/n] "), who, start);
      if (!kt_ask_yes (context, question, &yes, error) || (!yes && !kt_ask_left (error)))
        return NULL;
    }
  if (!yes)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("%s is down as a no-show, %s"), who,
                   start);
      kt_error_hint (error, _ ("here after all: kontor arrived \"%s\" --yes"), who);
      return NULL;
    }
  return kt_visit_set_state (context, missed->id, KT_VISIT_ARRIVED, NULL, NULL, error);
}

/* The visit that begins now; of somebody who has none any more, one that was missed today. */
static KtAppointment *
arrive (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autoptr (KtAppointment) visit = NULL, missed = NULL;
  g_autoptr (GError) none = NULL;
  char **rest;
  if (!kt_visit_cmd_pick (context, command, args, KT_VISIT_NOW, KT_PICK_DAY, &visit, &rest, &none))
    {
      if (g_error_matches (none, KT_ERROR, KT_ERROR_NOT_FOUND))
        missed = missed_today (context, args);
      if (missed != NULL)
        return come_late (context, missed, error);
      g_propagate_error (error, g_steal_pointer (&none));
      return NULL;
    }
  if (!kt_visit_cmd_end (command, rest, error))
    return NULL;
  if (visit->state == KT_VISIT_NO_SHOW && kt_visit_days (context, visit) == 0)
    return come_late (context, visit, error);
  return kt_visit_set_state (context, visit->id, KT_VISIT_ARRIVED, NULL, NULL, error);
}

static gboolean
run_arrived (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *service = NULL, *hand = NULL;
  gboolean force = FALSE;
  KtVisitWish wish = { 0 };
  const GOptionEntry entries[] = { { "force", 0, 0, G_OPTION_ARG_NONE, &force, NULL, NULL },
                                   { "service", 0, 0, G_OPTION_ARG_STRING, &service, NULL, NULL },
                                   { "with", 0, 0, G_OPTION_ARG_STRING, &hand, NULL, NULL },
                                   { NULL } };
  g_autoptr (KtAppointment) here = NULL;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (service != NULL)
    {
      if (!kt_service_offered (context, service, &wish.service, error)
          || (hand != NULL && !kt_hand_offered (context, hand, &wish.staff, error)))
        return FALSE;
      here = kt_visit_walk_in (context, args, wish, force, error);
    }
  else
    here = arrive (context, command, args, error);
  if (here == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_visit (context, "visit", here);
  else
    print_here (context, here);
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_confirmed (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *how = NULL;
  const GOptionEntry entries[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &how, NULL, NULL }, { NULL } };
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  if (!kt_command_parse (command, entries, &args, error) || !kt_visit_cmd_how (how, error)
      || !kt_visit_cmd_pick (context, command, args, KT_VISIT_NEXT, KT_PICK_DAY, &visit, &rest,
                             error)
      || !kt_visit_cmd_end (command, rest, error))
    return FALSE;
  g_autoptr (KtAppointment) confirmed
      = kt_visit_set_state (context, visit->id, KT_VISIT_CONFIRMED, how, NULL, error);
  if (confirmed == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_visit (context, "visit", confirmed);
  else
    kt_visit_cmd_booked (context, "confirmed", confirmed);
  kt_out_dry_run (context);
  return TRUE;
}

/* "missed 3 of the last 6; 28,00 €"; "" where it is the first time. */
static char *
say_missed (const KtVisitFacts *facts)
{
  g_autofree char *cost = kt_say_money (facts->missed_cost, facts->visit->currency);
  if (facts->missed == 0)
    return g_strdup ("");
  return facts->missed_cost > 0
             ? g_strdup_printf (_ ("missed %1$u of the last %2$u; %3$s"), facts->missed, facts->of,
                                cost)
             : g_strdup_printf (_ ("missed %1$u of the last %2$u"), facts->missed, facts->of);
}

static gboolean
print_missed (KtContext *context, const KtAppointment *visit, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_ptr_array_add (one, (gpointer)visit);
  g_autoptr (GPtrArray) all = kt_visit_facts (context, one, error);
  if (all == NULL)
    return FALSE;
  g_autofree char *missed = say_missed (all->pdata[0]);
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *start = kt_say_visit_start (context, kt_visit_local (context, visit));
  g_autofree char *services = kt_visit_services (visit), *hands = kt_visit_hands (context, visit);
  kt_out (context, "no-show  {b:%s}  %s %s%s%s%s{y:%s}\n", who, start, services,
          hands != NULL ? ", " : "", hands != NULL ? hands : "", *missed != '\0' ? "    " : "",
          missed);
  return TRUE;
}

static gboolean
print_noshow (KtContext *context, const KtAppointment *visit, GError **error)
{
  if (context->output != KT_OUTPUT_JSON)
    return print_missed (context, visit, error)
           && kt_visit_cmd_gap (context, visit, _ ("free now:"), error);
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "visit");
  kt_json_visit (builder, context, visit);
  gboolean ok = kt_visit_cmd_gap_json (context, builder, visit, error);
  kt_json_end (context, builder);
  return ok;
}

static gboolean
run_noshow (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  if (!kt_visit_cmd_pick (context, command, args, KT_VISIT_NOW, KT_PICK_DAY, &visit, &rest, error)
      || !kt_visit_cmd_end (command, rest, error))
    return FALSE;
  g_autoptr (KtAppointment) missed
      = kt_visit_set_state (context, visit->id, KT_VISIT_NO_SHOW, NULL, NULL, error);
  if (missed == NULL || !print_noshow (context, missed, error))
    return FALSE;
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry arrived_options[]
    = { { "force", 0, 0, G_OPTION_ARG_NONE, NULL,
          N_ ("with --service: although that time is taken"), NULL },
        { "service", 0, 0, G_OPTION_ARG_STRING, NULL,
          N_ ("somebody without a visit is here for this; without WHO somebody off the street"),
          N_ ("SERVICE") },
        { "with", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("with --service: whose hands"),
          N_ ("HAND") },
        { NULL } };

const KtCommand kt_cmd_arrived = {
  .name = "arrived",
  .summary = N_ ("the client is here"),
  .usage = "arrived WHO | HH:MM | N\n"
           "arrived [WHO] --service SERVICE [--with HAND] [--force]",
  .help
  = N_ ("Of several visits of WHO today's nearest is meant. What must be known of the client, "
        "allergies first, is said at once. Who was down as a no-show today is here after all "
        "when you say yes. With --service a visit begins now for somebody "
        "who has none.\n"
        "Examples:\n"
        "  kontor arrived zane\n"
        "  kontor arrived 9:00\n"
        "  kontor arrived --service men --with līga"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_arrived,
  .options = arrived_options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};

const KtCommand kt_cmd_noshow = {
  .name = "noshow",
  .summary = N_ ("the client did not come"),
  .usage = "noshow WHO | HH:MM | N",
  .help = N_ ("Says how often that was so, what it cost, which time is free now and who fits it.\n"
              "Examples:\n"
              "  kontor noshow 11:30\n"
              "  kontor noshow marta"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_noshow,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};

static const GOptionEntry confirmed_options[]
    = { { "by", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("how: phone, message …"), N_ ("HOW") },
        { NULL } };

const KtCommand kt_cmd_confirmed = {
  .name = "confirmed",
  .summary = N_ ("the client says she comes"),
  .usage = "confirmed WHO | HH:MM | N [--by HOW]",
  .help = N_ ("A visit that was pencilled in is booked with it.\n"
              "Examples:\n"
              "  kontor confirmed marta\n"
              "  kontor confirmed 3 --by message"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_confirmed,
  .options = confirmed_options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
