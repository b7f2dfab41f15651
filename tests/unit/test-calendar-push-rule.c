#include "config.h"
#include "kontor/calendar-push-rule.h"

#include <string.h>

/* Facts as letters: w wanted, l left, h changed here, k known, t there, c changed there, x
 * conflict, a asked. */
static KtPushFacts
facts_of (const char *text)
{
  return (KtPushFacts){ .wanted = strchr (text, 'w') != NULL,
                        .left = strchr (text, 'l') != NULL,
                        .here_changed = strchr (text, 'h') != NULL,
                        .known = strchr (text, 'k') != NULL,
                        .there = strchr (text, 't') != NULL,
                        .there_changed = strchr (text, 'c') != NULL,
                        .conflict = strchr (text, 'x') != NULL,
                        .asked = strchr (text, 'a') != NULL };
}

static const struct
{
  const char *facts;
  KtPushStep step;
} cases[] = {
  { "wh", KT_PUSH_NEW },        { "wkt", KT_PUSH_NOTHING },    { "wkth", KT_PUSH_CHANGE },
  { "wktc", KT_PUSH_TAKE },     { "wktch", KT_PUSH_MERGE },    { "wht", KT_PUSH_ADOPT },
  { "wk", KT_PUSH_ASK },        { "wka", KT_PUSH_NOTHING },  /* it waits for the answer */
  { "wkh", KT_PUSH_NEW },                                    /* changed beats deleted */
  { "wkha", KT_PUSH_NEW },      { "wkta", KT_PUSH_NOTHING }, /* it is there again */
  { "wktcx", KT_PUSH_NOTHING }, { "wktchx", KT_PUSH_NOTHING }, { "kt", KT_PUSH_REMOVE },
  { "ktc", KT_PUSH_FORGET },                             /* changed beats deleted: it stays there */
  { "k", KT_PUSH_FORGET },      { "t", KT_PUSH_FORGET }, /* never agreed: not ours to delete */
  { "ktx", KT_PUSH_REMOVE },    { "lkt", KT_PUSH_NOTHING },    { "lk", KT_PUSH_NOTHING },
  { "lktc", KT_PUSH_NOTHING },
};

static void
test_decide (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtPushFacts facts = facts_of (cases[i].facts);
      g_test_message ("%s", cases[i].facts);
      g_assert_cmpint (kt_push_decide (&facts), ==, cases[i].step);
    }
}

/* Whatever the facts are: what changed there is never written over, and nothing that is not known
 * to be ours is deleted. */
static void
test_never (void)
{
  for (guint bits = 0; bits < 256; bits++)
    {
      const KtPushFacts facts
          = { bits & 1, bits & 2, bits & 4, bits & 8, bits & 16, bits & 32, bits & 64, bits & 128 };
      KtPushStep step = kt_push_decide (&facts);
      if (facts.there && facts.there_changed)
        g_assert_true (step != KT_PUSH_CHANGE && step != KT_PUSH_REMOVE && step != KT_PUSH_NEW);
      if (step == KT_PUSH_REMOVE)
        g_assert_true (facts.known && facts.there && !facts.wanted && !facts.left);
      if (facts.left)
        g_assert_cmpint (step, ==, KT_PUSH_NOTHING);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-push-rule/decide", test_decide);
  g_test_add_func ("/calendar-push-rule/never", test_never);
  return g_test_run ();
}
