#include "config.h"
#include "invoice-lines.h"
#include "kontor/deal-billing.h"
#include "kontor/deal-item.h"
#include "kontor/error.h"
#include "kontor/invoice-sum.h"
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define PIECE 1000 /* thousandths */

/* Lines that Kontor writes are read by the client, in the client's language. */
static const struct
{
  const char *language, *discount, *less;
} words[] = {
  { "en", "discount %s %%", "less invoice %s" },
  { "lv", "atlaide %s %%", "mīnus rēķins %s" },
  { "ru", "скидка %s %%", "минус счёт %s" },
  { "uk", "знижка %s %%", "мінус рахунок %s" },
};

/* contact NULL: nobody. */
static gsize
language_of (const KtContact *contact)
{
  gboolean said = contact != NULL && contact->language != NULL;
  for (gsize i = 0; said && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (contact->language, words[i].language, 2) == 0)
      return i;
  return 0;
}

/* The format is one of the table's. */
static char *
say (const char *format, const char *what)
{
  GString *text = g_string_new (format);
  g_string_replace (text, "%s", what, 1);
  g_string_replace (text, "%%", "%", 1);
  return g_string_free (text, FALSE);
}

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)kt_invoice_item_free);
}

static void
add_line (GPtrArray *items, const char *name, gint64 price)
{
  g_ptr_array_add (items, kt_invoice_item_new (name, PIECE, price));
}

static gboolean
take_deal_items (KtStore *store, const KtDeal *deal, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) found = kt_deal_items (store, deal->id, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const KtDealItem *of = found->pdata[i];
      KtInvoiceItem *item = kt_invoice_item_new (of->name, of->quantity, of->price);
      item->service = of->service;
      item->good = of->good;
      item->unit = g_strdup (of->unit);
      g_ptr_array_add (items, item);
    }
  if (found != NULL && items->len > KT_INVOICE_ITEMS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("more than %u lines"), KT_INVOICE_ITEMS_MAX);
      return FALSE;
    }
  return found != NULL;
}

/* The rate in the name of a line that takes a discount off, whatever language it is in; 0: another
 * line. */
static int
rate_said (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize before = strcspn (words[i].discount, "%");
      int whole = 0, hundredths = 0;
      if (strncmp (name, words[i].discount, before) == 0
          && sscanf (name + before, "%3d,%2d", &whole, &hundredths) >= 1)
        return whole * 100 + hundredths;
    }
  return 0;
}

/* Whether lines that name no discount are a deal's items; else an amount was said, which is one
 * line, a piece, in words. */
static gboolean
are_items (const GPtrArray *lines, const GPtrArray *items)
{
  guint asked = 0;
  for (guint i = 0; i < lines->len; i++)
    asked += ((const KtInvoiceItem *)lines->pdata[i])->price >= 0;
  const KtInvoiceItem *line = lines->pdata[0], *item = items->pdata[0];
  return asked > 1 || line->service != 0 || line->good != 0 || line->unit != NULL
         || line->quantity != PIECE
         || (items->len == 1 && item->quantity == PIECE && line->price == item->price
             && strcmp (line->name, item->name) == 0);
}

/* The discount that stands in the newest invoice of the items; before there is one it is the
 * client's of today. */
static gboolean
find_discount (KtContext *context, const GPtrArray *invoices, const GPtrArray *items,
               const KtContact *contact, int *ret, GError **error)
{
  for (guint i = 0; i < invoices->len; i++)
    {
      const KtInvoice *invoice = invoices->pdata[i];
      g_autoptr (GPtrArray) lines = kt_invoice_items (context->store, invoice->id, error);
      if (lines == NULL)
        return FALSE;
      int rate = 0;
      for (guint j = 0; j < lines->len && rate == 0; j++)
        {
          const KtInvoiceItem *line = lines->pdata[j];
          rate = line->price < 0 ? rate_said (line->name) : 0;
        }
      if (rate > 0 || (lines->len > 0 && are_items (lines, items)))
        {
          *ret = rate;
          return TRUE;
        }
    }
  *ret = contact != NULL ? contact->discount : 0;
  return TRUE;
}

/* Off the prices of the list; what was agreed on is agreed on. */
static gboolean
add_discount (GPtrArray *items, int rate, const KtContact *contact, GError **error)
{
  KtMoney sum = { 0 };
  for (guint i = 0; i < items->len; i++)
    {
      const KtInvoiceItem *item = items->pdata[i];
      KtMoney line = { 0 };
      if (!kt_line_total (item->quantity, item->price, &line.minor) || !kt_money_add (&sum, line))
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the sum is too much"));
          return FALSE;
        }
    }
  gint64 discount = kt_percent_of (sum.minor, rate);
  if (discount == 0)
    return TRUE;
  g_autofree char *percent = rate % 100 == 0 ? g_strdup_printf ("%d", rate / 100)
                                             : g_strdup_printf ("%d,%02d", rate / 100, rate % 100);
  g_autofree char *name = say (words[language_of (contact)].discount, percent);
  add_line (items, name, -discount);
  return TRUE;
}

/* What was asked for already comes off, so that advances are not paid twice. */
static gboolean
take_off_earlier (KtContext *context, const KtDeal *deal, const KtContact *contact,
                  GPtrArray *items, GError **error)
{
  g_autoptr (KtDealBilling) billing = kt_deal_billing (context, deal, error);
  if (billing == NULL)
    return FALSE;
  const GPtrArray *earlier = billing->invoices;
  for (guint i = earlier->len; i-- > 0;)
    {
      const KtInvoice *invoice = earlier->pdata[i];
      if (strcmp (invoice->amount.currency, deal->amount.currency) != 0)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT,
                       _ ("«%s» is in %s, but %s of it is in %s"), deal->title,
                       deal->amount.currency, invoice->number, invoice->amount.currency);
          kt_error_hint (error,
                         _ ("void that one, or write the amount: kontor invoice WHO AMOUNT"));
          return FALSE;
        }
      KtMoney before_tax;
      if (!kt_invoice_before_tax (context->store, invoice, &before_tax, error))
        return FALSE;
      g_autofree char *name = say (words[language_of (contact)].less, invoice->number);
      add_line (items, name, -before_tax.minor);
    }
  if (earlier->len == 0 || billing->left.minor > 0)
    return TRUE;
  const KtInvoice *last = earlier->pdata[0];
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is invoiced already, by %s"),
               deal->title, last->number);
  kt_error_hint (error, _ ("for more money name the sum and what for: kontor invoice %s 50 TEXT"),
                 contact->name);
  return FALSE;
}

static gboolean
refuse_currency (const KtInvoiceWish *wish, const KtDeal *deal, GError **error)
{
  g_autofree char *said = kt_money_format (wish->amount);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is not in %s, as the deal is"), said,
               deal->amount.currency);
  return FALSE;
}

static GPtrArray *
line_of_amount (const KtInvoiceWish *wish, const KtDeal *deal, GError **error)
{
  GPtrArray *items = NULL;
  const char *name = wish->text != NULL ? wish->text : deal != NULL ? deal->title : NULL;
  if (deal != NULL && *deal->amount.currency != '\0'
      && strcmp (deal->amount.currency, wish->amount.currency) != 0)
    refuse_currency (wish, deal, error);
  else if (wish->amount.minor <= 0)
    g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("nothing is left to pay"));
  else if (name == NULL)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is the money for?"));
      kt_error_hint (error, _ ("such as: kontor invoice melnyk 450 translation of a contract"));
    }
  else
    {
      items = new_items ();
      add_line (items, name, wish->amount.minor);
    }
  return items;
}

GPtrArray *
kt_deal_lines (KtContext *context, const KtDeal *deal, const KtContact *contact,
               const GPtrArray *invoices, GError **error)
{
  int discount = 0;
  g_autoptr (GPtrArray) items = new_items ();
  if (!take_deal_items (context->store, deal, items, error))
    return NULL;
  if (items->len > 0
      && (!find_discount (context, invoices, items, contact, &discount, error)
          || (discount > 0 && !add_discount (items, discount, contact, error))))
    return NULL;
  if (items->len == 0 && deal->has_amount)
    add_line (items, deal->title, deal->amount.minor);
  return g_steal_pointer (&items);
}

GPtrArray *
kt_invoice_lines (KtContext *context, const KtInvoiceWish *wish, const KtDeal *deal,
                  const KtContact *contact, char ret_currency[4], const char **ret_text,
                  GError **error)
{
  *ret_text = wish->has_amount ? NULL : wish->text;
  if (wish->has_amount)
    {
      memcpy (ret_currency, wish->amount.currency, sizeof wish->amount.currency);
      return line_of_amount (wish, deal, error);
    }
  g_autoptr (GPtrArray) invoices
      = deal != NULL ? kt_deal_invoices (context->store, deal, error) : NULL;
  if (deal != NULL && invoices == NULL)
    return NULL;
  g_autoptr (GPtrArray) items
      = deal != NULL ? kt_deal_lines (context, deal, contact, invoices, error) : new_items ();
  if (items == NULL)
    return NULL;
  if (items->len == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("how much? «%s» has no amount"),
                   deal != NULL ? deal->title : contact->name);
      kt_error_hint (error, _ ("such as: kontor invoice melnyk 450 translation of a contract"));
      return NULL;
    }
  memcpy (ret_currency, deal->amount.currency, sizeof deal->amount.currency);
  if (wish->kind == KT_INVOICE && !take_off_earlier (context, deal, contact, items, error))
    return NULL;
  return g_steal_pointer (&items);
}
