#include "config.h"
#include "salon-words.h"
#include "visit-parts.h"
#include "kontor/ask.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-facts.h"
#include "kontor/visit-view.h"
#include "kontor/visit-walk-in.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define DAYS_NEXT 2 /* till the end of tomorrow */
#define DAYS_ALL 14

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

/* "9:00", "9:00 zane", "9:00 marina": one of those that began then and were missed. */
static KtAppointment *
missed_at_hour (KtContext *context, char **args, char ***ret_rest)
{
  g_autoptr (GPtrArray) missed = kt_visit_missed_at (context, args[0], NULL);
  for (guint i = 0; missed != NULL && i < missed->len; i++)
    {
      *ret_rest = args + 1;
      if (kt_visit_cmd_behind_hour (context, args[0], missed->pdata[i], ret_rest)
          && (missed->len == 1 || *ret_rest > args + 1))
        return g_ptr_array_steal_index (missed, i);
    }
  return NULL;
}

/* A visit of today that was written down as missed, which the words behind WHO say too; *ret_rest
 * goes on behind them. NULL: WHO has none. */
static KtAppointment *
missed_today (KtContext *context, char **args, char ***ret_rest)
{
  guint used = 0;
  KtId client;
  if (args[0] != NULL && g_ascii_isdigit (*args[0]))
    return missed_at_hour (context, args, ret_rest);
  g_autofree char *who = args[0] != NULL ? kt_who_take (context, args, &used) : NULL;
  if (who == NULL || !kt_who_resolve (context, who, &client, NULL))
    return NULL;
  g_autoptr (GPtrArray) visits = kt_appointment_of (context->store, client, NULL);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      *ret_rest = args + used;
      if (visit->state == KT_VISIT_NO_SHOW && kt_visit_days (context, visit) == 0
          && kt_visit_cmd_says (context, who, KT_VISIT_BY_CLIENT, visit, KT_PICK_DAY, ret_rest,
                                NULL))
        return g_ptr_array_steal_index (visits, i);
    }
  return NULL;
}

/* Who comes after all takes the no-show back: asked, or said with --yes. */
static KtAppointment *
come_late (KtContext *context, const KtAppointment *missed, GError **error)
{
  g_autofree char *who = kt_say_client (context, missed);
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
      g_autofree char *argument = kt_visit_argument (context, missed);
      kt_error_hint (error, _ ("here after all: kontor arrived \"%s\" --yes"), argument);
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
        missed = missed_today (context, args, &rest);
      if (missed != NULL)
        return kt_visit_cmd_end (command, rest, error) ? come_late (context, missed, error) : NULL;
      g_propagate_error (error, g_steal_pointer (&none));
      return NULL;
    }
  if (rest[0] != NULL && g_str_equal (rest[0], "late"))
    {
      g_autofree char *argument = kt_visit_argument (context, visit);
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is «%s»?"), rest[0]);
      kt_error_hint (error, _ ("she comes later: kontor late \"%s\" 10"), argument);
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

static const KtColumn columns[] = {
  { "ref", N_ ("REF"), KT_COLUMN_REF },       { "at", N_ ("WHEN"), KT_COLUMN_TIME },
  { "time", N_ ("TIME"), KT_COLUMN_TEXT },    { "name", N_ ("WHO"), KT_COLUMN_TEXT },
  { "phone", N_ ("PHONE"), KT_COLUMN_WHOLE }, { "service", N_ ("SERVICE"), KT_COLUMN_TEXT },
  { "hand", N_ ("HAND"), KT_COLUMN_TEXT },    { "state", N_ ("STATE"), KT_COLUMN_TEXT },
};

static char *
phone_of (KtContext *context, KtId client)
{
  g_autoptr (GPtrArray) points = client != 0 ? kt_point_list (context->store, client, NULL) : NULL;
  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      const KtPoint *point = points->pdata[i];
      if (g_str_equal (point->kind, "phone"))
        return g_strdup (point->raw);
    }
  return NULL;
}

static void
add_unconfirmed (KtTable *table, KtContext *context, const KtAppointment *visit, GArray *handles)
{
  KtLocal start = kt_visit_local (context, visit);
  KtHandle handle = { .kind = KT_RECORD_APPOINTMENT,
                      .key = visit->id,
                      .contact = visit->contact,
                      .stamp = visit->updated,
                      .number = (int)handles->len + 1 };
  g_autofree char *who = kt_visit_who (context, visit);
  g_autofree char *phone = phone_of (context, visit->contact);
  g_autofree char *services = kt_visit_services (visit), *hands = kt_visit_hands (context, visit);
  g_autofree char *time = g_strdup_printf ("%02d:%02d", start.hour, start.minute);
  kt_table_add (table, visit->id, visit->start_at, time, who, phone, services, hands,
                kt_visit_state_id (visit->state));
  g_array_append_val (handles, handle);
}

/* `confirmed` alone: who has not said yet that she comes, till tomorrow's end; --all: of two weeks.
 */
static gboolean
list_unconfirmed (KtContext *context, GError **error)
{
  gint64 now = context->clock.now;
  KtLocal last
      = kt_local_add_days (kt_context_today (context), context->all ? DAYS_ALL : DAYS_NEXT);
  last.hour = last.minute = 0;
  g_autoptr (GPtrArray) visits = kt_appointment_between (
      context->store, now, kt_local_to_utc (last, context->clock.zone), error);
  if (visits == NULL)
    return FALSE;
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < visits->len; i++)
    {
      const KtAppointment *visit = visits->pdata[i];
      if (visit->state <= KT_VISIT_BOOKED && visit->start_at >= now
          && kt_appointment_stands (visit, now))
        add_unconfirmed (table, context, visit, handles);
    }
  if (handles->len == 0 && context->output == KT_OUTPUT_TEXT)
    kt_out (context, _ ("Everybody has confirmed till then.\n"));
  else
    kt_table_print (table, context, "visits");
  if (context->terminal && context->output == KT_OUTPUT_TEXT && handles->len > 0)
    kt_out (context, "{c:%s}\n", _ ("she comes: kontor confirmed 1"));
  return context->output != KT_OUTPUT_TEXT || kt_handles_save (context, handles, error);
}

static gboolean
run_confirmed (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *how = NULL;
  const GOptionEntry entries[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &how, NULL, NULL }, { NULL } };
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return list_unconfirmed (context, error);
  if (!kt_visit_cmd_how (how, error)
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
  .usage = "confirmed [--all]\n"
           "confirmed WHO | HH:MM | N [--by HOW]",
  .help = N_ ("Alone it lists who has not confirmed yet, today and tomorrow; with --all of two "
              "weeks. A visit that was pencilled in is booked with it.\n"
              "Examples:\n"
              "  kontor confirmed\n"
              "  kontor confirmed marta\n"
              "  kontor confirmed 3 --by message"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_confirmed,
  .options = confirmed_options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
