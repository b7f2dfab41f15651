#include "config.h"
#include "kontor/forget-view.h"
#include "kontor/html-page.h"
#include "kontor/table.h"

#include <glib/gi18n.h>

static void append_line (GString *out, const char *format, ...) G_GNUC_PRINTF (2, 3);
static void
append_line (GString *out, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  kt_html_append_element (out, "li", NULL, text);
}

static void
begin_list (GString *out, const char *title)
{
  kt_html_append_element (out, "h2", NULL, title);
  g_string_append (out, "\n<ul>\n");
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
  const char *title = _ ("What became of your data");
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *today = kt_say_date (context, kt_context_today (context));
  g_autofree char *by = g_strdup_printf (
      "%s · %s", context->settings->me_name != NULL ? context->settings->me_name : "Kontor", today);
  kt_html_append_element (out, "h1", NULL, title);
  kt_html_append_element (out, "p", NULL, forget->name);
  append_erased (out, forget);
  append_kept (out, forget);
  append_elsewhere (out, forget);
  append_search (out, done);
  kt_html_append_element (out, "footer", NULL, by);
  return kt_html_page (title, NULL, "body{max-width:42em}", out->str);
}
