#include "config.h"
#include "report-parts.h"

#include <glib/gi18n.h>
#include <string.h>

#define LATER_SQL                                                                                  \
  "SELECT contact, coalesce(currency, ''), coalesce(paid, 0), paid IS NULL FROM appointment"       \
  " INDEXED BY appointment_unpaid WHERE start_at >= ?1 AND start_at < ?2 AND state = 'done'"       \
  " AND (paid_how = 'later' OR paid IS NULL)"
#define OPEN_SQL                                                                                    \
  "SELECT contact, currency, amount - (SELECT coalesce(sum(p.amount), 0) FROM invoice_payment AS p" \
  " WHERE p.invoice = i.id) FROM invoice AS i"                                                      \
  " WHERE i.issued >= ?1 AND i.issued <= ?2 AND i.kind = 'invoice' AND i.state = 'open'"
#define CONTACTS_SQL "SELECT id, type, source FROM contact"
#define SERVICES_SQL "SELECT id, name FROM service"
#define HANDS_SQL "SELECT id, name FROM resource"

#define CLASS_A 800 /* tenths of a percent of all, up to which the largest make class A */
#define CLASS_B 950

enum
{
  VISITS,
  PAYMENTS,
  BEFORE, /* by month: minor units of a year before */
};

#define GOODS_KEY G_GINT64_CONSTANT (-1)

typedef struct
{
  KtReportAsk *ask;
  KtReportGroups groups;
  GHashTable *words; /* by type or source: contact → its word */
} Revenue;

static gboolean
end (GError *failure, GError **error)
{
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Column 0 is the key, column the text. */
static GHashTable *
read_words (const KtReportAsk *ask, const char *sql, int column, GError **error)
{
  g_autoptr (GHashTable) words
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, sql, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    {
      const char *text = kt_column_text (statement, column);
      if (*text == '\0')
        continue;
      KtId *key = g_new (KtId, 1);
      *key = kt_column_int (statement, 0);
      g_hash_table_insert (words, key, g_strdup (text));
    }
  return end (failure, error) ? g_steal_pointer (&words) : NULL;
}

/* Parts of one receipt come behind each other: it counts once. */
static void
add (KtReportGroup *group, const KtReceipt *receipt, gint64 amount)
{
  group->counts[receipt->visit != 0 ? VISITS : PAYMENTS] += group->last != receipt;
  group->last = receipt;
  group->amount += amount;
}

static void
add_receipts (Revenue *revenue, const GArray *receipts, gboolean by_client)
{
  for (guint i = 0; i < receipts->len; i++)
    {
      const KtReceipt *receipt = &g_array_index (receipts, KtReceipt, i);
      const char *word = by_client ? NULL : g_hash_table_lookup (revenue->words, &receipt->contact);
      KtReportGroup *group = kt_report_group (&revenue->groups, by_client ? receipt->contact : 0,
                                              word, receipt->currency);
      add (group, receipt, receipt->amount);
      group->tip += receipt->tip;
    }
}

static void
add_service (gpointer data, const KtReceipt *receipt, const KtReceiptPart *part)
{
  Revenue *revenue = data;
  KtReportGroup *group
      = part->goods
            ? kt_report_group (&revenue->groups, GOODS_KEY, "goods", receipt->currency)
            : kt_report_group (&revenue->groups, part->service, part->name, receipt->currency);
  add (group, receipt, part->amount);
}

static void
add_hand (gpointer data, const KtReceipt *receipt, const KtReceiptPart *part)
{
  Revenue *revenue = data;
  KtReportGroup *group = kt_report_group (&revenue->groups, part->staff, NULL, receipt->currency);
  add (group, receipt, part->amount);
}

/* Names of what has a key. */
static void
name_groups (Revenue *revenue, GHashTable *names)
{
  for (guint i = 0; i < revenue->groups.groups->len; i++)
    {
      KtReportGroup *group = revenue->groups.groups->pdata[i];
      const char *name = g_hash_table_lookup (names, &group->key);
      if (group->key <= 0 || name == NULL)
        continue;
      g_free (group->label);
      group->label = g_strdup (name);
    }
}

static GHashTable *
client_names (const Revenue *revenue, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < revenue->groups.groups->len; i++)
    g_hash_table_add (ids, &((KtReportGroup *)revenue->groups.groups->pdata[i])->key);
  return kt_report_names (revenue->ask, ids, error);
}

static const KtReportColumn columns[] = {
  { "name", N_ ("WHAT"), KT_REPORT_WORD, KT_REPORT_ALWAYS, N_ ("(nobody, not said)") },
  { "visits", N_ ("VISITS"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "payments", N_ ("PAYMENTS"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "amount", N_ ("RECEIVED"), KT_REPORT_MONEY },
  { "share", N_ ("SHARE"), KT_REPORT_PERCENT },
  { "class", N_ ("ABC"), KT_REPORT_TEXT },
  { "tips", N_ ("TIPS"), KT_REPORT_MONEY, KT_REPORT_WIDE },
};

static const char *
class_of (gint64 before, gint64 whole)
{
  gint64 percent = whole > 0 ? kt_report_percent (before, whole) : 0;
  return percent < CLASS_A ? "A" : percent < CLASS_B ? "B" : "C";
}

/* One currency's groups, the largest first. */
static guint
fill_currency (Revenue *revenue, guint start, gboolean has_tips)
{
  KtReport *report = revenue->ask->report;
  KtReportGroup **groups = (KtReportGroup **)revenue->groups.groups->pdata + start;
  guint n = 0, left = revenue->groups.groups->len - start;
  gint64 sums[3] = { 0 }, tips = 0, so_far = 0;
  KtChart *chart
      = kt_report_add_chart (report, N_ ("received"), KT_REPORT_MONEY, groups[0]->currency);
  chart->label_type = columns[0].type;
  chart->label_none = columns[0].none;
  for (; n < left && strcmp (groups[n]->currency, groups[0]->currency) == 0; n++)
    {
      sums[VISITS] += groups[n]->counts[VISITS];
      sums[PAYMENTS] += groups[n]->counts[PAYMENTS];
      sums[2] += groups[n]->amount;
      tips += groups[n]->tip;
    }
  gboolean is_client = g_str_equal (revenue->ask->choice, "client");
  report->of_clients = is_client;
  for (guint i = 0; i < n; i++)
    {
      const KtReportGroup *group = groups[i];
      kt_report_add (report, group->currency, is_client ? group->key : 0, group->label,
                     group->counts[VISITS], group->counts[PAYMENTS], group->amount,
                     kt_report_percent (group->amount, sums[2]), class_of (so_far, sums[2]),
                     has_tips ? group->tip : KT_REPORT_NULL);
      kt_chart_add (chart, group->label, group->amount);
      so_far += group->amount;
    }
  kt_report_add_total (report, groups[0]->currency, NULL, sums[VISITS], sums[PAYMENTS], sums[2],
                       kt_report_percent (sums[2], sums[2]), NULL,
                       has_tips ? tips : KT_REPORT_NULL);
  return n;
}

static void
fill (Revenue *revenue, gboolean has_tips)
{
  kt_report_set_columns (revenue->ask->report, columns, G_N_ELEMENTS (columns));
  kt_report_groups_sort_amount (&revenue->groups);
  for (guint i = 0; i < revenue->groups.groups->len;)
    i += fill_currency (revenue, i, has_tips);
}

static const KtReportColumn month_columns[] = {
  { "month", N_ ("MONTH"), KT_REPORT_SPAN },
  { "visits", N_ ("VISITS"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "payments", N_ ("PAYMENTS"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "amount", N_ ("RECEIVED"), KT_REPORT_MONEY },
  { "year_before", N_ ("A YEAR BEFORE"), KT_REPORT_MONEY },
  { "tips", N_ ("TIPS"), KT_REPORT_MONEY, KT_REPORT_WIDE },
};

static gboolean
add_months (Revenue *revenue, const GArray *receipts, GError **error)
{
  const KtReportAsk *ask = revenue->ask;
  char month[KT_LOCAL_TEXT];
  for (guint i = 0; i < receipts->len; i++)
    {
      const KtReceipt *receipt = &g_array_index (receipts, KtReceipt, i);
      kt_report_span_of (receipt->day, 'M', month);
      KtReportGroup *group = kt_report_group (&revenue->groups, 0, month, receipt->currency);
      add (group, receipt, receipt->amount);
      group->tip += receipt->tip;
    }
  if (!ask->has_period)
    return TRUE;
  g_autoptr (GArray) before = kt_report_receipts (ask, kt_local_add_months (ask->first, -12),
                                                  kt_local_add_months (ask->last, -12), error);
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const KtReceipt *receipt = &g_array_index (before, KtReceipt, i);
      kt_report_span_of (kt_local_add_months (receipt->day, 12), 'M', month);
      kt_report_group (&revenue->groups, 0, month, receipt->currency)->counts[BEFORE]
          += receipt->amount;
    }
  return before != NULL;
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const KtReportGroup *one = *(gpointer const *)a, *two = *(gpointer const *)b;
  int order = strcmp (one->currency, two->currency);
  return order != 0 ? order : strcmp (one->label, two->label);
}

/* The period's first month; of another currency than the user's the first it came in. */
static KtLocal
first_of (const Revenue *revenue, const char *currency)
{
  char month[KT_LOCAL_TEXT];
  KtLocal day = revenue->ask->first;
  if (g_str_equal (currency, kt_report_currency (revenue->ask)))
    return day;
  for (;; day = kt_local_add_months (day, 1))
    {
      kt_report_span_of (day, 'M', month);
      if (kt_report_has_group (&revenue->groups, month, currency)
          || kt_local_compare (day, revenue->ask->last) > 0)
        return day;
    }
}

/* Months in which nothing came are shown as such, where there were others. */
static void
fill_gaps (Revenue *revenue)
{
  const KtReportAsk *ask = revenue->ask;
  g_autoptr (GHashTable) currencies = g_hash_table_new (g_str_hash, g_str_equal);
  char month[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT], today[KT_LOCAL_TEXT];
  for (guint i = 0; i < revenue->groups.groups->len; i++)
    g_hash_table_add (currencies, ((KtReportGroup *)revenue->groups.groups->pdata[i])->currency);
  if (!ask->has_period)
    return;
  g_autofree gpointer *all = g_hash_table_get_keys_as_array (currencies, NULL);
  kt_report_span_of (ask->last, 'M', last);
  kt_report_span (ask, ask->context->clock.now, 'M', today);
  for (gpointer *currency = all; *currency != NULL; currency++)
    {
      KtLocal day = first_of (revenue, *currency);
      for (kt_report_span_of (day, 'M', month);
           strcmp (month, last) <= 0 && strcmp (month, today) <= 0;
           day = kt_local_add_months (day, 1), kt_report_span_of (day, 'M', month))
        kt_report_group (&revenue->groups, 0, month, *currency);
    }
}

static void
fill_months (Revenue *revenue)
{
  KtReport *report = revenue->ask->report;
  GPtrArray *groups = revenue->groups.groups;
  kt_report_set_columns (report, month_columns, G_N_ELEMENTS (month_columns));
  fill_gaps (revenue);
  g_ptr_array_sort (groups, compare_months);
  for (guint i = 0, n; i < groups->len; i += n)
    {
      const KtReportGroup *start = groups->pdata[i];
      gint64 sums[3] = { 0 }, amount = 0, tips = 0;
      KtChart *chart = kt_report_add_chart (report, N_ ("received by month"), KT_REPORT_MONEY,
                                            start->currency);
      chart->label_type = KT_REPORT_SPAN;
      chart->upright = TRUE;
      chart->n_series = 2;
      chart->series[0] = N_ ("received");
      chart->series[1] = N_ ("a year before");
      for (n = 0; i + n < groups->len; n++)
        {
          const KtReportGroup *group = groups->pdata[i + n];
          if (strcmp (group->currency, start->currency) != 0)
            break;
          kt_report_add (report, group->currency, 0, group->label, group->counts[VISITS],
                         group->counts[PAYMENTS], group->amount, group->counts[BEFORE], group->tip);
          kt_chart_add (chart, group->label, group->amount)->values[1] = group->counts[BEFORE];
          for (int k = 0; k < 3; k++)
            sums[k] += group->counts[k];
          amount += group->amount;
          tips += group->tip;
        }
      kt_report_add_total (report, start->currency, NULL, sums[VISITS], sums[PAYMENTS], amount,
                           sums[BEFORE], tips);
    }
}

static gboolean
gather_by (Revenue *revenue, const GArray *receipts, GError **error)
{
  const KtReportAsk *ask = revenue->ask;
  const char *by = ask->choice;
  g_autoptr (GHashTable) names = NULL;
  if (g_str_equal (by, "month"))
    return add_months (revenue, receipts, error);
  if (g_str_equal (by, "client"))
    {
      add_receipts (revenue, receipts, TRUE);
      names = client_names (revenue, error);
    }
  else if (g_str_equal (by, "service") || g_str_equal (by, "hand"))
    {
      gboolean service = g_str_equal (by, "service");
      if (!kt_report_each_part (ask, receipts, service ? add_service : add_hand, revenue, error))
        return FALSE;
      names = read_words (ask, service ? SERVICES_SQL : HANDS_SQL, 1, error);
    }
  else
    {
      revenue->words = read_words (ask, CONTACTS_SQL, g_str_equal (by, "type") ? 1 : 2, error);
      if (revenue->words != NULL)
        add_receipts (revenue, receipts, FALSE);
      return revenue->words != NULL;
    }
  if (names != NULL)
    name_groups (revenue, names);
  return names != NULL;
}

/* What was earned but has not come, one note a currency. */
static void
note_groups (KtReport *report, KtReportGroups *groups, const char *id, const char *text)
{
  kt_report_groups_sort_amount (groups);
  for (guint i = 0; i < groups->groups->len; i++)
    {
      const KtReportGroup *group = groups->groups->pdata[i];
      kt_report_note_sum (report, id, group->counts[0], group->amount, group->currency, text);
    }
}

static gboolean
note_later (const KtReportAsk *ask, GError **error)
{
  g_auto (KtReportGroups) later = { 0 };
  GError *failure = NULL;
  gint64 unknown = 0;
  kt_report_groups_init (&later);
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, LATER_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", ask->from, ask->until);
  while (kt_step (statement, &failure))
    {
      if (!kt_report_wants (ask, kt_column_int (statement, 0)))
        continue;
      if (kt_column_int (statement, 3))
        {
          unknown++;
          continue;
        }
      const char *currency = kt_report_currency_of (ask, kt_column_text (statement, 1));
      KtReportGroup *group = kt_report_group (&later, 0, NULL, currency);
      group->counts[0]++;
      group->amount += kt_column_int (statement, 2);
    }
  note_groups (ask->report, &later, "to_be_paid",
               _ ("visits that are to be paid later, not counted"));
  if (unknown > 0)
    kt_report_note (ask->report, "no_sum", unknown,
                    ngettext ("%d visit without a sum is not counted",
                              "%d visits without a sum are not counted", (gulong)unknown),
                    (int)unknown);
  return end (failure, error);
}

static gboolean
note_open (const KtReportAsk *ask, GError **error)
{
  g_auto (KtReportGroups) open = { 0 };
  GError *failure = NULL;
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT];
  kt_report_groups_init (&open);
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, OPEN_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_report_span_of (ask->first, 'D', first);
  kt_report_span_of (ask->last, 'D', last);
  kt_bind (statement, "ss", first, last);
  while (kt_step (statement, &failure))
    if (kt_report_wants (ask, kt_column_int (statement, 0)))
      {
        KtReportGroup *group = kt_report_group (&open, 0, NULL, kt_column_text (statement, 1));
        group->counts[0]++;
        group->amount += kt_column_int (statement, 2);
      }
  note_groups (ask->report, &open, "open_invoices",
               _ ("invoices that are not paid yet, not counted"));
  return end (failure, error);
}

gboolean
kt_gather_revenue (KtReportAsk *ask, GError **error)
{
  Revenue revenue = { .ask = ask };
  g_auto (KtReportGroups) groups = { 0 };
  kt_report_groups_init (&groups);
  revenue.groups = groups;
  gboolean by_month = g_str_equal (ask->choice, "month");
  gboolean has_tips = !g_str_equal (ask->choice, "service") && !g_str_equal (ask->choice, "hand");
  g_autoptr (GArray) receipts = kt_report_receipts (ask, ask->first, ask->last, error);
  gboolean ok = receipts != NULL && gather_by (&revenue, receipts, error);
  if (ok && by_month)
    fill_months (&revenue);
  else if (ok)
    fill (&revenue, has_tips);
  g_clear_pointer (&revenue.words, g_hash_table_unref);
  if (!ok || !note_later (ask, error) || !note_open (ask, error))
    return FALSE;
  kt_report_note (ask->report, "received", KT_REPORT_NULL, "%s",
                  by_month || has_tips
                      ? _ ("counted is what was received, by the day it came; tips apart")
                      : _ ("counted is what was received, by the day it came, without tips"));
  if (!by_month)
    kt_report_note (ask->report, "abc", KT_REPORT_NULL, "%s",
                    _ ("A: the largest that make 80 %, B: the next 15 %, C: the last 5 %"));
  return TRUE;
}
