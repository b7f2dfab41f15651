#include "config.h"
#include "kontor/address.h"
#include "kontor/auto-contact.h"
#include "kontor/deal-letter.h"
#include "kontor/deals.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/reminder.h"
#include "kontor/subject.h"

#include <glib/gi18n.h>
#include <string.h>

#define LOG_TEXT_MAX 80 /* characters of a title in the journal's line */

void
kt_deal_request_clear (KtDealRequest *request)
{
  g_clear_pointer (&request->title, g_free);
  g_clear_pointer (&request->expected, g_free);
  g_clear_pointer (&request->new_address, g_free);
}

static gboolean
make_pipeline (KtContext *context, gboolean own, GError **error)
{
  KtStore *store = context->store;
  gint64 now = context->clock.now;
  if (!own)
    return kt_pipeline_ensure (store, now, error);
  if (!kt_journal_begin (store, KT_ORIGIN_SYNC, context->command, error))
    return FALSE;
  if (!kt_pipeline_ensure (store, now, error))
    {
      kt_journal_rollback (store);
      return FALSE;
    }
  return kt_journal_commit (store, "pipeline: the first one", now, FALSE, NULL, error);
}

gboolean
kt_deals_begin (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, TRUE, error);
  if (pipelines == NULL)
    return FALSE;
  gboolean missing = ((const KtPipeline *)pipelines->pdata[0])->created == 0;
  if (missing && !context->dry_run && !make_pipeline (context, TRUE, error))
    return FALSE;
  if (!kt_journal_begin (context->store, KT_ORIGIN_USER, context->command, error))
    return FALSE;
  if (!missing || !context->dry_run || make_pipeline (context, FALSE, error))
    return TRUE;
  kt_journal_rollback (context->store);
  return FALSE;
}

gboolean
kt_deals_end (KtContext *context, const char *verb, const char *text, GError **error)
{
  if (context->dry_run)
    {
      kt_journal_rollback (context->store);
      return TRUE;
    }
  g_autofree char *cut
      = g_utf8_strlen (text, -1) > LOG_TEXT_MAX ? g_utf8_substring (text, 0, LOG_TEXT_MAX) : NULL;
  g_autofree char *line
      = g_strdup_printf (cut != NULL ? "%s %s…" : "%s %s", verb, cut != NULL ? cut : text);
  return kt_journal_commit (context->store, line, context->clock.now, TRUE, NULL, error);
}

static KtId
first_stage (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) pipelines = kt_pipeline_list (context->store, FALSE, error);
  const KtStage *stage
      = pipelines != NULL ? kt_pipeline_first (pipelines->pdata[0], KT_STAGE_OPEN) : NULL;
  return stage != NULL ? stage->id : 0;
}

/* Somebody who wrote and is not in the book yet. */
static gboolean
make_client (KtContext *context, const char *norm, KtId *ret_contact, GError **error)
{
  g_autoptr (KtAddressSeen) seen = kt_address_get (context->store, norm, error);
  if (seen == NULL && (error == NULL || *error == NULL))
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("no letter has the address «%s»"), norm);
  return seen != NULL
         && kt_contact_from_address (context->store, seen, "user", context->clock.now, ret_contact,
                                     error);
}

static gboolean
insert (KtContext *context, const KtDealRequest *request, KtDeal *deal, GError **error)
{
  if (deal->contact == 0 && request->new_address != NULL
      && !make_client (context, request->new_address, &deal->contact, error))
    return FALSE;
  if (deal->stage == 0)
    deal->stage = first_stage (context, error);
  if (deal->stage == 0 || !kt_deal_insert (context->store, deal, error))
    return FALSE;
  KtDealLetter said = {
    .deal = deal->id, .letter = request->letter, .linked = TRUE, .created = context->clock.now
  };
  return request->letter == 0 || kt_deal_letter_set (context->store, &said, error);
}

KtDeal *
kt_deals_add (KtContext *context, const KtDealRequest *request, GError **error)
{
  g_autoptr (KtDeal) deal = g_new0 (KtDeal, 1);
  deal->id = kt_id_random ();
  deal->contact = request->contact;
  deal->stage = request->stage;
  deal->title = g_strdup (request->title);
  deal->has_amount = request->has_amount;
  deal->amount = request->amount;
  deal->expected = g_strdup (request->expected);
  deal->since = deal->created = deal->updated = context->clock.now;
  if (!kt_deals_begin (context, error))
    return NULL;
  KtDeal *whole = insert (context, request, deal, error)
                      ? kt_deal_get (context->store, deal->id, error) /* with the client's name */
                      : NULL;
  if (whole == NULL)
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  if (kt_deals_end (context, "deal add", deal->title, error))
    return whole;
  kt_deal_free (whole);
  return NULL;
}

KtDeal *
kt_deals_change (KtContext *context, const KtHandle *handle, const char *verb, KtDealChange change,
                 gpointer data, GError **error)
{
  if (!kt_deals_begin (context, error))
    return NULL;
  g_autoptr (KtDeal) deal = kt_handle_recheck (context, handle, error)
                                ? kt_deal_get (context->store, handle->key, error)
                                : NULL;
  g_autoptr (KtDeal) after = NULL;
  if (deal != NULL && change (context, deal, data, error))
    after = kt_deal_get (context->store, handle->key, error);
  if (after == NULL)
    {
      kt_journal_rollback (context->store);
      return NULL;
    }
  g_autofree char *line = g_strconcat ("deal ", verb, NULL);
  return kt_deals_end (context, line, after->title, error) ? g_steal_pointer (&after) : NULL;
}

/* What was still to be done for a deal that is lost. */
static gboolean
finish_steps (KtContext *context, KtId deal, guint *ret_steps, GError **error)
{
  g_autoptr (GPtrArray) steps = kt_reminder_list_deal (context->store, deal, error);
  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      KtReminder *step = steps->pdata[i];
      step->done = TRUE;
      step->done_at = context->clock.now;
      if (!kt_reminder_update (context->store, step, MAX (context->clock.now, step->updated + 1),
                               error))
        return FALSE;
    }
  *ret_steps = steps->len;
  return TRUE;
}

gboolean
kt_deal_change_stage (KtContext *context, KtDeal *deal, gpointer data, GError **error)
{
  KtDealMoving *moving = data;
  const KtStage *to = moving->to;
  moving->ret_from = deal->stage;
  if (deal->stage == to->id)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_CONFLICT, _ ("«%s» is in %s already"), deal->title,
                   kt_stage_title (to));
      return FALSE;
    }
  return kt_deal_move (context->store, deal, to, moving->reason, context->clock.now, error)
         && (to->kind != KT_STAGE_LOST
             || finish_steps (context, deal->id, &moving->ret_steps, error));
}

/* The amount is what the items come to. */
static gboolean
sum_up (KtContext *context, KtDeal *deal, GError **error)
{
  g_autoptr (GPtrArray) items = kt_deal_items (context->store, deal->id, error);
  if (items == NULL)
    return FALSE;
  if (items->len > 0)
    {
      if (!kt_deal_items_sum (items, deal->amount.currency, &deal->amount, error))
        return FALSE;
      deal->has_amount = TRUE;
    }
  return kt_deal_update (context->store, deal, context->clock.now, error);
}

gboolean
kt_deal_change_add_item (KtContext *context, KtDeal *deal, gpointer data, GError **error)
{
  KtDealItem *item = data;
  g_autoptr (GPtrArray) items = kt_deal_items (context->store, deal->id, error);
  if (items == NULL)
    return FALSE;
  if (items->len >= KT_DEAL_ITEMS_MAX)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_USAGE, _ ("a deal has at most %d items"),
                   KT_DEAL_ITEMS_MAX);
      return FALSE;
    }
  item->deal = deal->id;
  item->position
      = items->len > 0 ? ((const KtDealItem *)items->pdata[items->len - 1])->position + 1 : 1;
  return kt_deal_item_insert (context->store, item, error) && sum_up (context, deal, error);
}

gboolean
kt_deal_change_remove_item (KtContext *context, KtDeal *deal, gpointer data, GError **error)
{
  const int *place = data;
  g_autoptr (GPtrArray) items = kt_deal_items (context->store, deal->id, error);
  if (items == NULL)
    return FALSE;
  if (*place < 1 || *place > (int)items->len)
    {
      g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("«%s» has no item %d"), deal->title,
                   *place);
      kt_error_hint (error, _ ("see them: kontor deal show"));
      return FALSE;
    }
  return kt_deal_item_delete (context->store, ((const KtDealItem *)items->pdata[*place - 1])->id,
                              error)
         && sum_up (context, deal, error);
}

const KtStage *
kt_deal_stage_before (KtContext *context, const GPtrArray *pipelines, const KtDeal *deal,
                      GError **error)
{
  g_autoptr (GPtrArray) moves = kt_deal_moves (context->store, deal->id, error);
  const KtPipeline *pipeline = kt_pipelines_of_stage (pipelines, deal->stage);
  if (moves == NULL)
    return NULL;
  for (guint i = moves->len; i > 0; i--)
    {
      const KtDealMove *move = moves->pdata[i - 1];
      const KtStage *stage
          = kt_pipelines_stage (pipelines, move->from != 0 ? move->from : move->to);
      if (stage != NULL && stage->kind == KT_STAGE_OPEN && !stage->archived)
        return stage;
    }
  const KtStage *first = pipeline != NULL ? kt_pipeline_first (pipeline, KT_STAGE_OPEN) : NULL;
  if (first == NULL)
    g_set_error (error, KT_ERROR, KT_ERROR_NOT_FOUND, _ ("the pipeline has no open stage"));
  return first;
}

char *
kt_deal_title_of (const char *subject)
{
  return g_strchomp (g_strdup (kt_subject_base (subject)));
}
