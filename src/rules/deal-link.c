#include "config.h"
#include "kontor/deal-link.h"

/* A letter often comes a little before the deal that is made of it. */
#define BEFORE 3600 /* seconds */

gboolean
kt_deal_link_refused (const KtDealCandidate *candidate)
{
  if (candidate->said != 0 || candidate->unsaid != 0)
    return candidate->unsaid >= candidate->said && candidate->unsaid != 0;
  return candidate->unsaid_thread != 0 && candidate->unsaid_thread >= candidate->thread;
}

static gboolean
was_open (const KtDealCandidate *candidate, gint64 time)
{
  return candidate->created - BEFORE <= time
         && (candidate->closed_at == 0 || candidate->closed_at > time);
}

/* The newest word of the user wins where a thread was put to two deals. */
static const KtDealCandidate *
by_word (const KtDealCandidate *candidates, gsize n, gboolean threads)
{
  const KtDealCandidate *best = NULL;
  for (gsize i = 0; i < n; i++)
    {
      const KtDealCandidate *one = &candidates[i];
      gint64 at = threads ? one->thread : one->said;
      gint64 best_at = best == NULL ? 0 : threads ? best->thread : best->said;
      if (at > best_at && (!threads || one->own) && !kt_deal_link_refused (one))
        best = one;
    }
  return best;
}

KtDealLink
kt_deal_link_judge (const KtDealCandidate *candidates, gsize n, gint64 time)
{
  const KtDealCandidate *said = by_word (candidates, n, FALSE);
  if (said != NULL)
    return (KtDealLink){ KT_DEAL_LINK_SAID, said->deal, 0 };
  const KtDealCandidate *thread = by_word (candidates, n, TRUE);
  if (thread != NULL)
    return (KtDealLink){ KT_DEAL_LINK_THREAD, thread->deal, 0 };
  KtDealLink link = { KT_DEAL_LINK_NONE, 0, 0 };
  for (gsize i = 0; i < n; i++)
    if (candidates[i].own && was_open (&candidates[i], time)
        && !kt_deal_link_refused (&candidates[i]))
      {
        link.deal = link.n == 0 ? candidates[i].deal : 0;
        link.n++;
      }
  if (link.n > 0)
    link.reason = link.n == 1 ? KT_DEAL_LINK_ONLY : KT_DEAL_LINK_ASK;
  return link;
}

const char *
kt_deal_link_id (KtDealLinkReason reason)
{
  static const char *const ids[] = { "none", "said", "thread", "only", "ask" };
  return ids[reason];
}
