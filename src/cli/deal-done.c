#include "config.h"
#include "deal-parts.h"
#include "kontor/ask.h"
#include "kontor/error.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
kt_deal_is_number (KtContext *context, const char *argument)
{
  KtHandle handle;
  gboolean number = strspn (argument, "0123456789") == strlen (argument) && strlen (argument) <= 3;
  if (!number && !kt_ref_has_form (argument))
    return FALSE;
  g_autoptr (GError) failure = NULL;
  if (kt_handle_resolve (context, argument, KT_RECORD_DEAL, &handle, &failure))
    return TRUE;
  /* a deal that has changed since is one all the same: the deal's command says so */
  return kt_handle_listed (context, argument) == KT_RECORD_DEAL;
}

/* What can be done about a deal that stands still. */
static gboolean
refuse (const KtDeal *deal, const char *argument, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("what is the next step of «%s»?"), deal->title);
  kt_error_hint (error, _ ("plan it: kontor deal next %s WHEN TEXT"), argument);
  kt_error_hint (error,
                 _ ("move it: kontor move %s STAGE, kontor deal win %s, kontor deal lose %s"),
                 argument, argument, argument);
  return FALSE;
}

/* `done N` of a deal: it wants a next step, or another stage. */
gboolean
kt_deal_cmd_done (KtContext *context, char **args, GError **error)
{
  KtHandle handle;
  const KtCommand *command = kt_command_find ("deal");
  if (args[1] != NULL)
    return kt_command_usage_error (command, error);
  if (!kt_handle_resolve (context, args[0], KT_RECORD_DEAL, &handle, error))
    return FALSE;
  g_autoptr (KtDeal) deal = kt_deal_get (context->store, handle.key, error);
  if (deal == NULL)
    return FALSE;
  if (!context->terminal || context->no_input || context->output != KT_OUTPUT_TEXT)
    return refuse (deal, args[0], error);
  g_autofree char *said = kt_say_deal (deal);
  kt_out (context, _ ("{b:%s}: what is next?\n"), said);
  g_autofree char *answer = kt_ask (
      context, _ ("  {d:fri 14:00 call about it · a stage · Enter nothing} "), "", NULL, error);
  if (answer == NULL)
    return FALSE;
  if (*answer == '\0')
    {
      kt_out (context, _ ("{b:%s} stays as it is\n"), said);
      return TRUE;
    }
  g_autofree char *line = g_strdup_printf ("%s %s", args[0], answer);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  guint used;
  if (pipelines == NULL)
    return FALSE;
  const KtStage *stage = kt_stage_take (pipelines, kt_pipelines_of_stage (pipelines, deal->stage),
                                        words + 1, &used, NULL);
  return stage != NULL ? kt_deal_cmd_move (context, command, words, error)
                       : kt_deal_cmd_next (context, command, words, error);
}

/* `snooze N [WHEN]` of a deal: a next step, to look at it again. */
gboolean
kt_deal_cmd_snooze (KtContext *context, char *deal, char **when, GError **error)
{
  const KtCommand *command = kt_command_find ("deal");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_strv_builder_add (builder, deal);
  if (when[0] == NULL)
    g_strv_builder_add (builder, "tomorrow");
  g_strv_builder_addv (builder, (const char **)when);
  g_strv_builder_add (builder, _ ("look at it again"));
  g_auto (GStrv) words = g_strv_builder_end (builder);
  return kt_deal_cmd_next (context, command, words, error);
}
