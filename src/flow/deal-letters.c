#include "config.h"
#include "kontor/contact.h"
#include "kontor/deal-letter.h"
#include "kontor/deal-letters.h"
#include "kontor/deals.h"
#include "kontor/error.h"
#include "kontor/journal.h"
#include "kontor/letter-rows.h"
#include "kontor/link.h"

#include <string.h>

struct _KtDealBook
{
  KtContext *context;
  GArray *said;       /* KtDealLetter */
  GArray *threads;    /* gint64, of each of them; 0: the letter is not here */
  GHashTable *deals;  /* contact → GPtrArray of KtDeal */
  GHashTable *linked; /* deal of some word → KtDeal, or NULL where it is gone */
};

static void
free_array (gpointer data)
{
  g_ptr_array_unref (data);
}

void
kt_deal_book_free (KtDealBook *book)
{
  if (book == NULL)
    return;
  g_clear_pointer (&book->said, g_array_unref);
  g_clear_pointer (&book->threads, g_array_unref);
  g_clear_pointer (&book->deals, g_hash_table_unref);
  g_clear_pointer (&book->linked, g_hash_table_unref);
  g_free (book);
}

KtDealBook *
kt_deal_book_new (KtContext *context, GError **error)
{
  g_autoptr (KtDealBook) book = g_new0 (KtDealBook, 1);
  book->context = context;
  book->deals = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_array);
  book->threads = g_array_new (FALSE, TRUE, sizeof (gint64));
  book->said = kt_deal_letters_all (context->store, error);
  for (guint i = 0; book->said != NULL && i < book->said->len; i++)
    {
      const KtDealLetter *said = &g_array_index (book->said, KtDealLetter, i);
      gint64 row = 0, thread = 0;
      if (!kt_letter_row (context->store, said->letter, &row, error)
          || (row != 0 && !kt_letter_row_thread (context->store, row, &thread, error)))
        return NULL;
      g_array_append_val (book->threads, thread);
    }
  return book->said != NULL ? g_steal_pointer (&book) : NULL;
}

GPtrArray *
kt_deal_book_deals (KtDealBook *book, KtId contact, GError **error)
{
  GPtrArray *deals = g_hash_table_lookup (book->deals, &contact);
  if (deals != NULL)
    return deals;
  deals = kt_deal_list_of (book->context->store, contact, TRUE, error);
  if (deals != NULL)
    g_hash_table_insert (book->deals, g_memdup2 (&contact, sizeof contact), deals);
  return deals;
}

/* What the user said of a deal and a letter or its thread. */
static void
add_words (const KtDealBook *book, const KtStoredLetter *letter, KtDealCandidate *candidate)
{
  for (guint i = 0; i < book->said->len; i++)
    {
      const KtDealLetter *said = &g_array_index (book->said, KtDealLetter, i);
      gint64 thread = g_array_index (book->threads, gint64, i);
      if (said->deal != candidate->deal)
        continue;
      gint64 *place = NULL;
      if (said->letter == letter->key)
        place = said->linked ? &candidate->said : &candidate->unsaid;
      else if (thread != 0 && thread == letter->thread)
        place = said->linked ? &candidate->thread : &candidate->unsaid_thread;
      if (place != NULL)
        *place = MAX (*place, said->created);
    }
}

static gboolean
add_candidates (KtDealBook *book, const KtStoredLetter *letter, KtId contact, GArray *candidates,
                GError **error)
{
  GPtrArray *deals = kt_deal_book_deals (book, contact, error);
  for (guint i = 0; deals != NULL && i < deals->len; i++)
    {
      const KtDeal *deal = deals->pdata[i];
      KtDealCandidate candidate = {
        .deal = deal->id, .own = TRUE, .created = deal->created, .closed_at = deal->closed_at
      };
      add_words (book, letter, &candidate);
      g_array_append_val (candidates, candidate);
    }
  return deals != NULL;
}

static gboolean
is_candidate (const GArray *candidates, KtId deal)
{
  for (guint i = 0; i < candidates->len; i++)
    if (g_array_index (candidates, KtDealCandidate, i).deal == deal)
      return TRUE;
  return FALSE;
}

/* Deals of others that this very letter was put to. */
static void
add_said (const KtDealBook *book, const KtStoredLetter *letter, GArray *candidates)
{
  for (guint i = 0; i < book->said->len; i++)
    {
      const KtDealLetter *said = &g_array_index (book->said, KtDealLetter, i);
      if (said->letter != letter->key || is_candidate (candidates, said->deal))
        continue;
      KtDealCandidate candidate = { .deal = said->deal };
      add_words (book, letter, &candidate);
      g_array_append_val (candidates, candidate);
    }
}

gboolean
kt_deal_book_judge (KtDealBook *book, const KtStoredLetter *letter, const KtId *contacts,
                    gsize n_contacts, KtDealLink *ret, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, TRUE, sizeof (KtDealCandidate));
  for (gsize i = 0; i < n_contacts; i++)
    if (!add_candidates (book, letter, contacts[i], candidates, error))
      return FALSE;
  add_said (book, letter, candidates);
  *ret = kt_deal_link_judge ((const KtDealCandidate *)(void *)candidates->data, candidates->len,
                             letter->time);
  return TRUE;
}

void
kt_deal_mail_free (KtDealMail *mail)
{
  if (mail == NULL)
    return;
  kt_stored_letter_free (mail->letter);
  g_free (mail);
}

static void
add_mail (GPtrArray *mails, KtStoredLetter *letter /* taken */, KtDealLinkReason reason)
{
  KtDealMail *mail = g_new0 (KtDealMail, 1);
  mail->letter = letter;
  mail->reason = reason;
  g_ptr_array_add (mails, mail);
}

/* Letters put to the deal that are not on its client's card. */
static gboolean
add_others (KtDealBook *book, const KtDeal *deal, GPtrArray *mails, GError **error)
{
  for (guint i = 0; i < book->said->len; i++)
    {
      const KtDealLetter *said = &g_array_index (book->said, KtDealLetter, i);
      gboolean there = said->deal != deal->id || !said->linked;
      for (guint k = 0; k < mails->len && !there; k++)
        there = ((const KtDealMail *)mails->pdata[k])->letter->key == said->letter;
      gint64 row = 0;
      if (there)
        continue;
      if (!kt_letter_row (book->context->store, said->letter, &row, error))
        return FALSE;
      KtStoredLetter *letter
          = row != 0 ? kt_letter_at_row (book->context->store, row, error) : NULL;
      if (row != 0 && letter == NULL)
        return FALSE;
      if (letter != NULL)
        add_mail (mails, letter, KT_DEAL_LINK_SAID);
    }
  return TRUE;
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const KtStoredLetter *x = (*(KtDealMail *const *)a)->letter;
  const KtStoredLetter *y = (*(KtDealMail *const *)b)->letter;
  return x->time != y->time ? (x->time < y->time ? 1 : -1)
                            : (x->id < y->id   ? 1
                               : x->id > y->id ? -1
                                               : 0);
}

GPtrArray *
kt_deal_letters (KtContext *context, const KtDeal *deal, guint limit, guint *ret_total,
                 GError **error)
{
  g_autoptr (KtDealBook) book = kt_deal_book_new (context, error);
  g_autoptr (GPtrArray) mails = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_deal_mail_free);
  g_autoptr (GPtrArray) letters = NULL;
  if (book == NULL)
    return NULL;
  if (deal->contact != 0)
    {
      letters = kt_link_letters_of (context->store, context->settings, deal->contact, G_MAXINT,
                                    NULL, error);
      if (letters == NULL)
        return NULL;
    }
  for (guint i = 0; letters != NULL && i < letters->len; i++)
    {
      KtLinkedLetter *linked = letters->pdata[i];
      KtDealLink link;
      /* what somebody forwards is no word of the client to me */
      if (linked->reason == KT_LINK_FORWARDED)
        continue;
      if (!kt_deal_book_judge (book, linked->letter, &deal->contact, 1, &link, error))
        return NULL;
      if (link.deal == deal->id)
        add_mail (mails, g_steal_pointer (&linked->letter), link.reason);
    }
  if (!add_others (book, deal, mails, error))
    return NULL;
  g_ptr_array_sort (mails, compare_newest_first);
  *ret_total = mails->len;
  if (mails->len > limit)
    g_ptr_array_set_size (mails, (int)limit);
  return g_steal_pointer (&mails);
}

gboolean
kt_deal_say (KtContext *context, KtId letter, const KtDeal *const *deals, gsize n, gboolean linked,
             GError **error)
{
  if (!kt_deals_begin (context, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      KtDealLetter said = {
        .deal = deals[i]->id, .letter = letter, .linked = linked, .created = context->clock.now
      };
      if (kt_deal_letter_set (context->store, &said, error))
        continue;
      kt_journal_rollback (context->store);
      return FALSE;
    }
  return kt_deals_end (context, linked ? "deal link" : "deal unlink", n == 1 ? deals[0]->title : "",
                       error);
}
