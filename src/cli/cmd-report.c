#include "config.h"
#include "report-saved.h"
#include "kontor/error.h"
#include "kontor/export-ics.h"
#include "kontor/handle.h"
#include "kontor/report-run.h"
#include "kontor/report-view.h"
#include "kontor/saved-report.h"
#include "kontor/table.h"
#include "kontor/term.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  gboolean html, names;
  char *output; /* NULL: standard output */
} Options;

static const KtColumn list_columns[] = {
  { "report", N_ ("REPORT"), KT_COLUMN_TEXT },
  { "shows", N_ ("SHOWS"), KT_COLUMN_TEXT },
  { "parameters", N_ ("PARAMETERS"), KT_COLUMN_TEXT },
};

static void
print_kind (KtContext *context, const KtReportKind *kind)
{
  int width = MIN (context->width - 1, KT_TERM_READABLE);
  g_autofree char *summary = kt_term_wrap (_ (kind->summary), width, 13, 13);
  g_autofree char *usage = kt_term_wrap (kind->usage, width, 13, 13);
  g_auto (GStrv) lines = g_strsplit (summary, "\n", -1);
  g_auto (GStrv) more = g_strsplit (usage, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (i == 0)
      kt_out (context, "  {b:%-11s}%s\n", kind->name, lines[i]);
    else
      kt_out (context, "%s\n", lines[i]);
  for (guint i = 0; more[i] != NULL; i++)
    kt_out (context, "{d:%*s%s}\n", i == 0 ? 13 : 0, "", more[i]);
}

/* `report` alone: all there are, and those the user kept. */
static gboolean
list_reports (KtContext *context, GError **error)
{
  gboolean people = context->terminal && context->output == KT_OUTPUT_TEXT;
  g_autoptr (KtTable) table = kt_table_new (list_columns, G_N_ELEMENTS (list_columns));
  g_autoptr (GPtrArray) saved = kt_saved_report_list (context->store, error);
  if (saved == NULL)
    return FALSE;
  for (guint i = 0; kt_report_kinds[i] != NULL; i++)
    {
      const KtReportKind *kind = kt_report_kinds[i];
      if (people)
        print_kind (context, kind);
      else
        kt_table_add (table, kind->name, kind->summary, kind->usage);
    }
  for (guint i = 0; i < saved->len; i++)
    {
      const KtSavedReport *one = saved->pdata[i];
      g_autofree char *words = g_strjoinv (" ", one->arguments);
      if (people)
        kt_out (context, "%s  {b:%-11s}{d:report %s %s}\n", i == 0 ? "\n" : "", one->name,
                one->report, words);
      else
        kt_table_add (table, one->name, one->report, words);
    }
  if (people)
    kt_out (context, "\n{d:%s}\n",
            _ ("a PERIOD is: 2026, 2026-11, nov, q3, «last month», 1.10.-30.11., all"));
  else
    kt_table_print (table, context, "reports");
  return TRUE;
}

static gboolean
write_page (KtContext *context, const KtReport *report, const KtReportKind *kind,
            const Options *options, GError **error)
{
  g_autofree char *html = kt_report_html (context, report, kind->summary);
  if (options->output == NULL || g_str_equal (options->output, "-"))
    {
      g_string_append (context->out, html);
      return TRUE;
    }
  if (!kt_export_write (options->output, html, strlen (html), error))
    return FALSE;
  g_autofree char *period = kt_report_period (report);
  kt_out (context, _ ("written  %s, %s to %s\n"), _ (kind->summary), period, options->output);
  return TRUE;
}

/* The numbers of rows name their clients. */
static gboolean
save_handles (KtContext *context, const KtReport *report, GError **error)
{
  g_autoptr (GArray) handles = g_array_new (FALSE, TRUE, sizeof (KtHandle));
  gboolean any = FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    {
      const KtReportRow *row = report->rows->pdata[i];
      KtHandle handle = { .kind = row->contact != 0 ? KT_RECORD_CONTACT : 0,
                          .key = row->contact,
                          .contact = row->contact,
                          .number = (int)i + 1 };
      any |= row->contact != 0;
      g_array_append_val (handles, handle);
    }
  return !any || kt_handles_save (context, handles, error);
}

static gboolean
run_kind (KtContext *context, const KtReportKind *kind, char **arguments, const Options *options,
          GError **error)
{
  g_auto (KtReportAsk) ask = { 0 };
  if (options->names && !(kind->flags & KT_REPORT_NAMES))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the report %s has no «%s»"), kind->name,
                   "--names");
      return FALSE;
    }
  if (!kt_report_read_ask (context, kind, (const char *const *)arguments, &ask, error))
    return FALSE;
  ask.names = options->names;
  g_autoptr (KtReport) report = kt_report_run (&ask, error);
  if (report == NULL)
    return FALSE;
  if (options->html)
    return write_page (context, report, kind, options, error);
  kt_report_print (context, report, kind->name, kind->summary);
  return !context->terminal || context->output != KT_OUTPUT_TEXT
         || save_handles (context, report, error);
}

/* The period that is given now stands in the place of the kept one. */
static void
replace_period (KtContext *context, const KtReportKind *kind, GPtrArray *kept, char **given)
{
  guint at = 0, n;
  if (kt_report_period_at (context, kind, (const char *const *)given, &at) == 0)
    return;
  g_ptr_array_add (kept, NULL);
  n = kt_report_period_at (context, kind, (const char *const *)kept->pdata, &at);
  g_ptr_array_set_size (kept, (int)kept->len - 1);
  if (n > 0)
    g_ptr_array_remove_range (kept, at, n);
}

/* A kept report with its parameters, and those given now behind them. */
static gboolean
run_saved (KtContext *context, char **args, const Options *options, GError **error)
{
  GError *failure = NULL;
  Options with = *options;
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (KtSavedReport) saved = kt_saved_report_find (context->store, args[0], &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  const KtReportKind *kind = saved != NULL ? kt_report_find (saved->report) : NULL;
  if (kind == NULL)
    return kt_report_unknown (context, args[0], error);
  for (guint i = 0; saved->arguments[i] != NULL; i++)
    if (g_str_equal (saved->arguments[i], "--names"))
      with.names = TRUE;
    else
      g_ptr_array_add (arguments, saved->arguments[i]);
  replace_period (context, kind, arguments, args + 1);
  for (guint i = 1; args[i] != NULL; i++)
    g_ptr_array_add (arguments, args[i]);
  g_ptr_array_add (arguments, NULL);
  return run_kind (context, kind, (char **)arguments->pdata, &with, error);
}

/* "--html page.html" is "--html --output page.html", as `day` has it. */
static void
take_page (char **args, Options *options)
{
  guint kept = 0;
  for (guint i = 0; args[i] != NULL; i++)
    {
      const char *next = g_str_equal (args[i], "--html") ? args[i + 1] : NULL;
      args[kept++] = args[i];
      if (next == NULL
          || !(g_str_has_suffix (next, ".html") || g_str_has_suffix (next, ".htm")
               || g_str_equal (next, "-")))
        continue;
      g_free (options->output);
      options->output = args[++i];
    }
  args[kept] = NULL;
}

static gboolean
run_words (KtContext *context, const KtCommand *command, char **args, const Options *options,
           GError **error)
{
  static const struct
  {
    const char *name;
    gboolean (*run) (KtContext *context, const KtCommand *command, char **args, GError **error);
    guint needs;
  } rows[] = {
    { "save", kt_report_save, KT_NEED_WRITE },
    { "saved", kt_report_saved, KT_NEED_READ },
    { "remove", kt_report_remove, KT_NEED_WRITE },
  };
  for (gsize i = 0; args[0] != NULL && i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].name, args[0]))
      return kt_command_open (context, rows[i].needs, error)
             && rows[i].run (context, command, args + 1, error);
  if (!kt_command_open (context, KT_NEED_READ, error))
    return FALSE;
  if (args[0] == NULL)
    return list_reports (context, error);
  const KtReportKind *kind = kt_report_find (args[0]);
  return kind != NULL ? run_kind (context, kind, args + 1, options, error)
                      : run_saved (context, args, options, error);
}

static gboolean
run_report (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  Options own = { 0 };
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = { { "html", 0, 0, G_OPTION_ARG_NONE, &own.html, NULL, NULL },
                                   { "output", 0, 0, G_OPTION_ARG_STRING, &output, NULL, NULL },
                                   { "names", 0, 0, G_OPTION_ARG_NONE, &own.names, NULL, NULL },
                                   { NULL } };
  take_page (args, &own);
  g_autofree char *page = own.output;
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  own.output = output != NULL ? output : page;
  if (output != NULL && !own.html)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what goes to a file is a page: --html"));
      kt_error_hint (error, _ ("or let the shell write it: kontor report tax --csv >tax.csv"));
      return FALSE;
    }
  g_auto (GStrv) words = NULL;
  if (own.names && g_strcmp0 (args[0], "save") == 0)
    {
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
      g_strv_builder_addv (builder, (const char **)args);
      g_strv_builder_add (builder, "--names");
      args = words = g_strv_builder_end (builder);
    }
  return run_words (context, command, args, &own, error);
}

static const GOptionEntry options[] = {
  { "html", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("as a page for the browser and for paper"), NULL },
  { "output", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("where the page goes"), N_ ("FILE") },
  { "names", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("tax: clients by name, not by initials"), NULL },
  { NULL }
};

const KtCommand kt_cmd_report = {
  .name = "report",
  .summary = N_ ("money, visits, clients, deals: what happened, in figures"),
  .usage = "report [NAME [PARAMETERS] [PERIOD] [QUERY] | save NAME REPORT … | saved | remove NAME]",
  .help
  = N_ ("Without a name it lists the reports. PERIOD is 2026, 2026-11, nov, q3, «last month», "
        "1.10.-30.11. or all; QUERY says which clients, as in contact list. Each report says "
        "below what was counted and what was not. Currencies are never added. --html makes one "
        "page with charts, light or dark, that needs nothing beside it.\n"
        "Examples:\n"
        "  kontor report revenue by=service this year\n"
        "  kontor report tax oct --csv >october.csv\n"
        "  kontor report visits per=hand last month --html --output visits.html\n"
        "  kontor report save vips revenue by=client 2026 tag:vip"),
  .run = run_report,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "revenue visits clients sources goods funnel forecast answers birthdays tax save saved "
           "remove",
  .group = KT_GROUP_RECORDS,
};
