#include "config.h"
#include "kontor/calendar-push-rule.h"

static KtPushStep
decide_wanted (const KtPushFacts *facts)
{
  if (!facts->there)
    {
      if (!facts->known || facts->here_changed)
        return KT_PUSH_NEW;
      return facts->asked ? KT_PUSH_NOTHING : KT_PUSH_ASK;
    }
  if (!facts->known)
    return KT_PUSH_ADOPT;
  if (facts->there_changed)
    return facts->here_changed ? KT_PUSH_MERGE : KT_PUSH_TAKE;
  return facts->here_changed ? KT_PUSH_CHANGE : KT_PUSH_NOTHING;
}

KtPushStep
kt_push_decide (const KtPushFacts *facts)
{
  if (facts->left)
    return KT_PUSH_NOTHING;
  if (!facts->wanted)
    {
      gboolean agreed = facts->there && facts->known && !facts->there_changed;
      return agreed ? KT_PUSH_REMOVE : KT_PUSH_FORGET;
    }
  if (facts->conflict)
    return KT_PUSH_NOTHING;
  return decide_wanted (facts);
}
