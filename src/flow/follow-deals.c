#include "config.h"
#include "follow-deals.h"
#include "kontor/deal-letters.h"
#include "kontor/letter-rows.h"

/* Asked once of each client; clients: KtId * → whether. */
static gboolean
waited_for (KtStore *store, GHashTable *clients, const KtId *contact, gboolean *ret, GError **error)
{
  gpointer known;
  if (g_hash_table_lookup_extended (clients, contact, NULL, &known))
    {
      *ret = known != NULL;
      return TRUE;
    }
  if (!kt_deal_client_waited_for (store, *contact, ret, error))
    return FALSE;
  g_hash_table_insert (clients, (gpointer)contact, GINT_TO_POINTER (*ret));
  return TRUE;
}

gboolean
kt_follow_deals_mark (KtContext *context, GArray *letters, const GArray *faces, GError **error)
{
  g_autoptr (GHashTable) clients = g_hash_table_new (g_int64_hash, g_int64_equal);
  gboolean open;
  if (!kt_deal_any_open (context->store, &open, error))
    return FALSE;
  for (guint i = 0; open && i < letters->len; i++)
    {
      KtFollowLetter *letter = &g_array_index (letters, KtFollowLetter, i);
      const KtFollowFace *face = &g_array_index (faces, KtFollowFace, i);
      if (letter->direction == KT_DIRECTION_OUT && face->contact != 0
          && !waited_for (context->store, clients, &face->contact, &letter->deal, error))
        return FALSE;
    }
  return TRUE;
}

static const KtDeal *
deal_of (const GPtrArray *deals, KtId id)
{
  for (guint i = 0; i < deals->len; i++)
    if (((const KtDeal *)deals->pdata[i])->id == id)
      return deals->pdata[i];
  return NULL;
}

/* The open deals of a line's client; the one it is about where that is known. */
static gboolean
read_deal (KtDealBook *book, KtContext *context, KtAgendaLine *line, const KtDeal **ret,
           GError **error)
{
  GPtrArray *deals = kt_deal_book_deals (book, line->contact, error);
  const KtDeal *only = NULL;
  gint64 row = 0;
  KtDealLink link;
  if (deals == NULL)
    return FALSE;
  for (guint i = 0; i < deals->len; i++)
    {
      const KtDeal *deal = deals->pdata[i];
      if (deal->closed_at != 0)
        continue;
      only = line->deals == 0 ? deal : NULL;
      line->deals++;
    }
  *ret = only;
  if (line->deals < 2)
    return TRUE;
  if (!kt_letter_row (context->store, line->key, &row, error))
    return FALSE;
  g_autoptr (KtStoredLetter) letter = kt_letter_at_row (context->store, row, error);
  if (letter == NULL || !kt_deal_book_judge (book, letter, &line->contact, 1, &link, error))
    return FALSE;
  *ret = deal_of (deals, link.deal);
  if (*ret != NULL && (*ret)->closed_at != 0)
    *ret = NULL;
  return TRUE;
}

gboolean
kt_follow_deals_rank (KtContext *context, GPtrArray *lines, GError **error)
{
  g_autoptr (KtDealBook) book = NULL;
  gboolean open;
  if (!kt_deal_any_open (context->store, &open, error))
    return FALSE;
  if (!open)
    return TRUE;
  for (guint i = 0; i < lines->len; i++)
    {
      KtAgendaLine *line = lines->pdata[i];
      const KtDeal *deal;
      if (line->kind != KT_AGENDA_FOLLOW_UP || line->contact == 0)
        continue;
      if (book == NULL && (book = kt_deal_book_new (context, error)) == NULL)
        return FALSE;
      if (!read_deal (book, context, line, &deal, error))
        return FALSE;
      if (deal == NULL)
        continue;
      line->deal = deal->id;
      line->has_amount = deal->has_amount;
      line->amount = deal->amount;
      if (deal->has_amount && context->settings != NULL)
        line->worth
            = kt_settings_rank (context->settings, deal->amount.currency, deal->amount.minor)
              * MAX (line->days, 1);
    }
  return TRUE;
}
