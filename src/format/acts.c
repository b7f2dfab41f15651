#include "config.h"
#include "acts.h"
#include "act-signs.h"
#include <string.h>

#define UNDERSTOOD_PARTS 2 /* of the words one must be understood */

G_STATIC_ASSERT (KT_ACTS <= KT_WEIGHT_CLASSES_MAX);

typedef struct
{
  KtWeights *acts, *wants;
} Tables;

/* Made once; kept for the life of the process. */
static const Tables *
tables_get (void)
{
  static Tables tables;
  static gsize made = 0;
  if (g_once_init_enter (&made))
    {
      tables = (Tables){ kt_weights_new (&kt_act_weights), kt_weights_new (&kt_want_weights) };
      g_once_init_leave (&made, 1);
    }
  return &tables;
}

void
kt_act_scales_init (KtActScales *scales)
{
  const Tables *tables = tables_get ();
  kt_weighing_init (&scales->sentence, tables->acts);
  kt_weighing_init (&scales->letter, tables->wants);
  memset (scales->understood, 0, sizeof scales->understood);
  scales->words = 0;
}

void
kt_act_scales_clear (KtActScales *scales)
{
  kt_weighing_clear (&scales->sentence);
  kt_weighing_clear (&scales->letter);
}

/* Pairs of words are signs of their sentence only: a letter's words say as much. */
static void
add (const KtSign *sign, gpointer data)
{
  KtActScales *scales = data;
  kt_weighing_add (sign, &scales->sentence);
  if (sign->second == NULL || *sign->first->text == '@')
    kt_weighing_add (sign, &scales->letter);
}

void
kt_act_weigh (KtActScales *scales, const KtSentence *sentence, const KtPhrasing *phrasing,
              double ret_likely[KT_WEIGHT_CLASSES_MAX])
{
  kt_weighing_reset (&scales->sentence);
  KtTongue tongue = kt_tongue_of (phrasing, scales->understood);
  scales->words += phrasing->n_tokens;
  kt_act_signs (sentence, phrasing, tongue, &(KtSeer){ add, scales });
  kt_weighing_result (&scales->sentence, ret_likely);
}

gboolean
kt_act_understands (const KtActScales *scales)
{
  guint most = 0;
  for (KtTongue tongue = 0; tongue < KT_TONGUES; tongue++)
    most = MAX (most, scales->understood[tongue]);
  return scales->words > 0 && UNDERSTOOD_PARTS * most >= scales->words;
}
