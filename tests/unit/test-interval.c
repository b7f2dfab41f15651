#include "config.h"
#include "kontor/interval.h"

/* Days after 2026-01-06, a Tuesday. */
static KtLocal
day (int offset)
{
  return kt_local_add_days ((KtLocal){ 2026, 1, 6, 9, 0 }, offset);
}

static void
test_interval (void)
{
  static const struct
  {
    int offsets[16];
    guint n;
    int rebook, expect;
    gboolean learned;
  } cases[] = {
    { { 0 }, 0, 0, 0, FALSE },                    /* never here: never due */
    { { 0 }, 1, 42, 42, FALSE },                  /* the service's */
    { { 0, 30 }, 2, 42, 42, FALSE },              /* one gap is no rhythm */
    { { 0, 30, 60 }, 3, 42, 30, TRUE },           /* two are */
    { { 0, 30, 60 }, 3, 0, 30, TRUE },            /* also where the service says nothing */
    { { 0, 0, 30, 30 }, 4, 42, 42, FALSE },       /* two on one day are one */
    { { 0, 28, 56, 256, 284 }, 5, 42, 28, TRUE }, /* a summer away does not count */
    { { 0, 20, 60 }, 3, 0, 40, TRUE },            /* of two middles the later */
    { { 0, 100, 200, 300, 310, 320, 330, 340, 350, 360, 370, 380, 390, 400, 410 },
      15,
      0,
      10,
      TRUE },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtLocal days[16];
      gboolean learned;
      for (guint j = 0; j < cases[i].n; j++)
        days[j] = day (cases[i].offsets[j]);
      g_assert_cmpint (kt_interval_days (days, cases[i].n, cases[i].rebook, &learned), ==,
                       cases[i].expect);
      g_assert_cmpint (learned, ==, cases[i].learned);
    }
}

static KtHabitVisit
visit (int offset, int hour, int late)
{
  KtHabitVisit one = { .start = day (offset), .came = late != G_MAXINT, .late = late };
  one.start.hour = (gint8)hour;
  return one;
}

static void
test_habit (void)
{
  KtHabit habit;
  const KtHabitVisit tuesdays[]
      = { visit (0, 9, 0), visit (42, 9, -3), visit (84, 9, 5), visit (127, 15, G_MAXINT) };
  kt_habit_learn (tuesdays, 4, &habit);
  g_assert_cmpint (habit.weekday, ==, 2);
  g_assert_cmpint (habit.hour, ==, 9);
  g_assert_true (habit.known && habit.always);

  kt_habit_learn (tuesdays, 2, &habit); /* two are no habit */
  g_assert_cmpint (habit.weekday, ==, 0);
  g_assert_cmpint (habit.hour, ==, -1);
  g_assert_false (habit.known || habit.always);

  const KtHabitVisit late[] = { visit (0, 9, 20), visit (1, 10, 15), visit (2, 11, 0),
                                visit (3, 12, 10), visit (4, 13, 10) };
  kt_habit_learn (late, 5, &habit);
  g_assert_cmpint (habit.weekday, ==, 0); /* each day another */
  g_assert_cmpint (habit.late, ==, 10);
  g_assert_true (habit.known);
  g_assert_false (habit.always);

  kt_habit_learn (NULL, 0, &habit);
  g_assert_cmpint (habit.hour, ==, -1);
}

/* Half of them is not more than half. */
static void
test_no_majority (void)
{
  KtHabit habit;
  KtHabitVisit visits[6];
  for (int i = 0; i < 6; i++)
    visits[i] = visit (i % 2, i % 2 == 0 ? 9 : 10, G_MAXINT);
  kt_habit_learn (visits, 6, &habit);
  g_assert_cmpint (habit.weekday, ==, 0);
  g_assert_cmpint (habit.hour, ==, -1);
}

static void
test_missed (void)
{
  const gboolean outcomes[] = { TRUE, FALSE, TRUE, FALSE, FALSE, TRUE, TRUE };
  guint of;
  g_assert_cmpuint (kt_missed_recently (outcomes, 7, &of), ==, 3);
  g_assert_cmpuint (of, ==, KT_MISSED_OF);
  g_assert_cmpuint (kt_missed_recently (outcomes, 2, &of), ==, 1);
  g_assert_cmpuint (of, ==, 2);
  g_assert_cmpuint (kt_missed_recently (outcomes, 0, &of), ==, 0);
  g_assert_cmpuint (of, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interval/days", test_interval);
  g_test_add_func ("/interval/habit", test_habit);
  g_test_add_func ("/interval/no-majority", test_no_majority);
  g_test_add_func ("/interval/missed", test_missed);
  return g_test_run ();
}
