#include "config.h"
#include "visit-parts.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-when.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

/* "10", "10min", "10 min", "1h": her time so much later. */
static gboolean
read_late (KtContext *context, const KtCommand *command, const KtAppointment *visit, char **rest,
           KtLocal *ret_start, GError **error)
{
  if (rest[0] == NULL)
    return kt_command_missing (command, "MINUTES", error);
  g_autofree char *said = g_strjoinv (" ", rest);
  if (!g_ascii_isdigit (said[*said == '+']))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is «%s»?"), said);
      kt_error_hint (error, _ ("usage: kontor %s"), command->usage);
      return FALSE;
    }
  g_autoptr (GPtrArray) span = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (span, *said == '+' ? g_strdup (rest[0]) : g_strconcat ("+", rest[0], NULL));
  for (guint i = 1; rest[i] != NULL; i++)
    g_ptr_array_add (span, g_strdup (rest[i]));
  g_ptr_array_add (span, NULL);
  return kt_visit_when_move (context, visit, (char **)span->pdata, KT_READING_FIRST, ret_start,
                             error);
}

static gboolean
shares_hand (const KtAppointment *a, const KtAppointment *b)
{
  for (guint i = 0; i < a->parts->len; i++)
    for (guint j = 0; j < b->parts->len; j++)
      {
        KtId staff = ((const KtVisitPart *)a->parts->pdata[i])->staff;
        if (staff != 0 && staff == ((const KtVisitPart *)b->parts->pdata[j])->staff)
          return TRUE;
      }
  return FALSE;
}

/* The next visit of that day that any of its hands has; NULL: none. */
static KtAppointment *
next_of_hands (KtContext *context, const KtAppointment *visit, GError **error)
{
  KtLocal night = kt_local_add_days (kt_visit_local (context, visit), 1);
  night.hour = night.minute = 0;
  g_autoptr (GPtrArray) visits = kt_appointment_between (
      context->store, visit->start_at, kt_local_to_utc (night, context->clock.zone), error);
  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      const KtAppointment *other = visits->pdata[i];
      if (other->id != visit->id && other->start_at >= visit->start_at
          && kt_appointment_stands (other, context->clock.now) && shares_hand (visit, other))
        return g_ptr_array_steal_index (visits, i);
    }
  return NULL;
}

/* "late    Zane Ozola  09:00 → 09:10, till 11:10  Līga" and whether the next one has to wait. */
static gboolean
print_late (KtContext *context, const KtAppointment *before, const KtAppointment *visit,
            GError **error)
{
  GError *failure = NULL;
  g_autoptr (KtAppointment) next = next_of_hands (context, visit, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  KtLocal from = kt_visit_local (context, before), to = kt_visit_local (context, visit);
  KtLocal end = kt_local_from_utc (visit->end_at, context->clock.zone);
  g_autofree char *who = kt_say_client (context, visit), *hands = kt_visit_hands (context, visit);
  g_autofree char *day = kt_say_visit_day (context, (KtLocal){ to.year, to.month, to.day, -1, 0 });
  kt_out (context, "late    {b:%s}  %s %02d:%02d → {b:%02d:%02d–%02d:%02d}  %s\n", who, day,
          from.hour, from.minute, to.hour, to.minute, end.hour, end.minute,
          hands != NULL ? hands : "");
  if (next == NULL || next->start_at >= visit->end_at)
    {
      if (visit->overlaps)
        kt_out (context, "        {y:%s}\n", _ ("although it is taken"));
      else
        kt_out (context, "        %s\n", _ ("nobody has to wait"));
      return TRUE;
    }
  KtLocal start = kt_visit_local (context, next);
  g_autofree char *waits = kt_say_client (context, next);
  if (visit->overlaps)
    kt_out (context, _ ("        {y:then in the way: %02d:%02d %s, by %d min}\n"), start.hour,
            start.minute, waits, (int)((visit->end_at - next->start_at) / 60));
  else /* while the colour works there is room for her */
    kt_out (context, _ ("        in between: %02d:%02d %s\n"), start.hour, start.minute, waits);
  return TRUE;
}

static gboolean
run_late (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *how = NULL;
  const GOptionEntry entries[]
      = { { "by", 0, 0, G_OPTION_ARG_STRING, &how, NULL, NULL }, { NULL } };
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  KtLocal start;
  if (!kt_command_parse (command, entries, &args, error) || !kt_visit_cmd_how (how, error)
      || !kt_visit_cmd_pick (context, command, args, KT_VISIT_NEXT, KT_PICK_HAND, &visit, &rest,
                             error)
      || !read_late (context, command, visit, rest, &start, error))
    return FALSE;
  g_autoptr (KtAppointment) late = kt_visit_late (context, visit->id, start, how, error);
  if (late == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_visit (context, "visit", late);
  else if (!print_late (context, visit, late, error))
    return FALSE;
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "by", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("how: phone, message …"), N_ ("HOW") },
        { NULL } };

const KtCommand kt_cmd_late = {
  .name = "late",
  .summary = N_ ("a client said that she comes later"),
  .usage = "late WHO | HH:MM | N MINUTES [--by HOW]",
  .help = N_ ("Counts from the visit's own time. What was confirmed stays confirmed, and it is "
              "said whether the next visit of that hand is then in the way.\n"
              "Examples:\n"
              "  kontor late zane 10\n"
              "  kontor late 9:00 20min"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_late,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
