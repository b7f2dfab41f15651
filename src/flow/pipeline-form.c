#include "config.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/pipelines.h"

#include <glib/gi18n.h>
#include <string.h>

#define STALE_MAX 3650 /* days */

static gboolean
read_number (const char *word, gsize *ret_digits, int *ret)
{
  *ret_digits = strspn (word, "0123456789");
  if (*ret_digits == 0 || *ret_digits > 5)
    return FALSE;
  *ret = atoi (word);
  return TRUE;
}

static gboolean
is_days (const char *word)
{
  static const char *const units[]
      = { "d", "day", "days", "д", "дн", "дней", "днів", "dienas", NULL };
  return g_strv_contains (units, word);
}

gboolean
kt_stage_take_word (KtStage *stage, char **words, guint *ret_used, GError **error)
{
  gsize digits;
  int number;
  *ret_used = 1;
  if (g_str_equal (words[0], "stale") || g_str_equal (words[0], "after"))
    return TRUE;
  if (!read_number (words[0], &digits, &number))
    return FALSE;
  const char *unit = words[0] + digits;
  if (*unit == '\0' && words[1] != NULL)
    {
      unit = words[1];
      *ret_used = 2;
    }
  gboolean percent = g_str_equal (unit, "%");
  if (!percent && !is_days (unit))
    return FALSE;
  if (percent ? number > 100 : number > STALE_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                   percent ? _ ("%d %% is more than certain")
                           : _ ("%d days are more than ten years"),
                   number);
      return FALSE;
    }
  if (percent)
    stage->probability = number;
  else
    stage->stale = number;
  return TRUE;
}

char *
kt_pipeline_form (const KtPipeline *pipeline)
{
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, "# %s\n", kt_pipeline_title (pipeline));
  g_string_append (text,
                   _ ("# One stage a line, in the order deals take. Behind the name: how many "
                      "of a hundred\n# are won from here, and after how many days a deal "
                      "stands still.\n"));
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      if (stage->archived)
        continue;
      if (stage->kind == KT_STAGE_OPEN)
        g_string_append_printf (text, "%s  %d %%", kt_stage_title (stage), stage->probability);
      else
        g_string_append_printf (text, "%s: %s", kt_stage_kind_id (stage->kind),
                                kt_stage_title (stage));
      if (stage->kind == KT_STAGE_OPEN && stage->stale > 0)
        g_string_append_printf (text, "  stale %d d", stage->stale);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static gboolean
refuse_line (guint number, const char *line, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("line %u is no stage: «%s»"), number, line);
  kt_error_hint (error, "Offer  40 %%  stale 10 d");
  kt_error_hint (error, "won: Paid");
  return FALSE;
}

/* Behind the name, from the end: "40 %", "stale 10 d". */
static gboolean
cut_words (KtStage *stage, char **words, GError **error)
{
  GError *failure = NULL;
  for (guint n = g_strv_length (words); n > 1; n = g_strv_length (words))
    {
      guint used;
      guint at
          = n >= 3 && (g_str_equal (words[n - 1], "%") || is_days (words[n - 1])) ? n - 2 : n - 1;
      if (!kt_stage_take_word (stage, words + at, &used, &failure))
        break;
      for (guint i = at; i < n; i++)
        g_clear_pointer (&words[i], g_free);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

static KtStage *
read_line (const char *line, guint number, GError **error)
{
  g_autoptr (KtStage) stage = g_new0 (KtStage, 1);
  const char *rest = line;
  for (KtStageKind kind = KT_STAGE_WON; kind <= KT_STAGE_LOST; kind++)
    {
      g_autofree char *prefix = g_strconcat (kt_stage_kind_id (kind), ":", NULL);
      if (!g_str_has_prefix (line, prefix))
        continue;
      stage->kind = kind;
      rest = line + strlen (prefix);
    }
  stage->probability = stage->kind == KT_STAGE_WON ? 100 : stage->kind == KT_STAGE_LOST ? 0 : 50;
  g_autoptr (GString) spaced = g_string_new (rest);
  g_string_replace (spaced, "\t", " ", 0);
  while (g_string_replace (spaced, "  ", " ", 0) > 0)
    ;
  g_auto (GStrv) words = g_strsplit (g_strstrip (spaced->str), " ", -1);
  if (stage->kind == KT_STAGE_OPEN && !cut_words (stage, words, error))
    return NULL;
  g_autofree char *name = g_strjoinv (" ", words);
  stage->name = kt_nfc (name, -1);
  if (*stage->name != '\0' && strlen (stage->name) <= KT_STAGE_NAME_MAX)
    return g_steal_pointer (&stage);
  refuse_line (number, line, error);
  return NULL;
}

static GPtrArray *
read_lines (const char *text, GError **error)
{
  g_autoptr (GPtrArray) stages = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_stage_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);
      if (*line == '\0' || *line == '#')
        continue;
      KtStage *stage = read_line (line, i + 1, error);
      if (stage == NULL)
        return NULL;
      g_ptr_array_add (stages, stage);
    }
  return g_steal_pointer (&stages);
}

/* Takes the old stage of that name and kind out of the pipeline; NULL none. */
static KtStage *
steal_named (KtPipeline *pipeline, const KtStage *wanted)
{
  g_autofree char *fold = kt_fold (wanted->name);
  for (guint i = 0; i < pipeline->stages->len; i++)
    {
      const KtStage *stage = pipeline->stages->pdata[i];
      g_autofree char *name = kt_fold (stage->name), *title = kt_fold (kt_stage_title (stage));
      if (stage->kind == wanted->kind && (g_str_equal (name, fold) || g_str_equal (title, fold)))
        return g_ptr_array_steal_index (pipeline->stages, i);
    }
  return NULL;
}

/* As many new names of a kind as old ones are missing: they were renamed, in their order. */
static KtStage *
steal_renamed (KtPipeline *pipeline, const GPtrArray *lines, const GPtrArray *known,
               const KtStage *wanted)
{
  guint fresh = 0, missing = 0;
  for (guint i = 0; i < lines->len; i++)
    fresh += known->pdata[i] == NULL && ((const KtStage *)lines->pdata[i])->kind == wanted->kind;
  for (guint i = 0; i < pipeline->stages->len; i++)
    missing += ((const KtStage *)pipeline->stages->pdata[i])->kind == wanted->kind;
  for (guint i = 0; fresh == missing && i < pipeline->stages->len; i++)
    if (((const KtStage *)pipeline->stages->pdata[i])->kind == wanted->kind)
      return g_ptr_array_steal_index (pipeline->stages, i);
  return NULL;
}

static void
take_over (KtStage *stage, const KtStage *line)
{
  if (strcmp (kt_stage_title (stage), line->name) != 0)
    {
      g_free (stage->name);
      stage->name = g_strdup (line->name);
    }
  stage->probability = line->probability;
  stage->stale = line->stale;
}

gboolean
kt_pipeline_read_form (KtContext *context, KtPipelineEdit *edit, gpointer text, GError **error)
{
  KtPipeline *pipeline = edit->pipeline;
  g_autoptr (GPtrArray) lines = read_lines (text, error);
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  (void)context;
  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (known, steal_named (pipeline, lines->pdata[i]));
  for (guint i = 0; i < lines->len; i++)
    if (known->pdata[i] == NULL)
      known->pdata[i] = steal_renamed (pipeline, lines, known, lines->pdata[i]);
  while (pipeline->stages->len > 0)
    g_ptr_array_add (edit->gone, g_ptr_array_steal_index (pipeline->stages, 0));
  for (KtStageKind kind = KT_STAGE_OPEN; kind <= KT_STAGE_LOST; kind++)
    for (guint i = 0; i < lines->len; i++)
      {
        const KtStage *line = lines->pdata[i];
        KtStage *stage = known->pdata[i];
        if (line->kind != kind)
          continue;
        if (stage != NULL)
          g_ptr_array_add (pipeline->stages, stage);
        else
          stage = kt_pipeline_insert (pipeline, G_MAXUINT, line->name, kind);
        take_over (stage, line);
      }
  return TRUE;
}
