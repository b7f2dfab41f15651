#include "config.h"
#include "kontor/day-view.h"
#include "kontor/term.h"
#include "view-fixture.h"
#include <stdio.h>
#include <string.h>

/* "9:45" is minute 585. */
static int
clock_of (const char *text)
{
  int hour = 0, minute = 0;
  g_assert_cmpint (sscanf (text, "%d:%d", &hour, &minute), ==, 2);
  return hour * 60 + minute;
}

static KtSheetBlock *
add (KtDaySheet *sheet, KtSheetKind kind, guint hand, const char *start, const char *end,
     const char *who, const char *what)
{
  KtSheetBlock *block = kt_sheet_block_new (kind, hand, clock_of (start), clock_of (end));
  block->who = g_strdup (who);
  block->what = g_strdup (what);
  block->appointment = sheet->blocks->len + 1;
  block->start_at = G_GINT64_CONSTANT (1795471200) + block->start * 60;
  block->end_at = G_GINT64_CONSTANT (1795471200) + block->end * 60;
  if (kind == KT_SHEET_VISIT)
    {
      KtSheetHand *worker = sheet->hands->pdata[hand];
      block->has_price = TRUE;
      block->price = (KtMoney){ 4000, "EUR" };
      block->state = "booked";
      worker->visits++;
      sheet->visits++;
      kt_sums_add (worker->sums, block->price);
      kt_sums_add (sheet->sums, block->price);
    }
  g_ptr_array_add (sheet->blocks, block);
  return block;
}

#define VISIT(hand, start, end, who, what) add (sheet, KT_SHEET_VISIT, hand, start, end, who, what)

/* The beginning of the day of the design's screens. */
static KtDaySheet *
salon (void)
{
  KtDaySheet *sheet = kt_day_sheet_new ((KtLocal){ 2026, 11, 24, -1, 0 });
  kt_day_sheet_add_hand (sheet, 1, "Ilze");
  kt_day_sheet_add_hand (sheet, 2, "Līga");
  kt_day_sheet_add_hand (sheet, 3, "Marina");
  KtSheetBlock *zane = VISIT (1, "9:00", "11:00", "Zane Ozola", "colour + cut");
  zane->flags |= KT_SHEET_ALLERGY;
  zane->allergy = g_strdup ("PPD");
  zane->phone = g_strdup ("+371 29 100 100");
  kt_sheet_block_add_gap (zane, clock_of ("9:45"), clock_of ("10:25"), "colour");
  VISIT (2, "9:30", "11:00", "Svetlana Ivanova", "gel nails");
  VISIT (1, "9:45", "10:00", "Rasa Eglīte", "fringe");
  VISIT (0, "10:00", "11:00", "Inga Bērziņa", "cut")->flags |= KT_SHEET_NEW;
  add (sheet, KT_SHEET_FREE, 1, "11:00", "12:00", NULL, NULL);
  add (sheet, KT_SHEET_FREE, 1, "9:45", "10:25", NULL, NULL);
  add (sheet, KT_SHEET_CLOSED, 2, "11:00", "11:30", NULL, "lunch");
  VISIT (2, "11:30", "12:30", "Marta Liepa", "manicure")->flags |= KT_SHEET_UNSURE;
  kt_sheet_relate (sheet);
  return sheet;
}

static void
test_grid (View *view, gconstpointer data)
{
  g_autoptr (KtDaySheet) sheet = salon ();
  view->context.quiet = TRUE;
  kt_day_print (&view->context, sheet);
  assert_out (
      &view->context,
      "Tue 24 November 2026                                             5 visits  200\302\240€\n"
      "      Ilze           1 · 40\302\240€  Līga           2 · 80\302\240€  Marina         2 "
      "· 80\302\240€\n"
      "09:00                          !Zane Ozola colour+cut\n"
      "09:30                          │                         Svetlana I. gel nails\n"
      "09:45                          └Rasa Eglīte fringe      │\n"
      "10:00 +Inga Bērziņa cut        │ colour works           │\n"
      "10:30 │                        │                        │\n"
      "11:00                           free 11:00–12:00        — lunch —\n"
      "11:30                                                   ?Marta Liepa manicure\n"
      "12:00                                                   │\n"
      "! allergy  ? not confirmed  + new  └ in a processing gap\n");
}

static void
test_narrow (View *view, gconstpointer data)
{
  g_autoptr (KtDaySheet) sheet = salon ();
  view->context.width = 44;
  view->context.quiet = TRUE;
  kt_day_print (&view->context, sheet);
  assert_out (&view->context, "Tue 24.11.                   5 visits  200\302\240€\n"
                              "\n"
                              "Ilze                               1 · 40\302\240€\n"
                              "10:00 +Inga Bērziņa cut\n"
                              "\n"
                              "Līga                               2 · 80\302\240€\n"
                              "09:00 !Zane Ozola colour+cut\n"
                              "09:45 └Rasa Eglīte fringe\n"
                              "11:00  free 11:00–12:00\n"
                              "\n"
                              "Marina                             2 · 80\302\240€\n"
                              "09:30  Svetlana Ivanova gel nails\n"
                              "11:00 — lunch —\n"
                              "11:30 ?Marta Liepa manicure\n"
                              "! allergy  ? not confirmed  + new\n"
                              "└ in a processing gap\n");
}

/* No line is wider than the window, whoever works there and whatever they are called. */
static void
test_widths (View *view, gconstpointer data)
{
  for (guint hands = 1; hands <= 9; hands++)
    for (int width = 24; width <= 140; width += 4)
      {
        g_autoptr (KtDaySheet) sheet = kt_day_sheet_new ((KtLocal){ 2026, 11, 24, -1, 0 });
        for (guint i = 0; i < hands; i++)
          kt_day_sheet_add_hand (sheet, i + 1, "Konstantīns-Aleksandrs von Garenfels");
        for (guint i = 0; i < hands; i++)
          VISIT (i, "9:00", "10:00", "Светлана Иванова-Константинопольская", "colour + cut");
        kt_sheet_relate (sheet);
        view->context.width = width;
        kt_day_print (&view->context, sheet);
        g_auto (GStrv) lines = g_strsplit (view->context.out->str, "\n", -1);
        for (guint i = 0; lines[i] != NULL; i++)
          if (kt_term_width (lines[i]) > width)
            g_error ("%u hands, %d columns: «%s»", hands, width, lines[i]);
        g_string_truncate (view->context.out, 0);
      }
}

static void
test_pages (void)
{
  int column;
  g_assert_cmpuint (kt_sheet_hands_a_page (3, 80, &column), ==, 3);
  g_assert_cmpint (column, ==, 24);
  g_assert_cmpuint (kt_sheet_hands_a_page (1, 80, &column), ==, 1);
  g_assert_cmpint (column, ==, KT_SHEET_COLUMN_MOST);
  g_assert_cmpuint (kt_sheet_hands_a_page (5, 80, &column), ==, 3); /* 3 and 2, not 4 and 1 */
  g_assert_cmpuint (kt_sheet_hands_a_page (7, 120, &column), ==, 4);
  g_assert_cmpuint (kt_sheet_hands_a_page (7, 200, &column), ==, 7);
  g_assert_cmpuint (kt_sheet_hands_a_page (0, 10, &column), ==, 1);
}

#define assert_fit(who, what, columns, expected)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *fit_ = kt_sheet_fit (who, what, columns);                                     \
    g_assert_cmpstr (fit_, ==, expected);                                                          \
  }                                                                                                \
  G_STMT_END

static void
test_fit (void)
{
  assert_fit ("Svetlana Ivanova", "gel nails", 30, "Svetlana Ivanova gel nails");
  assert_fit ("Svetlana Ivanova", "gel nails", 23, "Svetlana I. gel nails");
  assert_fit ("Олена Коваль", "cut + blow", 12, "Олена К. cut+blow");
  assert_fit ("Anna Bērziņa 1986", "cut", 18, "Anna B. 1986 cut");
  assert_fit ("Madonna", "cut", 5, "Madonna cut");
  assert_fit (NULL, "dentist", 20, "dentist");
  assert_fit ("Zane", NULL, 20, "Zane");
  assert_fit ("Zane  ", "cut", 4, "Zane   cut");
  assert_fit ("1986 1994", "cut", 4, "1986 1994 cut");
}

/* What is booked over another, what starts at once, what nobody came to. */
static void
test_overlaps (View *view, gconstpointer data)
{
  g_autoptr (KtDaySheet) sheet = kt_day_sheet_new ((KtLocal){ 2026, 11, 24, -1, 0 });
  kt_day_sheet_add_hand (sheet, 1, "Ilze");
  VISIT (0, "9:00", "10:00", "Zane Ozola", "cut");
  VISIT (0, "9:00", "9:30", "Rita Kalve", "fringe");
  VISIT (0, "10:00", "10:30", "Dace Vītola", "men")->flags |= KT_SHEET_NO_SHOW;
  VISIT (0, "10:10", "10:40", "Elza Strautiņa", "men")->flags |= KT_SHEET_DONE;
  add (sheet, KT_SHEET_EVENT, 0, "10:35", "11:00", NULL, "dentist");
  kt_sheet_relate (sheet);
  view->context.quiet = TRUE;
  kt_day_print (&view->context, sheet);
  assert_out (
      &view->context,
      "Tue 24 November 2026                                             4 visits  160\302\240€\n"
      "      Ilze                          4 · 160\302\240€\n"
      "09:00  Zane Ozola cut\n"
      "      ×Rita Kalve fringe\n"
      "09:30 │\n"
      "10:00 ✗Dace Vītola men\n"
      "10:10 ✓Elza Strautiņa men\n"
      "10:30 │\n"
      "10:35 ·dentist\n"
      "✓ done  ✗ no-show  × two at once  · calendar\n");
}

static void
test_empty (View *view, gconstpointer data)
{
  g_autoptr (KtDaySheet) sheet = kt_day_sheet_new ((KtLocal){ 2026, 11, 24, -1, 0 });
  kt_day_sheet_add_hand (sheet, 1, "Ilze");
  g_ptr_array_add (sheet->notes, g_strdup ("inventory"));
  kt_sheet_relate (sheet);
  kt_day_print (&view->context, sheet);
  assert_out (&view->context,
              "Tue 24 November 2026                                                    0 visits\n"
              "· inventory\n"
              "Nothing is booked.\n");
  g_autofree char *html = kt_day_html (&view->context, sheet);
  g_assert_nonnull (strstr (html, "inventory"));
}

static void
test_sums (void)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (KtMoney));
  g_autofree char *none = kt_say_sums (sums);
  g_assert_cmpstr (none, ==, "");
  kt_sums_add (sums, (KtMoney){ 6000, "EUR" });
  kt_sums_add (sums, (KtMoney){ 950000, "UAH" });
  kt_sums_add (sums, (KtMoney){ 50, "EUR" });
  g_assert_cmpuint (sums->len, ==, 2);
  g_autofree char *said = kt_say_sums (sums);
  g_assert_cmpstr (said, ==, "60,50\302\240€ · 9\302\240500\302\240₴");
}

/* Whatever strangers wrote is text on paper, too. */
static void
test_html (View *view, gconstpointer data)
{
  g_autoptr (KtDaySheet) sheet = salon ();
  KtSheetBlock *hostile
      = VISIT (0, "12:00", "12:30", "</div><script>alert(1)</script>\"'&", "\033[31m}#b0{top:0");
  hostile->phone = g_strdup ("<img src=x onerror=alert(1)>");
  kt_sheet_relate (sheet);
  g_autofree char *html = kt_day_html (&view->context, sheet);
  g_assert_null (strstr (html, "<script"));
  g_assert_null (strstr (html, "<img"));
  g_assert_null (strchr (html, '\033'));
  g_assert_nonnull (strstr (html, "&lt;script&gt;alert(1)"));
  g_assert_nonnull (strstr (html, "default-src 'none'"));
  g_assert_nonnull (strstr (html, "PPD"));
  g_assert_nonnull (strstr (html, "+371 29 100 100"));
  g_autofree char *again = kt_day_html (&view->context, sheet);
  g_assert_cmpstr (html, ==, again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_view ("/day-sheet/grid", test_grid);
  add_view ("/day-sheet/narrow", test_narrow);
  add_view ("/day-sheet/widths", test_widths);
  g_test_add_func ("/day-sheet/pages", test_pages);
  g_test_add_func ("/day-sheet/fit", test_fit);
  add_view ("/day-sheet/overlaps", test_overlaps);
  add_view ("/day-sheet/empty", test_empty);
  g_test_add_func ("/day-sheet/sums", test_sums);
  add_view ("/day-sheet/html", test_html);
  return g_test_run ();
}
