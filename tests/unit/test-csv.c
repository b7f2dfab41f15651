#include "config.h"
#include "kontor/csv.h"
#include <string.h>

static void
test_cells (void)
{
  static const char *const pairs[][2] = {
    { "Anna", "Anna" },
    { "a,b", "\"a,b\"" },
    { "a;b", "a;b" },
    { "say \"a\"", "\"say \"\"a\"\"\"" },
    { "a\nb", "\"a\nb\"" },
    { "a\r\nb", "\"a\nb\"" },
    { " a", "\" a\"" },
    { "a ", "\"a \"" },
    { "=1+1", "'=1+1" },
    { "+37129123456", "'+37129123456" },
    { "-1", "'-1" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "\t=1", "' =1" },
    { "\r=1", "\"'\n=1\"" },
    { "=\"a\",b", "\"'=\"\"a\"\",b\"" },
    { "a=b", "a=b" },
    { "\x1b[31m", "␛[31m" },
    { "a\xE2\x80\xAE", "a<U+202E>" },
    { "", "" },
    { NULL, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      kt_csv_cell (out, 0, pairs[i][0], FALSE);
      g_assert_cmpstr (out->str, ==, pairs[i][1]);
    }
}

static void
test_raw (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  kt_csv_cell (out, 0, "-45.00", TRUE);
  kt_csv_cell (out, 1, "=a,b", TRUE);
  kt_csv_cell (out, 2, "\x1b", TRUE);
  g_assert_cmpstr (out->str, ==, "-45.00,\"=a,b\",␛");
}

static void
test_rows (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  kt_csv_cell (out, 0, "", FALSE);
  kt_csv_cell (out, 1, "a", FALSE);
  kt_csv_cell (out, 2, NULL, FALSE);
  kt_csv_end (out);
  kt_csv_cell (out, 0, "b", FALSE);
  kt_csv_end (out);
  g_assert_cmpstr (out->str, ==, ",a,\r\nb\r\n");
}

static void
test_tsv (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  kt_tsv_cell (out, 0, "a\tb\nc\r\nd");
  kt_tsv_cell (out, 1, NULL);
  kt_tsv_cell (out, 2, "\"x\" \x1b");
  kt_tsv_end (out);
  g_assert_cmpstr (out->str, ==, "a b c d\t\t\"x\" ␛\n");
}

static void
test_long (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *text = g_strnfill (1000000, '"');
  kt_csv_cell (out, 0, text, FALSE);
  g_assert_cmpuint (out->len, ==, 2000002);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/cells", test_cells);
  g_test_add_func ("/csv/raw", test_raw);
  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/tsv", test_tsv);
  g_test_add_func ("/csv/long", test_long);
  return g_test_run ();
}
