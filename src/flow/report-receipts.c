#include "config.h"
#include "report-parts.h"

/* Visits by the day their money came, invoices by that of each payment. Left alone SQLite takes the
 * index of states and reads all that was ever done. */
#define VISITS_SQL                                                                                                             \
  "SELECT id, contact, paid_at, currency, paid, coalesce(tip, 0), coalesce(price, 0)"                                          \
  " FROM appointment INDEXED BY appointment_paid WHERE paid_at >= ?1 AND paid_at < ?2 AND state = 'done' AND paid IS NOT NULL" \
  " AND paid_how <> 'later'"
#define INVOICES_SQL                                                                               \
  "SELECT i.id, i.contact, p.paid, i.currency, p.amount FROM invoice_payment AS p"                 \
  " JOIN invoice AS i ON i.id = p.invoice"                                                         \
  " WHERE p.paid >= ?1 AND p.paid <= ?2 AND i.kind = 'invoice' AND i.state <> 'void'"
#define PARTS_SQL                                                                                  \
  "SELECT p.appointment, p.service, p.staff, p.name, coalesce(p.price, 0) FROM appointment AS a"   \
  " JOIN appointment_part AS p ON p.appointment = a.id"                                            \
  " WHERE a.paid_at >= ?1 AND a.paid_at < ?2 ORDER BY a.paid_at, a.id, p.position"
#define LINES_SQL                                                                                  \
  "SELECT l.invoice, l.service, l.good, l.name, l.total FROM invoice_item AS l"                    \
  " WHERE l.invoice IN (SELECT invoice FROM invoice_payment WHERE paid >= ?1 AND paid <= ?2)"      \
  " ORDER BY l.invoice, l.position"

typedef struct
{
  gint64 from, until;
  char first[KT_LOCAL_TEXT], last[KT_LOCAL_TEXT];
} Span;

static Span
span_of (const KtReportAsk *ask, KtLocal first, KtLocal last)
{
  KtZone *zone = ask->context->clock.zone;
  Span span;
  first.hour = last.hour = -1;
  first.minute = last.minute = 0;
  span.from = kt_local_to_utc (first, zone);
  span.until = kt_local_to_utc (kt_local_add_days (last, 1), zone);
  kt_local_format (first, span.first);
  kt_local_format (last, span.last);
  return span;
}

static gboolean
finish (GError *failure, GError **error)
{
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
read_visits (const KtReportAsk *ask, const Span *span, GArray *receipts, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, VISITS_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", span->from, span->until);
  while (kt_step (statement, &failure))
    {
      KtReceipt receipt
          = { .visit = kt_column_int (statement, 0),
              .contact = kt_column_int (statement, 1),
              .day = kt_local_from_utc (kt_column_int (statement, 2), ask->context->clock.zone),
              .amount = kt_column_int (statement, 4),
              .tip = kt_column_int (statement, 5) };
      g_strlcpy (receipt.currency,
                 kt_report_currency_of (ask, kt_column_text_or_null (statement, 3)),
                 sizeof receipt.currency);
      receipt.services = MIN (kt_column_int (statement, 6), receipt.amount);
      receipt.day.hour = -1;
      receipt.day.minute = 0;
      if (kt_report_wants (ask, receipt.contact))
        g_array_append_val (receipts, receipt);
    }
  return finish (failure, error);
}

static gboolean
read_payments (const KtReportAsk *ask, const Span *span, GArray *receipts, GError **error)
{
  GError *failure = NULL;
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, INVOICES_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ss", span->first, span->last);
  while (kt_step (statement, &failure))
    {
      KtReceipt receipt = { .invoice = kt_column_int (statement, 0),
                            .contact = kt_column_int (statement, 1),
                            .amount = kt_column_int (statement, 4) };
      g_strlcpy (receipt.currency, kt_column_text (statement, 3), sizeof receipt.currency);
      receipt.services = receipt.amount;
      if (kt_local_parse (kt_column_text (statement, 2), &receipt.day)
          && kt_report_wants (ask, receipt.contact))
        g_array_append_val (receipts, receipt);
    }
  return finish (failure, error);
}

GArray *
kt_report_receipts (const KtReportAsk *ask, KtLocal first, KtLocal last, GError **error)
{
  Span span = span_of (ask, first, last);
  g_autoptr (GArray) receipts = g_array_new (FALSE, TRUE, sizeof (KtReceipt));
  if (!read_visits (ask, &span, receipts, error) || !read_payments (ask, &span, receipts, error))
    return NULL;
  return g_steal_pointer (&receipts);
}

/* Lines of one visit or invoice, as they were read. */
typedef struct
{
  KtId of;
  KtReceiptPart part; /* amount: as listed */
  guint name;         /* where its name begins */
} Line;

typedef struct
{
  GArray *lines; /* Line */
  GString *names;
  GHashTable *index; /* KtId of lines → first of them + 1 */
} Lines;

static void
lines_clear (Lines *lines)
{
  g_clear_pointer (&lines->lines, g_array_unref);
  g_clear_pointer (&lines->index, g_hash_table_unref);
  if (lines->names != NULL)
    g_string_free (lines->names, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

static gboolean
read_lines (struct sqlite3_stmt *statement, gboolean invoices, Lines *lines, GError **error)
{
  GError *failure = NULL;
  while (kt_step (statement, &failure))
    {
      Line line = { .of = kt_column_int (statement, 0),
                    .name = (guint)lines->names->len,
                    .part = { .service = kt_column_int (statement, 1),
                              .amount = MAX (kt_column_int (statement, 4), 0) } };
      if (invoices)
        line.part.goods = kt_column_int (statement, 2) != 0;
      else
        line.part.staff = kt_column_int (statement, 2);
      g_string_append (lines->names, kt_column_text (statement, 3));
      g_string_append_c (lines->names, '\0');
      g_array_append_val (lines->lines, line);
    }
  return finish (failure, error);
}

static void
index_lines (Lines *lines)
{
  lines->index = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < lines->lines->len; i++)
    {
      Line *line = &g_array_index (lines->lines, Line, i);
      line->part.name = lines->names->str + line->name;
      if (i == 0 || line[-1].of != line->of)
        g_hash_table_insert (lines->index, &line->of, GUINT_TO_POINTER (i + 1));
    }
}

static gboolean
read_all_lines (const KtReportAsk *ask, const Span *span, Lines *lines, GError **error)
{
  lines->lines = g_array_new (FALSE, TRUE, sizeof (Line));
  lines->names = g_string_new (NULL);
  struct sqlite3_stmt *statement = kt_store_statement (ask->context->store, PARTS_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ii", span->from, span->until);
  if (!read_lines (statement, FALSE, lines, error)
      || (statement = kt_store_statement (ask->context->store, LINES_SQL, error)) == NULL)
    return FALSE;
  kt_bind (statement, "ss", span->first, span->last);
  if (!read_lines (statement, TRUE, lines, error))
    return FALSE;
  index_lines (lines);
  return TRUE;
}

/* What was paid for services, shared by the prices on the lines; what rounding leaves is the first
 * one's, as in the day's closing. */
static void
share (const KtReceipt *receipt, const Line *line, guint n, KtReceiptFunc func, gpointer data)
{
  gint64 listed = 0, left = receipt->services;
  for (guint i = 0; i < n; i++)
    listed += line[i].part.amount;
  for (guint i = n; i-- > 0;)
    {
      KtReceiptPart part = line[i].part;
      part.amount = i == 0       ? left
                    : listed > 0 ? (gint64)((__int128)receipt->services * part.amount / listed)
                                 : 0;
      left -= part.amount;
      func (data, receipt, &part);
    }
}

/* Goods of a visit are its first hand's. */
static void
split (const KtReceipt *receipt, const Lines *lines, KtReceiptFunc func, gpointer data)
{
  KtId of = receipt->visit != 0 ? receipt->visit : receipt->invoice;
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (lines->index, &of)), n = 0;
  const Line *line = at > 0 ? &g_array_index (lines->lines, Line, at - 1) : NULL;
  while (line != NULL && at - 1 + n < lines->lines->len && line[n].of == of)
    n++;
  if (n > 0)
    share (receipt, line, n, func, data);
  else
    func (data, receipt, &(KtReceiptPart){ .amount = receipt->services });
  if (receipt->amount > receipt->services)
    func (data, receipt,
          &(KtReceiptPart){ .goods = TRUE,
                            .staff = n > 0 ? line->part.staff : 0,
                            .amount = receipt->amount - receipt->services });
}

gboolean
kt_report_each_part (const KtReportAsk *ask, const GArray *receipts, KtReceiptFunc func,
                     gpointer data, GError **error)
{
  Span span = span_of (ask, ask->first, ask->last);
  g_auto (Lines) lines = { 0 };
  if (!read_all_lines (ask, &span, &lines, error))
    return FALSE;
  for (guint i = 0; i < receipts->len; i++)
    split (&g_array_index (receipts, KtReceipt, i), &lines, func, data);
  return TRUE;
}
