#include "config.h"
#include "kontor/collection.h"

void
kt_outcome_clear (KtOutcome *outcome)
{
  g_clear_pointer (&outcome->etag, g_free);
  g_clear_pointer (&outcome->href, g_free);
  g_clear_pointer (&outcome->reason, g_free);
}
