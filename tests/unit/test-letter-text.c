/* A letter's text as it is shown: cells in columns, lines broken at blanks, words never. */
#include "config.h"
#include "../../src/view/letter-text.h"

typedef struct
{
  const char *text, *shown;
} Case;

static void
expect (const Case *cases, gsize n, int width)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *shown = kt_letter_lay_out (cases[i].text, width);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_lines (void)
{
  static const Case cases[] = {
    { "", "" },
    { "a\nb\n", "a\nb\n" },
    { "a\n\n\n\n", "a\n" },
    { "one two three four five six seven eight nine",
      "one two three four five six seven eight\nnine\n" },
    { "> one two three four five six seven eight\n> nine",
      "> one two three four five six seven\n> eight\n> nine\n" },
    { "> > one two three four five six seven eight",
      "> > one two three four five six seven\n> > eight\n" },
    { ">one two three four five six seven eight nine",
      ">one two three four five six seven eight\n>nine\n" },
    { "- one two three four five six seven eight",
      "- one two three four five six seven\n  eight\n" },
    { "12. one two three four five six seven eight",
      "12. one two three four five six seven\n    eight\n" },
    { "  one two three four five six seven eight",
      "  one two three four five six seven\n  eight\n" },
    { "\tone\n\t\ttwo", "        one\n                two\n" },
    { "\033[31mred\033[0m", "␛[31mred␛[0m\n" },
  };
  expect (cases, G_N_ELEMENTS (cases), 40);
}

#define LONG "https://example.org/a/very/long/path/of/many/steps/that/is/copied"

static void
test_words_stay_whole (void)
{
  static const Case cases[] = {
    { LONG, LONG "\n" },
    { "See " LONG " for more.", "See\n" LONG "\nfor more.\n" },
    { "[12] " LONG, "[12] " LONG "\n" },
    { "> " LONG, "> " LONG "\n" },
    { "Where\t" LONG "\nWhen\tFriday", "Where  " LONG "\nWhen   Friday\n" },
  };
  expect (cases, G_N_ELEMENTS (cases), 40);
}

static void
test_not_on_terminal (void)
{
  static const Case cases[] = {
    { "one two three four five six seven eight nine",
      "one two three four five six seven eight nine\n" },
    { "a\tb\nlong\tc", "a     b\nlong  c\n" },
  };
  expect (cases, G_N_ELEMENTS (cases), 0);
}

static void
test_cells (void)
{
  static const Case cases[] = {
    { "a\tb", "a  b\n" },
    { "a\t\tb", "a  b\n" },
    { "Item\tQty\tSum\nOxide 6 %\t2\t19,60 €\nGloves\t\t4,00 €\nTotal\t23,60 €",
      "Item       Qty      Sum\nOxide 6 %    2  19,60 €\nGloves           4,00 €\n"
      "Total           23,60 €\n" },
    { "Name\tAnna\nCity\tRiga", "Name  Anna\nCity  Riga\n" },
    { "Name\tAnna\nPhone\t+371 29123456", "Name   Anna\nPhone  +371 29123456\n" },
    { "> a\tb\n> long\tc\nd\te", "> a     b\n> long  c\nd  e\n" },
    { "Ādaži\t1\nRiga\t12\nЦены\t3", "Ādaži   1\nRiga   12\nЦены    3\n" },
    { "12.11.\tRiga, Brīvības iela 100, second floor\tThree prices\n14.11.\tOnline\tTaxes",
      "12.11.  Riga, Brīvības      Three prices\n        iela 100, second\n        floor\n"
      "14.11.  Online              Taxes\n" },
    { "a\033[2J\tb\nlong\tc", "a␛[2J  b\nlong   c\n" },
    { "a\tb\n\nc\td", "a  b\n\nc  d\n" },
  };
  expect (cases, G_N_ELEMENTS (cases), 40);
}

/* As many cells as anybody likes, and none of any use. */
static void
test_very_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "%u\t%s", i, i % 50 == 0 ? "\n" : "");
  for (guint i = 0; i < 100; i++)
    g_string_append (text, "> \t\t\t\n\t");
  g_autofree char *shown = kt_letter_lay_out (text->str, 40);
  g_assert_nonnull (strstr (shown, "199"));
  g_autofree char *wide = kt_letter_lay_out (text->str, 1);
  g_assert_nonnull (strstr (wide, "199"));
}

/* "a\tb", n times, below a first row. */
static GString *
table_of (const char *first, gsize length, guint n)
{
  g_autofree char *cell = g_strnfill (length, 'x');
  GString *text = g_string_new (NULL);
  g_string_append_printf (text, first, cell);
  for (guint i = 0; i < n; i++)
    g_string_append (text, "a\tb\n");
  return text;
}

/* Where nothing says how wide a row may be, one long cell does not make blanks of all others. */
static void
test_filled_up (void)
{
  static const struct
  {
    const char *first; /* of %s */
    gsize length, times;
    const char *last;
  } cases[] = {
    { "%s\ty\n", 190, 60, " b\n" },         { "%s\ty\n", 197, 60, " b\n" },
    { "%s\ty\n", 198, 2, "\na  b\n" },      { "%s\ty\n", 30000, 2, "\na  b\n" },
    { "y\t1\t%s\n", 30000, 2, "\na  b\n" }, { "> > %s\ty\n", 30000, 2, "\na  b\n" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = table_of (cases[i].first, cases[i].length, 8000);
      g_autofree char *shown = kt_letter_lay_out (text->str, 0);
      g_assert_cmpuint (strlen (shown), <=, cases[i].times * text->len);
      g_assert_true (g_str_has_suffix (shown, cases[i].last));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-text/lines", test_lines);
  g_test_add_func ("/letter-text/words-stay-whole", test_words_stay_whole);
  g_test_add_func ("/letter-text/not-on-terminal", test_not_on_terminal);
  g_test_add_func ("/letter-text/cells", test_cells);
  g_test_add_func ("/letter-text/very-many", test_very_many);
  g_test_add_func ("/letter-text/filled-up", test_filled_up);
  return g_test_run ();
}
