#include "config.h"
#include "report-saved.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/nearest.h"
#include "kontor/reminder-view.h"
#include "kontor/report-run.h"
#include "kontor/saved-report.h"
#include "kontor/table.h"

#include <glib/gi18n.h>
#include <string.h>

#define NAME_BYTES 60
#define ARGUMENTS_MAX 40u
#define ARGUMENT_BYTES 500u

static const char *const subcommands[] = { "save", "saved", "remove", NULL };

gboolean
kt_report_unknown (KtContext *context, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) saved = kt_saved_report_list (context->store, error);
  if (saved == NULL)
    return FALSE;
  for (guint i = 0; kt_report_kinds[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)kt_report_kinds[i]->name);
  for (guint i = 0; i < saved->len; i++)
    g_ptr_array_add (names, ((KtSavedReport *)saved->pdata[i])->name);
  for (guint i = 0; subcommands[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)subcommands[i]);
  g_ptr_array_add (names, NULL);
  const char *near = kt_nearest (name, (const char *const *)names->pdata);
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no report «%s»"), name);
  if (near != NULL)
    kt_error_hint (error, _ ("did you mean: %s"), near);
  kt_error_hint (error, _ ("which there are: kontor report"));
  return FALSE;
}

/* A name that can be typed again, and that hides no report of the program. */
static gboolean
check_name (const char *name, GError **error)
{
  const char *why = NULL;
  if (*name == '\0' || *name == '-' || strlen (name) > NAME_BYTES
      || strpbrk (name, "\r\n\t") != NULL)
    why = _ ("a name like «%.40s» cannot be typed again");
  else if (kt_report_find (name) != NULL || g_strv_contains (subcommands, name))
    why = _ ("«%.40s» is a report already");
  if (why == NULL)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, why, name);
  return FALSE;
}

/* What would fail each time is not kept. The query is asked only when the report runs: a segment
 * that it names may come later. */
static gboolean
check_arguments (KtContext *context, const KtReportKind *kind, char **arguments, GError **error)
{
  g_auto (KtReportAsk) ask = { 0 };
  g_autoptr (GPtrArray) plain = g_ptr_array_new ();
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      if (i >= ARGUMENTS_MAX || strlen (arguments[i]) > ARGUMENT_BYTES
          || strchr (arguments[i], '\n') != NULL)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("these parameters cannot be kept"));
          return FALSE;
        }
      if (!g_str_equal (arguments[i], "--names"))
        g_ptr_array_add (plain, arguments[i]);
    }
  g_ptr_array_add (plain, NULL);
  return kt_report_read_ask (context, kind, (const char *const *)plain->pdata, &ask, error);
}

static gboolean
commit (KtContext *context, const char *line, GError **error)
{
  if (!context->dry_run)
    return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
  kt_journal_rollback (context->store);
  kt_out_dry_run (context);
  return TRUE;
}

static gboolean
write_saved (KtContext *context, KtSavedReport *saved, GError **error)
{
  g_autofree char *words = g_strjoinv (" ", saved->arguments);
  g_autofree char *line = g_strdup_printf ("report save %s", saved->name);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autoptr (KtSavedReport) before = kt_saved_report_find (context->store, saved->name, error);
  saved->id = before != NULL ? before->id : kt_id_random ();
  if ((before == NULL && *error != NULL)
      || !kt_saved_report_put (context->store, saved,
                               MAX (context->clock.now, before != NULL ? before->updated + 1 : 0),
                               error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  kt_out (context,
          before != NULL ? _ ("changed  %s: report %s%s%s   kontor report %s\n")
                         : _ ("kept  %s: report %s%s%s   kontor report %s\n"),
          saved->name, saved->report, *words != '\0' ? " " : "", words, saved->name);
  return commit (context, line, error);
}

gboolean
kt_report_save (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  GError *failure = NULL;
  if (args[0] == NULL || args[1] == NULL)
    return kt_command_missing (command, args[0] == NULL ? "NAME" : "REPORT", error);
  const KtReportKind *kind = kt_report_find (args[1]);
  if (!check_name (args[0], error))
    return FALSE;
  if (kind == NULL)
    return kt_report_unknown (context, args[1], error);
  if (!check_arguments (context, kind, args + 2, error))
    return FALSE;
  g_autoptr (KtSavedReport) saved = g_new0 (KtSavedReport, 1);
  saved->name = kt_nfc (args[0], -1);
  saved->report = g_strdup (kind->name);
  saved->arguments = g_strdupv (args + 2);
  if (write_saved (context, saved, &failure))
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static const KtColumn columns[] = {
  { "name", N_ ("NAME"), KT_COLUMN_TEXT },
  { "report", N_ ("REPORT"), KT_COLUMN_TEXT },
  { "parameters", N_ ("WITH"), KT_COLUMN_TEXT },
  { "updated", N_ ("KEPT"), KT_COLUMN_TIME },
};

gboolean
kt_report_saved (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) list = kt_saved_report_list (context->store, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const KtSavedReport *saved = list->pdata[i];
      g_autofree char *words = g_strjoinv (" ", saved->arguments);
      kt_table_add (table, saved->name, saved->report, words, saved->updated);
    }
  kt_table_print (table, context, "saved");
  if (list->len == 0 && context->terminal && context->output == KT_OUTPUT_TEXT)
    kt_out (context, "%s\n{c:kontor report save %s}\n", _ ("no report is kept"),
            _ ("NAME REPORT [PARAMETERS]"));
  return TRUE;
}

gboolean
kt_report_remove (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  GError *failure = NULL;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  g_autofree char *name = g_strjoinv (" ", args);
  g_autofree char *line = g_strdup_printf ("report remove %s", name);
  g_autoptr (KtSavedReport) saved = kt_saved_report_find (context->store, name, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (saved == NULL)
    return kt_report_unknown (context, name, error);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!kt_saved_report_delete (context->store, saved->id, error))
    {
      kt_journal_rollback (context->store);
      return FALSE;
    }
  kt_out (context, _ ("removed  the report %s; what it counts stays\n"), saved->name);
  return commit (context, line, error);
}
