#include "config.h"
#include "report-parts.h"
#include "kontor/error.h"
#include "kontor/nearest.h"
#include "kontor/period.h"
#include "kontor/query.h"

#include <glib/gi18n.h>
#include <string.h>

static const KtReportKind funnel
    = { "funnel", N_ ("how many deals reached which stage, and where they stand now"),
        "[PIPELINE] [PERIOD]", .flags = KT_REPORT_BY_PIPELINE | KT_REPORT_TIMELESS,
        .gather = kt_gather_funnel };
static const KtReportKind forecast = { "forecast",
                                       N_ ("open deals by the month they are expected, weighted"),
                                       "[PERIOD] [QUERY]",
                                       .months_on = 11,
                                       .flags = KT_REPORT_BY_QUERY | KT_REPORT_AHEAD,
                                       .gather = kt_gather_forecast };
static const KtReportKind revenue = { "revenue",
                                      N_ ("what was received for visits and invoices"),
                                      "[by=client|service|hand|month|type|source] [PERIOD] [QUERY]",
                                      .months_back = 11,
                                      .choice = "by",
                                      .choices = "month client service hand type source",
                                      .flags = KT_REPORT_BY_QUERY,
                                      .gather = kt_gather_revenue };
static const KtReportKind visits = { "visits",
                                     N_ ("visits and no-shows, and how busy the hands were"),
                                     "[per=day|week|month|hand] [PERIOD] [QUERY]",
                                     .months_on = 1,
                                     .choice = "per",
                                     .choices = "day week month hand",
                                     .flags = KT_REPORT_BY_QUERY,
                                     .gather = kt_gather_visits };
static const KtReportKind clients
    = { "clients",        N_ ("clients lost, won back and new"), "[PERIOD] [QUERY]",
        .months_back = 2, .flags = KT_REPORT_BY_QUERY,           .gather = kt_gather_clients };
static const KtReportKind sources = { "sources",
                                      N_ ("where clients come from and what they spent"),
                                      "[PERIOD] [QUERY]",
                                      .months_back = 11,
                                      .flags = KT_REPORT_BY_QUERY,
                                      .gather = kt_gather_sources };
static const KtReportKind answers
    = { "answers",
        N_ ("how long I take to answer letters, and how long they take"),
        "[PERIOD] [QUERY]",
        .months_back = 2,
        .flags = KT_REPORT_BY_QUERY,
        .gather = kt_gather_answers };
static const KtReportKind goods = { "goods",
                                    N_ ("goods sold at visits and on invoices"),
                                    "[PERIOD] [QUERY]",
                                    .months_back = 11,
                                    .flags = KT_REPORT_BY_QUERY,
                                    .gather = kt_gather_goods };
static const KtReportKind birthdays = { "birthdays",
                                        N_ ("birthdays of clients"),
                                        "[PERIOD] [QUERY]",
                                        .months_on = 1,
                                        .flags = KT_REPORT_BY_QUERY | KT_REPORT_AHEAD,
                                        .gather = kt_gather_birthdays };
static const KtReportKind tax = { "tax",
                                  N_ ("the month for the tax office, cancelled visits included"),
                                  "[MONTH] [--names]",
                                  .months_back = 1,
                                  .months_on = -1,
                                  .flags = KT_REPORT_BY_QUERY | KT_REPORT_NAMES,
                                  .gather = kt_gather_tax };

const KtReportKind *const kt_report_kinds[]
    = { &revenue,  &visits,  &clients,   &sources, &goods, &funnel,
        &forecast, &answers, &birthdays, &tax,     NULL };

const KtReportKind *
kt_report_find (const char *name)
{
  for (const KtReportKind *const *kind = kt_report_kinds; *kind != NULL; kind++)
    if (g_str_equal ((*kind)->name, name))
      return *kind;
  return NULL;
}

void
kt_report_ask_clear (KtReportAsk *ask)
{
  g_clear_pointer (&ask->clients, g_hash_table_unref);
  g_clear_pointer (&ask->choice, g_free);
  g_clear_pointer (&ask->words, g_free);
  g_clear_pointer (&ask->report, kt_report_free);
}

static gboolean
is_choice (const KtReportKind *kind, const char *word)
{
  g_auto (GStrv) choices = g_strsplit (kind->choices, " ", -1);
  return g_strv_contains ((const char *const *)choices, word);
}

/* "by=client" */
static gboolean
take_choice (const KtReportKind *kind, const char *argument, KtReportAsk *ask, gboolean *ret_taken,
             GError **error)
{
  gsize length = kind->choice != NULL ? strlen (kind->choice) : 0;
  *ret_taken = (g_str_has_prefix (argument, "by=") || g_str_has_prefix (argument, "per="));
  if (!*ret_taken)
    return TRUE;
  const char *word = strchr (argument, '=') + 1;
  if (kind->choice == NULL || strncmp (argument, kind->choice, length) != 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the report %s has no «%s»"), kind->name,
                   argument);
      kt_error_hint (error, "kontor report %s %s", kind->name, kind->usage);
      return FALSE;
    }
  if (!is_choice (kind, word))
    {
      g_autofree char *words = g_strdelimit (g_strdup (kind->choices), " ", '|');
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is nothing to report by"), word);
      kt_error_hint (error, "%s=%s", kind->choice, words);
      return FALSE;
    }
  g_free (ask->choice);
  ask->choice = g_strdup (word);
  return TRUE;
}

/* A rolling span: so many months back from the first of this one. */
static void
usual_period (const KtReportKind *kind, KtReportAsk *ask)
{
  KtLocal today = kt_local_from_utc (ask->context->clock.now, ask->context->clock.zone);
  today.hour = -1;
  today.minute = 0;
  KtLocal month = today;
  month.day = 1;
  if (kind->flags & KT_REPORT_TIMELESS)
    return;
  ask->has_period = TRUE;
  ask->first = kt_local_add_months (month, -kind->months_back);
  ask->last = today;
  if (kind->months_on != 0)
    ask->last = kt_local_add_days (kt_local_add_months (month, kind->flags & KT_REPORT_AHEAD
                                                                   ? kind->months_on + 1
                                                                   : MAX (kind->months_on, 0)),
                                   -1);
}

static void
set_span (KtReportAsk *ask)
{
  KtZone *zone = ask->context->clock.zone;
  if (!ask->has_period)
    {
      ask->first = (KtLocal){ 1970, 1, 1, -1, 0 };
      ask->last = (KtLocal){ 2200, 12, 31, -1, 0 };
    }
  ask->from = ask->has_period ? kt_local_to_utc (ask->first, zone) : 0;
  ask->until = kt_local_to_utc (kt_local_add_days (ask->last, 1), zone);
}

gboolean
kt_report_read_ask (KtContext *context, const KtReportKind *kind, const char *const *arguments,
                    KtReportAsk *ask, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  KtWhenContext when;
  gboolean has_period = FALSE;
  guint n = g_strv_length ((char **)arguments);
  kt_when_context_init (&when, &context->clock);
  when.past = !(kind->flags & KT_REPORT_AHEAD);
  *ask = (KtReportAsk){ .context = context, .kind = kind };
  usual_period (kind, ask);
  for (guint i = 0, used = 0; i < n; i += MAX (used, 1))
    {
      gboolean taken = FALSE, all = FALSE;
      used = 0;
      if (!take_choice (kind, arguments[i], ask, &taken, error)
          || (!taken && !has_period
              && !kt_period_take (arguments + i, n - i, &when, &ask->first, &ask->last, &all, &used,
                                  error)))
        return FALSE;
      has_period |= used > 0;
      if (used > 0)
        ask->has_period = !all || (kind->flags & KT_REPORT_AHEAD); /* the future has no end */
      else if (!taken)
        g_ptr_array_add (words, (gpointer)arguments[i]);
    }
  g_ptr_array_add (words, NULL);
  if (words->len > 1)
    ask->words = g_strjoinv (" ", (char **)words->pdata);
  if (kind->choice != NULL && ask->choice == NULL)
    ask->choice = g_strndup (kind->choices, strcspn (kind->choices, " "));
  set_span (ask);
  return TRUE;
}

guint
kt_report_period_at (KtContext *context, const KtReportKind *kind, const char *const *arguments,
                     guint *ret_at)
{
  KtWhenContext when;
  KtLocal first, last;
  gboolean all;
  guint n = g_strv_length ((char **)arguments), used = 0;
  kt_when_context_init (&when, &context->clock);
  when.past = !(kind->flags & KT_REPORT_AHEAD);
  for (guint i = 0; i < n; i++)
    if (kt_period_take (arguments + i, n - i, &when, &first, &last, &all, &used, NULL) && used > 0)
      {
        *ret_at = i;
        return used;
      }
  return 0;
}

/* The word of a period that a word which fits no client was most likely to be: "novmber",
 * "lastmonth". */
static const char *
meant (const char *word)
{
  static const char *const periods[]
      = { "last",         "this",       "month",        "quarter",   "year",      "week",
          "all",          "last month", "last quarter", "last year", "last week", "this month",
          "this quarter", "this year",  "this week",    NULL };
  if (strpbrk (word, ":=<>()\"") != NULL || !g_utf8_validate (word, -1, NULL))
    return NULL;
  const char *near = kt_nearest (word, periods);
  return near != NULL ? near : kt_when_nearest (word);
}

/* An empty report would hide that a word was mistyped. */
static gboolean
check_words (const KtReportAsk *ask, GError **error)
{
  g_auto (GStrv) words = g_strsplit (ask->words, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *near = meant (words[i]);
      if (near == NULL)
        continue;
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the report %s has no «%s»"),
                   ask->kind->name, words[i]);
      kt_error_hint (error, _ ("did you mean: %s"), near);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_clients (KtReportAsk *ask, GError **error)
{
  if (ask->words == NULL || !(ask->kind->flags & KT_REPORT_BY_QUERY))
    return TRUE;
  ask->clients = kt_query_contacts (ask->context, ask->words, error);
  return ask->clients != NULL && (g_hash_table_size (ask->clients) > 0 || check_words (ask, error));
}

KtReport *
kt_report_run (KtReportAsk *ask, GError **error)
{
  ask->report = kt_report_new ();
  ask->report->has_period = ask->has_period;
  ask->report->first = ask->first;
  ask->report->last = ask->last;
  ask->report->subject = g_strdup (ask->words);
  gboolean begun = kt_store_snapshot_begin (ask->context->store);
  gboolean ok = read_clients (ask, error) && ask->kind->gather (ask, error);
  kt_store_snapshot_end (ask->context->store, begun);
  return ok ? g_steal_pointer (&ask->report) : NULL;
}
