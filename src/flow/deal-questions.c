#include "config.h"
#include "kontor/addr.h"
#include "kontor/contact.h"
#include "kontor/deal-letters.h"

#include <string.h>

#define DAY G_GINT64_CONSTANT (86400) /* seconds */

void
kt_deal_question_free (KtDealQuestion *question)
{
  if (question == NULL)
    return;
  kt_stored_letter_free (question->letter);
  g_free (question->who);
  g_ptr_array_unref (question->deals);
  g_free (question);
}

/* Clients with more than one open deal (KtId). */
static GHashTable *
busy_clients (KtContext *context, GError **error)
{
  g_autoptr (GPtrArray) deals = kt_deal_list (context->store, FALSE, error);
  g_autoptr (GHashTable) once = g_hash_table_new (g_int64_hash, g_int64_equal);
  if (deals == NULL)
    return NULL;
  GHashTable *busy = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < deals->len; i++)
    {
      KtDeal *deal = deals->pdata[i];
      if (deal->contact != 0 && !g_hash_table_add (once, &deal->contact))
        g_hash_table_add (busy, g_memdup2 (&deal->contact, sizeof deal->contact));
    }
  return busy;
}

/* Whose address it is, where it is one person's; remembered. 0: nobody's of these. */
static KtId
owner_of (KtContext *context, GHashTable *owners, const char *norm)
{
  const KtId *known = g_hash_table_lookup (owners, norm);
  if (known != NULL)
    return *known;
  g_autoptr (KtAddr) addr = kt_addr_parse (norm, NULL);
  const KtAddrRules *rules
      = context->settings != NULL ? &context->settings->addr_rules : &kt_addr_rules_default;
  g_autofree char *match = addr != NULL ? kt_addr_match (addr, rules) : NULL;
  g_autoptr (GPtrArray) found
      = match != NULL ? kt_contact_by_match (context->store, match, NULL) : NULL;
  KtId owner = found != NULL && found->len == 1 ? ((const KtContact *)found->pdata[0])->id : 0;
  g_hash_table_insert (owners, g_strdup (norm), g_memdup2 (&owner, sizeof owner));
  return owner;
}

/* The deals the letter may be about: open now, and when it was written. */
static GPtrArray *
deals_meant (GPtrArray *deals, gint64 time)
{
  GPtrArray *meant = g_ptr_array_new ();
  for (guint i = 0; i < deals->len; i++)
    {
      KtDeal *deal = deals->pdata[i];
      if (deal->closed_at == 0 && deal->created <= time)
        g_ptr_array_add (meant, deal);
    }
  return meant;
}

static gboolean
ask_of (KtContext *context, KtDealBook *book, KtStoredLetter **letter, KtId contact,
        GPtrArray *questions, GError **error)
{
  KtDealLink link;
  if (!kt_deal_book_judge (book, *letter, &contact, 1, &link, error))
    return FALSE;
  if (link.reason != KT_DEAL_LINK_ASK)
    return TRUE;
  GPtrArray *deals = kt_deal_book_deals (book, contact, error);
  g_autoptr (GPtrArray) meant = deals_meant (deals, (*letter)->time);
  if (meant->len < 2)
    return TRUE;
  KtDealQuestion *question = g_new0 (KtDealQuestion, 1);
  question->letter = g_steal_pointer (letter);
  question->contact = contact;
  question->who = g_strdup (((const KtDeal *)meant->pdata[0])->who);
  question->deals = g_steal_pointer (&meant);
  g_ptr_array_add (questions, question);
  return TRUE;
}

GPtrArray *
kt_deal_questions (KtContext *context, KtDealBook *book, GError **error)
{
  g_autoptr (GPtrArray) questions
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_deal_question_free);
  g_autoptr (GHashTable) busy = busy_clients (context, error);
  if (busy == NULL)
    return NULL;
  if (g_hash_table_size (busy) == 0)
    return g_steal_pointer (&questions);
  int look_back = context->settings != NULL ? context->settings->look_back : 90;
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) threads = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) letters
      = kt_letter_since (context->store, context->clock.now - look_back * DAY, error);
  for (guint i = letters != NULL ? letters->len : 0; i > 0; i--)
    {
      KtStoredLetter *letter = letters->pdata[i - 1];
      g_autofree char *text = g_strdup (letter->people);
      g_autoptr (GArray) people = kt_people_parse (text);
      const KtParticipant *person = kt_people_other (people, letter->direction);
      if (letter->kind != KT_KIND_PERSONAL || person == NULL
          || (letter->flags & KT_LETTER_FLAG_FORGED)
          || g_hash_table_contains (threads, &letter->thread))
        continue;
      KtId contact = owner_of (context, owners, person->norm);
      g_hash_table_add (threads, &letter->thread);
      if (contact == 0 || !g_hash_table_contains (busy, &contact))
        continue;
      KtStoredLetter *copy = letter;
      guint before = questions->len;
      if (!ask_of (context, book, &copy, contact, questions, error))
        return NULL;
      if (questions->len > before) /* it was taken; its thread's key lives on in it */
        letters->pdata[i - 1] = NULL;
    }
  return letters != NULL ? g_steal_pointer (&questions) : NULL;
}
