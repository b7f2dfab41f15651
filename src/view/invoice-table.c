#include "config.h"
#include "kontor/handle.h"
#include "kontor/invoice-view.h"
#include <glib/gi18n.h>

#define NARROW 60 /* columns under which a phone is read */

static const KtColumn columns[] = {
  { "number", N_ ("NUMBER"), KT_COLUMN_TEXT },
  { "kind", N_ ("KIND"), KT_COLUMN_TEXT },
  { "client", N_ ("CLIENT"), KT_COLUMN_TEXT },
  { "for", N_ ("FOR"), KT_COLUMN_TEXT },
  { "issued", N_ ("DATE"), KT_COLUMN_DATE },
  { "due", N_ ("DUE"), KT_COLUMN_DATE },
  { "amount", N_ ("AMOUNT"), KT_COLUMN_TEXT },
  { "paid", N_ ("PAID"), KT_COLUMN_TEXT },
  { "currency", N_ ("CURRENCY"), KT_COLUMN_TEXT },
  { "state", N_ ("STATE"), KT_COLUMN_TEXT },
  { "paid_on", N_ ("PAID ON"), KT_COLUMN_DATE },
  { "reminded", N_ ("REMINDED"), KT_COLUMN_DATE },
  { "ref", N_ ("REF"), KT_COLUMN_REF },
};

static void
add_data_row (KtTable *table, const KtInvoice *invoice)
{
  KtMoney came = invoice->amount;
  came.minor = invoice->paid;
  g_autofree char *amount = kt_money_decimal (invoice->amount), *paid = kt_money_decimal (came);
  kt_table_add (table, invoice->number, kt_invoice_kind_id (invoice->kind), invoice->who,
                invoice->title, invoice->issued, invoice->due, amount, paid,
                invoice->amount.currency, kt_invoice_state_id (invoice->state), invoice->paid_on,
                invoice->reminded, invoice->id);
}

static void
print_data (KtContext *context, const GPtrArray *invoices, const GPtrArray *voids)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < invoices->len; i++)
    add_data_row (table, invoices->pdata[i]);
  for (guint i = 0; voids != NULL && i < voids->len; i++)
    {
      const KtVoidNumber *number = voids->pdata[i];
      kt_table_add (table, number->number, kt_invoice_kind_id (number->kind), NULL, NULL, NULL,
                    NULL, NULL, NULL, NULL, "taken-back", NULL, NULL, (gint64)0);
    }
  kt_table_print (table, context, "invoices");
}

static void
print_json (KtContext *context, const GPtrArray *invoices, const GPtrArray *voids)
{
  KtJson *builder = kt_json_begin ();
  kt_json_member (builder, "invoices");
  kt_json_begin_array (builder);
  for (guint i = 0; i < invoices->len; i++)
    kt_json_invoice (builder, context, invoices->pdata[i], NULL, NULL);
  kt_json_end_array (builder);
  kt_json_member (builder, "taken_back");
  kt_json_begin_array (builder);
  for (guint i = 0; voids != NULL && i < voids->len; i++)
    {
      const KtVoidNumber *number = voids->pdata[i];
      kt_json_begin_object (builder);
      kt_json_member (builder, "kind");
      kt_json_text (builder, kt_invoice_kind_id (number->kind));
      kt_json_member (builder, "number");
      kt_json_text (builder, number->number);
      kt_json_member (builder, "given_at");
      kt_json_time (builder, context, number->at);
      kt_json_end_object (builder);
    }
  kt_json_end_array (builder);
  kt_json_end (context, builder);
}

/* Columns the widest number takes. */
static int
number_width (const GPtrArray *invoices)
{
  int width = 0;
  for (guint i = 0; i < invoices->len; i++)
    width = MAX (width, (int)g_utf8_strlen (((KtInvoice *)invoices->pdata[i])->number, -1));
  return CLAMP (width, 8, 20);
}

static char *
marked_state (const KtContext *context, const KtInvoice *invoice)
{
  g_autofree char *said = kt_say_invoice_state (context, invoice);
  switch (kt_invoice_state_color (context, invoice))
    {
    case 'r':
      return kt_marked ("{r:%s}", said);
    case 'g':
      return kt_marked ("{g:%s}", said);
    case 'd':
      return kt_marked ("{d:%s}", said);
    default:
      return kt_marked ("%s", said);
    }
}

/* " 3  2026-041  Brīvais Vilnis SIA  9.11.   450,00 €  12 days late". */
static void
print_line (KtContext *context, const KtInvoice *invoice, int number, int width)
{
  g_autofree char *amount = kt_money_format (invoice->amount);
  g_autofree char *issued = kt_say_iso (context, invoice->issued);
  g_autofree char *state = marked_state (context, invoice);
  const char *who = invoice->who != NULL ? invoice->who : _ ("forgotten");
  if (context->width < NARROW)
    kt_out (context, "{d:%2d} {b:%s} %s\n   %s  ", number, invoice->number, who, amount);
  else
    {
      int name = CLAMP (context->width - width - 50, 14, 30);
      kt_out (context, "{d:%2d}  {b:%-*.*s}  %-*.*s  %7s  %14s  ", number, width, width,
              invoice->number, name, name, who, issued, amount);
    }
  kt_out_marked (context, state);
  g_autofree char *ref = context->refs ? kt_ref_short (context, invoice->id) : NULL;
  if (ref != NULL)
    kt_out (context, "  {d:%s}", ref);
  kt_out (context, "\n");
}

static void
print_lines (KtContext *context, const GPtrArray *invoices, const GPtrArray *voids)
{
  int width = number_width (invoices);
  for (guint i = 0; i < invoices->len; i++)
    print_line (context, invoices->pdata[i], (int)i + 1, width);
  for (guint i = 0; voids != NULL && i < voids->len; i++)
    {
      const KtVoidNumber *number = voids->pdata[i];
      kt_out (context, "    {d:%-*.*s}  {d:%s}\n", width, width, number->number,
              _ ("void, taken back"));
    }
}

static void
keep_numbers (KtContext *context, const GPtrArray *invoices)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, FALSE, sizeof (KtHandle));
  for (guint i = 0; i < invoices->len; i++)
    {
      const KtInvoice *invoice = invoices->pdata[i];
      KtHandle handle = { .kind = KT_RECORD_INVOICE,
                          .key = invoice->id,
                          .contact = invoice->contact,
                          .stamp = invoice->updated,
                          .number = (int)i + 1 };
      g_array_append_val (handles, handle);
    }
  kt_handles_save (context, handles, NULL);
}

void
kt_invoices_print (KtContext *context, const GPtrArray *invoices, const GPtrArray *voids)
{
  if (context->output == KT_OUTPUT_JSON)
    print_json (context, invoices, voids);
  else if (context->output == KT_OUTPUT_CSV || !context->terminal)
    print_data (context, invoices, voids);
  else
    print_lines (context, invoices, voids);
  if (context->output == KT_OUTPUT_TEXT)
    keep_numbers (context, invoices);
}
