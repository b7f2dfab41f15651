#include "config.h"
#include "kontor/html.h"
#include "kontor/flowed.h"
#include "kontor/own-text.h"
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
    { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\037b\nc" },
    { "<ul><li>one<li>two</ul>", "- one\n- two" },
    { "<p>unclosed <i>tags", "unclosed tags" },
    { "<blockquote>said<br>before</blockquote>after", "> said\n> before\n\nafter" },
    { "<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n>\n> > b" },
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

/* What newsletters hide, and what offices put around their words. */
static void
looks (void)
{
  static const char *const cases[][2] = {
    { "<div style='display: none'>preheader</div>seen", "seen" },
    { "<span style='DISPLAY:NONE !important'>a</span><p hidden>b</p>c", "c" },
    { "<div style='max-height:0;overflow:hidden'>a</div>b", "b" },
    { "<div style='max-height:0.5em;overflow:hidden'>a</div>b", "a\nb" },
    { "<p style='opacity:0'>a</p><p style='opacity:0.9'>b</p>", "b" },
    { "<div style='display:none'><p>all of it</p></div>", "all of it" },
    { "<td style='font-size:0'>a layout's</td>", "a layout's" },
    { "<div style='display:none'><div>a</div></div>b<div>c</div>", "b\nc" },
    { "<!--[if mso]>office<![endif]-->a<![if !supportLists]>b<![endif]>c", "abc" },
    { "a <!-- <p>b</p> --> c", "a c" },
    { "<img alt='Logo'> <img alt='x' width=1 height=1> <img alt='image001.png'> <img alt='\360\237\230\200'>",
      "[Logo] \360\237\230\200" },
    { "a\342\200\216b\342\200\215c\342\201\240d", "ab\342\200\215cd" },
    { "<br><br>a<br><br><br><br>b", "a\n\nb" },
    { "<h1>Head</h1>text<hr>more", "Head\n\ntext\n\nmore" },
    { "<span style='white-space:pre-wrap'>a  b\nc</span>", "a  b\nc" },
    { "<p>a</p><p>&nbsp;</p><p>b</p>", "a\n\nb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtHtmlText) text = kt_html_to_text (cases[i][0], strlen (cases[i][0]));
      g_assert_cmpstr (text->text, ==, cases[i][1]);
    }
}

/* Tabs part cells where they are shown. */
static void
set_tabs (void)
{
  const char *html = "<table><tr><td>a</td><td></td><td>c</td></tr></table><pre>d\te</pre>";
  g_autoptr (KtHtmlText) text = kt_html_to_text (html, strlen (html));

  g_assert_cmpstr (text->text, ==, "a\037\037c\n\nd\te");
  kt_html_set_tabs (text->text);
  g_assert_cmpstr (text->text, ==, "a\t\tc\n\nd\te");
}

static void
tables_and_lists (void)
{
  static const char *const cases[][2] = {
    { "<table><tr><td><p>Cut</p></td><td><p>32,00</p></td></tr><tr><td><p>Colour</p></td><td></td></tr></table>",
      "Cut\t32,00\nColour" },
    { "<table><tr><td>one</td></tr><tr><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>",
      "one\na\tb" },
    { "<table><tr><td><p>Dear Anna,</p></td></tr><tr><td><p>come.</p></td></tr></table>",
      "Dear Anna,\n\ncome." },
    { "<table><tr><td>This cell holds a whole paragraph of words, as those of newsletters do.</td></tr>"
      "<tr><td>Buy</td></tr></table>",
      "This cell holds a whole paragraph of words, as those of newsletters do.\n\nBuy" },
    { "<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\nc" },
    { "<table><tr><td>a</td><td></td><td>c</td></tr></table>", "a\t\tc" },
    { "<table><tr><td></td><td>b</td><td></td></tr></table>", "b" },
    { "<table><tr><td colspan=3>Total</td><td>9,00</td></tr></table>", "Total\t\t\t9,00" },
    { "<table><tr><td colspan=4000000000>a</td><td>b</td></tr></table>",
      "a\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tb" },
    { "<table><tr><td colspan=-1>a</td><td>b</td></tr></table>", "a\tb" },
    { "<table><tr><td></td><td>x</td></tr></table>y", "x\ny" },
    { "<table><tr><td colspan=3>a</td>b</tr></table>", "ab" },
    { "<table><tr><td>a</td><td><pre>  \n\n</pre></td></tr><tr><td>b</td></tr></table>", "a\nb" },
    { "<ol><li>one<ul><li>deep</li></ul></li><li><p>two</p></li></ol>after",
      "1. one\n  - deep\n2. two\n\nafter" },
    { "<ul><li></li><li>x</li></ul>", "- x" },
    { "<li>lost", "- lost" },
    { "<dl><dt>a</dt><dd>b</dd></dl>", "a\nb" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtHtmlText) text = kt_html_to_text (cases[i][0], strlen (cases[i][0]));
      kt_html_set_tabs (text->text);
      g_assert_cmpstr (text->text, ==, cases[i][1]);
    }
}

/* What programs call the quotation tells it in any language. */
static void
quotations (void)
{
  static const char *const cases[][2] = {
    { "Yes.<div class='gmail_quote'><div class='gmail_attr'>Il gio 19 nov, Anna ha detto:<br></div>"
      "<blockquote class='gmail_quote'>Come?</blockquote>At five.</div>",
      "Yes." },
    { "<div class='gmail_quote'><div class='gmail_attr'>---------- Forwarded message ---------<br>From: A</div>"
      "Come?</div>",
      "---------- Forwarded message ---------\nFrom: A\nCome?" },
    { "Yes.<div class='moz-cite-prefix'>Dnia 19.11.2026, Anna pisze:</div><blockquote type='cite'>Come?"
      "</blockquote>",
      "Yes." },
    { "<div>Yes.</div><hr><div id='x_divRplyFwdMsg'><b>De :</b> Anna</div><div>Come?</div>",
      "Yes." },
    { "<p>Yes.</p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt'><p>Od: A</p></div>"
      "</div><p>Come?</p>",
      "Yes." },
    { "Yes.<div id='yahoo_quoted_1' class='yahoo_quoted'>Le 19, Anna a dit :<div>Come?</div></div>",
      "Yes." },
    { "Yes.<blockquote type=cite><div>Anna:</div>Come?</blockquote>", "Yes." },
    { "Yes.<div id='mail-editor-reference-message-container'><div>Fra: A</div>Come?</div>",
      "Yes." },
    { "<blockquote style='margin:0 0 0 40px;border:none'>indented</blockquote>", "indented" },
    { "<blockquote class='gmail_quote' style='border:none'>Come?</blockquote>Yes.", "Yes." },
    { "Yes.<div class='gmail_signature'><div>Anna</div>Studio</div>", "Yes." },
    { "Yes.<br>-- <br><div class='gmail_signature'><div>Anna</div>Studio</div>", "Yes." },
    { "Yes.<pre class='moz-signature'>-- \nAnna</pre>", "Yes." },
    { "Yes.<div id='Signature'><p>Anna</p></div><div class='gmail_signature'></div>", "Yes." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtHtmlText) text = kt_html_to_text (cases[i][0], strlen (cases[i][0]));
      g_autofree char *own = kt_own_text (text->text);
      const char *wanted = cases[i][1];
      if (strchr (wanted, '\n') != NULL)
        g_assert_cmpstr (text->text, ==, wanted);
      else if (i != 0)
        g_assert_cmpstr (own, ==, wanted);
      else
        g_assert_cmpstr (own, ==, "Yes.\n\nAt five.");
    }
}

static void
wrapped_links (void)
{
  static const char *const cases[][2] = {
    { "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fbrize.example%2Fa%3Fb%3D1&amp;data=05",
      "https://brize.example/a?b=1" },
    { "https://www.google.com/url?q=https://brize.example/&amp;sa=D", "https://brize.example/" },
    { "https://urldefense.com/v3/__https://brize.example/a__;!!x", "https://brize.example/a" },
    { "https://evil.example/?url=https%3A%2F%2Fbrize.example",
      "https://evil.example/?url=https%3A%2F%2Fbrize.example" },
    { "https://notgoogle.com/url?q=https://brize.example/",
      "https://notgoogle.com/url?q=https://brize.example/" },
    { "https://x.safelinks.protection.outlook.com/?url=javascript%3Aalert",
      "https://x.safelinks.protection.outlook.com/?url=javascript%3Aalert" },
    { "https://a.example/?utm_source=x&amp;id=4&amp;utm_medium=y#top",
      "https://a.example/?id=4#top" },
    { "https://a.example/?utm_source=x", "https://a.example/" },
    { "https://a.example/b c\nd", "https://a.example/b+c+d" },
    { "mailto:a@x.example?subject=Hi", "mailto:a@x.example" },
    { "javascript:alert(1)", NULL },
    { "tel:+371", NULL },
    { "data:text/html,x", NULL },
    { "/relative", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = g_strdup_printf ("<a href=\"%s\">here</a>", cases[i][0]);
      g_autoptr (KtHtmlText) text = kt_html_to_text (html, strlen (html));
      g_assert_cmpuint (text->links->len, ==, cases[i][1] != NULL ? 1 : 0);
      if (cases[i][1] != NULL)
        g_assert_cmpstr (g_ptr_array_index (text->links, 0), ==, cases[i][1]);
    }
  const char *twice = "<a href='http://a.example/'>a1</a> <a href='http://a.example/'>a2</a> "
                      "<a href='http://evil.example/'>http://bank.example</a>";
  g_autoptr (KtHtmlText) text = kt_html_to_text (twice, strlen (twice));
  g_assert_cmpstr (text->text, ==, "a1 [1] a2 [1] http://bank.example [2]");
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
  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "<li><td>");
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

/* However many attributions stand within each other, a line has one mark. */
static void
nested_attributions (void)
{
  g_autoptr (GString) html = g_string_new (NULL);
  while (html->len < 64 << 10)
    g_string_append (html, "<div class='gmail_attr'>x");
  g_autoptr (KtHtmlText) text = kt_html_to_text (html->str, html->len);
  g_assert_true (g_str_has_prefix (text->text, "> x\n> x\n> x"));
  g_assert_null (strstr (text->text, "> >"));
  g_assert_cmpuint (strlen (text->text), <, html->len);
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
  g_test_add_func ("/html/looks", looks);
  g_test_add_func ("/html/set-tabs", set_tabs);
  g_test_add_func ("/html/tables-and-lists", tables_and_lists);
  g_test_add_func ("/html/quotations", quotations);
  g_test_add_func ("/html/wrapped-links", wrapped_links);
  g_test_add_func ("/html/limits", limits);
  g_test_add_func ("/html/nested-attributions", nested_attributions);
  g_test_add_func ("/flowed/join", flowed);
  return g_test_run ();
}
