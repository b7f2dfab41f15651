/* Tables in text: whose commas, quotes, line ends and charset they have, and what is wrong with a
 * row. */
#include "config.h"
#include "kontor/csv-read.h"
#include "kontor/error.h"
#include <string.h>

static KtCsvText *
open_text (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  KtCsvText *csv = kt_csv_open (text, length < 0 ? strlen (text) : (gsize)length, &error);
  g_assert_no_error (error);
  return csv;
}

/* "1:a|b 2:!3@5": line and cells, or line, fault and place, of each row. */
static char *
rows_of (const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtCsvText) csv = open_text (text, length);
  GString *rows = g_string_new (NULL);
  KtCsvRow row;
  while (kt_csv_next (csv, &row, &error))
    {
      g_string_append_printf (rows, "%s%u:", rows->len > 0 ? " " : "", row.line);
      if (row.fault != KT_CSV_FINE)
        g_string_append_printf (rows, "!%u@%u", row.fault, row.place);
      for (guint i = 0; i < row.n_cells; i++)
        g_string_append_printf (rows, "%s%s", i > 0 ? "|" : "", row.cells[i]);
    }
  g_assert_no_error (error);
  return g_string_free (rows, FALSE);
}

static void
test_rows (void)
{
  static const char *const cases[][2] = {
    { "a,b\nc,d\n", "1:a|b 2:c|d" },
    { "a,b\r\nc,d", "1:a|b 2:c|d" },
    { "a,b\rc,d\r", "1:a|b 2:c|d" },
    { "a;b\nc;d\n", "1:a|b 2:c|d" },
    { "a\tb\nc\td\n", "1:a|b 2:c|d" },
    { "a,b\n\n\nc,d\n", "1:a|b 4:c|d" },
    { "a,\n,b\n", "1:a| 2:|b" },
    { "\"a,b\",c\nd,e\n", "1:a,b|c 2:d|e" },
    { "\"a\nb\",c\nd,e\n", "1:a\nb|c 3:d|e" },
    { "\"say \"\"a\"\"\",b\nc,d\n", "1:say \"a\"|b 2:c|d" },
    { "\"\",b\nc,d\n", "1:|b 2:c|d" },
    { "a b,c\nd\"e,f\n", "1:a b|c 2:d\"e|f" },
    { "\357\273\277a,b\nc,d\n", "1:a|b 2:c|d" },
    { "sep=;\na,b;c\nd,e;f\n", "2:a,b|c 3:d,e|f" },
    { "name;price\nCut;32,00\nColour;95,00\n", "1:name|price 2:Cut|32,00 3:Colour|95,00" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rows = rows_of (cases[i][0], -1);
      g_assert_cmpstr (rows, ==, cases[i][1]);
    }
}

/* A row that cannot be read costs itself: those around it are there. */
static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    gssize length;
    KtCsvFault fault;
    guint line;
  } cases[] = {
    { "a,b\n\"c\"x,d\ne,f\n", -1, KT_CSV_QUOTE_INSIDE, 2 },
    { "a,b\n\"c,d\ne,f\n", -1, KT_CSV_OPEN_QUOTE, 2 },
    { "a,b\nc\001,d\ne,f\n", -1, KT_CSV_CONTROL, 2 },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtCsvText) csv = open_text (cases[i].text, cases[i].length);
      guint faults = 0, fine = 0;
      for (KtCsvRow row; kt_csv_next (csv, &row, &error);)
        {
          fine += row.fault == KT_CSV_FINE;
          if (row.fault == KT_CSV_FINE)
            continue;
          faults++;
          g_assert_cmpuint (row.fault, ==, cases[i].fault);
          g_assert_cmpuint (row.line, ==, cases[i].line);
          g_assert_cmpuint (row.place, >, 0);
          g_assert_cmpuint (row.n_cells, ==, 0);
        }
      g_assert_no_error (error);
      g_assert_cmpuint (faults, ==, 1);
      g_assert_cmpuint (fine, ==, 2);
    }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (KT_CSV_FIELD_MAX + 1, 'x');
  g_autofree char *text = g_strdup_printf ("a,b\n%s,c\nd,e\n", large);
  g_autofree char *commas = g_strnfill (KT_CSV_FIELDS_MAX + 1, ',');
  g_autofree char *wide = g_strdup_printf ("a,b\n%s\nd,e\n", commas);
  g_autofree char *rows = rows_of (text, -1), *many = rows_of (wide, -1);
  g_assert_true (g_str_has_prefix (rows, "1:a|b 2:!4@"));
  g_assert_true (g_str_has_suffix (rows, " 3:d|e"));
  g_assert_true (g_str_has_prefix (many, "1:a|b 2:!6@"));
  g_autoptr (GString) broken = g_string_new ("a,b\n");
  for (guint i = 0; i <= KT_CSV_FAULTS_MAX; i++)
    g_string_append (broken, "\"c\"x,d\n");
  g_autoptr (KtCsvText) csv = open_text (broken->str, (gssize)broken->len);
  KtCsvRow row;
  while (kt_csv_next (csv, &row, &error))
    ;
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
test_charsets (void)
{
  static const struct
  {
    const char *text;
    gsize length;
    const char *charset, *rows;
  } cases[] = {
    { "v\304\201rds,b\nc,d\n", 13, "UTF-8", "1:vārds|b 2:c|d" },
    { "v\342rds un uzv\342rds;b\nB\347rzi\362a;d\n", 29, "windows-1257",
      "1:vārds un uzvārds|b 2:Bērziņa|d" },
    { "\377\376a\0,\0b\0\n\0", 10, "UTF-16LE", "1:a|b" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtCsvText) csv = open_text (cases[i].text, (gssize)cases[i].length);
      g_autofree char *rows = rows_of (cases[i].text, (gssize)cases[i].length);
      g_test_message ("%s: %s", kt_csv_charset (csv), rows);
      g_assert_cmpstr (rows, ==, cases[i].rows);
      g_assert_true (g_ascii_strcasecmp (kt_csv_charset (csv), cases[i].charset) == 0);
    }
}

static void
test_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *rows = rows_of ("\n\n", -1);
  g_assert_cmpstr (rows, ==, "");
  g_assert_null (kt_csv_open ("", 0, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-read/rows", test_rows);
  g_test_add_func ("/csv-read/faults", test_faults);
  g_test_add_func ("/csv-read/limits", test_limits);
  g_test_add_func ("/csv-read/charsets", test_charsets);
  g_test_add_func ("/csv-read/nothing", test_nothing);
  return g_test_run ();
}
