#include "config.h"
#include "review-parts.h"
#include "kontor/contact.h"
#include "kontor/fold.h"
#include "kontor/letter-scan.h"
#include "kontor/name.h"
#include "kontor/owners.h"
#include "kontor/review.h"
#include "kontor/verdict.h"
#include <string.h>

void
kt_proposal_free (KtProposal *proposal)
{
  kt_address_seen_free (proposal->address);
  g_free (proposal->name);
  g_free (proposal->company);
  g_free (proposal->written_name);
  g_free (proposal->shown);
  g_free (proposal->namesake_name);
  g_free (proposal->namesake_address);
  g_free (proposal->text);
  g_free (proposal->forwarder);
  g_free (proposal->phone);
  g_free (proposal);
}

/* The namesake's name and first address, and whether one of its addresses is of this domain. */
static gboolean
read_namesake (KtReviewGather *gather, KtProposal *proposal, const char *domain,
               gboolean *ret_same_company, GError **error)
{
  KtStore *store = gather->context->store;
  g_autoptr (KtContact) contact = kt_contact_get (store, proposal->namesake, error);
  g_autoptr (GPtrArray) points
      = contact != NULL ? kt_point_list (store, proposal->namesake, error) : NULL;
  if (points == NULL)
    return FALSE;
  proposal->namesake_name = g_strdup (contact->name);
  for (guint i = 0; i < points->len; i++)
    {
      const KtPoint *point = g_ptr_array_index (points, i);
      const char *sign = strrchr (point->norm, '@');
      if (!g_str_equal (point->kind, "email") || sign == NULL)
        continue;
      *ret_same_company |= g_str_equal (sign + 1, domain) && !kt_domain_is_free_mail (domain);
      if (proposal->namesake_address == NULL)
        proposal->namesake_address = g_strdup (point->norm);
    }
  return TRUE;
}

/* The name the address wrote under: what the mirror keeps of a suspicious one is none. */
static char *
written_name (const char *people, const char *norm)
{
  g_autofree char *copy = g_strdup (people);
  g_autoptr (GArray) list = kt_people_parse (copy);
  for (guint i = 0; i < list->len; i++)
    {
      const KtParticipant *who = &g_array_index (list, KtParticipant, i);
      if (who->role == KT_ROLE_FROM && g_str_equal (who->norm, norm))
        return g_strdup (who->name);
    }
  return g_strdup ("");
}

static gboolean
read_letters (KtReviewGather *gather, KtProposal *proposal, GError **error)
{
  const char *const matches[] = { proposal->address->match, NULL };
  g_autoptr (GPtrArray) letters
      = kt_letter_list_of (gather->context->store, matches, 1, &proposal->letters, error);
  if (letters == NULL)
    return FALSE;
  if (letters->len == 0)
    return TRUE;
  const KtStoredLetter *newest = g_ptr_array_index (letters, 0);
  proposal->newest = newest->key;
  proposal->last = newest->time;
  proposal->written_name = written_name (newest->people, proposal->address->norm);
  proposal->text = g_strdup (newest->question != NULL ? newest->question : newest->subject);
  return TRUE;
}

static KtProposal *
proposal_new (KtAddressSeen *seen, const KtAddr *addr)
{
  KtProposal *proposal = g_new0 (KtProposal, 1);
  g_autoptr (KtNameGuess) guess = kt_name_guess (seen->name, addr);
  proposal->address = seen;
  proposal->key = kt_id_hash_strings ("address", seen->match, NULL);
  proposal->company = kt_name_company_beside (guess, addr);
  proposal->name = g_steal_pointer (&guess->name);
  return proposal;
}

/* All that is known of somebody who never wrote here is the letter that forwards him. */
static void
read_forward (const KtReviewGather *gather, KtProposal *proposal)
{
  const KtStoredLetter *letter = gather->forward;
  proposal->newest = letter->key;
  proposal->last = letter->time;
  proposal->text = g_strdup (letter->subject);
  proposal->forwarder = g_strdup (gather->forwarder);
}

/* Judges one address; NULL without error: nothing to decide. Takes seen. */
static gboolean
judge (KtReviewGather *gather, KtAddressSeen *seen, const KtAddr *addr, KtProposal *proposal,
       GError **error)
{
  const KtSettings *settings = gather->context->settings;
  gpointer verdict = g_hash_table_lookup (gather->verdicts, seen->match);
  g_autofree char *fold = kt_fold (proposal->name);
  const KtId *namesake = g_hash_table_lookup (gather->names, fold);
  KtAddressEvidence evidence = { 0 };
  KtAddressFacts facts = { .addr = addr,
                           .name = seen->name,
                           .wrote_at = seen->wrote_at,
                           .written_at = seen->written_at,
                           .mine = kt_settings_is_me (settings, seen->match),
                           .judged = verdict != NULL,
                           .forwarded = gather->forward != NULL,
                           .namesakes = namesake == NULL ? 0
                                        : *namesake == 0 ? 2
                                                         : 1 };
  if (facts.mine || facts.judged)
    return TRUE;
  if (!kt_address_evidence (gather->context->store, seen->id, &evidence, error))
    return FALSE;
  proposal->namesake = facts.namesakes == 1 ? *namesake : 0;
  if (proposal->namesake != 0
      && !read_namesake (gather, proposal, kt_addr_domain (addr), &facts.same_company, error))
    return FALSE;
  facts.sends_as_me = evidence.sent_as > 0;
  facts.delivered = evidence.delivered;
  facts.letters = evidence.letters;
  facts.spoofed = evidence.spoofed;
  proposal->kind = kt_proposal_judge (&facts);
  if (proposal->kind == KT_PROPOSAL_NONE)
    return TRUE;
  if (proposal->kind == KT_PROPOSAL_FORWARDED)
    {
      read_forward (gather, proposal);
      return TRUE;
    }
  if (!read_letters (gather, proposal, error))
    return FALSE;
  if (proposal->kind == KT_PROPOSAL_SUSPICIOUS)
    proposal->shown = kt_name_shows_address (proposal->written_name, addr, &settings->addr_rules);
  return TRUE;
}

gboolean
kt_review_consider (KtReviewGather *gather, KtAddressSeen *seen, GError **error)
{
  g_autoptr (KtAddr) addr = kt_addr_parse (seen->norm, NULL);
  if (addr == NULL || !g_hash_table_add (gather->done, g_strdup (seen->match)))
    {
      kt_address_seen_free (seen);
      return TRUE;
    }
  KtProposal *proposal = proposal_new (seen, addr);
  gboolean ok = judge (gather, seen, addr, proposal, error);
  if (ok && proposal->kind != KT_PROPOSAL_NONE)
    g_ptr_array_add (gather->proposals, proposal);
  else
    kt_proposal_free (proposal);
  return ok;
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const KtProposal *one = *(KtProposal *const *)a, *two = *(KtProposal *const *)b;
  int order = kt_proposal_compare (one->kind, one->last, two->kind, two->last);
  return order != 0 ? order : strcmp (one->address->match, two->address->match);
}

/* Own addresses first: those are among the strangers too, and are looked at once. */
static gboolean
consider_all (KtReviewGather *gather, GError **error)
{
  KtStore *store = gather->context->store;
  g_autoptr (GPtrArray) mine = kt_address_like_mine (store, KT_PROPOSAL_DELIVERED, error);
  g_autoptr (GPtrArray) unowned = mine != NULL ? kt_address_unowned (store, FALSE, error) : NULL;
  g_autoptr (GHashTable) owners = unowned != NULL ? kt_owners_by_match (store, error) : NULL;
  if (owners == NULL)
    return FALSE;
  while (mine->len > 0)
    {
      KtAddressSeen *seen = g_ptr_array_steal_index (mine, 0);
      if (g_hash_table_contains (owners, seen->match))
        kt_address_seen_free (seen);
      else if (!kt_review_consider (gather, seen, error))
        return FALSE;
    }
  while (unowned->len > 0)
    {
      KtAddressSeen *seen = g_ptr_array_steal_index (unowned, unowned->len - 1);
      if (seen->wrote_at < gather->oldest)
        kt_address_seen_free (seen);
      else if (!kt_review_consider (gather, seen, error))
        return FALSE;
    }
  return kt_review_consider_letters (gather, owners, error);
}

GPtrArray *
kt_review_gather (KtContext *context, GError **error)
{
  g_autoptr (GHashTable) verdicts = kt_address_verdict_all (context->store, error);
  g_autoptr (GHashTable) names
      = verdicts != NULL ? kt_owners_by_fold (context->store, error) : NULL;
  if (names == NULL)
    return NULL;
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) proposals
      = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_proposal_free);
  gint64 oldest
      = context->all ? 1 : context->clock.now - (gint64)context->settings->look_back * 86400;
  KtReviewGather gather = { context, verdicts, names, done, proposals, oldest, NULL, NULL };
  gboolean begun = kt_store_snapshot_begin (context->store);
  gboolean ok = consider_all (&gather, error);
  kt_store_snapshot_end (context->store, begun);
  if (!ok)
    return NULL;
  g_ptr_array_sort (proposals, compare);
  return g_steal_pointer (&proposals);
}
