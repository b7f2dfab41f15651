#include "config.h"
#include "kontor/term.h"
#include <string.h>

#define FFFD "\xEF\xBF\xBD"

static void
test_line (void)
{
  static const char *const pairs[][2] = {
    { "Anna Bērziņa ёї 日本", "Anna Bērziņa ёї 日本" },
    { "\x1b[31mred", "␛[31mred" },
    { "\x01\x07\x08\x0b\x0c\x0e\x1f", "␁␇␈␋␌␎␟" },
    { "a\x7f", "a␡" },
    { "\xC2\x9B"
      "31m",
      "<U+009B>31m" },
    { "\xC2\x85", "<U+0085>" },
    { "\x9b"
      "31m",
      FFFD "31m" },
    { "exe\xE2\x80\xAEgpj", "exe<U+202E>gpj" },
    { "\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8E\xD8\x9C", "<U+2066><U+2069><U+200E><U+061C>" },
    { "a\xE2\x80\x8B\xE2\x80\x8D\xEF\xBB\xBF\xE2\x81\xA0", "a<U+200B><U+200D><U+FEFF><U+2060>" },
    { "a\xC2\xAD", "a<U+00AD>" },
    { "\xF3\xA0\x81\x81", "<U+E0041>" },
    { "a\nb\r\nc\td\re", "a b c d e" },
    { "a\xE2\x80\xA8"
      "b",
      "a b" },
    { "\xFF\xC3", FFFD FFFD },
    { "\xC0\x9B\xED\xA0\x80", FFFD FFFD FFFD FFFD FFFD },
    { "\xE2\x80", FFFD FFFD },
    { "e\xCC\x81", "e\xCC\x81" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *safe = kt_term_safe (pairs[i][0], KT_TERM_LINE);
      g_assert_cmpstr (safe, ==, pairs[i][1]);
    }
}

static void
test_block (void)
{
  g_autofree char *safe = kt_term_safe ("a\nb\r\nc\rd\te\x1b", KT_TERM_BLOCK);
  g_assert_cmpstr (safe, ==, "a\nb\nc\nd e␛");
}

/* Whatever comes in, nothing that acts comes out. */
static void
test_every_character (void)
{
  for (gunichar c = 1; c < 0x110000; c++)
    {
      char text[8] = { 0 };
      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, text);
      g_autofree char *safe = kt_term_safe (text, KT_TERM_LINE);
      for (const char *p = safe; *p != '\0'; p = g_utf8_next_char (p))
        {
          GUnicodeType type = g_unichar_type (g_utf8_get_char (p));
          g_assert_true (type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT);
        }
    }
}

static void
test_length (void)
{
  g_autoptr (GString) out = g_string_new ("> ");
  kt_term_append (out, "ab\0c", 4, KT_TERM_LINE);
  kt_term_append (out, "ā", 1, KT_TERM_LINE); /* cut within a character */
  kt_term_append (out, "", 0, KT_TERM_LINE);
  g_assert_cmpstr (out->str, ==, "> ab␀c" FFFD);

  g_autofree char *hostile = g_strnfill (1000000, '\x1b');
  g_autofree char *safe = kt_term_safe (hostile, KT_TERM_LINE);
  g_assert_cmpuint (strlen (safe), ==, 3000000);
}

static void
test_width (void)
{
  g_assert_cmpint (kt_term_width (""), ==, 0);
  g_assert_cmpint (kt_term_width ("Bērziņa"), ==, 7);
  g_assert_cmpint (kt_term_width ("Be\xCC\x84rzin\xCC\xA7"
                                  "a"),
                   ==, 7);
  g_assert_cmpint (kt_term_width ("日本"), ==, 4);
  g_assert_cmpint (kt_term_width ("한ｗ"), ==, 4);
  g_assert_cmpint (kt_term_width ("…ё"), ==, 2);
}

static void
test_cell (void)
{
  static const struct
  {
    const char *text;
    int width;
    gboolean pad;
    const char *cell;
  } cases[] = {
    { "Anna", 6, TRUE, "Anna  " },   { "Anna", 6, FALSE, "Anna" },
    { "Anna", 4, TRUE, "Anna" },     { "Annas", 4, TRUE, "Ann…" },
    { "Bērziņa", 5, TRUE, "Bērz…" }, { "日本語", 5, TRUE, "日本…" },
    { "日本語", 4, TRUE, "日… " },   { "Be\xCC\x84rz", 3, TRUE, "Be\xCC\x84…" },
    { "Anna", 1, TRUE, "…" },        { "Anna", 0, TRUE, "" },
    { "", 2, TRUE, "  " },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      kt_term_append_cell (out, cases[i].text, cases[i].width, cases[i].pad);
      g_assert_cmpstr (out->str, ==, cases[i].cell);
    }
}

/* Each of them may be in front of the next word. */
static void
test_wrap (void)
{
  const struct
  {
    const char *text;
    int width, margin, used;
    const char *wrapped;
  } cases[] = {
    { "one two three", 0, 2, 0, "one two three" },
    { "one two three", 7, 2, 0, "one two\n  three" },
    { "one two three", 8, 2, 0, "one two\n  three" },
    { "one two three", 13, 2, 0, "one two three" },
    { "one two", 9, 2, 6, "one\n  two" },
    { "ķirši bērzi", 5, 0, 0, "ķirši\nbērzi" },
    { "longerthanthat x", 5, 2, 0, "longerthanthat\n  x" },
    { "x longerthanthat", 5, 2, 0, "x longerthanthat" },
    { "", 5, 2, 0, "" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *wrapped
          = kt_term_wrap (cases[i].text, cases[i].width, cases[i].margin, cases[i].used);
      g_assert_cmpstr (wrapped, ==, cases[i].wrapped);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/term/line", test_line);
  g_test_add_func ("/term/block", test_block);
  g_test_add_func ("/term/every-character", test_every_character);
  g_test_add_func ("/term/length", test_length);
  g_test_add_func ("/term/width", test_width);
  g_test_add_func ("/term/cell", test_cell);
  g_test_add_func ("/term/wrap", test_wrap);
  return g_test_run ();
}
