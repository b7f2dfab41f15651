#include "config.h"
#include "deeds.h"
#include <math.h>

#define ODDS_MOST 8      /* no surer than that */
#define WORDS_MIN 3      /* of a sentence that is more than a name */
#define SENTENCES_MOST 8 /* and more */
#define CHARACTERS_STEP 100
#define LENGTH_MOST 6

void
kt_deeds_init (KtDeeds *deeds)
{
  *deeds = (KtDeeds){ .none_wants = 1 };
  for (guint i = 0; i < KT_ACTS; i++)
    deeds->none[i] = 1;
}

void
kt_deeds_add (KtDeeds *deeds, const KtSentence *sentence, guint words,
              const double likely[KT_WEIGHT_CLASSES_MAX])
{
  deeds->none_wants *= 1 - likely[KT_ACT_ASK] - likely[KT_ACT_TROUBLE];
  for (guint i = 0; i < KT_ACTS; i++)
    {
      deeds->none[i] *= 1 - likely[i];
      deeds->most[i] = MAX (deeds->most[i], likely[i]);
      if (words >= WORDS_MIN)
        deeds->last[i] = likely[i];
    }
  deeds->sentences++;
  deeds->characters += (guint)g_utf8_strlen (sentence->from, (gssize)sentence->length);
  deeds->question |= sentence->question;
  deeds->last_question = sentence->question;
}

static void
see_odds (const KtSeer *seer, const char *stem, double likely)
{
  double least = exp (-ODDS_MOST);
  double odds = log (MAX (likely, least) / MAX (1 - likely, least));
  kt_sign_count (seer, stem, (guint)(lround (CLAMP (odds, -ODDS_MOST, ODDS_MOST)) + ODDS_MOST));
}

void
kt_deeds_signs (const KtDeeds *deeds, const double words[KT_WEIGHT_CLASSES_MAX], gboolean reply,
                const KtSeer *seer)
{
  see_odds (seer, "@wants", 1 - deeds->none_wants);
  see_odds (seer, "@asks", 1 - deeds->none[KT_ACT_ASK]);
  see_odds (seer, "@promises", 1 - deeds->none[KT_ACT_PROMISE]);
  see_odds (seer, "@troubles", 1 - deeds->none[KT_ACT_TROUBLE]);
  see_odds (seer, "@closes", 1 - deeds->none[KT_ACT_CLOSE]);
  see_odds (seer, "@mostask", deeds->most[KT_ACT_ASK]);
  see_odds (seer, "@mostpromise", deeds->most[KT_ACT_PROMISE]);
  see_odds (seer, "@mostclose", deeds->most[KT_ACT_CLOSE]);
  see_odds (seer, "@mosttell", deeds->most[KT_ACT_TELL]);
  see_odds (seer, "@lastwant", deeds->last[KT_ACT_ASK] + deeds->last[KT_ACT_TROUBLE]);
  see_odds (seer, "@lastpromise", deeds->last[KT_ACT_PROMISE]);
  see_odds (seer, "@lastclose", deeds->last[KT_ACT_CLOSE]);
  see_odds (seer, "@wordsask", words[KT_WANT_ANSWER]);
  see_odds (seer, "@wordspromise", words[KT_WANT_PROMISE]);
  see_odds (seer, "@wordsnothing", words[KT_WANT_NOTHING]);
  kt_sign_count (seer, "@sentences", MIN (deeds->sentences, SENTENCES_MOST));
  kt_sign_count (seer, "@characters", MIN (deeds->characters / CHARACTERS_STEP, LENGTH_MOST));
  kt_sign_count (seer, "@reply", reply ? 1 : 0);
  kt_sign_count (seer, "@question", deeds->question ? 1 : 0);
  kt_sign_count (seer, "@lastquestion", deeds->last_question ? 1 : 0);
}

/* Made once; kept for the life of the process. */
static const KtWeights *
table_get (void)
{
  static gsize made = 0;
  if (g_once_init_enter (&made))
    g_once_init_leave (&made, (gsize)kt_weights_new (&kt_leave_weights));
  return (const KtWeights *)made;
}

KtWant
kt_deeds_conclude (const KtDeeds *deeds, KtWeighing *letter, gboolean reply)
{
  double words[KT_WEIGHT_CLASSES_MAX], likely[KT_WEIGHT_CLASSES_MAX];
  g_auto (KtWeighing) scales = { 0 };
  KtWant most = KT_WANT_ANSWER;

  if (deeds->sentences == 0)
    return KT_WANT_NOTHING;
  kt_weighing_result (letter, words);
  kt_weighing_init (&scales, table_get ());
  kt_deeds_signs (deeds, words, reply, &(KtSeer){ kt_weighing_add, &scales });
  kt_weighing_result (&scales, likely);
  for (KtWant want = 0; want <= KT_WANT_NOTHING; want++)
    if (likely[want] > likely[most])
      most = want;
  return most;
}
