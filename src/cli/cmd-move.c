#include "config.h"
#include "booking-words.h"
#include "deal-parts.h"
#include "visit-parts.h"
#include "kontor/ask-when.h"
#include "kontor/booked-view.h"
#include "kontor/error.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-when.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

typedef struct
{
  const KtAppointment *visit;
  char **args;
} Move;

static gboolean
parse_when (KtContext *context, gpointer data, KtReading reading, KtLocal *ret, GError **error)
{
  const Move *move = data;
  return kt_visit_when_move (context, move->visit, move->args, reading, ret, error);
}

/* "moved   Zane Ozola  Tue 5.01. 09:00 → Thu 7.01. 16:00 (in 44 days)  Līga, 2 h" */
static void
print_moved (KtContext *context, const KtAppointment *before, const KtAppointment *visit)
{
  KtLocal start = kt_visit_local (context, visit);
  g_autofree char *who = kt_say_client (context, visit);
  g_autofree char *from = kt_say_visit_day (context, kt_visit_local (context, before));
  g_autofree char *to = kt_say_visit_day (context, start);
  g_autofree char *distance = kt_say_distance (context, start);
  g_autofree char *hands = kt_visit_hands (context, visit);
  g_autofree char *length = kt_say_minutes (kt_visit_minutes (visit));
  kt_out (context, "moved   {b:%s}  %s → {b:%s} (%s)  %s%s%s", who, from, to, distance,
          hands != NULL ? hands : "", hands != NULL ? ", " : "", length);
  if (visit->overlaps)
    kt_out (context, "  {y:%s}", _ ("although it is taken"));
  kt_out_phone (context, visit);
  kt_out (context, "\n");
  kt_booked_print_same_day (context, visit);
}

static gboolean
read_when (KtContext *context, const KtCommand *command, const KtAppointment *visit, char **rest,
           KtLocal *ret_start, GError **error)
{
  Move move = { visit, rest };
  KtReading reading;
  if (rest[0] == NULL)
    return kt_command_missing (command, "WHEN", error);
  g_autofree char *said = g_strjoinv (" ", rest);
  return kt_ask_when (context, parse_when, &move, &reading, error)
         && parse_when (context, &move, reading, ret_start, error)
         && kt_words_not_just_past (context, *ret_start, said, error);
}

static gboolean
run_move (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *how = NULL;
  gboolean force = FALSE;
  const GOptionEntry entries[] = { { "by", 0, 0, G_OPTION_ARG_STRING, &how, NULL, NULL },
                                   { "force", 0, 0, G_OPTION_ARG_NONE, &force, NULL, NULL },
                                   { NULL } };
  g_autoptr (KtAppointment) visit = NULL;
  char **rest;
  KtLocal start;
  if (args[0] != NULL && kt_deal_is_number (context, args[0])) /* `move 4 work` */
    return kt_deal_cmd_move (context, kt_command_find ("deal"), args, error);
  if (!kt_command_parse (command, entries, &args, error) || !kt_visit_cmd_how (how, error)
      || !kt_visit_cmd_pick (context, command, args, KT_VISIT_NEXT, KT_PICK_FROM, &visit, &rest,
                             error)
      || !read_when (context, command, visit, rest, &start, error))
    return FALSE;
  g_autoptr (KtAppointment) moved
      = kt_visit_move (context, visit->id, start, NULL, force, how, error);
  if (moved == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    kt_json_print_visit (context, "visit", moved);
  else
    print_moved (context, visit, moved);
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "by", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("how: phone, message …"), N_ ("HOW") },
        { "force", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("although that time is taken"), NULL },
        { NULL } };

const KtCommand kt_cmd_move = {
  .name = "move",
  .summary = N_ ("move a visit to another time, a deal to another stage"),
  .usage = "move WHO [DAY [HH:MM]] [HAND] | HH:MM | N WHEN [--by HOW] [--force]\n"
           "move N STAGE [REASON…]",
  .help = N_ (
      "A weekday is the one of the visit's own week; a day alone keeps the hour, an hour "
      "alone keeps the day, +10min and -10min count from its own time. Of several visits a DAY before WHEN, or HAND, says which. What was confirmed wants to be confirmed again. The number of a "
      "deal moves that deal, as deal move does.\n"
      "Examples:\n"
      "  kontor move zane thu 16\n"
      "  kontor move zane fri 10 sat 11\n"
      "  kontor move inga +10min\n"
      "  kontor move 3 11:30 --by phone\n"
      "  kontor move 9:00 5.12.\n"
      "  kontor move 4 work"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_move,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
