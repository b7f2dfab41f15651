#include "config.h"
#include "kontor/direction.h"

KtDirection
kt_direction_judge (const KtDirectionFacts *facts, gboolean *ret_forged)
{
  *ret_forged = FALSE;
  if (facts->sent_folder)
    return KT_DIRECTION_OUT;
  if (facts->from_me && !facts->received)
    return KT_DIRECTION_OUT;
  *ret_forged = facts->from_me;
  return KT_DIRECTION_IN;
}
