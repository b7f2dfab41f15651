#include "config.h"
#include "deal-parts.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/query.h"

#include <glib/gi18n.h>
#include <string.h>

/* Which deals are wanted. */
typedef struct
{
  const KtPipeline *pipeline; /* NULL any */
  const KtStage *stage;       /* NULL any */
  GStrv words;                /* folded; each begins a word of the title or of the client's name */
  GHashTable *clients;        /* KtId, of a query; NULL: the words are words */
} Filter;

static void
filter_clear (Filter *filter)
{
  g_strfreev (filter->words);
  g_clear_pointer (&filter->clients, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, filter_clear)

static gboolean
begins_word (const char *text, const char *word)
{
  for (const char *p = text; (p = strstr (p, word)) != NULL; p++)
    if (p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))))
      return TRUE;
  return FALSE;
}

static gboolean
matches (const Filter *filter, const KtDealRow *row)
{
  if ((filter->pipeline != NULL && row->pipeline != filter->pipeline)
      || (filter->stage != NULL && row->stage != filter->stage))
    return FALSE;
  if (filter->clients != NULL)
    return g_hash_table_contains (filter->clients, &row->deal->contact);
  if (filter->words[0] == NULL)
    return TRUE;
  g_autofree char *said = kt_say_deal (row->deal);
  g_autofree char *fold = kt_fold (said);
  for (char **word = filter->words; *word != NULL; word++)
    if (**word != '\0' && !begins_word (fold, *word))
      return FALSE;
  return TRUE;
}

static void
apply (const Filter *filter, KtDealSheet *sheet)
{
  guint kept = 0;
  for (guint i = 0; i < sheet->rows->len; i++)
    {
      KtDealRow row = g_array_index (sheet->rows, KtDealRow, i);
      if (matches (filter, &row))
        g_array_index (sheet->rows, KtDealRow, kept++) = row;
    }
  g_array_set_size (sheet->rows, kept);
}

/* By pipeline and stage, closed ones last; longest in the stage first. */
static gint
compare_rows (gconstpointer a, gconstpointer b)
{
  const KtDealRow *x = a, *y = b;
  if (x->pipeline != y->pipeline && x->pipeline != NULL && y->pipeline != NULL)
    return x->pipeline->position != y->pipeline->position
               ? x->pipeline->position - y->pipeline->position
               : (x->pipeline->id < y->pipeline->id ? -1 : 1);
  if (x->stage != y->stage)
    return x->stage->position != y->stage->position ? x->stage->position - y->stage->position
                                                    : (x->stage->id < y->stage->id ? -1 : 1);
  if (x->deal->since != y->deal->since)
    return x->deal->since < y->deal->since ? -1 : 1;
  int order = strcmp (x->deal->title, y->deal->title);
  if (order != 0)
    return order;
  return x->deal->id < y->deal->id ? -1 : x->deal->id > y->deal->id;
}

/* A query of the language names clients; else it is words. */
static gboolean
read_words (KtContext *context, char **words, Filter *filter, GError **error)
{
  g_autofree char *query = kt_query_join (words);
  if (kt_query_has_fields (context, query))
    return (filter->clients = kt_query_contacts (context, query, error)) != NULL;
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *fold = kt_fold (joined);
  filter->words = g_strsplit (fold, " ", -1);
  return TRUE;
}

static gboolean
read_filter (KtContext *context, const KtDealSheet *sheet, const char *pipeline, const char *stage,
             char **words, Filter *filter, GError **error)
{
  if (!read_words (context, words, filter, error))
    return FALSE;
  if (pipeline != NULL
      && (filter->pipeline = kt_pipeline_said (sheet->pipelines, pipeline, error)) == NULL)
    return FALSE;
  if (stage == NULL)
    return TRUE;
  g_auto (GStrv) parts = g_strsplit (stage, " ", -1);
  guint used;
  filter->stage = kt_stage_take (
      sheet->pipelines, filter->pipeline != NULL ? filter->pipeline : sheet->pipelines->pdata[0],
      parts, &used, error);
  return filter->stage != NULL;
}

/* `list [QUERY|WORD…] [--stage S] [--pipeline P] [--all]`; a final stage shows what ended there. */
gboolean
kt_deal_cmd_list (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *stage = NULL, *pipeline = NULL;
  const GOptionEntry entries[] = { { "stage", 0, 0, G_OPTION_ARG_STRING, &stage, NULL, NULL },
                                   { "pipeline", 0, 0, G_OPTION_ARG_STRING, &pipeline, NULL, NULL },
                                   { NULL } };
  g_auto (Filter) filter = { 0 };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autoptr (KtDealSheet) sheet
      = kt_deal_sheet_read (context, context->all || stage != NULL, error);
  if (sheet == NULL || !read_filter (context, sheet, pipeline, stage, args, &filter, error))
    return FALSE;
  apply (&filter, sheet);
  g_array_sort (sheet->rows, compare_rows);
  return kt_deal_list_print (context, sheet, error);
}

/* `board [PIPELINE]` */
gboolean
kt_deal_cmd_board (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  g_autofree char *option = NULL;
  const GOptionEntry entries[]
      = { { "pipeline", 0, 0, G_OPTION_ARG_STRING, &option, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  g_autofree char *words = g_strjoinv (" ", args);
  const char *said = option != NULL ? option : words;
  g_autoptr (KtDealSheet) sheet = kt_deal_sheet_read (context, FALSE, error);
  if (sheet == NULL)
    return FALSE;
  const KtPipeline *pipeline = sheet->pipelines->pdata[0];
  if (*said != '\0' && (pipeline = kt_pipeline_said (sheet->pipelines, said, error)) == NULL)
    return FALSE;
  if (context->output == KT_OUTPUT_CSV)
    {
      g_array_sort (sheet->rows, compare_rows);
      return kt_deal_list_print (context, sheet, error);
    }
  return kt_deal_board_print (context, sheet, pipeline, error);
}

gboolean
kt_deal_cmd_show (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  KtHandle handle;
  char **rest;
  if (!kt_command_parse (command, NULL, &args, error)
      || !kt_deal_cmd_take (context, command, args, TRUE, &handle, &rest, error))
    return FALSE;
  if (*rest != NULL)
    return kt_command_usage_error (command, error);
  return kt_deal_show_print (context, handle.key, error);
}
