#include "config.h"
#include "kontor/fit.h"

#define LIGA 7
#define ILZE 8

/* Tuesday 24 November 2026, 9:00 to 11:00 with Līga. */
static const KtGap morning = { { 2026, 11, 24, 9, 0 }, 120, LIGA };

static KtFitCandidate
candidate (KtFitKind kind, KtId contact, int minutes)
{
  return (KtFitCandidate){
    .kind = kind, .contact = contact, .minutes = minutes, .weekdays = KT_WEEKDAYS_ANY
  };
}

static void
test_length_and_hand (void)
{
  KtFitCandidate one = candidate (KT_FIT_WAITING, 1, 120);
  g_assert_true (kt_fit_suits (&one, &morning));
  one.minutes = 121;
  g_assert_false (kt_fit_suits (&one, &morning));
  one.minutes = 0; /* she does not do it */
  g_assert_false (kt_fit_suits (&one, &morning));
  one.minutes = 30;
  one.staff = ILZE;
  g_assert_false (kt_fit_suits (&one, &morning));
  one.kind = KT_FIT_DUE; /* her usual hand is a preference only */
  g_assert_true (kt_fit_suits (&one, &morning));
}

static void
test_days (void)
{
  KtFitCandidate one = candidate (KT_FIT_WAITING, 1, 30);
  one.first = (KtLocal){ 2026, 11, 25, -1, 0 };
  g_assert_false (kt_fit_suits (&one, &morning));
  one.first.day = 24;
  g_assert_true (kt_fit_suits (&one, &morning));
  one.last = (KtLocal){ 2026, 11, 23, -1, 0 };
  g_assert_false (kt_fit_suits (&one, &morning));
  one.last.day = 24;
  g_assert_true (kt_fit_suits (&one, &morning));
  one.weekdays = 1u << 2;
  g_assert_true (kt_fit_suits (&one, &morning));
  one.weekdays = KT_WEEKDAYS_ANY & ~(1u << 2);
  g_assert_false (kt_fit_suits (&one, &morning));
}

static void
test_day_parts (void)
{
  static const struct
  {
    KtDayPart part;
    int starts, ends;
    gboolean expect;
  } cases[] = {
    { KT_DAY_ANY, 0, 1440, TRUE },         { KT_DAY_MORNING, 540, 780, TRUE },
    { KT_DAY_MORNING, 540, 781, FALSE },   { KT_DAY_AFTERNOON, 720, 1080, TRUE },
    { KT_DAY_AFTERNOON, 719, 780, FALSE }, { KT_DAY_AFTERNOON, 1020, 1081, FALSE },
    { KT_DAY_EVENING, 1020, 1100, TRUE },  { KT_DAY_EVENING, 1019, 1100, FALSE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kt_fit_day_part (cases[i].part, cases[i].starts, cases[i].ends), ==,
                     cases[i].expect);
  /* a gap from 11 to 15: an hour of the afternoon lies at its end */
  KtGap gap = { { 2026, 11, 24, 11, 0 }, 240, LIGA };
  KtFitCandidate one = candidate (KT_FIT_WAITING, 1, 60);
  one.day_part = KT_DAY_AFTERNOON;
  g_assert_true (kt_fit_suits (&one, &gap));
  one.day_part = KT_DAY_EVENING;
  g_assert_false (kt_fit_suits (&one, &gap));
}

static void
test_sooner (void)
{
  KtFitCandidate one = candidate (KT_FIT_SOONER, 1, 60);
  one.booked = (KtLocal){ 2026, 11, 26, 9, 0 };
  g_assert_true (kt_fit_suits (&one, &morning));
  one.booked = morning.start; /* it is hers already */
  g_assert_false (kt_fit_suits (&one, &morning));
}

static void
test_order (void)
{
  KtFitCandidate any = candidate (KT_FIT_WAITING, 1, 30), hand = any, due = any, sooner = any;
  any.since = 100;
  hand.since = 200;
  hand.staff = LIGA;
  due.kind = KT_FIT_DUE;
  due.overdue = 3;
  sooner.kind = KT_FIT_SOONER;
  sooner.booked = (KtLocal){ 2026, 11, 26, 9, 0 };
  g_assert_cmpint (kt_fit_compare (&hand, &any, &morning), <, 0); /* wants this hand */
  g_assert_cmpint (kt_fit_compare (&any, &due, &morning), <, 0);
  g_assert_cmpint (kt_fit_compare (&due, &sooner, &morning), <, 0);

  KtFitCandidate other = any;
  other.since = 99;
  g_assert_cmpint (kt_fit_compare (&other, &any, &morning), <, 0); /* waits longer */
  other = due;
  other.overdue = 4;
  g_assert_cmpint (kt_fit_compare (&other, &due, &morning), <, 0);
  other = sooner;
  other.booked.day = 30;
  g_assert_cmpint (kt_fit_compare (&other, &sooner, &morning), <, 0);
  other = sooner;
  other.contact = 2; /* else equal: one order for good */
  g_assert_cmpint (kt_fit_compare (&sooner, &other, &morning), <, 0);
  g_assert_cmpint (kt_fit_compare (&sooner, &sooner, &morning), ==, 0);
}

static void
test_held (void)
{
  g_assert_cmpint (kt_fit_held_until (100000 * 300, 100000 * 300 + 600), ==, 100000 * 300 + 900);
  g_assert_cmpint (kt_fit_held_until (100000 * 300 - 299, 100000 * 300), ==, 100000 * 300 + 900);
  g_assert_cmpint (kt_fit_held_until (100000 * 300, 100000 * 300 + 7201), ==, 100000 * 300 + 3600);
  g_assert_cmpint (kt_fit_held_until (100000 * 300, 100000 * 300 + 7200), ==, 100000 * 300 + 900);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit/length-and-hand", test_length_and_hand);
  g_test_add_func ("/fit/days", test_days);
  g_test_add_func ("/fit/day-parts", test_day_parts);
  g_test_add_func ("/fit/sooner", test_sooner);
  g_test_add_func ("/fit/order", test_order);
  g_test_add_func ("/fit/held", test_held);
  return g_test_run ();
}
