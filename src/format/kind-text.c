#include "config.h"
#include "kind-signs.h"
#include "kontor/kind.h"
#include "weights.h"

/* Points of words that speak of being away; an out-of-office note is told from ENOUGH on. */
#define ENOUGH_AWAY 40

/* As in kt_kind_weights. */
enum
{
  CLASS_PERSONAL,
  CLASS_AUTOMATIC,
  CLASS_BULK,
};

static int
points (guint times, guint most, int each)
{
  return (int)MIN (times, most) * each;
}

/* Made once; kept for the life of the process. */
static const KtWeights *
weights_get (void)
{
  static gsize made = 0;
  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize)kt_weights_new (&kt_kind_weights));
  return (const KtWeights *)made;
}

KtLetterKind
kt_letter_kind_by_text (const KtKindHints *hints, const KtVoice *voice, const char *own_text)
{
  g_auto (KtWeighing) weighing = { NULL };
  KtVoice all = *voice;
  kt_voice_add (&all, hints->subject);
  int away = points (all.away, 2, 20) + points (all.away_too, 4, 10);

  if (all.receipt > 0 || (all.away > 0 && away >= ENOUGH_AWAY))
    return KT_KIND_AUTOMATIC;
  kt_weighing_init (&weighing, weights_get ());
  kt_kind_signs (hints, &all, own_text, &(KtSeer){ kt_weighing_add, &weighing });
  double likely[KT_WEIGHT_CLASSES_MAX];
  kt_weighing_result (&weighing, likely);
  double personal = likely[CLASS_PERSONAL], automatic = likely[CLASS_AUTOMATIC];
  double bulk = likely[CLASS_BULK];
  if (personal >= automatic && personal >= bulk)
    return KT_KIND_PERSONAL;
  return automatic >= bulk ? KT_KIND_AUTOMATIC : KT_KIND_BULK;
}
