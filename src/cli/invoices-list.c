#include "config.h"
#include "invoices.h"
#include "kontor/day-sheet.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/handle.h"
#include "kontor/query.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  gboolean open, overdue;
} ListOptions;

/* Every word begins a word of the number, the client or what it is for. */
static gboolean
matches (const KtInvoice *invoice, char **words)
{
  g_autofree char *text
      = g_strconcat (" ", invoice->number, " ", invoice->who != NULL ? invoice->who : "", " ",
                     invoice->title != NULL ? invoice->title : "", " ", invoice->text, NULL);
  g_autofree char *fold = kt_fold (text);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *wanted = kt_fold (*word);
      g_autofree char *begin = g_strconcat (" ", wanted, NULL);
      if (strstr (fold, begin) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
keep_matching (GPtrArray *invoices, char **words)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  for (guint i = 0; i < invoices->len; i++)
    if (matches (invoices->pdata[i], words))
      {
        g_ptr_array_add (kept, invoices->pdata[i]);
        invoices->pdata[i] = NULL;
      }
  g_ptr_array_set_size (invoices, 0);
  for (guint i = 0; i < kept->len; i++)
    g_ptr_array_add (invoices, kept->pdata[i]);
}

/* A query of the language names clients; else it is words. */
static gboolean
keep_wanted (KtContext *context, GPtrArray *invoices, char **args, GError **error)
{
  g_autofree char *query = kt_query_join (args);
  if (!kt_query_has_fields (context, query))
    {
      keep_matching (invoices, args);
      return TRUE;
    }
  g_autoptr (GHashTable) contacts = kt_query_contacts (context, query, error);
  for (guint i = contacts != NULL ? invoices->len : 0; i-- > 0;)
    if (!g_hash_table_contains (contacts, &((KtInvoice *)invoices->pdata[i])->contact))
      g_ptr_array_remove_index (invoices, i);
  return contacts != NULL;
}

static GPtrArray *
voids_of (KtContext *context, KtInvoiceKind kind, GError **error)
{
  g_autoptr (GPtrArray) voids = kt_invoice_void_numbers (context->store, error);
  for (guint i = voids != NULL ? voids->len : 0; i-- > 0;)
    if (((KtVoidNumber *)voids->pdata[i])->kind != kind)
      g_ptr_array_remove_index (voids, i);
  return g_steal_pointer (&voids);
}

static void
print_empty (KtContext *context, const KtCommand *command, const ListOptions *options)
{
  if (!context->terminal || context->output != KT_OUTPUT_TEXT)
    return;
  if (options->overdue)
    kt_out (context, "%s\n", _ ("nothing is overdue"));
  else if (kt_invoices_kind (command) == KT_OFFER)
    kt_out (context, "%s   {c:kontor offer list --all}\n", _ ("no offer waits for an answer"));
  else
    kt_out (context, "%s   {c:kontor invoice list --all}\n", _ ("no invoice is open"));
}

/* What is open adds up under the list, each currency by itself. */
static void
print_sum (KtContext *context, const GPtrArray *invoices)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  guint n = 0;
  if (!context->terminal || context->output != KT_OUTPUT_TEXT || invoices->len < 2)
    return;
  for (guint i = 0; i < invoices->len; i++)
    {
      const KtInvoice *invoice = invoices->pdata[i];
      KtMoney rest = invoice->amount;
      rest.minor = kt_invoice_rest (invoice);
      if (invoice->state != KT_INVOICE_OPEN)
        continue;
      n++;
      kt_sums_add (sums, rest);
    }
  g_autofree char *said = kt_say_owed (sums);
  if (said != NULL && n > 1)
    kt_out (context, "{d:%s %s}\n", _ ("open:"), said);
}

/* What is left to invoice of the open deals in the list, newest invoice first. */
static gboolean
print_left (KtContext *context, const GPtrArray *invoices, GError **error)
{
  g_autoptr (GHashTable) open = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) deals = kt_deal_list (context->store, FALSE, error);
  for (guint i = 0; deals != NULL && i < deals->len; i++)
    g_hash_table_insert (open, &((KtDeal *)deals->pdata[i])->id, deals->pdata[i]);
  for (guint i = 0; deals != NULL && i < invoices->len; i++)
    {
      const KtInvoice *invoice = invoices->pdata[i];
      const KtDeal *deal = g_hash_table_lookup (open, &invoice->deal);
      if (deal == NULL || !g_hash_table_remove (open, &invoice->deal))
        continue;
      g_autoptr (KtDealBilling) billing = kt_deal_billing (context, deal, error);
      if (billing == NULL)
        return FALSE;
      if (!billing->has_value || billing->left.minor <= 0)
        continue;
      g_autofree char *said = kt_say_billing (context, billing);
      kt_out (context, "{d:%s %s: %s}\n", _ ("invoiced of the deal"), deal->title, said);
    }
  return deals != NULL;
}

gboolean
kt_invoices_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  ListOptions options = { 0 };
  const GOptionEntry entries[] = {
    { "open", 0, 0, G_OPTION_ARG_NONE, &options.open, NULL, NULL },
    { "overdue", 0, 0, G_OPTION_ARG_NONE, &options.overdue, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  KtInvoiceKind kind = kt_invoices_kind (command);
  gboolean all = context->all && !options.open && !options.overdue;
  KtInvoiceFilter filter
      = { .kinds = KT_INVOICE_ANY (kind), .states = all ? 0 : KT_INVOICE_ANY (KT_INVOICE_OPEN) };
  char today[KT_LOCAL_TEXT];
  KtLocal day = kt_context_today (context);
  day.hour = -1;
  day.minute = 0;
  kt_local_format (day, today);
  if (options.overdue)
    filter.due_before = today;
  g_autoptr (GPtrArray) invoices = kt_invoice_list (context->store, &filter, error);
  g_autoptr (GPtrArray) voids
      = invoices != NULL && all && args[0] == NULL ? voids_of (context, kind, error) : NULL;
  if (invoices == NULL || (all && args[0] == NULL && voids == NULL))
    return FALSE;
  if (!keep_wanted (context, invoices, args, error))
    return FALSE;
  kt_invoices_print (context, invoices, voids);
  if (invoices->len == 0 && (voids == NULL || voids->len == 0))
    print_empty (context, command, &options);
  print_sum (context, invoices);
  gboolean table = context->terminal && context->output == KT_OUTPUT_TEXT;
  return kind == KT_OFFER || !table || print_left (context, invoices, error);
}
