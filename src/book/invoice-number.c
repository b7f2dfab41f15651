#include "config.h"
#include "invoice-row.h"
#include "kontor/error.h"
#include "kontor/invoice-sum.h"
#include "kontor/number-pattern.h"
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define LAST_SQL "SELECT max (serial) FROM invoice_number WHERE kind = ?1 AND year = ?2"
#define GIVEN_SQL "SELECT 1 FROM invoice_number WHERE kind = ?1 AND number = ?2"
#define GIVE_SQL                                                                                   \
  "INSERT INTO invoice_number (kind, year, serial, number, invoice, at)"                           \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define VOID_SQL                                                                                   \
  "SELECT kind, year, serial, number, at FROM invoice_number AS n"                                 \
  " WHERE NOT EXISTS (SELECT 1 FROM invoice AS i WHERE i.id = n.invoice)"                          \
  " ORDER BY year DESC, serial DESC, kind"
#define IS_VOID_SQL                                                                                \
  "SELECT 1 FROM invoice_number AS n WHERE kind = ?1 AND number = ?2 COLLATE NOCASE"               \
  " AND NOT EXISTS (SELECT 1 FROM invoice AS i WHERE i.id = n.invoice)"
#define INSERT_SQL                                                                                 \
  "INSERT INTO invoice (id, kind, number, contact, deal, amount, currency, tax, issued, due,"      \
  " state, reminded, text, created, updated, tax_amount, reason)"                                  \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
#define INSERT_ITEM_SQL                                                                            \
  "INSERT INTO invoice_item (id, invoice, position, service, good, name, quantity, unit, price,"   \
  " total) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"

/* The first value of a statement that is bound, 0 without a row or for NULL. */
static gint64
first_int (sqlite3_stmt *statement, GError **error)
{
  gint64 value = kt_step (statement, error) ? kt_column_int (statement, 0) : 0;
  sqlite3_reset (statement);
  return value;
}

static gboolean
last_serial (KtStore *store, KtInvoiceKind kind, int year, gint64 *ret, GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, LAST_SQL, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "si", kt_invoice_kind_id (kind), (gint64)year);
  *ret = first_int (statement, &failure);
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

static gboolean
exists (KtStore *store, const char *sql, KtInvoiceKind kind, const char *number, gboolean *ret,
        GError **error)
{
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, sql, error);
  if (statement == NULL)
    return FALSE;
  kt_bind (statement, "ss", kt_invoice_kind_id (kind), number);
  *ret = first_int (statement, &failure) != 0;
  if (failure != NULL)
    g_propagate_error (error, failure);
  return failure == NULL;
}

/* The serial a year begins with. */
static gint64
first_serial (const KtInvoiceSeries *series, int year)
{
  int start_year = 0;
  gint64 start = 1;
  if (series->start != NULL && kt_number_read (series->pattern, series->start, &start_year, &start)
      && start_year == year)
    return start;
  return 1;
}

/* Within the caller's transaction, so that a command that fails spends none and two at once do not
 * get the same. */
static gboolean
give_number (KtStore *store, KtInvoice *invoice, const KtInvoiceSeries *series, gint64 now,
             GError **error)
{
  int year = atoi (invoice->issued);
  gint64 serial = 0;
  gboolean taken = FALSE;
  if (!last_serial (store, invoice->kind, year, &serial, error))
    return FALSE;
  serial = serial > 0 ? serial + 1 : first_serial (series, year);
  g_autofree char *number = kt_number_print (series->pattern, year, serial);
  if (!exists (store, GIVEN_SQL, invoice->kind, number, &taken, error))
    return FALSE;
  if (taken)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                   _ ("cannot give the number «%s», it was given before"), number);
      kt_error_hint (error, _ ("the pattern in [invoice] of the config was another one then"));
      return FALSE;
    }
  g_free (invoice->number);
  invoice->number = g_steal_pointer (&number);
  return kt_store_run (store, error, GIVE_SQL, "siisii", kt_invoice_kind_id (invoice->kind),
                       (gint64)year, serial, invoice->number, invoice->id, now);
}

gboolean
kt_invoice_reckon (const GPtrArray *items, int tax, gboolean added, KtInvoice *ret, GError **error)
{
  KtMoney sum = { .minor = 0 };
  memcpy (sum.currency, ret->amount.currency, sizeof sum.currency);
  gboolean fits = TRUE;
  for (guint i = 0; fits && i < items->len; i++)
    {
      KtInvoiceItem *item = items->pdata[i];
      KtMoney line = sum;
      fits = kt_line_total (item->quantity, item->price, &line.minor);
      item->total = line.minor;
      fits = fits && kt_money_add (&sum, line);
    }
  KtMoney extra = sum;
  extra.minor = added ? kt_percent_of (sum.minor, tax) : 0;
  ret->tax = tax;
  ret->tax_amount = added ? extra.minor : kt_tax_within (sum.minor, tax);
  if (!fits || !kt_money_add (&sum, extra))
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the sum is too much"));
  else if (sum.minor <= 0)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("nothing is left to pay"));
  else
    ret->amount = sum;
  return fits && sum.minor > 0 && ret->amount.minor == sum.minor;
}

static gboolean
insert_item (KtStore *store, const KtInvoice *invoice, guint position, const KtInvoiceItem *item,
             GError **error)
{
  return kt_store_run (store, error, INSERT_ITEM_SQL, "iiiIIsisii", kt_id_random (), invoice->id,
                       (gint64)position, item->service, item->good, item->name, item->quantity,
                       item->unit, item->price, item->total);
}

gboolean
kt_invoice_insert (KtStore *store, KtInvoice *invoice, const GPtrArray *items,
                   const KtInvoiceSeries *series, gint64 now, GError **error)
{
  g_return_val_if_fail (invoice->id != 0 && items->len > 0, FALSE);
  gboolean good = give_number (store, invoice, series, now, error)
                  && kt_store_run (store, error, INSERT_SQL, "issIIisisssssiiis", invoice->id,
                                   kt_invoice_kind_id (invoice->kind), invoice->number,
                                   invoice->contact, invoice->deal, invoice->amount.minor,
                                   invoice->amount.currency, (gint64)invoice->tax, invoice->issued,
                                   invoice->due, kt_invoice_state_id (invoice->state),
                                   invoice->reminded, invoice->text != NULL ? invoice->text : "",
                                   now, now, invoice->tax_amount, invoice->reason);
  for (guint i = 0; good && i < items->len; i++)
    good = insert_item (store, invoice, i + 1, items->pdata[i], error);
  invoice->created = invoice->updated = now;
  return good;
}

static void
void_number_free (gpointer data)
{
  KtVoidNumber *number = data;
  g_free (number->number);
  g_free (number);
}

GPtrArray *
kt_invoice_void_numbers (KtStore *store, GError **error)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (void_number_free);
  GError *failure = NULL;
  sqlite3_stmt *statement = kt_store_statement (store, VOID_SQL, error);
  if (statement == NULL)
    return NULL;
  while (kt_step (statement, &failure))
    {
      KtVoidNumber *number = g_new0 (KtVoidNumber, 1);
      number->kind = kt_invoice_kind_of (kt_column_text (statement, 0));
      number->year = (int)kt_column_int (statement, 1);
      number->serial = kt_column_int (statement, 2);
      number->number = g_strdup (kt_column_text (statement, 3));
      number->at = kt_column_int (statement, 4);
      g_ptr_array_add (numbers, number);
    }
  if (failure == NULL)
    return g_steal_pointer (&numbers);
  g_propagate_error (error, failure);
  return NULL;
}

gboolean
kt_invoice_number_is_void (KtStore *store, KtInvoiceKind kind, const char *number, GError **error)
{
  gboolean is_void = FALSE;
  return exists (store, IS_VOID_SQL, kind, number, &is_void, error) && is_void;
}
