#include "config.h"
#include "kontor/proposal.h"
#include <string.h>

/* Mailboxes that exist to be written to once, by a mail program. */
static const char *const errand_prefixes[]
    = { "unsubscribe", "unsub-", "leave-",  "bounce", "subscribe",
        "abuse@",      "optout", "remove@", NULL };

static gboolean
is_errand (const char *norm)
{
  for (const char *const *prefix = errand_prefixes; *prefix != NULL; prefix++)
    if (g_str_has_prefix (norm, *prefix))
      return TRUE;
  return strstr (norm, "+unsubscribe") != NULL || strstr (norm, "-unsubscribe@") != NULL;
}

static gboolean
is_machine (const KtAddr *addr)
{
  return kt_addr_is_machine (addr) || is_errand (kt_addr_norm (addr));
}

KtWorth
kt_contact_worth (const KtAddressFacts *facts, KtAutoContacts policy)
{
  if (policy == KT_AUTO_CONTACTS_NEVER)
    return KT_WORTH_OFF;
  if (facts->mine || facts->sends_as_me)
    return KT_WORTH_MINE;
  if (facts->judged)
    return KT_WORTH_JUDGED;
  if (is_machine (facts->addr))
    return KT_WORTH_MACHINE;
  if (facts->namesakes == 1)
    return KT_WORTH_NAMESAKE;
  if (facts->written_at != 0)
    return KT_WORTH_CONTACT;
  if (policy != KT_AUTO_CONTACTS_ALL || facts->wrote_at == 0)
    return KT_WORTH_NOT_WRITTEN;
  return facts->spoofed ? KT_WORTH_SUSPICIOUS : KT_WORTH_CONTACT;
}

KtProposalKind
kt_proposal_judge (const KtAddressFacts *facts)
{
  if (facts->mine || facts->judged)
    return KT_PROPOSAL_NONE;
  if (facts->sends_as_me || facts->delivered >= KT_PROPOSAL_DELIVERED)
    return KT_PROPOSAL_MINE;
  if ((facts->wrote_at == 0 && !facts->forwarded) || is_machine (facts->addr))
    return KT_PROPOSAL_NONE;
  if (facts->spoofed)
    return KT_PROPOSAL_SUSPICIOUS;
  if (facts->wrote_at == 0)
    return KT_PROPOSAL_FORWARDED;
  /* A name alone proves nothing: whoever wrote once under a client's name from elsewhere is a
   * person of their own until the user says otherwise. */
  if (facts->namesakes == 1
      && (facts->same_company || facts->written_at != 0 || facts->letters > 1))
    return KT_PROPOSAL_NEW_ADDRESS;
  return KT_PROPOSAL_STRANGER;
}

int
kt_proposal_compare (KtProposalKind a, gint64 a_last, KtProposalKind b, gint64 b_last)
{
  if (a != b)
    return a < b ? -1 : 1;
  return a_last > b_last ? -1 : a_last < b_last;
}
