#include "config.h"
#include "demo-book.h"
#include "kontor/invoice.h"
#include "kontor/number-pattern.h"
#include <stdlib.h>
#include <string.h>

#define OFFER_DAYS 30
#define SERIAL_BEFORE 30 /* with which other years begin */

struct _KtDemoPaper
{
  KtInvoiceKind kind;
  KtInvoiceState state;
  KtDeal *deal;
  KtMoney amount;
  char *text; /* of an advance; NULL: all of the deal */
  gint64 at;
  char *due, *reminded;
  int paid_after; /* days; -1 not yet */
  char *how;
  int serial; /* the number letters name; 0 any */
};

void
kt_demo_paper_free (KtDemoPaper *paper)
{
  g_free (paper->text);
  g_free (paper->due);
  g_free (paper->reminded);
  g_free (paper->how);
  g_free (paper);
}

static KtDemoPaper *
new_paper (KtDemoBook *book, KtInvoiceKind kind, char **fields)
{
  KtDeal *deal = g_hash_table_lookup (book->deals, fields[0]);
  gint64 at;
  if (deal == NULL || !kt_demo_book_moment (book, fields[1], &at))
    return NULL;
  KtDemoPaper *paper = g_new0 (KtDemoPaper, 1);
  g_ptr_array_add (book->papers, paper);
  paper->kind = kind;
  paper->deal = deal;
  paper->amount = deal->amount;
  paper->at = at;
  paper->paid_after = -1;
  return paper;
}

gboolean
kt_demo_read_offer (KtDemoBook *book, char **fields, GError **error)
{
  (void)error;
  KtDemoPaper *paper = new_paper (book, KT_OFFER, fields);
  if (paper == NULL)
    return FALSE;
  while (!g_str_equal (kt_invoice_state_id (paper->state), fields[2]))
    if (paper->state++ == KT_INVOICE_DECLINED)
      return FALSE;
  paper->due = kt_demo_book_date (book, paper->at, OFFER_DAYS);
  paper->serial = fields[3] != NULL ? atoi (fields[3]) : 0;
  return TRUE;
}

/* DUE is "14", so many days after it, or a day as everywhere. */
gboolean
kt_demo_read_invoice (KtDemoBook *book, char **fields, GError **error)
{
  KtDemoPaper *paper = new_paper (book, KT_INVOICE, fields);
  if (paper == NULL)
    return FALSE;
  paper->due = g_ascii_isdigit (fields[2][strlen (fields[2]) - 1])
                   ? kt_demo_book_date (book, paper->at, atoi (fields[2]))
                   : kt_demo_book_day (book, fields[2]);
  const char *how = strchr (fields[3], ' ');
  if (how != NULL)
    {
      paper->paid_after = atoi (fields[3]);
      paper->how = g_strdup (how + 1);
      paper->state = KT_INVOICE_PAID;
    }
  paper->reminded = g_str_equal (fields[4], "-") ? NULL : kt_demo_book_day (book, fields[4]);
  paper->serial = fields[5] != NULL ? atoi (fields[5]) : 0;
  if (fields[5] == NULL || fields[6] == NULL)
    return paper->due != NULL;
  char *text = strstr (fields[6], ", ");
  if (text == NULL)
    return FALSE;
  *text = '\0';
  paper->text = g_strdup (text + 2);
  return paper->due != NULL && kt_money_parse (fields[6], "EUR", &paper->amount, error);
}

static gint
compare_papers (gconstpointer a, gconstpointer b)
{
  const KtDemoPaper *one = *(KtDemoPaper *const *)a, *other = *(KtDemoPaper *const *)b;
  return (one->at > other->at) - (one->at < other->at);
}

static int
year_of (const KtDemoBook *book, const KtDemoPaper *paper)
{
  return kt_local_from_utc (paper->at, book->script->zone).year;
}

/* With which number a year begins, so that letters name the right ones. */
static int
first_serial (const KtDemoBook *book, KtInvoiceKind kind, int year)
{
  int before = 0;
  for (guint i = 0; i < book->papers->len; i++)
    {
      const KtDemoPaper *paper = book->papers->pdata[i];
      if (paper->kind != kind || year_of (book, paper) != year)
        continue;
      if (paper->serial > 0)
        return MAX (paper->serial - before, 1);
      before++;
    }
  return kind == KT_INVOICE ? SERIAL_BEFORE : 1;
}

static gboolean
pay (KtDemoBook *book, const KtDemoPaper *paper, KtInvoice *invoice, GError **error)
{
  gint64 at = paper->at + paper->paid_after * G_GINT64_CONSTANT (86400);
  g_autofree char *day = kt_demo_book_date (book, at, 0);
  KtInvoicePayment payment = { .id = kt_id_hash_strings ("demo", "payment", invoice->number, NULL),
                               .invoice = invoice->id,
                               .amount = invoice->amount.minor,
                               .paid = day,
                               .how = paper->how,
                               .created = at };
  return kt_invoice_pay (book->store, invoice, &payment, error)
         && (paper->text != NULL || kt_demo_book_move (book, paper->deal, "won", NULL, at, error));
}

static gboolean
write_paper (KtDemoBook *book, const KtDemoPaper *paper, GError **error)
{
  static const char *const patterns[] = { [KT_INVOICE] = "YYYY-###", [KT_OFFER] = "YYYY-##" };
  int year = year_of (book, paper);
  g_autofree char *issued = kt_demo_book_date (book, paper->at, 0);
  g_autofree char *start
      = kt_number_print (patterns[paper->kind], year, first_serial (book, paper->kind, year));
  const KtInvoiceSeries series = { patterns[paper->kind], start };
  g_autoptr (KtInvoice) invoice = g_new0 (KtInvoice, 1);
  invoice->id = kt_id_hash_strings ("demo", kt_invoice_kind_id (paper->kind), issued,
                                    paper->deal->title, NULL);
  invoice->kind = paper->kind;
  invoice->contact = paper->deal->contact;
  invoice->deal = paper->deal->id;
  invoice->amount = paper->amount;
  invoice->issued = g_strdup (issued);
  invoice->due = g_strdup (paper->due);
  invoice->state = paper->kind == KT_OFFER ? paper->state : KT_INVOICE_OPEN;
  invoice->reminded = g_strdup (paper->reminded);
  g_autofree char *name = paper->text != NULL
                              ? g_strdup_printf ("%s: %s", paper->deal->title, paper->text)
                              : g_strdup (paper->deal->title);
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_item_free);
  g_ptr_array_add (items, kt_invoice_item_new (name, 1000, paper->amount.minor));
  if (!kt_invoice_reckon (items, 0, FALSE, invoice, error)
      || !kt_invoice_insert (book->store, invoice, items, &series, paper->at, error))
    return FALSE;
  if (paper->kind == KT_INVOICE && paper->text == NULL
      && !kt_demo_book_move (book, paper->deal, "invoiced", NULL, paper->at, error))
    return FALSE;
  return paper->state != KT_INVOICE_PAID || pay (book, paper, invoice, error);
}

gboolean
kt_demo_papers_write (KtDemoBook *book, GError **error)
{
  g_ptr_array_sort (book->papers, compare_papers);
  for (guint i = 0; i < book->papers->len; i++)
    if (!write_paper (book, book->papers->pdata[i], error))
      return FALSE;
  return TRUE;
}
