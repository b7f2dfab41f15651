#include "config.h"
#include "kontor/link-rule.h"

KtLinkReason
kt_link_judge (const KtLinkFacts *facts)
{
  if (facts->mine)
    return KT_LINK_MINE;
  if (facts->ignored)
    return KT_LINK_IGNORED;
  if (facts->people + facts->companies == 0)
    return KT_LINK_NOBODY;
  gboolean alone = facts->is_company ? facts->companies == 1
                                     : !facts->shared && facts->people + facts->companies == 1;
  if (alone)
    return KT_LINK_OWNED;
  return facts->in_thread ? KT_LINK_THREAD : KT_LINK_SHARED;
}

gboolean
kt_link_holds (KtLinkReason reason)
{
  return reason == KT_LINK_OWNED || reason == KT_LINK_THREAD || reason == KT_LINK_SAID
         || reason == KT_LINK_NAMED || reason == KT_LINK_FORWARDED;
}

const char *
kt_link_reason_id (KtLinkReason reason)
{
  static const char *const ids[] = {
    [KT_LINK_MINE] = "mine",       [KT_LINK_IGNORED] = "ignored", [KT_LINK_NOBODY] = "nobody",
    [KT_LINK_OWNED] = "owned",     [KT_LINK_SHARED] = "shared",   [KT_LINK_THREAD] = "thread",
    [KT_LINK_SAID] = "said",       [KT_LINK_UNSAID] = "unsaid",   [KT_LINK_NAMED] = "named",
    [KT_LINK_GUESSED] = "guessed", [KT_LINK_NOBODYS] = "nobodys", [KT_LINK_FORWARDED] = "forwarded",
  };
  return ids[reason];
}
