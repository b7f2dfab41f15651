#include "config.h"
#include "visit-parts.h"
#include "kontor/again.h"
#include "kontor/ask.h"
#include "kontor/ask-when.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/visit-view.h"
#include "kontor/visit-when.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>

#define TRIES 3 /* answers that are no date */

static KtAppointment *
book (KtContext *context, KtId contact, const GArray *wishes, KtLocal start, gboolean force,
      GError **error)
{
  KtVisitRequest request = { .contact = contact, .wishes = wishes, .start = start, .force = force };
  g_autoptr (GPtrArray) made = kt_visit_book (context, &request, error);
  return made != NULL ? g_ptr_array_steal_index (made, 0) : NULL;
}

/* "Tue 5.01. 09:00 with Līga is free" */
static char *
say_offer (KtContext *context, const KtAgainOffer *offer)
{
  const KtSlot *slot = offer->slot;
  g_autofree char *day = kt_say_visit_day (context, slot->start);
  const KtVisitPart *part = slot->parts->len > 0 ? slot->parts->pdata[0] : NULL;
  g_autofree char *hand = part != NULL ? kt_hand_name (context, part->staff) : NULL;
  return hand != NULL ? g_strdup_printf (_ ("%s with %s is free"), day, hand)
                      : g_strdup_printf (_ ("%s is free"), day);
}

static gboolean
means_no (const char *answer)
{
  g_autofree char *fold = kt_fold (answer);
  /* TRANSLATORS: what people type for no, folded, separated by spaces */
  g_auto (GStrv) words = g_strsplit (C_ ("question", "n no"), " ", -1);
  return g_str_equal (fold, "n") || g_str_equal (fold, "no")
         || g_strv_contains ((const char *const *)words, fold);
}

/* Books what was answered; FALSE with error: ask again. */
static KtAppointment *
take_answer (KtContext *context, const KtAppointment *visit, const KtAgainOffer *offer,
             const char *answer, GError **error)
{
  g_auto (GStrv) words = g_strsplit (answer, " ", -1);
  KtLocal start = offer->slot->start;
  if (*answer != '\0' && !kt_visit_when_next (context, visit, words, KT_READING_ASK, &start, error))
    return NULL;
  return book (context, visit->contact, offer->wishes, start, FALSE, error);
}

gboolean
kt_visit_cmd_again (KtContext *context, const KtAppointment *visit, GError **error)
{
  if (!context->terminal || context->no_input || context->quiet || context->dry_run)
    return TRUE;
  g_autoptr (KtAgainOffer) offer = kt_again_offer (context, visit, TRUE, error);
  if (offer == NULL || offer->slot == NULL)
    return offer != NULL;
  g_autofree char *said = say_offer (context, offer);
  g_autofree char *question = kt_marked ("%s  {b:%s}    {c:%s} ", _ ("again?"), said,
                                         _ ("Enter books it · other date · n"));
  for (int i = 0; i < TRIES; i++)
    {
      g_autoptr (GError) wrong = NULL;
      g_autofree char *answer = kt_ask (context, question, "", NULL, error);
      if (answer == NULL)
        return FALSE;
      if (means_no (answer))
        return TRUE;
      g_autoptr (KtAppointment) next = take_answer (context, visit, offer, answer, &wrong);
      if (next != NULL)
        {
          kt_visit_cmd_booked (context, "booked", next);
          return TRUE;
        }
      kt_out (context, "  %s\n", wrong->message);
    }
  return TRUE;
}

/* --- the command --- */

typedef struct
{
  const KtAppointment *last;
  char **args;
} Again;

static gboolean
parse_when (KtContext *context, gpointer data, KtReading reading, KtLocal *ret, GError **error)
{
  const Again *again = data;
  return kt_visit_when_next (context, again->last, again->args, reading, ret, error);
}

static void
print_offer (KtContext *context, const KtAgainOffer *offer, const char *who)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "visit");
      kt_json_null (builder);
      kt_json_member (builder, "offer");
      kt_json_time (builder, context, offer->slot != NULL ? offer->slot->start_at : 0);
      kt_json_member (builder, "usual_days");
      kt_json_int (builder, offer->usual);
      kt_json_end (context, builder);
      return;
    }
  g_autofree char *said = offer->slot != NULL ? say_offer (context, offer) : NULL;
  if (said == NULL)
    {
      kt_out (context, "%s\n", _ ("no free time fits near the day that would be usual"));
      if (!context->quiet)
        kt_out (context, "{c:kontor slots %s}\n", who);
      return;
    }
  kt_out (context, "%s\n", said);
  if (!context->quiet)
    {
      KtLocal start = offer->slot->start;
      kt_out (context, "{c:kontor again %s %d.%02d.%d %02d:%02d}\n", who, start.day, start.month,
              start.year, start.hour, start.minute);
    }
}

static void
print_booked (KtContext *context, const KtAppointment *visit, const KtAgainOffer *offer)
{
  if (context->output != KT_OUTPUT_JSON)
    {
      kt_visit_cmd_booked (context, "booked", visit);
      return;
    }
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "visit");
  kt_json_visit (builder, context, visit);
  kt_json_member (builder, "offer");
  kt_json_null (builder);
  kt_json_member (builder, "usual_days");
  kt_json_int (builder, offer->usual);
  kt_json_end (context, builder);
}

static gboolean
run_again (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean force = FALSE;
  const GOptionEntry entries[]
      = { { "force", 0, 0, G_OPTION_ARG_NONE, &force, NULL, NULL }, { NULL } };
  guint used;
  KtId contact;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "WHO", error);
  g_autofree char *who = kt_who_take (context, args, &used);
  if (!kt_who_resolve (context, who, &contact, error))
    return FALSE;
  g_autoptr (KtAppointment) last = kt_again_last (context, contact, error);
  gboolean says_when = args[used] != NULL;
  g_autoptr (KtAgainOffer) offer
      = last != NULL ? kt_again_offer (context, last, !says_when, error) : NULL;
  if (offer == NULL)
    return FALSE;
  if (!says_when && context->terminal && !context->no_input && context->output == KT_OUTPUT_TEXT
      && offer->slot != NULL)
    return kt_visit_cmd_again (context, last, error);
  if (!says_when)
    {
      print_offer (context, offer, who);
      return TRUE;
    }
  Again again = { last, args + used };
  KtReading reading;
  KtLocal start;
  if (!kt_ask_when (context, parse_when, &again, &reading, error)
      || !parse_when (context, &again, reading, &start, error))
    return FALSE;
  g_autoptr (KtAppointment) next = book (context, contact, offer->wishes, start, force, error);
  if (next == NULL)
    return FALSE;
  print_booked (context, next, offer);
  kt_out_dry_run (context);
  return TRUE;
}

static const GOptionEntry options[]
    = { { "force", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("although that time is taken"), NULL },
        { NULL } };

const KtCommand kt_cmd_again = {
  .name = "again",
  .summary = N_ ("the next visit, as the last one was"),
  .usage = "again WHO [WHEN] [--force]",
  .help
  = N_ ("The same services with the same hands. Without WHEN the free time nearest to the day "
        "she would usually come again is offered; a day alone keeps the hour.\n"
        "Examples:\n"
        "  kontor again zane\n"
        "  kontor again zane 5.01. 9:00"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_again,
  .options = options,
  .complete = KT_COMPLETE_WHO,
  .group = KT_GROUP_SALON,
};
