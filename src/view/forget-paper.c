#include "config.h"
#include "kontor/forget-view.h"
#include "kontor/table.h"
#include "kontor/term.h"

#include <glib/gi18n.h>

static const char style[]
    = "@page{size:A4;margin:25mm}"
      "body{max-width:42em;margin:3em auto;padding:0 1.5em;font:12pt/1.55 'DejaVu Sans',Arial,"
      "sans-serif;color:#1a1a1a;background:#fff}"
      "h1{font-size:17pt;line-height:1.25}h2{font-size:12.5pt;margin:1.6em 0 .3em}"
      "ul{margin:.2em 0;padding-left:1.3em}li{margin:.2em 0}"
      "footer{margin-top:2.5em;border-top:1px solid #bbb;padding-top:.8em;font-size:10pt;"
      "color:#555}"
      "@media(prefers-color-scheme:dark){body{color:#eee;background:#191919}footer{color:#aaa;"
      "border-color:#555}}"
      "@media print{body{color:#000;background:#fff;margin:0;padding:0}}";

static void
append_text (GString *out, const char *text)
{
  g_autofree char *safe = kt_term_safe (text, KT_TERM_LINE);
  g_autofree char *escaped = g_markup_escape_text (safe, -1);
  g_string_append (out, escaped);
}

static void append_line (GString *out, const char *format, ...) G_GNUC_PRINTF (2, 3);
static void
append_line (GString *out, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  g_string_append (out, "<li>");
  append_text (out, text);
  g_string_append (out, "</li>\n");
}

static void
begin_list (GString *out, const char *title)
{
  g_string_append (out, "<h2>");
  append_text (out, title);
  g_string_append (out, "</h2>\n<ul>\n");
}

static void
append_erased (GString *out, const KtForget *forget)
{
  const KtForgetCounts *counts = &forget->counts;
  begin_list (out, _ ("Erased"));
  append_line (out, "%s", _ ("name, phone numbers, addresses and everything else on the card"));
  if (counts->notes + counts->formulas + counts->reminders > 0)
    append_line (out, _ ("notes, formulas, allergies and reminders: %u"),
                 counts->notes + counts->formulas + counts->reminders);
  if (forget->letters->len > 0)
    append_line (out, _ ("text and index of letters kept here: %u"), forget->letters->len);
  append_line (out, "%s",
               _ ("the history of changes and automatic copies, as far as they held any of"
                  " it"));
  g_string_append (out, "</ul>\n");
}

static void
append_kept (GString *out, const KtForget *forget)
{
  const KtForgetCounts *counts = &forget->counts;
  if (counts->visits + counts->invoices + counts->deals + forget->shared->len == 0)
    return;
  begin_list (out, _ ("Kept"));
  if (counts->visits > 0)
    append_line (out, _ ("date, service and price of visits, without a name: %u"), counts->visits);
  if (counts->invoices > 0)
    append_line (out, _ ("number, date and sum of invoices, without a name: %u"), counts->invoices);
  if (counts->deals > 0)
    append_line (out, _ ("sums of orders, without a name: %u"), counts->deals);
  if (forget->kept_till != 0)
    append_line (out, _ ("the books have to be kept till the end of %d"), forget->kept_till);
  if (forget->shared->len > 0)
    append_line (out, _ ("the text of letters that other people wrote or received too: %u"),
                 forget->shared->len);
  g_string_append (out, "</ul>\n");
}

static void
append_elsewhere (GString *out, const KtForget *forget)
{
  guint letters = forget->letters->len + forget->shared->len;
  if (forget->in_calendars == 0 && forget->sources->len == 0)
    return;
  begin_list (out, _ ("Lies elsewhere and was not erased by this program"));
  if (forget->in_calendars > 0)
    append_line (out, _ ("entries in calendars on a server: %u"), forget->in_calendars);
  if (forget->sources->len > 0)
    append_line (out, _ ("letters in the mailbox: %u"), letters);
  g_string_append (out, "</ul>\n");
}

static void
append_search (GString *out, const KtForgetDone *done)
{
  begin_list (out, _ ("Looked for afterwards"));
  append_line (out, _ ("files searched: %u, for %u names, addresses and numbers"), done->files,
               done->texts);
  append_line (out, _ ("found: %u"), done->found->len);
  for (guint i = 0; i < done->found->len; i++)
    append_line (out, "%s", (const char *)done->found->pdata[i]);
  g_string_append (out, "</ul>\n");
}

char *
kt_forget_paper (KtContext *context, const KtForget *forget, const KtForgetDone *done)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n");
  g_autofree char *digest = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 octets[32];
  gsize length = sizeof octets;
  g_autofree char *today = kt_say_date (context, kt_context_today (context));
  g_checksum_update (sum, (const guchar *)style, -1);
  g_checksum_get_digest (sum, octets, &length);
  digest = g_base64_encode (octets, length);
  g_string_append_printf (out,
                          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src"
                          " 'none'; style-src 'sha256-%s'\">\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                          digest);
  append_text (out, _ ("What became of your data"));
  g_string_append_printf (out, "</title>\n<style>%s</style></head>\n<body>\n<h1>", style);
  append_text (out, _ ("What became of your data"));
  g_string_append (out, "</h1>\n<p>");
  append_text (out, forget->name);
  g_string_append (out, "</p>\n");
  append_erased (out, forget);
  append_kept (out, forget);
  append_elsewhere (out, forget);
  append_search (out, done);
  g_string_append (out, "<footer>");
  if (context->settings != NULL && context->settings->me_name != NULL)
    {
      append_text (out, context->settings->me_name);
      g_string_append (out, " · ");
    }
  append_text (out, today);
  g_string_append (out, "</footer>\n</body></html>\n");
  return g_string_free (out, FALSE);
}
