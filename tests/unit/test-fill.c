#include "config.h"
#include "kontor/error.h"
#include "kontor/fill.h"
#include <string.h>

static KtFillValues *
sample (void)
{
  KtFillValues *values = kt_fill_values_new ();
  kt_fill_set (values, "number", "2026-044");
  kt_fill_set (values, "who", "Ірина <b>\"'&\033[31m");
  kt_fill_set (values, "web", "https://x.example/?a=1&b=2");
  kt_fill_set (values, "bad", "javascript:alert(1)");
  kt_fill_set (values, "mail", "anna@x.example?bcc=me");
  kt_fill_set (values, "none", NULL);
  kt_fill_list (values, "lines", "name", "total", NULL);
  kt_fill_list (values, "empty", "name", NULL);
  for (int i = 1; i <= 2; i++)
    {
      KtFillValues *row = kt_fill_add_row (values, "lines");
      kt_fill_set (row, "name", i == 1 ? "page" : "обкладинка");
      kt_fill_set (row, "total", i == 1 ? "1,00" : "22,50");
    }
  return values;
}

static const struct
{
  KtFillFormat format;
  const char *text, *filled; /* NULL: refused */
} rows[] = {
  { KT_FILL_TEXT, "no {{number}}.", "no 2026-044." },
  { KT_FILL_TEXT, "{{ number }}", "2026-044" },
  { KT_FILL_TEXT, "{{who}}", "Ірина <b>\"'&␛[31m" },
  { KT_FILL_TEXT, "{{#lines}}{{name}};{{/lines}}", "page;обкладинка;" },
  { KT_FILL_TEXT, "a\n{{#lines}}\n{{name:6}}|{{total:-6}}\n{{/lines}}\nb",
    "a\npage  |  1,00\nобкла…| 22,50\nb" },
  { KT_FILL_TEXT, "{{#empty}}x{{name}}{{/empty}}y", "y" },
  { KT_FILL_TEXT, "{{?none}}x{{/none}}{{^none}}y{{/none}}", "y" },
  { KT_FILL_TEXT, "{{?lines}}x{{/lines}}{{?number}}{{number}}{{/number}}", "x2026-044" },
  { KT_FILL_TEXT, "{{#lines}}{{number}} {{?none}}n{{/none}}{{/lines}}", "2026-044 2026-044 " },
  { KT_FILL_TEXT, "", "" },
  { KT_FILL_TEXT, "} {", "} {" },
  { KT_FILL_TEXT, "{{nunber}}", NULL },
  { KT_FILL_TEXT, "{{name}}", NULL }, /* of a row only */
  { KT_FILL_TEXT, "{{lines}}", NULL },
  { KT_FILL_TEXT, "{{#number}}{{/number}}", NULL },
  { KT_FILL_TEXT, "{{#lines}}", NULL },
  { KT_FILL_TEXT, "{{#lines}}{{/empty}}", NULL },
  { KT_FILL_TEXT, "{{/lines}}", NULL },
  { KT_FILL_TEXT, "{{number", NULL },
  { KT_FILL_TEXT, "{{number:x}}", NULL },
  { KT_FILL_TEXT, "{{number:0}}", NULL },
  { KT_FILL_TEXT, "{{number:999}}", NULL },
  { KT_FILL_TEXT, "\xff", NULL },
  { KT_FILL_HTML, "<p>{{who}}</p>", "<p>Ірина &lt;b&gt;&quot;&apos;&amp;␛[31m</p>" },
  { KT_FILL_HTML, "<p title=\"{{who}}\">x</p>",
    "<p title=\"Ірина &lt;b&gt;&quot;&apos;&amp;␛[31m\">x</p>" },
  { KT_FILL_HTML, "<a href=\"{{web}}\">x</a>", "<a href=\"https://x.example/?a=1&amp;b=2\">x</a>" },
  { KT_FILL_HTML, "<a href='{{bad}}'>x</a>", "<a href=''>x</a>" },
  { KT_FILL_HTML, "<a href=\"mailto:{{mail}}\">x</a>",
    "<a href=\"mailto:anna@x.example%3Fbcc%3Dme\">x</a>" },
  { KT_FILL_HTML, "<style>p{color:red}</style><p>{{number}}</p><br/>",
    "<style>p{color:red}</style><p>2026-044</p><br/>" },
  { KT_FILL_HTML, "<!-- a > b --><p class=x>{{number}}</p>",
    "<!-- a > b --><p class=x>2026-044</p>" },
  { KT_FILL_HTML, "<table>{{#lines}}<tr><td>{{name}}</td></tr>{{/lines}}</table>",
    "<table><tr><td>page</td></tr><tr><td>обкладинка</td></tr></table>" },
  { KT_FILL_HTML, "<{{number}}>", NULL },
  { KT_FILL_HTML, "<p {{number}}>", NULL },
  { KT_FILL_HTML, "<p class={{number}}>", NULL },
  { KT_FILL_HTML, "<p style=\"color:{{number}}\">", NULL },
  { KT_FILL_HTML, "<style>{{number}}</style>", NULL },
  { KT_FILL_HTML, "<!-- {{number}} -->", NULL },
  { KT_FILL_HTML, "<img src=\"{{web}}\">", NULL },
  { KT_FILL_HTML, "<img src=\"https://x.example/i.png\">", NULL },
  { KT_FILL_HTML, "<a href=\"javascript:{{number}}\">", NULL },
  { KT_FILL_HTML, "<a href=\"javascript:x\">y</a>", NULL },
  { KT_FILL_HTML, "<a href=javascript:x>y</a>", NULL },
  { KT_FILL_HTML, "<script>x</script>", NULL },
  { KT_FILL_HTML, "<SCRIPT >x</SCRIPT>", NULL },
  { KT_FILL_HTML, "<p onclick=\"x\">y</p>", NULL },
  { KT_FILL_HTML, "<p OnClick='x'>y</p>", NULL },
  { KT_FILL_HTML, "<iframe src='x'></iframe>", NULL },
  { KT_FILL_HTML, "<meta http-equiv=\"refresh\" content=\"0\">", NULL },
  { KT_FILL_HTML, "<link rel=stylesheet href=x>", NULL },
  { KT_FILL_HTML, "<p>{{#lines}}<b title=\"{{/lines}}\">x</b>", NULL },
  { KT_FILL_HTML, "<p title=\"", NULL },
  { KT_FILL_HTML, "<p>{{number:4}}</p>", NULL },
};

static void
test_rows (void)
{
  g_autoptr (KtFillValues) values = sample ();
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *filled = kt_fill (rows[i].text, rows[i].format, values, &error);
      g_test_message ("%s", rows[i].text);
      if (rows[i].filled == NULL)
        g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
      else
        g_assert_no_error (error);
      g_assert_cmpstr (filled, ==, rows[i].filled);
    }
}

static void
test_where (void)
{
  g_autoptr (KtFillValues) values = sample ();
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_fill ("a\nЇж {{nunber}}", KT_FILL_TEXT, values, &error));
  g_assert_cmpstr (error->message, ==,
                   "line 2, column 4 of the template: there is no place «nunber»\n"
                   "hint: did you mean «number»?");
}

static void
test_limits (void)
{
  g_autoptr (KtFillValues) values = sample ();
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strnfill (KT_FILL_TEMPLATE_MAX + 1, 'x');
  g_assert_null (kt_fill (large, KT_FILL_TEXT, values, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);

  g_autoptr (GString) deep = g_string_new (NULL);
  for (guint i = 0; i <= KT_FILL_DEPTH_MAX; i++)
    g_string_append (deep, "{{#lines}}");
  for (guint i = 0; i <= KT_FILL_DEPTH_MAX; i++)
    g_string_append (deep, "{{/lines}}");
  g_assert_null (kt_fill (deep->str, KT_FILL_TEXT, values, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
  g_clear_error (&error);

  /* few bytes that would make very many */
  g_autofree char *long_value = g_strnfill (60000, 'y');
  kt_fill_set (values, "number", long_value);
  g_autoptr (GString) bomb = g_string_new (NULL);
  for (int i = 0; i < 7; i++)
    g_string_append (bomb, "{{#lines}}");
  g_string_append (bomb, "{{number}}{{number}}");
  for (int i = 0; i < 7; i++)
    g_string_append (bomb, "{{/lines}}");
  g_assert_null (kt_fill (bomb->str, KT_FILL_TEXT, values, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fill/rows", test_rows);
  g_test_add_func ("/fill/where", test_where);
  g_test_add_func ("/fill/limits", test_limits);
  return g_test_run ();
}
