#include "config.h"
#include "deal-parts.h"
#include "kontor/ask-when.h"
#include "kontor/error.h"
#include "kontor/fold.h"
#include "kontor/reminder-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define STAGE_WORDS_MAX 6u
#define MONEY_WORDS_MAX 3u
#define YEAR_FIRST 1900
#define YEAR_LAST 2100

gboolean
kt_deal_cmd_take (KtContext *context, const KtCommand *command, char **args, gboolean closed,
                  KtHandle *ret, char ***ret_rest, GError **error)
{
  guint used;
  if (args[0] == NULL)
    return kt_command_missing (command, "DEAL", error);
  if (!kt_deal_take (context, args, closed, ret, &used, error))
    return FALSE;
  *ret_rest = args + used;
  return TRUE;
}

static void
list_stages (const GPtrArray *pipelines, const KtPipeline *prefer, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < pipelines->len; i++)
    {
      const KtPipeline *pipeline = pipelines->pdata[i];
      for (guint j = 0; (prefer == NULL || prefer == pipeline) && j < pipeline->stages->len; j++)
        {
          const KtStage *stage = pipeline->stages->pdata[j];
          if (!stage->archived)
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                                    kt_stage_title (stage));
        }
    }
  kt_error_hint (error, _ ("the stages are: %s"), names->str);
}

static const KtStage *
refuse_several (const GPtrArray *found, const char *said, GError **error)
{
  g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» may be several stages"), said);
  for (guint i = 0; i < found->len; i++)
    kt_error_detail (error, "%s", kt_stage_title (found->pdata[i]));
  kt_error_hint (error, _ ("write more of the name"));
  return NULL;
}

const KtStage *
kt_stage_take (const GPtrArray *pipelines, const KtPipeline *prefer, char **words, guint *ret_used,
               GError **error)
{
  guint n = MIN (g_strv_length (words), STAGE_WORDS_MAX);
  for (guint used = n; used > 0; used--)
    {
      g_autoptr (GPtrArray) run = g_ptr_array_new ();
      for (guint i = 0; i < used; i++)
        g_ptr_array_add (run, words[i]);
      g_ptr_array_add (run, NULL);
      g_autofree char *said = g_strjoinv (" ", (char **)run->pdata);
      g_autoptr (GPtrArray) found = kt_stages_named (pipelines, prefer, said);
      *ret_used = used;
      if (found->len == 1)
        return found->pdata[0];
      if (found->len > 1)
        return refuse_several (found, said, error);
    }
  g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("there is no stage «%s»"),
               n > 0 ? words[0] : "");
  list_stages (pipelines, prefer, error);
  return NULL;
}

const KtPipeline *
kt_pipeline_said (const GPtrArray *pipelines, const char *words, GError **error)
{
  g_autoptr (GPtrArray) found = kt_pipelines_named (pipelines, words);
  if (found->len == 1)
    return found->pdata[0];
  g_set_error (error, KT_ERROR, found->len == 0 ? KT_ERROR_NOT_FOUND : KT_ERROR_CONFLICT,
               found->len == 0 ? _ ("there is no pipeline «%s»")
                               : _ ("«%s» may be several pipelines"),
               words);
  kt_error_hint (error, _ ("see them: kontor pipeline list"));
  return NULL;
}

static gboolean
parse_day (KtContext *context, gpointer data, KtReading reading, KtLocal *ret, GError **error)
{
  g_auto (GStrv) words = g_strsplit (data, " ", -1);
  guint n = g_strv_length (words), used;
  KtWhenContext when;
  kt_context_when (context, &when);
  when.reading = reading;
  if (!kt_when_parse ((const char *const *)words, n, &when, ret, &used, error))
    return FALSE;
  if (used == n && ret->hour < 0)
    return TRUE;
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("«%s» is no day"), (const char *)data);
  return FALSE;
}

char *
kt_deal_day (KtContext *context, const char *text, GError **error)
{
  KtLocal day;
  KtReading reading;
  char iso[KT_LOCAL_TEXT];
  if (!kt_ask_when (context, parse_day, (gpointer)text, &reading, error)
      || !parse_day (context, (gpointer)text, reading, &day, error))
    return NULL;
  kt_local_format (day, iso);
  return g_strdup (iso);
}

char *
kt_deal_text (char **words, gsize max, const char *what, GError **error)
{
  g_autofree char *joined = g_strjoinv (" ", words);
  g_autofree char *text = kt_nfc (g_strstrip (joined), -1);
  if (*text != '\0' && strlen (text) <= max)
    return g_steal_pointer (&text);
  g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("%s of 1 to %u bytes is wanted"), what,
               (guint)max);
  return NULL;
}

/* "Katalog 2027": a year as well as a sum. */
static gboolean
may_be_a_year (const char *text)
{
  return strspn (text, "0123456789") == 4 && text[4] == '\0' && atoi (text) >= YEAR_FIRST
         && atoi (text) <= YEAR_LAST;
}

gboolean
kt_deal_take_amount (char **words, const char *currency, KtMoney *ret, gboolean *ret_found,
                     GError **error)
{
  guint n = g_strv_length (words);
  *ret_found = FALSE;
  for (guint run = MIN (MONEY_WORDS_MAX, n); run > 0 && !*ret_found; run--)
    {
      g_autofree char *text = g_strjoinv (" ", words + n - run);
      if (!kt_money_has_form (text))
        continue;
      if (may_be_a_year (text) && n > 1)
        {
          g_set_error (error, KT_ERROR, KT_ERROR_USAGE,
                       _ ("is «%s» a sum or does it belong to the title?"), text);
          kt_error_hint (error, _ ("a sum: write %s,- or with its currency"), text);
          kt_error_hint (error, _ ("the title: put all of it into quotes"));
          return FALSE;
        }
      if (!kt_money_parse (text, currency, ret, error))
        return FALSE;
      for (guint i = n - run; i < n; i++)
        g_clear_pointer (&words[i], g_free);
      *ret_found = TRUE;
    }
  return TRUE;
}

void
kt_deal_currency (KtContext *context, KtId contact, char ret[4])
{
  g_strlcpy (ret, context->settings != NULL ? context->settings->currency : "EUR", 4);
  g_autoptr (GPtrArray) deals
      = contact != 0 ? kt_deal_list_of (context->store, contact, TRUE, NULL) : NULL;
  for (guint i = 0; deals != NULL && i < deals->len; i++)
    {
      const KtDeal *deal = deals->pdata[i];
      if (deal->amount.currency[0] == '\0')
        continue;
      g_strlcpy (ret, deal->amount.currency, 4);
      return;
    }
}

gboolean
kt_deal_answer (KtContext *context, const char *verb, const KtDeal *deal, const char *after,
                GError **error)
{
  if (context->output == KT_OUTPUT_JSON && !context->dry_run)
    return kt_json_print_deal (context, deal->id, error);
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  const KtStage *stage = pipelines != NULL ? kt_pipelines_stage (pipelines, deal->stage) : NULL;
  if (pipelines == NULL)
    return FALSE;
  g_autofree char *amount = kt_say_deal_amount (deal);
  g_autofree char *line
      = kt_marked ("%-7s %s%s{b:%s}%s%s · %s", verb, deal->who != NULL ? deal->who : "",
                   deal->who != NULL ? " · " : "", deal->title, stage != NULL ? " · " : "",
                   stage != NULL ? kt_stage_title (stage) : "", amount);
  kt_out_marked (context, line);
  if (after != NULL)
    {
      int width = kt_marked_width (line) + kt_marked_width (after);
      kt_out (context, context->terminal && width > context->width ? "\n     " : "");
      kt_out_marked (context, after);
    }
  kt_out (context, "\n");
  kt_out_dry_run (context);
  return TRUE;
}
