#include "config.h"
#include "kontor/deal-link.h"
#include "kontor/named-amount.h"

static KtDealLink
judge (const KtDealCandidate *candidates, gsize n)
{
  return kt_deal_link_judge (candidates, n, 100000);
}

static void
test_only (void)
{
  KtDealCandidate one[] = { { .deal = 1, .own = TRUE, .created = 50000 } };
  g_assert_cmpint (judge (one, 1).reason, ==, KT_DEAL_LINK_ONLY);
  one[0].created = 200000; /* it came long before the deal */
  g_assert_cmpint (judge (one, 1).reason, ==, KT_DEAL_LINK_NONE);
  one[0].created = 102000; /* the deal was made of it */
  g_assert_cmpint (judge (one, 1).deal, ==, 1);
  one[0].closed_at = 99999;
  g_assert_cmpint (judge (one, 1).reason, ==, KT_DEAL_LINK_NONE);
}

static void
test_several (void)
{
  KtDealCandidate two[]
      = { { .deal = 1, .own = TRUE, .created = 1 }, { .deal = 2, .own = TRUE, .created = 2 } };
  g_assert_cmpint (judge (two, 2).reason, ==, KT_DEAL_LINK_ASK);
  g_assert_cmpuint (judge (two, 2).n, ==, 2);
  two[1].thread = 5;
  g_assert_cmpint (judge (two, 2).deal, ==, 2);
  g_assert_cmpint (judge (two, 2).reason, ==, KT_DEAL_LINK_THREAD);
  two[1].own = FALSE; /* somebody else wrote in the deal's thread */
  g_assert_cmpint (judge (two, 2).deal, ==, 1);
  two[1].own = TRUE;
  two[0].said = 9;
  g_assert_cmpint (judge (two, 2).reason, ==, KT_DEAL_LINK_SAID);
  g_assert_cmpint (judge (two, 2).deal, ==, 1);
}

/* What was unlinked stays so, until it is linked by a newer word. */
static void
test_refused (void)
{
  KtDealCandidate two[] = { { .deal = 1, .own = TRUE, .created = 1, .unsaid_thread = 7 },
                            { .deal = 2, .own = TRUE, .created = 2 } };
  g_assert_cmpint (judge (two, 2).deal, ==, 2);
  two[1].unsaid = 8;
  g_assert_cmpint (judge (two, 2).reason, ==, KT_DEAL_LINK_NONE);
  two[0].thread = 6; /* older than the refusal */
  g_assert_cmpint (judge (two, 2).reason, ==, KT_DEAL_LINK_NONE);
  two[0].thread = 9;
  g_assert_cmpint (judge (two, 2).deal, ==, 1);
}

static void
assert_named (const char *text, const char *wanted)
{
  g_autoptr (GArray) named = kt_amounts_named (text);
  g_autoptr (GString) said = g_string_new (NULL);
  for (guint i = 0; i < named->len; i++)
    {
      const KtMoney *money = &g_array_index (named, KtMoney, i);
      g_string_append_printf (said, "%s%" G_GINT64_FORMAT " %s", i > 0 ? ", " : "", money->minor,
                              money->currency);
    }
  g_assert_cmpstr (said->str, ==, wanted);
}

static void
test_named (void)
{
  assert_named ("бюджет 9 500 грн, аванс 1000 грн", "950000 UAH, 100000 UAH");
  assert_named ("We can pay €450 or 620,50 EUR.", "62050 EUR, 45000 EUR");
  assert_named ("12 pages on A4 till 30.11.2026, phone 29123456", "");
  assert_named ("450 €\n450 €", "45000 EUR");
  assert_named ("999999999999999999999999999999 €", "");
  assert_named ("", "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deal-link/only", test_only);
  g_test_add_func ("/deal-link/several", test_several);
  g_test_add_func ("/deal-link/refused", test_refused);
  g_test_add_func ("/named-amount", test_named);
  return g_test_run ();
}
