#include "config.h"
#include "book-fixture.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/invoice-sum.h"
#include "kontor/invoice.h"
#include "kontor/number-pattern.h"

#define T(text) ((char *)(text)) /* the records own their strings, these are constants */

static const KtInvoiceSeries series = { "YYYY-###", NULL };
static const KtClock now = { .now = NOW };

static void
begin (KtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", &error));
  g_assert_no_error (error);
}

static void
commit (KtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_commit (store, "test", NOW, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
add_client (KtStore *store, KtId id)
{
  g_autoptr (GError) error = NULL;
  KtContact hanna = { .id = id, .name = T ("Hanna Weber"), .created = NOW, .updated = NOW };
  begin (store);
  g_assert_true (kt_contact_insert (store, &hanna, &error));
  g_assert_no_error (error);
  commit (store);
}

static GPtrArray *
lines (gint64 quantity, gint64 price)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_item_free);
  g_ptr_array_add (items, kt_invoice_item_new ("catalogue DE→UK", quantity, price));
  return items;
}

/* Under a transaction of the caller; the number it got. */
static KtInvoice *
insert (KtStore *store, KtId id, KtInvoiceKind kind, const char *issued, const char *due)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lines (12500, 2240);
  KtInvoice *invoice = g_new0 (KtInvoice, 1);
  *invoice = (KtInvoice){ .id = id,
                          .kind = kind,
                          .contact = 21,
                          .amount = { 0, "EUR" },
                          .issued = g_strdup (issued),
                          .due = g_strdup (due) };
  g_assert_true (kt_invoice_reckon (items, 2100, FALSE, invoice, &error));
  g_assert_no_error (error);
  g_assert_true (kt_invoice_insert (store, invoice, items, &series, NOW, &error));
  g_assert_no_error (error);
  return invoice;
}

static KtInvoice *
add (KtStore *store, KtId id, KtInvoiceKind kind, const char *issued, const char *due)
{
  begin (store);
  KtInvoice *invoice = insert (store, id, kind, issued, due);
  commit (store);
  return invoice;
}

static void
test_patterns (void)
{
  static const struct
  {
    const char *pattern, *number; /* of 2026 and 44; NULL: no pattern */
  } rows[] = {
    { "YYYY-###", "2026-044" },
    { "YYYY-#", "2026-44" },
    { "#/YY", "44/26" },
    { "R YYYY-#", NULL },
    { "RĒĶ-YYYY/####", "RĒĶ-2026/0044" },
    { "YYYY#", NULL },
    { "#YYYY", NULL },
    { "###", NULL },
    { "YYYY", NULL },
    { "YYYY-#-#", NULL },
    { "YYY-#", NULL },
    { "1-YYYY-#", NULL },
    { "YYYY-YY-#", NULL },
    { "", NULL },
    { "YYYY-#########", NULL },
    { "\033YYYY-#", NULL },
    { "YYYY-\xff#", NULL },
    { "АКТ-YYYY-##", "АКТ-2026-44" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (kt_number_pattern_valid (rows[i].pattern), ==, rows[i].number != NULL);
      if (rows[i].number == NULL)
        continue;
      g_autofree char *number = kt_number_print (rows[i].pattern, 2026, 44);
      int year;
      gint64 serial;
      g_assert_cmpstr (number, ==, rows[i].number);
      g_assert_true (kt_number_read (rows[i].pattern, number, &year, &serial));
      g_assert_cmpint (year, ==, 2026);
      g_assert_cmpint (serial, ==, 44);
    }
  int year;
  gint64 serial;
  g_assert_false (kt_number_read ("YYYY-###", "2026-44", &year, &serial));
  g_assert_false (kt_number_read ("YYYY-###", "2026-044x", &year, &serial));
  g_assert_false (kt_number_read ("YYYY-###", "2026-000", &year, &serial));
  g_assert_false (kt_number_read ("YYYY-###", "2026-99999999999999999999", &year, &serial));
  g_assert_true (kt_number_read ("YYYY-###", "2026-1044", &year, &serial));
}

static void
test_sums (void)
{
  static const struct
  {
    gint64 quantity, price, total;
  } rows[] = {
    { 1000, 9500, 9500 }, { 12500, 2240, 28000 }, { 333, 100, 33 },     { 335, 100, 34 },
    { 5, 100, 1 },        { 4, 100, 0 },          { 1500, -333, -500 }, { 1500, 333, 500 },
    { 1, 500, 1 },        { 1, 499, 0 },
  };
  gint64 total;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (kt_line_total (rows[i].quantity, rows[i].price, &total));
      g_assert_cmpint (total, ==, rows[i].total);
    }
  g_assert_false (kt_line_total (1001, KT_MONEY_MAX, &total));
  g_assert_false (kt_line_total (G_MAXINT64, 100000, &total));
  g_assert_true (kt_line_total (1000, KT_MONEY_MAX, &total));

  g_assert_cmpint (kt_percent_of (10050, 500), ==, 503); /* 502,5 */
  g_assert_cmpint (kt_percent_of (-10050, 500), ==, -503);
  g_assert_cmpint (kt_percent_of (KT_MONEY_MAX, 10000), ==, KT_MONEY_MAX);
  g_assert_cmpint (kt_tax_within (12100, 2100), ==, 2100);
  g_assert_cmpint (kt_tax_within (10000, 2100), ==, 1736); /* 1735,54 */
  g_assert_cmpint (kt_tax_within (3, 10000), ==, 2);       /* 1,5 */
  g_assert_cmpint (kt_tax_within (10000, 0), ==, 0);
}

static void
test_reckon (void)
{
  g_autoptr (GError) error = NULL;
  KtInvoice invoice = { .amount = { 0, "EUR" } };
  g_autoptr (GPtrArray) items = lines (1000, 10000);
  g_assert_true (kt_invoice_reckon (items, 2100, TRUE, &invoice, &error));
  g_assert_cmpint (invoice.amount.minor, ==, 12100);
  g_assert_cmpint (invoice.tax_amount, ==, 2100);
  g_assert_true (kt_invoice_reckon (items, 2100, FALSE, &invoice, &error));
  g_assert_cmpint (invoice.amount.minor, ==, 10000);
  g_assert_cmpint (invoice.tax_amount, ==, 1736);
  g_ptr_array_add (items, kt_invoice_item_new ("advance", 1000, -10000));
  g_assert_false (kt_invoice_reckon (items, 0, FALSE, &invoice, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);
  g_autoptr (GPtrArray) much = lines (2000, KT_MONEY_MAX);
  g_assert_false (kt_invoice_reckon (much, 0, FALSE, &invoice, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
}

static void
test_numbers (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  add_client (store, 21);
  g_autoptr (KtInvoice) one = add (store, 101, KT_INVOICE, "2026-11-23", "2026-12-07");
  g_autoptr (KtInvoice) two = add (store, 102, KT_INVOICE, "2026-11-24", "2026-12-08");
  g_autoptr (KtInvoice) offer = add (store, 103, KT_OFFER, "2026-11-24", "2026-12-08");
  g_autoptr (KtInvoice) other = add (store, 104, KT_INVOICE, "2027-01-04", "2027-01-18");
  g_assert_cmpstr (one->number, ==, "2026-001");
  g_assert_cmpstr (two->number, ==, "2026-002");
  g_assert_cmpstr (offer->number, ==, "2026-001"); /* a series of its own */
  g_assert_cmpstr (other->number, ==, "2027-001");

  /* a command that fails or only tries spends none */
  begin (store);
  kt_invoice_free (insert (store, 105, KT_INVOICE, "2026-11-25", "2026-12-09"));
  kt_journal_rollback (store);
  g_autoptr (KtInvoice) three = add (store, 106, KT_INVOICE, "2026-11-25", "2026-12-09");
  g_assert_cmpstr (three->number, ==, "2026-003");

  /* taken back it is void, not given again; brought back it is the same */
  G_GNUC_UNUSED g_autoptr (GPtrArray) taken = kt_journal_undo (store, 1, &now, &error);
  g_assert_no_error (error);
  g_assert_true (kt_invoice_number_is_void (store, KT_INVOICE, "2026-003", &error));
  g_assert_false (kt_invoice_number_is_void (store, KT_INVOICE, "2026-002", &error));
  g_autoptr (GPtrArray) voids = kt_invoice_void_numbers (store, &error);
  g_assert_cmpuint (voids->len, ==, 1);
  g_assert_cmpstr (((KtVoidNumber *)voids->pdata[0])->number, ==, "2026-003");
  g_assert_null (kt_invoice_by_number (store, KT_INVOICE, "2026-003", &error));
  g_assert_no_error (error);
  G_GNUC_UNUSED g_autoptr (GPtrArray) back = kt_journal_redo (store, 0, &now, &error);
  g_assert_no_error (error);
  g_autoptr (KtInvoice) again = kt_invoice_by_number (store, KT_INVOICE, "2026-003", &error);
  g_assert_cmpint (again->id, ==, 106);
  g_assert_false (kt_invoice_number_is_void (store, KT_INVOICE, "2026-003", &error));
  G_GNUC_UNUSED g_autoptr (GPtrArray) gone = kt_journal_undo (store, 1, &now, &error);
  g_autoptr (KtInvoice) four = add (store, 107, KT_INVOICE, "2026-11-26", "2026-12-10");
  g_assert_cmpstr (four->number, ==, "2026-004");
}

static void
test_series (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lines (1000, 100);
  KtInvoiceSeries own = { "YYYY/#", "2026/45" };
  add_client (store, 21);
  static const struct
  {
    const char *issued, *number;
  } rows[]
      = { { "2026-03-01", "2026/45" }, { "2026-03-02", "2026/46" }, { "2027-03-02", "2027/1" } };
  begin (store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KtInvoice invoice = { .id = (KtId)(200 + i),
                            .contact = 21,
                            .amount = { 100, "EUR" },
                            .issued = T (rows[i].issued),
                            .due = T (rows[i].issued) };
      g_assert_true (kt_invoice_insert (store, &invoice, items, &own, NOW, &error));
      g_assert_cmpstr (invoice.number, ==, rows[i].number);
      g_free (invoice.number);
    }
  /* a pattern that makes a number once more */
  KtInvoice same = { .id = 300,
                     .contact = 21,
                     .amount = { 100, "EUR" },
                     .issued = T ("2026-03-03"),
                     .due = T ("2026-03-03") };
  office_sql (store, "UPDATE invoice_number SET number = '2026/47' WHERE number = '2027/1'");
  g_assert_false (kt_invoice_insert (store, &same, items, &own, NOW, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  kt_journal_rollback (store);
  g_free (same.number);
}

/* Two commands at once wait for each other's lock and get two numbers. */
static void
test_two_at_once (Office *office, gconstpointer data)
{
  add_client (office->store, 21);
  g_autoptr (KtStore) other = office_open (office, KT_STORE_WRITE);
  g_autoptr (GError) error = NULL;
  kt_store_set_wait (other, 1);
  begin (office->store);
  g_autoptr (KtInvoice) one = insert (office->store, 101, KT_INVOICE, "2026-11-23", "2026-12-07");
  g_assert_false (kt_journal_begin (other, KT_ORIGIN_USER, "other", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_DATABASE);
  commit (office->store);
  g_autoptr (KtInvoice) two = add (other, 102, KT_INVOICE, "2026-11-23", "2026-12-07");
  g_assert_cmpstr (one->number, ==, "2026-001");
  g_assert_cmpstr (two->number, ==, "2026-002");
}

static gboolean
pay (KtStore *store, KtInvoice *invoice, KtId id, gint64 amount, const char *day, GError **error)
{
  KtInvoicePayment payment
      = { .id = id, .amount = amount, .paid = T (day), .how = T ("transfer"), .created = NOW };
  begin (store);
  if (!kt_invoice_pay (store, invoice, &payment, error))
    {
      kt_journal_rollback (store);
      return FALSE;
    }
  commit (store);
  return TRUE;
}

static void
test_payments (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  add_client (store, 21);
  g_autoptr (KtInvoice) invoice = add (store, 101, KT_INVOICE, "2026-11-23", "2026-12-07");
  g_assert_true (pay (store, invoice, 201, 10000, "2026-11-25", &error));
  g_assert_cmpint (invoice->state, ==, KT_INVOICE_OPEN);
  g_assert_cmpint (kt_invoice_rest (invoice), ==, 18000);
  g_autoptr (GArray) owed = kt_invoice_owed (store, 21, NULL, &error);
  g_assert_cmpint (g_array_index (owed, KtMoney, 0).minor, ==, 18000);
  g_autoptr (GArray) late = kt_invoice_owed (store, 21, "2026-12-06", &error);
  g_assert_cmpuint (late->len, ==, 0);
  g_assert_false (pay (store, invoice, 202, 18001, "2026-11-26", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (pay (store, invoice, 203, 18000, "2026-12-01", &error));
  g_autoptr (KtInvoice) stored = kt_invoice_get (store, 101, &error);
  g_assert_cmpint (stored->state, ==, KT_INVOICE_PAID);
  g_assert_cmpstr (stored->paid_on, ==, "2026-12-01");
  g_assert_cmpstr (stored->who, ==, "Hanna Weber");
  g_assert_cmpint (stored->tax_amount, ==, kt_tax_within (28000, 2100));

  G_GNUC_UNUSED g_autoptr (GPtrArray) taken = kt_journal_undo (store, 1, &now, &error);
  g_autoptr (KtInvoice) open = kt_invoice_get (store, 101, &error);
  g_assert_cmpint (open->state, ==, KT_INVOICE_OPEN);
  g_assert_cmpint (open->paid, ==, 10000);
  g_autoptr (GPtrArray) all
      = kt_invoice_payments_between (store, "2026-11-01", "2026-11-30", &error);
  g_assert_cmpuint (all->len, ==, 1);
}

static void
test_list (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  add_client (store, 21);
  kt_invoice_free (add (store, 101, KT_INVOICE, "2026-10-01", "2026-10-15"));
  kt_invoice_free (add (store, 102, KT_INVOICE, "2026-11-23", "2026-12-07"));
  kt_invoice_free (add (store, 103, KT_OFFER, "2026-11-24", "2026-12-08"));
  static const struct
  {
    KtInvoiceFilter filter;
    guint found;
  } rows[] = {
    { { 0 }, 3 },
    { { .kinds = KT_INVOICE_ANY (KT_OFFER) }, 1 },
    { { .states = KT_INVOICE_ANY (KT_INVOICE_OPEN), .due_before = "2026-11-01" }, 1 },
    { { .contact = 21 }, 3 },
    { { .contact = 22 }, 0 },
    { { .from = "2026-11-01", .to = "2026-11-23" }, 1 },
    { { .states = KT_INVOICE_ANY (KT_INVOICE_PAID) }, 0 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) found = kt_invoice_list (store, &rows[i].filter, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, rows[i].found);
    }
  g_autoptr (GPtrArray) items = kt_invoice_items (store, 102, &error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpint (((KtInvoiceItem *)items->pdata[0])->total, ==, 28000);
  g_autoptr (KtInvoice) folded = kt_invoice_by_number (store, KT_INVOICE, "2026-002", &error);
  g_assert_cmpint (folded->id, ==, 102);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/invoice/patterns", test_patterns);
  g_test_add_func ("/invoice/sums", test_sums);
  g_test_add_func ("/invoice/reckon", test_reckon);
  add_office ("/invoice/numbers", test_numbers);
  add_office ("/invoice/series", test_series);
  add_office ("/invoice/two-at-once", test_two_at_once);
  add_office ("/invoice/payments", test_payments);
  add_office ("/invoice/list", test_list);
  return g_test_run ();
}
