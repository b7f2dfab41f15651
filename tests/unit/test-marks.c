#include "config.h"
#include "view-fixture.h"

static void
test_plain (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  kt_out (context, "{b:bold {d:dim} bold} {x} } {");
  assert_out (context, "bold dim bold {x} } {");
  kt_out (context, "%d %5d|%-5d|%05d %u %" G_GINT64_FORMAT " %zu %x %.2f %c 100 %%", -1, 2, 3, 4,
          5u, G_MAXINT64, (gsize)7, 255, 1.5, 'z');
  assert_out (context, "-1     2|3    |00004 5 9223372036854775807 7 ff 1.50 z 100 %");
}

static void
test_color (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  context->color = TRUE;
  kt_out (context, "{b:a{r:b}c}d");
  assert_out (context, "\033[1ma\033[31mb\033[0m\033[1mc\033[0md");
  kt_out (context, "{c:never closed");
  assert_out (context, "\033[36mnever closed\033[0m");
}

/* Nothing foreign acts as a mark or reaches the terminal raw. */
static void
test_hostile (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  context->color = TRUE;
  kt_out (context, "{d:%s}", "a}{r:b\033[31m\n\016\xe2\x80\xae");
  assert_out (context, "\033[2ma}{r:b␛[31m ␎<U+202E>\033[0m");
  kt_out (context, "%s", (const char *)NULL);
  assert_out (context, "");
  g_autofree char *block = kt_safe_block ("{b:x}\ny");
  kt_out_marked (context, block);
  assert_out (context, "{b:x}\ny");
}

/* Widths of strings count columns; names are not ASCII here. */
static void
test_cells (View *view, gconstpointer data)
{
  KtContext *context = &view->context;
  kt_out (context, "|%-8s|%8s|%-6.6s|%.3s|%*s|", "Līga", "Ņina", "Kristīne", "日本語", -5, "ā");
  assert_out (context, "|Līga    |    Ņina|Krist…|日…|ā    |");
  g_autofree char *marked = kt_marked ("{b:%s} x", "{ā}");
  g_assert_cmpint (kt_marked_width (marked), ==, 5);
}

static void
test_said (View *view, gconstpointer data)
{
  static const struct
  {
    KtLocal local;
    const char *date, *distance, *short_date;
  } cases[] = {
    { { 2026, 11, 24, 10, 0 }, "Tue 24 November 2026 10:00", "tomorrow", "24.11." },
    { { 2026, 11, 23, -1, 0 }, "Mon 23 November 2026", "today", "23.11." },
    { { 2026, 12, 2, -1, 0 }, "Wed 2 December 2026", "in 9 days", "2.12." },
    { { 2025, 11, 22, -1, 0 }, "Sat 22 November 2025", "366 days ago", "22.11.2025" },
    { { 2026, 11, 22, 23, 59 }, "Sun 22 November 2026 23:59", "yesterday", "22.11." },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = kt_say_date (&view->context, cases[i].local);
      g_autofree char *distance = kt_say_distance (&view->context, cases[i].local);
      g_autofree char *short_date = kt_say_short_date (&view->context, cases[i].local);
      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (distance, ==, cases[i].distance);
      g_assert_cmpstr (short_date, ==, cases[i].short_date);
    }
  g_autofree char *instant = kt_rfc3339 (&view->context, view->context.clock.now);
  g_assert_cmpstr (instant, ==, "2026-11-23T08:12:00+02:00");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_view ("/marks/plain", test_plain);
  add_view ("/marks/color", test_color);
  add_view ("/marks/hostile", test_hostile);
  add_view ("/marks/cells", test_cells);
  add_view ("/marks/said", test_said);
  return g_test_run ();
}
