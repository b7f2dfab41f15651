#include "config.h"
#include "close-again.h"
#include "visit-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/reminder-view.h"
#include "kontor/reminders.h"
#include "kontor/takings.h"
#include "kontor/visit-view.h"
#include "kontor/visit-words.h"
#include <glib/gi18n.h>
#include <string.h>

#define TRIES 3 /* answers that cannot be understood */

/* --- which day --- */

static gboolean
parse_day (KtContext *context, char **args, KtLocal *ret_day, GError **error)
{
  KtLocal today = kt_context_today (context);
  KtWhenContext when;
  guint n = g_strv_length (args), used = 0;
  *ret_day = (KtLocal){ today.year, today.month, today.day, -1, 0 };
  if (n == 0)
    return TRUE;
  kt_context_when (context, &when);
  when.past = TRUE;
  if (!kt_when_parse ((const char *const *)args, n, &when, ret_day, &used, error))
    return FALSE;
  if (used < n || ret_day->hour >= 0 || kt_local_days_between (today, *ret_day) > 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   used < n             ? _ ("«%s» is no part of a date or time")
                   : ret_day->hour >= 0 ? _ ("«%s» is an hour, not a day")
                                        : _ ("«%s» is still to come"),
                   used < n ? args[used] : args[0]);
      return FALSE;
    }
  return TRUE;
}

/* --- what is open --- */

static char *
say_open (KtContext *context, const KtAppointment *visit)
{
  KtLocal start = kt_visit_local (context, visit);
  g_autofree char *who = kt_say_client (context, visit), *services = kt_visit_services (visit);
  g_autofree char *price = kt_say_money (visit->price, visit->currency);
  return kt_marked ("{b:%02d:%02d} %s  %s %s", start.hour, start.minute, who, services, price);
}

static gboolean
list_open (KtContext *context, const KtTakings *takings, GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < takings->open->len; i++)
    {
      const KtAppointment *visit = takings->open->pdata[i];
      g_autofree char *line = say_open (context, visit);
      KtHandle handle = { .kind = KT_RECORD_APPOINTMENT,
                          .key = visit->id,
                          .contact = visit->contact,
                          .stamp = visit->updated,
                          .number = (int)i + 1 };
      g_array_append_val (handles, handle);
      kt_out (context, "{d:%3u}  ", i + 1);
      kt_out_marked (context, line);
      kt_out (context, "\n");
    }
  return kt_handles_save (context, handles, error);
}

/* One letter for what is said most; else the words of `done`. */
static GStrv
expand (const char *answer)
{
  static const char *const letters[][2]
      = { { "c", "card" }, { "t", "transfer" }, { "l", "later" }, { "k", "card" } };
  GStrv words = g_strsplit (answer, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (letters); j++)
      if (strcmp (words[i], letters[j][0]) == 0)
        {
          g_free (words[i]);
          words[i] = g_strdup (letters[j][1]);
        }
  if (words[0] != NULL && *words[0] == '\0')
    g_clear_pointer (&words[0], g_free);
  return words;
}

static gboolean
take_outcome (KtContext *context, const KtAppointment *visit, const char *answer, GError **error)
{
  g_auto (KtPaymentWords) words = { 0 };
  g_auto (GStrv) args = expand (answer);
  g_autoptr (KtAppointment) changed = NULL;
  g_autofree char *fold = kt_fold (answer);
  if (g_str_equal (fold, "n"))
    changed = kt_visit_set_state (context, visit->id, KT_VISIT_NO_SHOW, NULL, NULL, error);
  else if (kt_payment_parse (context, visit, args, &words, error))
    changed = kt_visit_done (context, visit->id, &words.payment, error);
  return changed != NULL;
}

static gboolean
stop (GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_INTERRUPTED,
               _ ("the day is not closed; what was answered stays"));
  return FALSE;
}

/* FALSE with error: nobody answers any more. */
static gboolean
ask_outcome (KtContext *context, const KtAppointment *visit, guint number, GError **error)
{
  g_autofree char *line = say_open (context, visit);
  g_autofree char *question = g_strdup_printf (
      "{d:%3u}  %s   %s ", number, line,
      _ ("done cash? [Enter] {c:card c · later l · not kept n · leave it s · stop q}"));
  for (int i = 0; i < TRIES; i++)
    {
      g_autoptr (GError) wrong = NULL;
      g_autofree char *answer = kt_ask (context, question, "", NULL, error);
      if (answer == NULL)
        return FALSE;
      if (g_str_equal (answer, "q"))
        return stop (error);
      if (g_str_equal (answer, "s") || take_outcome (context, visit, answer, &wrong))
        return TRUE;
      kt_out (context, "     %s\n", wrong->message);
    }
  return TRUE;
}

static gboolean
ask_all (KtContext *context, const KtTakings *takings, GError **error)
{
  for (guint i = 0; i < takings->open->len; i++)
    if (!ask_outcome (context, takings->open->pdata[i], i + 1, error))
      return FALSE;
  return TRUE;
}

/* --- the sums --- */

static void
print_head (KtContext *context, const KtTakings *takings)
{
  g_autofree char *day = kt_say_visit_day (context, takings->day);
  kt_out (context, "{b:%s}  ", day);
  kt_out (context, ngettext ("%u visit", "%u visits", takings->visits->len), takings->visits->len);
  kt_out (context, _ (": %u done"), takings->done);
  if (takings->missed > 0)
    kt_out (context, ngettext (", %u no-show", ", %u no-shows", takings->missed), takings->missed);
  if (takings->cancelled > 0)
    kt_out (context, ngettext (", %u cancelled", ", %u cancelled", takings->cancelled),
            takings->cancelled);
  if (takings->open->len > 0)
    kt_out (context,
            ngettext (", %u without an outcome", ", %u without an outcome", takings->open->len),
            takings->open->len);
  if (takings->to_come > 0)
    kt_out (context, ngettext (", %u to come", ", %u to come", takings->to_come), takings->to_come);
  kt_out (context, "\n");
}

/* " (Edgars Lācis)": whose visits they are. */
static char *
say_clients (KtContext *context, const GPtrArray *visits)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < visits->len; i++)
    {
      g_autofree char *who = kt_say_client (context, visits->pdata[i]);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : " (", who);
    }
  if (names->len > 0)
    g_string_append_c (names, ')');
  return g_string_free (names, FALSE);
}

static void
print_sums (KtContext *context, const KtTakings *takings)
{
  const gint64 sums[] = { takings->cash, takings->card, takings->transfer, takings->later };
  static const char *const ways[] = { "cash", "card", "transfer", "later" };
  g_autofree char *debtors = say_clients (context, takings->debts);
  for (gsize i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autofree char *sum = kt_say_money (sums[i], takings->currency);
      kt_out (context, "%s%s %s", i > 0 ? " · " : "", kt_payment_way_say (ways[i]), sum);
    }
  kt_out (context, "%s\n", debtors);
  if (takings->earlier > 0)
    {
      g_autofree char *clients = say_clients (context, takings->settled);
      g_autofree char *sum = kt_say_money (takings->earlier, takings->currency);
      /* TRANSLATORS: a sum, and in brackets whose visits: "28,00 € (Marta Liepa)" */
      kt_out (context, _ ("of it for visits of other days %s%s\n"), sum, clients);
    }
  const char *separator = "";
  for (guint i = 0; i < takings->hands->len; i++)
    {
      const KtHandTakings *hand = takings->hands->pdata[i];
      g_autofree char *sum = kt_say_money (hand->minor, takings->currency);
      if (hand->minor == 0)
        continue;
      kt_out (context, "%s%s %s", separator, hand->name != NULL ? hand->name : _ ("others"), sum);
      separator = " · ";
    }
  if (takings->tips > 0)
    {
      g_autofree char *tips = kt_say_money (takings->tips, takings->currency);
      kt_out (context, _ ("%stips %s, not counted in"), separator, tips);
      separator = " · ";
    }
  if (*separator != '\0')
    kt_out (context, "\n");
  if (takings->foreign > 0)
    kt_out (context,
            ngettext ("%u visit was paid in another currency and is not counted in\n",
                      "%u visits were paid in another currency and are not counted in\n",
                      takings->foreign),
            takings->foreign);
}

/* --- the drawer --- */

static gboolean
parse_counted (const KtTakings *takings, const char *text, gint64 *ret, GError **error)
{
  KtMoney money;
  if (!kt_money_parse (text, takings->currency, &money, error))
    return FALSE;
  if (strcmp (money.currency, takings->currency) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not in %s, as the drawer is"), text,
                   takings->currency);
      return FALSE;
    }
  *ret = money.minor;
  return TRUE;
}

/* -1: nobody counted. */
static gboolean
count_drawer (KtContext *context, const KtTakings *takings, const char *option, gint64 *ret,
              GError **error)
{
  *ret = -1;
  if (option != NULL)
    return parse_counted (takings, option, ret, error);
  if (!context->terminal || context->no_input || context->yes || context->output != KT_OUTPUT_TEXT)
    return TRUE;
  g_autofree char *cash = kt_say_money (takings->cash, takings->currency);
  g_autofree char *question
      = kt_marked (_ ("count the drawer: {b:%s} [ok] {c:another sum · stop q} "), cash);
  for (int i = 0;; i++)
    {
      g_autoptr (GError) wrong = NULL;
      g_autofree char *answer = kt_ask (context, question, "", "--counted", error);
      if (answer == NULL || (g_str_equal (answer, "q") && !stop (error)))
        return FALSE;
      *ret = takings->cash;
      if (*answer == '\0' || g_str_equal (answer, "ok")
          || parse_counted (takings, answer, ret, i + 1 < TRIES ? &wrong : error))
        return TRUE;
      if (wrong == NULL)
        return FALSE;
      kt_out (context, "  %s\n", wrong->message);
    }
}

static void
print_counted (KtContext *context, const KtTakings *takings, gint64 counted)
{
  gint64 over = counted - takings->cash;
  g_autofree char *difference = kt_say_money (ABS (over), takings->currency);
  if (counted < 0 || over == 0)
    return;
  kt_out (context,
          over > 0 ? _ ("{y:%s too much in the drawer}\n") : _ ("{y:%s missing in the drawer}\n"),
          difference);
}

static gboolean
print_closed (KtContext *context, const KtTakings *takings, GError **error)
{
  GError *failure = NULL;
  KtLocal now = kt_context_today (context);
  g_autoptr (KtAppointment) next = kt_takings_next (context, takings->day, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  gboolean today = kt_local_days_between (takings->day, now) == 0;
  kt_out (context, _ ("closed %02d:%02d."), now.hour, now.minute);
  if (next != NULL)
    {
      KtLocal start = kt_visit_local (context, next);
      g_autofree char *who = kt_say_client (context, next);
      kt_out (context,
              today ? _ (" Tomorrow: first {b:%02d:%02d} %s")
                    : _ (" The day after: first {b:%02d:%02d} %s"),
              start.hour, start.minute, who);
    }
  else
    kt_out (context, "%s", today ? _ (" Tomorrow: nobody yet") : _ (" The day after: nobody"));
  kt_out (context, "\n");
  return TRUE;
}

/* --- JSON --- */

static void
add_int (KtJson *builder, const char *name, gint64 value)
{
  kt_json_member (builder, name);
  kt_json_int (builder, value);
}

static void
add_money (KtJson *builder, const char *name, gint64 minor, const char *currency)
{
  kt_json_member (builder, name);
  kt_json_money (builder, minor, currency);
}

static void
print_json (KtContext *context, const KtTakings *takings, gint64 counted, gboolean closed)
{
  char day[KT_LOCAL_TEXT];
  kt_local_format (takings->day, day);
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "date");
  kt_json_text (builder, day);
  kt_json_member (builder, "closed");
  kt_json_boolean (builder, closed);
  add_int (builder, "visits", takings->visits->len);
  add_int (builder, "done", takings->done);
  add_int (builder, "no_show", takings->missed);
  add_int (builder, "cancelled", takings->cancelled);
  add_int (builder, "to_come", takings->to_come);
  kt_json_member (builder, "open");
  kt_json_begin_array (builder);
  for (guint i = 0; i < takings->open->len; i++)
    kt_json_visit (builder, context, takings->open->pdata[i]);
  kt_json_end_array (builder);
  add_money (builder, "cash", takings->cash, takings->currency);
  add_money (builder, "card", takings->card, takings->currency);
  add_money (builder, "transfer", takings->transfer, takings->currency);
  add_money (builder, "later", takings->later, takings->currency);
  add_money (builder, "earlier", takings->earlier, takings->currency);
  add_money (builder, "tips", takings->tips, takings->currency);
  add_money (builder, "counted", counted, takings->currency);
  kt_json_member (builder, "hands");
  kt_json_begin_array (builder);
  for (guint i = 0; i < takings->hands->len; i++)
    {
      const KtHandTakings *hand = takings->hands->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "staff");
      kt_json_contact (builder, hand->staff, hand->name);
      add_money (builder, "sum", hand->minor, takings->currency);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

/* --- the command --- */

/* Asks about each; who stops is told what is left. */
static gboolean
go_through (KtContext *context, const KtTakings *takings, GError **error)
{
  print_head (context, takings);
  if (ask_all (context, takings, error))
    return TRUE;
  g_autoptr (KtTakings) left = kt_takings_get (context, takings->day, NULL);
  return left != NULL && left->open->len > 0 && kt_close_hint_open (context, left->open, error);
}

static gboolean
refuse_open (KtContext *context, const KtTakings *takings, GError **error)
{
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, takings, -1, FALSE);
  else
    {
      print_head (context, takings);
      if (!list_open (context, takings, error))
        return FALSE;
    }
  g_set_error (error, KT_ERROR, KT_ERROR_PARTLY,
               ngettext ("the day is not closed, %u visit has no outcome",
                         "the day is not closed, %u visits have no outcome", takings->open->len),
               takings->open->len);
  kt_close_hint_open (context, takings->open, error);
  kt_error_hint (error, _ ("say it: kontor done WHO, or kontor noshow WHO"));
  return FALSE;
}

static gboolean
close_day (KtContext *context, const KtTakings *takings, const char *option, GError **error)
{
  gint64 counted;
  gboolean json = context->output == KT_OUTPUT_JSON;
  if (!json)
    print_sums (context, takings);
  if (!count_drawer (context, takings, option, &counted, error)
      || !kt_takings_close (context, takings, counted, error))
    return FALSE;
  if (json)
    {
      print_json (context, takings, counted, !context->dry_run);
      return TRUE;
    }
  print_counted (context, takings, counted);
  if (!print_closed (context, takings, error))
    return FALSE;
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
run_close (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *counted = NULL;
  const GOptionEntry entries[]
      = { { "counted", 0, 0, G_OPTION_ARG_STRING, &counted, NULL, NULL }, { NULL } };
  KtLocal day;
  if (!kt_command_parse (command, entries, &args, error) || !parse_day (context, args, &day, error))
    return FALSE;
  g_autoptr (KtTakings) takings = kt_takings_get (context, day, error);
  gint64 ignored;
  if (takings == NULL || (counted != NULL && !parse_counted (takings, counted, &ignored, error)))
    return FALSE;
  gboolean asks = context->terminal && !context->no_input && context->output == KT_OUTPUT_TEXT
                  && !context->dry_run;
  if (!kt_close_again (context, day, counted != NULL, asks, error))
    return FALSE;
  if (takings->open->len > 0 && asks)
    {
      if (!go_through (context, takings, error))
        return FALSE;
      kt_takings_free (takings);
      takings = kt_takings_get (context, day, error);
      if (takings == NULL)
        return FALSE;
    }
  if (takings->open->len > 0)
    return refuse_open (context, takings, error);
  if (context->output != KT_OUTPUT_JSON)
    print_head (context, takings);
  return close_day (context, takings, counted, error);
}

static const GOptionEntry options[]
    = { { "counted", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("what is in the drawer"), N_ ("SUM") },
        { NULL } };

const KtCommand kt_cmd_close = {
  .name = "close",
  .summary = N_ ("count a day: open visits, money, the drawer"),
  .usage = "close [DAY] [--counted SUM]",
  .help = N_ ("Goes through the visits that have no outcome yet, says what came in and how, by "
              "whose hands, and asks what is in the drawer. Without a terminal open visits are "
              "listed, and the day is not closed (exit 6).\n"
              "Examples:\n"
              "  kontor close\n"
              "  kontor close yesterday\n"
              "  kontor close --no-input --counted 412"),
  .needs = KT_NEED_SETTINGS | KT_NEED_WRITE,
  .run = run_close,
  .options = options,
  .group = KT_GROUP_SALON,
};
