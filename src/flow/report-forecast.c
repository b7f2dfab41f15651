#include "config.h"
#include "report-parts.h"

#include <glib/gi18n.h>
#include <string.h>

#define OPEN_SQL                                                                                   \
  "SELECT d.contact, d.expected, d.amount, d.currency, s.probability FROM deal AS d"               \
  " JOIN stage AS s ON s.id = d.stage WHERE d.closed_at IS NULL AND s.kind = 'open'"

enum
{
  DEALS,
  WEIGHTED, /* hundredths of minor units */
  BEFORE,   /* minor units */
};

typedef struct
{
  KtReportAsk *ask;
  KtReportGroups groups; /* by "2026-12" or a word that sorts where it belongs, and currency */
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT]; /* months */
  guint no_amount, beyond;
} Forecast;

/* Words that stand before and after all months in the order of ASCII. */
#define LATE "!late"
#define UNDATED "undated"

/* What is expected before this month is late, what has no date may come at any time. */
static const char *
month_of (const Forecast *forecast, const char *expected, char month[KT_LOCAL_TEXT])
{
  KtLocal day;
  if (expected == NULL || !kt_local_parse (expected, &day))
    return UNDATED;
  kt_report_span_of (day, 'M', month);
  KtLocal today
      = kt_local_from_utc (forecast->ask->context->clock.now, forecast->ask->context->clock.zone);
  char this_month[KT_LOCAL_TEXT];
  kt_report_span_of (today, 'M', this_month);
  if (strcmp (month, this_month) < 0 && strcmp (month, forecast->first) < 0)
    return LATE;
  return month;
}

static gboolean
read_deals (Forecast *forecast, GError **error)
{
  const KtReportAsk *ask = forecast->ask;
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, OPEN_SQL, error);
  if (statement == NULL)
    return FALSE;
  while (kt_step (statement, &failure))
    {
      char buffer[KT_LOCAL_TEXT];
      if (!kt_report_wants (ask, kt_column_int (statement, 0)))
        continue;
      const char *month = month_of (forecast, kt_column_text_or_null (statement, 1), buffer);
      const char *currency = kt_column_text_or_null (statement, 3);
      if (currency == NULL || kt_column_text_or_null (statement, 2) == NULL)
        {
          forecast->no_amount++;
          continue;
        }
      if (g_ascii_isdigit (*month)
          && (strcmp (month, forecast->last) > 0 || strcmp (month, forecast->first) < 0))
        {
          forecast->beyond++;
          continue;
        }
      KtReportGroup *group = kt_report_group (&forecast->groups, 0, month, currency);
      group->counts[DEALS]++;
      group->amount += kt_column_int (statement, 2);
      group->counts[WEIGHTED] += kt_column_int (statement, 2) * kt_column_int (statement, 4);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_before (Forecast *forecast, GError **error)
{
  const KtReportAsk *ask = forecast->ask;
  g_autoptr (GArray) receipts = kt_report_receipts (ask, kt_local_add_months (ask->first, -12),
                                                    kt_local_add_months (ask->last, -12), error);
  for (guint i = 0; receipts != NULL && i < receipts->len; i++)
    {
      const KtReceipt *receipt = &g_array_index (receipts, KtReceipt, i);
      char month[KT_LOCAL_TEXT];
      kt_report_span_of (kt_local_add_months (receipt->day, 12), 'M', month);
      kt_report_group (&forecast->groups, 0, month, receipt->currency)->counts[BEFORE]
          += receipt->amount;
    }
  return receipts != NULL;
}

static const KtReportColumn columns[] = {
  { "month", N_ ("EXPECTED"), KT_REPORT_SPAN },
  { "deals", N_ ("DEALS"), KT_REPORT_NUMBER },
  { "amount", N_ ("IN ALL"), KT_REPORT_MONEY, KT_REPORT_WIDE },
  { "weighted", N_ ("WEIGHTED"), KT_REPORT_MONEY },
  { "year_before", N_ ("A YEAR BEFORE"), KT_REPORT_MONEY },
};

static int
compare (gconstpointer a, gconstpointer b)
{
  const KtReportGroup *one = *(gpointer const *)a, *two = *(gpointer const *)b;
  int order = strcmp (one->currency, two->currency);
  return order != 0 ? order : strcmp (one->label, two->label);
}

/* Months without anything between others are there too: a chart has no holes. */
static void
fill_gaps (Forecast *forecast)
{
  g_autoptr (GHashTable) last = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < forecast->groups.groups->len; i++)
    {
      KtReportGroup *group = forecast->groups.groups->pdata[i];
      const KtReportGroup *known = g_hash_table_lookup (last, group->currency);
      if (known == NULL
          || (g_ascii_isdigit (*group->label)
              && (!g_ascii_isdigit (*known->label) || strcmp (group->label, known->label) > 0)))
        g_hash_table_insert (last, group->currency, group);
    }
  g_autofree gpointer *ends = g_hash_table_get_keys_as_array (last, NULL);
  for (gpointer *end = ends; *end != NULL; end++)
    {
      const KtReportGroup *until = g_hash_table_lookup (last, *end);
      KtLocal day = forecast->ask->first;
      char month[KT_LOCAL_TEXT];
      gboolean own = g_str_equal (*end, kt_report_currency (forecast->ask));
      for (kt_report_span_of (day, 'M', month);
           !own && g_ascii_isdigit (*until->label) && strcmp (month, until->label) < 0
           && !kt_report_has_group (&forecast->groups, month, *end);
           day = kt_local_add_months (day, 1), kt_report_span_of (day, 'M', month))
        ; /* months before the first of another currency than the user's say nothing */
      for (; g_ascii_isdigit (*until->label) && strcmp (month, until->label) < 0;
           day = kt_local_add_months (day, 1), kt_report_span_of (day, 'M', month))
        kt_report_group (&forecast->groups, 0, month, until->currency);
    }
}

/* Sums of a currency are those of its rows as they are shown. */
static void
fill (Forecast *forecast)
{
  KtReport *report = forecast->ask->report;
  GPtrArray *groups = forecast->groups.groups;
  fill_gaps (forecast);
  g_ptr_array_sort (groups, compare);
  for (guint i = 0, n; i < groups->len; i += n)
    {
      const KtReportGroup *start = groups->pdata[i];
      gint64 deals = 0, amount = 0, weighted = 0, before = 0;
      KtChart *chart = kt_report_add_chart (report, N_ ("what may come, by month"), KT_REPORT_MONEY,
                                            start->currency);
      chart->label_type = KT_REPORT_SPAN;
      chart->upright = TRUE;
      chart->n_series = 2;
      chart->series[0] = N_ ("weighted");
      chart->series[1] = N_ ("received a year before");
      for (n = 0; i + n < groups->len; n++)
        {
          const KtReportGroup *group = groups->pdata[i + n];
          if (strcmp (group->currency, start->currency) != 0)
            break;
          gint64 rounded = (group->counts[WEIGHTED] + 50) / 100;
          const char *label = group->label + (*group->label == '!');
          gboolean dated = g_ascii_isdigit (*label);
          kt_report_add (report, group->currency, 0, label, group->counts[DEALS], group->amount,
                         rounded, dated ? group->counts[BEFORE] : KT_REPORT_NULL);
          kt_chart_add (chart, label, rounded)->values[1] = group->counts[BEFORE];
          deals += group->counts[DEALS];
          amount += group->amount;
          weighted += rounded;
          before += group->counts[BEFORE];
        }
      kt_report_add_total (report, start->currency, NULL, deals, amount, weighted, before);
    }
}

gboolean
kt_gather_forecast (KtReportAsk *ask, GError **error)
{
  Forecast forecast = { .ask = ask };
  g_auto (KtReportGroups) groups = { 0 };
  kt_report_groups_init (&groups);
  forecast.groups = groups;
  kt_report_span_of (ask->first, 'M', forecast.first);
  kt_report_span_of (ask->last, 'M', forecast.last);
  kt_report_set_columns (ask->report, columns, G_N_ELEMENTS (columns));
  if (!read_deals (&forecast, error) || !read_before (&forecast, error))
    return FALSE;
  fill (&forecast);
  if (forecast.no_amount > 0)
    kt_report_note (ask->report, "no_amount", forecast.no_amount,
                    ngettext ("%u open deal without an amount is not counted",
                              "%u open deals without an amount are not counted",
                              forecast.no_amount),
                    forecast.no_amount);
  if (forecast.beyond > 0)
    kt_report_note (ask->report, "other_months", forecast.beyond,
                    ngettext ("%u open deal is expected in other months",
                              "%u open deals are expected in other months", forecast.beyond),
                    forecast.beyond);
  kt_report_note (ask->report, "weighted", KT_REPORT_NULL, "%s",
                  _ ("weighted: the amount times the probability of the stage; a year before: what "
                     "was received in that month, tips apart"));
  return TRUE;
}
