#include "config.h"
#include "kontor/calendar-plan.h"

#include <string.h>

/* "a=1 b=2" */
static GHashTable *
known_of (const char *text)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      if (pair[0] != NULL)
        g_hash_table_insert (known, g_strdup (pair[0]), g_strdup (pair[1]));
    }
  return known;
}

/* "a=1 -b": b is said to be gone */
static GPtrArray *
listed_of (const char *text)
{
  GPtrArray *listed = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_listed_free);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (gsize i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      KtListed *one = g_new0 (KtListed, 1);
      one->gone = words[i][0] == '-';
      g_auto (GStrv) pair = g_strsplit (words[i] + one->gone, "=", 2);
      one->href = g_strdup (pair[0]);
      one->etag = g_strdup (pair[1] != NULL ? pair[1] : "");
      g_ptr_array_add (listed, one);
    }
  return listed;
}

static int
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
append_sorted (GString *out, GPtrArray *hrefs)
{
  g_ptr_array_sort (hrefs, compare_text);
  for (guint i = 0; i < hrefs->len; i++)
    g_string_append (out, hrefs->pdata[i]);
}

static const struct
{
  const char *known, *listed;
  gboolean whole;
  const char *expect; /* wanted-gone */
} cases[] = {
  { "", "a=1 b=2", TRUE, "ab-" },
  { "a=1 b=2", "a=1 b=2", TRUE, "-" },
  { "a=1 b=2", "a=1 b=3 c=1", TRUE, "bc-" },
  { "a=1 b=2 c=3", "a=1", TRUE, "-bc" },
  { "a=1 b=2 c=3", "a=1", FALSE, "-" },
  { "a=1 b=2 c=3", "-b", FALSE, "-b" },
  { "a=1 b=2 c=3", "-x", FALSE, "-" },  /* was never here */
  { "a=1 b=2", "-b b=5", FALSE, "b-" }, /* named twice: the last word */
  { "a=1 b=2", "b=5 -b", FALSE, "-b" },
  { "a=1 b=2", "a=1 a=1", FALSE, "-" },
  { "a=1 b=2", "a b=2", TRUE, "a-" }, /* no ETag told: cannot be known */
  { "a=1 b=", "", FALSE, "b-" },      /* was not delivered the last time */
  { "a=1 b=", "a=1 b=7", TRUE, "b-" },
  { "a=1 b=", "-b", FALSE, "-b" },
};

static void
test_plan (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GHashTable) known = known_of (cases[i].known);
      g_autoptr (GPtrArray) listed = listed_of (cases[i].listed);
      g_autoptr (GString) out = g_string_new (NULL);
      KtCalendarPlan plan;
      g_test_message ("%s, %s", cases[i].known, cases[i].listed);
      kt_calendar_plan_make (&plan, known, listed, cases[i].whole, FALSE);
      append_sorted (out, plan.wanted);
      g_string_append_c (out, '-');
      append_sorted (out, plan.gone);
      g_assert_cmpstr (out->str, ==, cases[i].expect);
      g_assert_cmpint (plan.stop, ==, KT_CALENDAR_GO);
      kt_calendar_plan_clear (&plan);
    }
}

static GHashTable *
many (guint n)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (known, g_strdup_printf ("%u", i), g_strdup ("1"));
  return known;
}

/* n are here, the first gone of them are not there any more, told in either way. */
static KtCalendarStop
stop_of (guint n, guint gone, gboolean whole, gboolean accepted)
{
  g_autoptr (GHashTable) known = many (n);
  g_autoptr (GPtrArray) listed = g_ptr_array_new_with_free_func ((GDestroyNotify)kt_listed_free);
  for (guint i = whole ? gone : 0; i < (whole ? n : gone); i++)
    {
      KtListed *one = g_new0 (KtListed, 1);
      *one = (KtListed){ g_strdup_printf ("%u", i), g_strdup (whole ? "1" : ""), !whole };
      g_ptr_array_add (listed, one);
    }
  KtCalendarPlan plan;
  kt_calendar_plan_make (&plan, known, listed, whole, accepted);
  KtCalendarStop stop = plan.stop;
  g_assert_cmpuint (plan.gone->len, ==, gone);
  g_assert_cmpuint (plan.before, ==, n);
  kt_calendar_plan_clear (&plan);
  return stop;
}

static void
test_stop (void)
{
  for (int whole = 0; whole <= 1; whole++)
    {
      g_assert_cmpint (stop_of (214, 214, whole, FALSE), ==, KT_CALENDAR_EMPTIED);
      g_assert_cmpint (stop_of (2, 2, whole, FALSE), ==, KT_CALENDAR_EMPTIED);
      g_assert_cmpint (stop_of (1, 1, whole, FALSE), ==, KT_CALENDAR_GO);
      g_assert_cmpint (stop_of (0, 0, whole, FALSE), ==, KT_CALENDAR_GO);
      g_assert_cmpint (stop_of (100, 20, whole, FALSE), ==, KT_CALENDAR_GO);
      g_assert_cmpint (stop_of (100, 21, whole, FALSE), ==, KT_CALENDAR_SHRUNK);
      g_assert_cmpint (stop_of (30, 20, whole, FALSE), ==, KT_CALENDAR_GO); /* few */
      g_assert_cmpint (stop_of (1000, 200, whole, FALSE), ==, KT_CALENDAR_GO);
      g_assert_cmpint (stop_of (1000, 201, whole, FALSE), ==, KT_CALENDAR_SHRUNK);
      g_assert_cmpint (stop_of (1000, 1000, whole, TRUE), ==, KT_CALENDAR_GO);
    }
}

/* The whole of a calendar under other names is an emptied one too. */
static void
test_renamed (void)
{
  g_autoptr (GHashTable) known = known_of ("a=1 b=2 c=3");
  g_autoptr (GPtrArray) listed = listed_of ("x=1 y=2 z=3");
  KtCalendarPlan plan;
  kt_calendar_plan_make (&plan, known, listed, TRUE, FALSE);
  g_assert_cmpint (plan.stop, ==, KT_CALENDAR_EMPTIED);
  kt_calendar_plan_clear (&plan);
}

static void
test_compare (void)
{
  const gint64 now = 1700000000;
  g_assert_true (kt_calendar_plan_compare_due ("", now, now));
  g_assert_false (kt_calendar_plan_compare_due ("t", now, now));
  g_assert_false (kt_calendar_plan_compare_due ("t", now - 604799, now));
  g_assert_true (kt_calendar_plan_compare_due ("t", now - 604800, now));
  g_assert_true (kt_calendar_plan_compare_due ("t", now + 1, now)); /* the clock went back */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-plan/plan", test_plan);
  g_test_add_func ("/calendar-plan/stop", test_stop);
  g_test_add_func ("/calendar-plan/renamed", test_renamed);
  g_test_add_func ("/calendar-plan/compare", test_compare);
  return g_test_run ();
}
