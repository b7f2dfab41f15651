#pragma once
#include "kontor/money.h"
#include "kontor/report-run.h"

/* What gather functions share. */
gboolean kt_gather_funnel (KtReportAsk *ask, GError **error);
gboolean kt_gather_forecast (KtReportAsk *ask, GError **error);
gboolean kt_gather_revenue (KtReportAsk *ask, GError **error);
gboolean kt_gather_visits (KtReportAsk *ask, GError **error);
gboolean kt_gather_sources (KtReportAsk *ask, GError **error);
gboolean kt_gather_answers (KtReportAsk *ask, GError **error);
gboolean kt_gather_tax (KtReportAsk *ask, GError **error);
gboolean kt_gather_clients (KtReportAsk *ask, GError **error);
gboolean kt_gather_goods (KtReportAsk *ask, GError **error);
gboolean kt_gather_birthdays (KtReportAsk *ask, GError **error);

/* Whether a client is asked about; somebody without a card only where everybody is. */
gboolean kt_report_wants (const KtReportAsk *ask, KtId contact);
/* The currency of the config, for what has none. */
const char *kt_report_currency (const KtReportAsk *ask);
const char *kt_report_currency_of (const KtReportAsk *ask, const char *currency);
/* "2026-11" of a moment, or "2026-W48", "2026-11-24" (unit 'M', 'W', 'D'). */
void kt_report_span (const KtReportAsk *ask, gint64 at, char unit, char span[KT_LOCAL_TEXT]);
void kt_report_span_of (KtLocal day, char unit, char span[KT_LOCAL_TEXT]);

/* Money that came in: a paid visit (goods included, the tip apart) or a payment of an invoice. */
typedef struct
{
  KtId visit, invoice; /* one of both */
  KtId contact;        /* 0: nobody with a card */
  KtLocal day;
  char currency[4];
  gint64 amount, tip; /* minor units */
  gint64 services;    /* of amount what is not goods; of an invoice all of it */
} KtReceipt;

/* All that came in within days, of the clients asked about, in no order. */
GArray *kt_report_receipts (const KtReportAsk *ask, KtLocal first, KtLocal last, GError **error);
/* What was done for it: the parts of visits and lines of invoices, by the share each has. */
typedef struct
{
  KtId service, staff; /* 0 none */
  const char *name;    /* as it was called; valid during the call */
  gboolean goods;
  gint64 amount;
} KtReceiptPart;
typedef void (*KtReceiptFunc) (gpointer data, const KtReceipt *receipt, const KtReceiptPart *part);
gboolean kt_report_each_part (const KtReportAsk *ask, const GArray *receipts, KtReceiptFunc func,
                              gpointer data, GError **error);

/* Sums by something and currency. */
typedef struct
{
  char *label; /* NULL: none */
  KtId key;
  char currency[4];
  gint64 counts[4];
  gint64 amount, tip;
  gconstpointer last; /* what it counted last, so that nothing counts twice */
} KtReportGroup;
typedef struct
{
  GHashTable *index;
  GPtrArray *groups; /* KtReportGroup */
} KtReportGroups;
void kt_report_groups_init (KtReportGroups *groups);
void kt_report_groups_clear (KtReportGroups *groups);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KtReportGroups, kt_report_groups_clear)
/* key 0: by label. */
KtReportGroup *kt_report_group (KtReportGroups *groups, KtId key, const char *label,
                                const char *currency);
gboolean kt_report_has_group (const KtReportGroups *groups, const char *label,
                              const char *currency);
/* By currency, then the largest sum first, then the label. */
void kt_report_groups_sort_amount (KtReportGroups *groups);
/* By label, then currency. */
void kt_report_groups_sort_label (KtReportGroups *groups);

/* Names of contacts, KtId → char *, all of those in ids. */
GHashTable *kt_report_names (const KtReportAsk *ask, GHashTable *ids, GError **error);
