#include "config.h"
#include "report-parts.h"

#include <glib/gi18n.h>
#include <string.h>

#define CONTACTS_SQL "SELECT id, source, created FROM contact"
#define FIRST_SQL                                                                                  \
  "SELECT contact, min (start_at) FROM appointment INDEXED BY appointment_done"                    \
  " WHERE state = 'done' AND contact IS NOT NULL GROUP BY contact"

enum
{
  CLIENTS,
  NEW,
  PAID,
};

typedef struct
{
  char *source;     /* NULL: not said */
  gboolean counted; /* among those who paid */
} Client;

typedef struct
{
  KtReportAsk *ask;
  GHashTable *clients;  /* KtId → Client */
  KtReportGroups heads; /* by source: how many */
  KtReportGroups sums;  /* by source and currency */
} Sources;

static void
client_free (gpointer data)
{
  Client *client = data;
  g_free (client->source);
  g_free (client);
}

static void
sources_clear (Sources *sources)
{
  g_clear_pointer (&sources->clients, g_hash_table_unref);
  kt_report_groups_clear (&sources->heads);
  kt_report_groups_clear (&sources->sums);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sources, sources_clear)

/* KtId * → gint64 behind it: the first visit of each, read at once for all. */
static GHashTable *
first_visits (KtStore *store, GError **error)
{
  g_autoptr (GHashTable) first = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) failure = NULL;
  struct sqlite3_stmt *row = kt_store_statement (store, FIRST_SQL, error);
  if (row == NULL)
    return NULL;
  while (kt_step (row, &failure))
    {
      gint64 *pair = g_new (gint64, 2);
      pair[0] = kt_column_int (row, 0);
      pair[1] = kt_column_int (row, 1);
      g_hash_table_insert (first, pair, pair + 1);
    }
  if (failure == NULL)
    return g_steal_pointer (&first);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Whose card was made late was a client since the first visit. */
static gboolean
read_clients (Sources *sources, GError **error)
{
  const KtReportAsk *ask = sources->ask;
  GError *failure = NULL;
  g_autoptr (GHashTable) visits = first_visits (ask->context->store, error);
  if (visits == NULL)
    return FALSE;
  struct sqlite3_stmt *row = kt_store_statement (ask->context->store, CONTACTS_SQL, error);
  if (row == NULL)
    return FALSE;
  while (kt_step (row, &failure))
    {
      KtId id = kt_column_int (row, 0);
      const gint64 *first = g_hash_table_lookup (visits, &id);
      gint64 since = kt_column_int (row, 2);
      const char *source = kt_column_text (row, 1);
      if (!kt_report_wants (ask, id))
        continue;
      if (first != NULL)
        since = MIN (since, *first);
      KtId *key = g_new (KtId, 1);
      Client *client = g_new0 (Client, 1);
      *key = id;
      client->source = *source != '\0' ? g_strdup (source) : NULL;
      g_hash_table_insert (sources->clients, key, client);
      KtReportGroup *head = kt_report_group (&sources->heads, 0, client->source, "");
      head->counts[CLIENTS]++;
      head->counts[NEW] += ask->has_period && since >= ask->from && since < ask->until;
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static void
add_receipts (Sources *sources, const GArray *receipts)
{
  for (guint i = 0; i < receipts->len; i++)
    {
      const KtReceipt *receipt = &g_array_index (receipts, KtReceipt, i);
      Client *client = g_hash_table_lookup (sources->clients, &receipt->contact);
      if (client == NULL) /* nobody with a card */
        continue;
      kt_report_group (&sources->sums, 0, client->source, receipt->currency)->amount
          += receipt->amount;
      if (!client->counted)
        kt_report_group (&sources->heads, 0, client->source, "")->counts[PAID]++;
      client->counted = TRUE;
    }
}

static const KtReportColumn columns[] = {
  { "source", N_ ("FROM WHERE"), KT_REPORT_TEXT, KT_REPORT_ALWAYS, N_ ("(not said)") },
  { "clients", N_ ("CLIENTS"), KT_REPORT_NUMBER },
  { "new", N_ ("NEW"), KT_REPORT_NUMBER },
  { "paying", N_ ("PAID"), KT_REPORT_NUMBER, KT_REPORT_WIDE },
  { "amount", N_ ("RECEIVED"), KT_REPORT_MONEY },
  { "per_client", N_ ("A CLIENT"), KT_REPORT_MONEY, KT_REPORT_WIDE },
  { "share", N_ ("SHARE"), KT_REPORT_PERCENT },
};

/* A source that brought several currencies has a row for each, its clients in the first. */
static void
put_sums (Sources *sources, KtChart **charts, guint n_charts)
{
  KtReport *report = sources->ask->report;
  g_autoptr (GHashTable) said = g_hash_table_new (g_direct_hash, g_direct_equal);
  for (guint i = 0; i < sources->sums.groups->len; i++)
    {
      const KtReportGroup *sum = sources->sums.groups->pdata[i];
      KtReportGroup *head = kt_report_group (&sources->heads, 0, sum->label, "");
      gboolean first = g_hash_table_add (said, head);
      gint64 whole = 0;
      for (guint j = 0; j < sources->sums.groups->len; j++)
        {
          const KtReportGroup *other = sources->sums.groups->pdata[j];
          whole += strcmp (other->currency, sum->currency) == 0 ? other->amount : 0;
        }
      kt_report_add (
          report, sum->currency, 0, sum->label, first ? head->counts[CLIENTS] : KT_REPORT_NULL,
          first ? head->counts[NEW] : KT_REPORT_NULL, first ? head->counts[PAID] : KT_REPORT_NULL,
          sum->amount, kt_report_share (sum->amount, 1, head->counts[PAID]),
          kt_report_percent (sum->amount, whole));
      for (guint c = 0; c < n_charts; c++)
        if (strcmp (charts[c]->currency, sum->currency) == 0)
          kt_chart_add (charts[c], sum->label, sum->amount);
    }
  kt_report_groups_sort_label (&sources->heads);
  for (guint i = 0; i < sources->heads.groups->len; i++)
    {
      KtReportGroup *head = sources->heads.groups->pdata[i];
      if (!g_hash_table_contains (said, head))
        kt_report_add (report, NULL, 0, head->label, head->counts[CLIENTS], head->counts[NEW],
                       head->counts[PAID], KT_REPORT_NULL, KT_REPORT_NULL, KT_REPORT_NULL);
    }
}

#define CHARTS_MAX 8u

static void
fill (Sources *sources)
{
  KtReport *report = sources->ask->report;
  KtChart *charts[CHARTS_MAX];
  guint n_charts = 0;
  gint64 counts[3] = { 0 };
  kt_report_groups_sort_amount (&sources->sums);
  for (guint i = 0; i < sources->heads.groups->len; i++)
    for (int k = 0; k < 3; k++)
      counts[k] += ((KtReportGroup *)sources->heads.groups->pdata[i])->counts[k];
  for (guint i = 0, n; i < sources->sums.groups->len; i += n)
    {
      const KtReportGroup *first = sources->sums.groups->pdata[i];
      gint64 amount = 0;
      for (n = 0; i + n < sources->sums.groups->len; n++)
        {
          const KtReportGroup *sum = sources->sums.groups->pdata[i + n];
          if (strcmp (sum->currency, first->currency) != 0)
            break;
          amount += sum->amount;
        }
      if (n_charts < CHARTS_MAX)
        {
          KtChart *chart = kt_report_add_chart (report, N_ ("received by source"), KT_REPORT_MONEY,
                                                first->currency);
          chart->label_none = columns[0].none;
          charts[n_charts++] = chart;
        }
      kt_report_add_total (report, first->currency, NULL, counts[CLIENTS], counts[NEW],
                           counts[PAID], amount, KT_REPORT_NULL, (gint64)1000);
    }
  put_sums (sources, charts, n_charts);
}

gboolean
kt_gather_sources (KtReportAsk *ask, GError **error)
{
  g_auto (Sources) sources = { .ask = ask };
  sources.clients = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, client_free);
  kt_report_groups_init (&sources.heads);
  kt_report_groups_init (&sources.sums);
  kt_report_set_columns (ask->report, columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) receipts = NULL;
  if (!read_clients (&sources, error)
      || (receipts = kt_report_receipts (ask, ask->first, ask->last, error)) == NULL)
    return FALSE;
  add_receipts (&sources, receipts);
  fill (&sources);
  kt_report_note (ask->report, "source", KT_REPORT_NULL, "%s",
                  _ ("where clients come from is said with: kontor contact edit WHO source=…"));
  kt_report_note (ask->report, "received", KT_REPORT_NULL, "%s",
                  _ ("new: the first visit, or the card, is of these days; received without tips"));
  return TRUE;
}
