#include "config.h"
#include "kontor/html.h"
#include "kontor/flowed.h"
#include <string.h>

static void
texts (void)
{
  static const char *const cases[][2] = {
    { "Hello&nbsp;<b>wōrld</b> &amp; co<br>line2", "Hello wōrld & co\nline2" },
    { "<p>one</p><p>two</p>", "one\n\ntwo" },
    { "<div>a</div><div>b</div>", "a\nb" },
    { "a<br><br>b", "a\n\nb" },
    { "<html><head><title>t</title><style>p{}</style></head><body>x<script>evil()</script>y</body>",
      "xy" },
    { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc" },
    { "<ul><li>one<li>two</ul>", "- one\n- two" },
    { "<p>unclosed <i>tags", "unclosed tags" },
    { "<blockquote>said<br>before</blockquote>after", "> said\n> before\n\nafter" },
    { "<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n\n> > b" },
    { "<pre>  two\n    four</pre>", "  two\n    four" },
    { "<meta charset=windows-1251>Привет Ā", "Привет Ā" },
    { "zero\342\200\213width\302\255 shy", "zerowidth shy" },
    { "a&#0;b&bogus;", "ab&bogus;" },
    { "<!DOCTYPE html [<!ENTITY x \"boom\">]>a&x;b", NULL },
    { "", "" },
    { "a < b", "a < b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtHtmlText) text = kt_html_to_text (cases[i][0], strlen (cases[i][0]));
      if (cases[i][1] != NULL)
        g_assert_cmpstr (text->text, ==, cases[i][1]);
      else
        g_assert_null (strstr (text->text, "boom"));
      g_assert_cmpuint (text->links->len, ==, 0);
    }
}

static void
links (void)
{
  const char *html = "<a href='https://shop.example/42?utm=1'>the shop</a>, "
                     "<a href='https://www.plain.example/'>plain.example</a>, "
                     "<a href='mailto:a@x.example'>a@x.example</a>, "
                     "<a href='javascript:alert(1)'>script</a>, "
                     "<a href='http://img.example/'><img src=x></a>, "
                     "<a href='mailto:b@x.example'>write us</a>";
  g_autoptr (KtHtmlText) text = kt_html_to_text (html, strlen (html));
  g_autoptr (GString) own = g_string_new ("see the shop [1]");

  g_assert_cmpstr (text->text, ==,
                   "the shop [1], plain.example, a@x.example, script, , write us [2]");
  g_assert_cmpuint (text->links->len, ==, 2);
  kt_html_append_links (own, text->links);
  g_assert_cmpstr (own->str, ==, "see the shop [1]\n\n[1] https://shop.example/42?utm=1");
}

static void
limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) large = g_string_new (NULL);
  g_autoptr (GString) many = g_string_new (NULL);

  for (int i = 0; i < 300000; i++)
    g_string_append (deep, i % 2 ? "<blockquote>" : "<div>");
  g_string_append (deep, "deep");
  g_autoptr (KtHtmlText) of_deep = kt_html_to_text (deep->str, deep->len);
  g_assert_cmpuint (strlen (of_deep->text), <, 100);

  while (large->len < 2 * KT_HTML_MAX)
    g_string_append (large, "<p style='a:b'>Hello <b>world</b> &eacute; text</p>\n");
  g_autoptr (KtHtmlText) of_large = kt_html_to_text (large->str, large->len);
  g_assert_true (of_large->cut);
  g_assert_cmpuint (strlen (of_large->text), <, 2 * KT_HTML_TEXT_MAX);

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (many, "<a href='http://x.example/%d'>link</a> ", i);
  g_autoptr (KtHtmlText) of_many = kt_html_to_text (many->str, many->len);
  g_assert_cmpuint (of_many->links->len, ==, KT_HTML_LINKS_MAX);
}

/* RFC 3676 §4 */
static void
flowed (void)
{
  static const struct
  {
    const char *text;
    gboolean del_sp;
    const char *joined;
  } cases[] = {
    { "one \ntwo\nthree\n", FALSE, "one two\nthree\n" },
    { "one \ntwo\n", TRUE, "onetwo\n" },
    { "> quoted \n> more\nown\n", FALSE, "> quoted more\nown\n" },
    { "> deep \n>> deeper\n", FALSE, "> deep \n>> deeper\n" },
    { "text\n-- \nAnna\n", FALSE, "text\n-- \nAnna\n" },
    { " From stuffed\n", FALSE, "From stuffed\n" },
    { "", FALSE, "" },
    { "a\n\nb\n", FALSE, "a\n\nb\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *joined = kt_flowed_join (cases[i].text, cases[i].del_sp);
      g_assert_cmpstr (joined, ==, cases[i].joined);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/html/texts", texts);
  g_test_add_func ("/html/links", links);
  g_test_add_func ("/html/limits", limits);
  g_test_add_func ("/flowed/join", flowed);
  return g_test_run ();
}
