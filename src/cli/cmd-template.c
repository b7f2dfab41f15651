#include "config.h"
#include "template-parts.h"
#include "kontor/editor.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/journal.h"
#include "kontor/paper.h"
#include "kontor/reminder-view.h"
#include "kontor/table.h"
#include <glib/gi18n.h>
#include <string.h>

static const KtColumn columns[] = {
  { "name", N_ ("TEMPLATE"), KT_COLUMN_TEXT }, { "kind", N_ ("FOR"), KT_COLUMN_TEXT },
  { "format", N_ ("FORMAT"), KT_COLUMN_TEXT }, { "language", N_ ("LANGUAGE"), KT_COLUMN_TEXT },
  { "own", N_ ("OWN"), KT_COLUMN_TEXT },       { "ref", N_ ("REF"), KT_COLUMN_REF },
};

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) list = kt_template_list (context->store, error);
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KtTemplate *template = list->pdata[i];
      kt_table_add (table, template->name, template->kind, kt_fill_format_id (template->format),
                    template->language, template->id != 0 ? "yes" : "no", template->id);
    }
  kt_table_print (table, context, "templates");
  return list != NULL;
}

static void
print_template (KtContext *context, const char *verb, const KtTemplate *template)
{
  if (context->output == KT_OUTPUT_JSON)
    {
      KtJson *builder = kt_json_begin ();
      kt_json_member (builder, "template");
      kt_json_begin_object (builder);
      kt_json_member (builder, "ref");
      if (template->id != 0)
        kt_json_ref (builder, template->id);
      else
        kt_json_null (builder);
      kt_json_member (builder, "name");
      kt_json_text (builder, template->name);
      kt_json_member (builder, "kind");
      kt_json_text (builder, template->kind);
      kt_json_member (builder, "format");
      kt_json_text (builder, kt_fill_format_id (template->format));
      kt_json_member (builder, "language");
      kt_json_text (builder, template->language);
      kt_json_member (builder, "body");
      kt_json_text (builder, template->body);
      kt_json_end_object (builder);
      kt_json_end (context, builder);
      return;
    }
  if (verb == NULL)
    {
      g_autofree char *safe = kt_safe_block (template->body);
      kt_out_marked (context, safe);
      return;
    }
  kt_out (context, "%s  {b:%s}  %s, %s%s%s\n", verb, template->name, template->kind,
          kt_fill_format_id (template->format), template->language != NULL ? ", " : "",
          template->language != NULL ? template->language : "");
  kt_out_dry_run (context);
}

static gboolean
run_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtTemplateOptions) options = { 0 };
  if (!kt_template_options_take (command, &args, &options, error))
    return FALSE;
  g_autoptr (KtTemplate) template = kt_template_named (context, command, args, &options, error);
  if (template == NULL)
    return FALSE;
  print_template (context, NULL, template);
  return TRUE;
}

/* In a transaction of its own. */
static gboolean
save (KtContext *context, const char *verb, KtTemplate *template, GError **error)
{
  template->updated = MAX (context->clock.now, template->updated + 1);
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  gboolean ok = kt_template_put (context->store, template, error);
  if (!ok || context->dry_run)
    {
      kt_journal_rollback (context->store);
      return ok;
    }
  g_autofree char *line = g_strdup_printf ("template %s %s", verb, template->name);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

/* The user's own of that name, kind, format and language, if there is one. */
static KtTemplate *
find_own (KtContext *context, const KtTemplate *like, GError **error)
{
  g_autoptr (GPtrArray) list = kt_template_list (context->store, error);
  g_autofree char *wanted = kt_fold (like->name);
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const KtTemplate *template = list->pdata[i];
      g_autofree char *fold = kt_fold (template->name);
      if (template->id != 0 && g_str_equal (fold, wanted)
          && g_str_equal (template->kind, like->kind) && template->format == like->format
          && g_strcmp0 (template->language, like->language) == 0)
        return g_ptr_array_steal_index (list, i);
    }
  return NULL;
}

/* Writes a checked body: over the one that is there already, or as a new one. */
static gboolean
write_body (KtContext *context, const char *verb, KtTemplate *template, GError **error)
{
  GError *failure = NULL;
  if (!kt_paper_check (template->body, template->format, error))
    return FALSE;
  g_autoptr (KtTemplate) there = find_own (context, template, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  template->id = there != NULL ? there->id : kt_id_random ();
  template->created = there != NULL ? there->created : context->clock.now;
  template->updated = there != NULL ? there->updated : 0;
  if (!save (context, verb, template, error))
    return FALSE;
  print_template (context, there != NULL ? "changed" : "added", template);
  return TRUE;
}

static gboolean
run_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtTemplateOptions) options = { 0 };
  if (!kt_template_options_take (command, &args, &options, error))
    return FALSE;
  g_autoptr (KtTemplate) template = kt_template_named (context, command, args, &options, error);
  if (template == NULL)
    return FALSE;
  const char *name = template->format == KT_FILL_HTML ? "template.html" : "template.txt";
  g_autofree char *path = kt_editor_file (context, name, template->body, error);
  g_autofree char *body
      = path != NULL ? kt_editor_run (context, path, KT_FILL_TEMPLATE_MAX, error) : NULL;
  gboolean same = body != NULL && strcmp (body, template->body) == 0;
  gboolean ok = same;
  if (same)
    kt_out (context, "%s\n", _ ("nothing was changed"));
  else if (body != NULL)
    {
      g_free (template->body);
      template->body = g_steal_pointer (&body);
      ok = write_body (context, "edit", template, error);
      if (!ok)
        kt_error_hint (error, _ ("what you wrote is kept in %s"), path);
    }
  if (ok)
    kt_editor_remove (path);
  return ok;
}

static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtTemplateOptions) options = { 0 };
  if (!kt_template_options_take (command, &args, &options, error))
    return FALSE;
  g_autoptr (KtTemplate) template = kt_template_new_of (context, command, args, &options, error);
  return template != NULL && write_body (context, "add", template, error);
}

static gboolean
run_remove (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_auto (KtTemplateOptions) options = { 0 };
  if (!kt_template_options_take (command, &args, &options, error))
    return FALSE;
  g_autoptr (KtTemplate) template = kt_template_named (context, command, args, &options, error);
  if (template == NULL)
    return FALSE;
  if (template->id == 0)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is built in, it cannot be removed"),
                   template->name);
      return FALSE;
    }
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  g_autofree char *line = g_strdup_printf ("template remove %s", template->name);
  gboolean ok = kt_template_delete (context->store, template->id, error);
  if (!ok || context->dry_run)
    kt_journal_rollback (context->store);
  else
    ok = kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
  if (ok)
    print_template (context, "removed", template);
  return ok;
}

static gboolean
run_template (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },      { "show", run_show, KT_NEED_READ },
    { "edit", run_edit, KT_NEED_WRITE },     { "add", run_add, KT_NEED_WRITE },
    { "remove", run_remove, KT_NEED_WRITE }, { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

static const GOptionEntry options[] = {
  { "html", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("the page, not the text"), NULL },
  { "kind", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("for what: invoice, offer or letter"),
    N_ ("KIND") },
  { "language", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("in which language: lv, ru, uk, en …"),
    N_ ("TAG") },
  { NULL },
};

const KtCommand kt_cmd_template = {
  .name = "template",
  .summary = N_ ("how invoices, offers and reminders look"),
  .usage = "template [list]\n"
           "template show NAME [--html] [--language TAG]\n"
           "template edit NAME [--html] [--language TAG]\n"
           "template add NAME FILE [--kind KIND] [--html] [--language TAG]\n"
           "template remove NAME [--html] [--language TAG]",
  .help = N_ ("Built in are invoice, offer and reminder in English, Latvian, Russian and "
              "Ukrainian; the client's language picks. Edited, one becomes your own, which wins; "
              "removed, the built-in one is back. {{number}} is a place that is filled in, "
              "{{#lines}} … {{/lines}} is repeated for each line, {{?iban}} … {{/iban}} is left "
              "out where there is none; the manual names all places. A place that is not known "
              "is an error with line and column, and a page runs no script.\n"
              "Examples:\n"
              "  kontor template show invoice --language lv\n"
              "  kontor template edit invoice --html --language lv\n"
              "  kontor template add short invoice.txt --kind invoice\n"
              "  kontor invoice print 2026-044 --template short"),
  .needs = KT_NEED_SETTINGS,
  .run = run_template,
  .options = options,
  .complete = KT_COMPLETE_WORDS,
  .words = "add edit list remove show",
  .group = KT_GROUP_RECORDS,
};
