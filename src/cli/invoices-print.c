#include "config.h"
#include "invoices.h"
#include "kontor/error.h"
#include "kontor/export-ics.h"
#include "kontor/paper.h"
#include "kontor/reminder-view.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  gboolean html;
  char *output, *template;
} PrintOptions;

static void
print_options_clear (PrintOptions *options)
{
  g_free (options->output);
  g_free (options->template);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PrintOptions, print_options_clear)

static gboolean
write_page (KtContext *context, const KtInvoice *invoice, const PrintOptions *options,
            const char *page, GError **error)
{
  const char *file = options->output;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "number");
      kt_json_text (builder, invoice->number);
      kt_json_member (builder, "format");
      kt_json_text (builder, options->html ? "html" : "text");
      kt_json_member (builder, "file");
      kt_json_text (builder, file);
      kt_json_member (builder, "page"); /* null: it is in the file */
      kt_json_text (builder, file == NULL ? page : NULL);
      kt_json_end (context, builder);
    }
  if (file == NULL || strcmp (file, "-") == 0)
    {
      if (context->output != KT_OUTPUT_JSON)
        g_string_append (context->out, page);
      return TRUE;
    }
  if (!kt_export_write (file, page, strlen (page), error))
    return FALSE;
  if (context->output != KT_OUTPUT_JSON)
    kt_out (context, _ ("written  %s to %s\n"), invoice->number, file);
  return TRUE;
}

gboolean
kt_invoices_cmd_print (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (PrintOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "html", 0, 0, G_OPTION_ARG_NONE, &options.html, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_STRING, &options.output, NULL, NULL },
    { "template", 0, 0, G_OPTION_ARG_STRING, &options.template, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  if (args[1] != NULL)
    return kt_command_usage_error (command, error);
  KtInvoiceKind kind = kt_invoices_kind (command);
  g_autoptr (KtInvoice) invoice = kt_invoices_take (context, kind, args[0], error);
  /* a file that is called so is a page */
  options.html |= options.output != NULL
                  && (g_str_has_suffix (options.output, ".html")
                      || g_str_has_suffix (options.output, ".htm"));
  g_autofree char *page
      = invoice != NULL
            ? kt_paper_print (context, invoice, kt_invoice_kind_id (kind),
                              options.html ? KT_FILL_HTML : KT_FILL_TEXT, options.template, error)
            : NULL;
  return page != NULL && write_page (context, invoice, &options, page, error);
}

/* Notes the date, and says what a letter may say. */
gboolean
kt_invoices_cmd_remind (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtInvoiceOutcome) outcome = { 0 };
  g_autofree char *template = NULL;
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &template, NULL, NULL },
    { NULL },
  };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NUMBER", error);
  if (args[1] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (KtInvoice) invoice = kt_invoices_take (context, KT_INVOICE, args[0], error);
  g_autofree char *letter
      = invoice != NULL ? kt_paper_print (context, invoice, "letter", KT_FILL_TEXT, template, error)
                        : NULL;
  if (letter == NULL || !kt_invoice_remind (context, invoice->id, &outcome, error))
    return FALSE;
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "invoice");
      kt_json_invoice (builder, context, outcome.invoice, NULL, NULL);
      kt_json_member (builder, "letter");
      kt_json_text (builder, letter);
      kt_json_end (context, builder);
      return TRUE;
    }
  KtMoney rest = invoice->amount;
  rest.minor = kt_invoice_rest (invoice);
  g_autofree char *open = kt_money_format (rest), *due = kt_say_due (context, invoice->due);
  if (!context->quiet)
    kt_out (context, "remind  {b:%s}  %s  %s  %s %s\n\n", invoice->number,
            invoice->who != NULL ? invoice->who : _ ("forgotten"), open, _ ("due"), due);
  g_string_append (context->out, letter);
  kt_out_dry_run (context);
  return TRUE;
}
