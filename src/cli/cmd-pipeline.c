#include "config.h"
#include "deal-parts.h"
#include "kontor/editor.h"
#include "kontor/error.h"
#include "kontor/pipelines.h"
#include "kontor/reminder-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define FORM_MAX (64 * 1024) /* bytes */

static const KtColumn columns[] = {
  { "pipeline", N_ ("Pipeline"), KT_COLUMN_TEXT },  { "stage", N_ ("Stage"), KT_COLUMN_TEXT },
  { "kind", N_ ("Kind"), KT_COLUMN_TEXT },          { "probability", N_ ("%"), KT_COLUMN_NUMBER },
  { "stale_days", N_ ("Stale"), KT_COLUMN_NUMBER }, { "deals", N_ ("Deals"), KT_COLUMN_NUMBER },
};

/* TRANSLATORS: how a stage of a pipeline ends a deal, or does not */
static const char *const kinds[]
    = { NC_ ("stage kind", "open"), NC_ ("stage kind", "won"), NC_ ("stage kind", "lost") };

static gboolean
add_rows (KtContext *context, KtTable *table, const KtPipeline *pipeline, GError **error)
{
  gboolean shown = context->terminal && context->output == KT_OUTPUT_TEXT;
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      guint deals = 0;
      gboolean ever;
      if (!kt_stage_used (context->store, stage->id, &deals, &ever, error))
        return FALSE;
      kt_table_add (table, shown ? (i == 0 ? kt_pipeline_title (pipeline) : "") : pipeline->name,
                    shown ? kt_stage_title (stage) : stage->name,
                    shown ? g_dpgettext2 (NULL, "stage kind", kinds[stage->kind])
                          : kt_stage_kind_id (stage->kind),
                    (gint64)stage->probability,
                    stage->stale > 0 ? (gint64)stage->stale : (gint64)KT_TABLE_NULL, (gint64)deals);
    }
  return TRUE;
}

static gboolean
print_pipelines (KtContext *context, const GPtrArray *pipelines, GError **error)
{
  g_autoptr (KtTable) table = kt_table_new (columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < pipelines->len; i++)
    if (!add_rows (context, table, pipelines->pdata[i], error))
      return FALSE;
  kt_table_print (table, context, "stages");
  return TRUE;
}

static gboolean
run_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] != NULL)
    return kt_command_usage_error (command, error);
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, context->all, error);
  return pipelines != NULL && print_pipelines (context, pipelines, error);
}

/* "Sales: Inquiry 20 % · Offer 40 % · … | Won | Lost" */
static gboolean
answer (KtContext *context, const char *verb, const KtPipeline *pipeline, GError **error)
{
  if (context->output == KT_OUTPUT_JSON && !context->dry_run)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_ptr_array_add (one, (gpointer)pipeline);
      return print_pipelines (context, one, error);
    }
  kt_out (context, "%-7s {b:%s}: ", verb, kt_pipeline_title (pipeline));
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      const char *gap = i == 0 ? "" : stage->kind == KT_STAGE_OPEN ? " → " : " | ";
      kt_out (context, "%s%s", gap, kt_stage_title (stage));
      if (stage->kind == KT_STAGE_OPEN)
        kt_out (context, " %d %%", stage->probability);
    }
  kt_out (context, "\n");
  kt_out_dry_run (context);
  return TRUE;
}

static char *
name_of (char **words, GError **error)
{
  return kt_deal_text (words, KT_STAGE_NAME_MAX, _ ("a name"), error);
}

static gboolean
run_add (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  g_autofree char *name = name_of (args, error);
  g_autoptr (KtPipeline) pipeline = name != NULL ? kt_pipelines_add (context, name, error) : NULL;
  return pipeline != NULL && answer (context, "added", pipeline, error);
}

/* What follows the pipeline: add, rename, remove, move, set. */
typedef gboolean (*Verb) (KtPipelineEdit *edit, char **words, GError **error);

static gboolean
refuse_words (const char *usage, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("the change is not understood"));
  kt_error_hint (error, "kontor pipeline edit %s", usage);
  return FALSE;
}

/* The place of the one stage a single word names. */
static gboolean
find_stage (const KtPipeline *pipeline, char *word, guint *ret, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  char *words[] = { word, NULL };
  guint used;
  g_ptr_array_add (list, (gpointer)pipeline);
  const KtStage *stage = kt_stage_take (list, pipeline, words, &used, error);
  for (*ret = 0; stage != NULL && pipeline->stages->pdata[*ret] != stage; (*ret)++)
    ;
  return stage != NULL;
}

/* "30 %", "14 d" …, to the end. */
static gboolean
set_words (KtStage *stage, char **words, GError **error)
{
  GError *failure = NULL;
  while (*words != NULL)
    {
      guint used;
      if (!kt_stage_take_word (stage, words, &used, &failure))
        {
          if (failure == NULL)
            return refuse_words ("[NAME] set STAGE 40 % 10 d", error);
          g_propagate_error (error, failure);
          return FALSE;
        }
      words += used;
    }
  return TRUE;
}

/* add "Talks" [won|lost] [after STAGE] [30 %] [14 d] */
static gboolean
add_stage (KtPipelineEdit *edit, char **words, GError **error)
{
  KtStageKind kind = KT_STAGE_OPEN;
  guint place = G_MAXUINT;
  char *one[] = { words[0], NULL };
  if (words[0] == NULL)
    return refuse_words ("[NAME] add STAGE [won | lost] [after STAGE] [40 %] [10 d]", error);
  g_autofree char *name = name_of (one, error);
  words++;
  if (name == NULL)
    return FALSE;
  if (*words != NULL && (g_str_equal (*words, "won") || g_str_equal (*words, "lost")))
    kind = g_str_equal (*words++, "won") ? KT_STAGE_WON : KT_STAGE_LOST;
  if (*words != NULL && g_str_equal (*words, "first"))
    {
      place = 0;
      words++;
    }
  else if (*words != NULL && g_str_equal (*words, "after") && words[1] != NULL
           && !g_ascii_isdigit (words[1][0]))
    {
      if (!find_stage (edit->pipeline, words[1], &place, error))
        return FALSE;
      place++;
      words += 2;
    }
  return set_words (kt_pipeline_insert (edit->pipeline, place, name, kind), words, error);
}

static gboolean
rename_stage (KtPipelineEdit *edit, char **words, GError **error)
{
  guint at;
  if (words[0] == NULL || words[1] == NULL)
    return refuse_words ("[NAME] rename STAGE NEW", error);
  g_autofree char *name = name_of (words + 1, error);
  if (name == NULL || !find_stage (edit->pipeline, words[0], &at, error))
    return FALSE;
  KtStage *stage = edit->pipeline->stages->pdata[at];
  g_free (stage->name);
  stage->name = g_steal_pointer (&name);
  return TRUE;
}

/* remove STAGE [to STAGE] */
static gboolean
remove_stage (KtPipelineEdit *edit, char **words, GError **error)
{
  guint at, to;
  gboolean goes = words[0] != NULL && words[1] != NULL;
  if (words[0] == NULL || (goes && (!g_str_equal (words[1], "to") || words[2] == NULL)))
    return refuse_words ("[NAME] remove STAGE [to STAGE]", error);
  if (!find_stage (edit->pipeline, words[0], &at, error))
    return FALSE;
  KtStage *stage = g_ptr_array_steal_index (edit->pipeline->stages, at);
  g_ptr_array_add (edit->gone, stage);
  if (!goes)
    return TRUE;
  if (!find_stage (edit->pipeline, words[2], &to, error))
    return FALSE;
  const KtStage *goal = edit->pipeline->stages->pdata[to];
  g_hash_table_insert (edit->moves, g_memdup2 (&stage->id, sizeof stage->id),
                       g_memdup2 (&goal->id, sizeof goal->id));
  return TRUE;
}

/* move STAGE first | after STAGE */
static gboolean
move_stage (KtPipelineEdit *edit, char **words, GError **error)
{
  GPtrArray *stages = edit->pipeline->stages;
  guint at, place = 0;
  gboolean first = words[0] != NULL && words[1] != NULL && g_str_equal (words[1], "first");
  gboolean after = words[0] != NULL && words[1] != NULL && g_str_equal (words[1], "after");
  if (!first && (!after || words[2] == NULL))
    return refuse_words ("[NAME] move STAGE first | after STAGE", error);
  if (!find_stage (edit->pipeline, words[0], &at, error))
    return FALSE;
  const KtStage *moved = stages->pdata[at];
  if (after && !find_stage (edit->pipeline, words[2], &place, error))
    return FALSE;
  const KtStage *behind = after ? stages->pdata[place] : NULL;
  if (moved->kind != KT_STAGE_OPEN || (behind != NULL && behind->kind != KT_STAGE_OPEN))
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("final stages stand at the end"));
      return FALSE;
    }
  KtStage *stage = g_ptr_array_steal_index (stages, at);
  place = after ? place + 1 - (at < place + 1) : 0;
  g_ptr_array_insert (stages, (int)place, stage);
  return TRUE;
}

static gboolean
set_stage (KtPipelineEdit *edit, char **words, GError **error)
{
  guint at;
  if (words[0] == NULL || words[1] == NULL)
    return refuse_words ("[NAME] set STAGE 40 % 10 d", error);
  return find_stage (edit->pipeline, words[0], &at, error)
         && set_words (edit->pipeline->stages->pdata[at], words + 1, error);
}

static const struct
{
  const char *word;
  Verb change;
} verbs[] = { { "add", add_stage },
              { "rename", rename_stage },
              { "remove", remove_stage },
              { "move", move_stage },
              { "set", set_stage } };

static Verb
verb_of (const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].word, word))
      return verbs[i].change;
  return NULL;
}

static gboolean
change_by_words (KtContext *context, KtPipelineEdit *edit, gpointer data, GError **error)
{
  char **words = data;
  (void)context;
  return verb_of (words[0]) (edit, words + 1, error);
}

/* Until it is right, or left: what was typed is not lost by a mistake. */
static KtPipeline *
edit_form (KtContext *context, const KtPipeline *pipeline, GError **error)
{
  g_autofree char *text = kt_pipeline_form (pipeline);
  g_autofree char *path = kt_editor_file (context, "pipeline", text, error);
  g_autofree char *typed = path != NULL ? kt_editor_run (context, path, FORM_MAX, error) : NULL;
  KtPipeline *edited = NULL;
  if (typed != NULL && g_str_equal (typed, text))
    g_set_error (error, KT_ERROR, KT_ERROR_FAILED, _ ("nothing was changed"));
  else if (typed != NULL)
    edited = kt_pipelines_edit (context, pipeline->id, "edit", kt_pipeline_read_form, typed, error);
  if (typed != NULL && edited == NULL && !g_str_equal (typed, text))
    kt_error_hint (error, _ ("what you wrote is kept in %s"), path);
  else if (path != NULL)
    kt_editor_remove (path);
  return edited;
}

/* edit [NAME] [CHANGE] */
static gboolean
run_edit (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, FALSE, error);
  if (pipelines == NULL)
    return FALSE;
  const KtPipeline *pipeline = pipelines->pdata[0];
  gboolean named = args[0] != NULL && verb_of (args[0]) == NULL;
  if (named && (pipeline = kt_pipeline_said (pipelines, args[0], error)) == NULL)
    return FALSE;
  char **words = args + (named ? 1 : 0);
  g_autoptr (KtPipeline) edited = NULL;
  if (words[0] != NULL && verb_of (words[0]) == NULL)
    return kt_command_usage_error (command, error);
  if (words[0] != NULL)
    edited = kt_pipelines_edit (context, pipeline->id, words[0], change_by_words, words, error);
  else if (context->terminal && !context->no_input)
    edited = edit_form (context, pipeline, error);
  else
    return kt_command_missing (command, "CHANGE", error);
  return edited != NULL && answer (context, "changed", edited, error);
}

static gboolean
run_remove (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  if (!kt_command_parse (command, NULL, &args, error))
    return FALSE;
  if (args[0] == NULL)
    return kt_command_missing (command, "NAME", error);
  g_autofree char *words = g_strjoinv (" ", args);
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, FALSE, error);
  const KtPipeline *pipeline
      = pipelines != NULL ? kt_pipeline_said (pipelines, words, error) : NULL;
  return pipeline != NULL && kt_pipelines_remove (context, pipeline, error)
         && answer (context, "removed", pipeline, error);
}

static gboolean
run_pipeline (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  static const KtSubcommand subcommands[] = {
    { "list", run_list, KT_NEED_READ },
    { "add", run_add, KT_NEED_WRITE },
    { "edit", run_edit, KT_NEED_WRITE },
    { "remove", run_remove, KT_NEED_WRITE },
    { NULL },
  };
  return kt_command_dispatch (context, command, subcommands, args, error);
}

const KtCommand kt_cmd_pipeline = {
  .name = "pipeline",
  .summary = N_ ("the ways deals take, and their stages"),
  .usage = "pipeline [list] [--all]\n"
           "pipeline add NAME\n"
           "pipeline edit [NAME] [CHANGE]\n"
           "pipeline remove NAME",
  .help
  = N_ ("The first one is there from the first deal on: Inquiry, Offer, In work, Invoiced, and "
        "Won or Lost. A new one begins with the stages of the first. On a terminal edit opens "
        "$EDITOR on a plain form, one stage a line: «Offer  40 %  stale 10 d», «won: Paid», "
        "«lost: Refused». CHANGE says it in words: add STAGE [won|lost] [first|after STAGE] "
        "[PERCENT %] [DAYS d], rename STAGE NEW, remove STAGE [to STAGE], move STAGE first|after "
        "STAGE, set STAGE [PERCENT %] [DAYS d]. There may be several final stages. Open deals of a "
        "stage that is removed go where you say.\n"
        "Examples:\n"
        "  kontor pipeline list\n"
        "  kontor pipeline edit add Talks after Inquiry 30% 14d\n"
        "  kontor pipeline edit rename Offer Proposal\n"
        "  kontor pipeline edit remove Talks to Offer\n"
        "  kontor pipeline add Courses\n"
        "  kontor pipeline edit courses add Refused lost"),
  .needs = KT_NEED_SETTINGS,
  .run = run_pipeline,
  .complete = KT_COMPLETE_WORDS,
  .words = "add edit list remove",
  .group = KT_GROUP_RECORDS,
};
