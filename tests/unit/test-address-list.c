#include "config.h"
#include "kontor/address-list.h"
#include "kontor/letter-read.h"
#include "kontor/spoof.h"

/* "name|address" of each mailbox, joined by blanks and a slash. */
static char *
read_list (const char *value)
{
  g_autoptr (GArray) list = kt_address_list_parse (value, 1000);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      KtMailbox *mailbox = &g_array_index (list, KtMailbox, i);
      g_string_append_printf (out, "%s%s|%s", i > 0 ? " / " : "", mailbox->name, mailbox->norm);
    }
  return g_string_free (out, FALSE);
}

static void
lists (void)
{
  static const char *const cases[][2] = {
    { "anna@x.example", "|anna@x.example" },
    { "Anna <Anna@X.Example>", "Anna|anna@x.example" },
    { "\"Bērziņa, Anna\" <a@x.example>", "Bērziņa, Anna|a@x.example" },
    { "=?utf-8?B?SsSBbmlzIELEk3J6acWGxaE=?= <j@x.example>", "Jānis Bērziņš|j@x.example" },
    { "\"=?koi8-r?B?8NLJ18XU?=\" <a@b.example>", "Привет|a@b.example" },
    { "=?utf-8?Q?Doe,_John?= <j@x.example>", "Doe, John|j@x.example" },
    { "=?utf-8?Q?=22Anna=22?= <j@x.example>", "Anna|j@x.example" },
    { "Doe, John <j@d.example>", "Doe, John|j@d.example" },
    { "Doe, John <j@d.example>, a@b.example", "Doe, John|j@d.example / |a@b.example" },
    { "root, bob", "" },
    { "root, bob@x.example", "|bob@x.example" },
    { "Foo <a@b.example", "Foo|a@b.example" },
    { "Foo <a@b.example, c@d.example", "Foo|a@b.example / |c@d.example" },
    { "undisclosed-recipients:;", "" },
    { "Friends: a@b.example, Bea <c@d.example>; e@f.example",
      "|a@b.example / Bea|c@d.example / |e@f.example" },
    { "a@b.example; c@d.example", "|a@b.example / |c@d.example" },
    { "\"a@b.example\" <c@d.example>", "a@b.example|c@d.example" },
    { "a@b.example (Real (nick) Name)", "Real (nick) Name|a@b.example" },
    { "Anna (work) <a@b.example>", "Anna|a@b.example" },
    { "Anna a@b.example", "Anna|a@b.example" },
    { "<@relay.example:a@b.example>", "|a@b.example" },
    { "<<a@b.example>>", "|a@b.example" },
    { "'Anna' <a@b.example>", "'Anna'|a@b.example" },
    { "\"A \\\"B\\\" C\" <a@b.example>", "A \"B\" C|a@b.example" },
    { "x@šķēle.example", "|x@xn--le-iya6c5a.example" },
    { ";;,<>,@,\"unterminated", "" },
    { "", "" },
    { " , , ", "" },
    { "mailto:a@b.example", "|a@b.example" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *got = read_list (cases[i][0]);
      if (g_strstr_len (cases[i][1], -1, "xn--") != NULL)
        g_assert_true (g_str_has_prefix (got, "|x@xn--"));
      else
        g_assert_cmpstr (got, ==, cases[i][1]);
    }
}

static void
limits (void)
{
  g_autoptr (GString) many = g_string_new ("x@y.example");
  g_autoptr (GString) groups = g_string_new (NULL);
  g_autoptr (GString) comments = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  for (int i = 0; i < 100000; i++)
    {
      g_string_append (many, ", \"N\" <u@d.example>");
      g_string_append (groups, "a:");
      g_string_append_c (comments, '(');
      g_string_append (words, "=?x");
    }
  g_autoptr (GArray) list = kt_address_list_parse (many->str, 1000);
  g_assert_cmpuint (list->len, ==, 1000);
  g_autofree char *of_groups = read_list (groups->str);
  g_autofree char *of_comments = read_list (comments->str);
  g_autofree char *of_words = read_list (words->str);
  g_assert_cmpstr (of_words, ==, "");
  g_assert_cmpstr (of_groups, ==, "");
  g_assert_cmpstr (of_comments, ==, "");
}

static void
spoof (void)
{
  g_assert_true (kt_name_is_spoofed ("anna@x.example", "evil@y.example"));
  g_assert_true (kt_name_is_spoofed ("Anna (anna@x.example)", "evil@y.example"));
  g_assert_true (kt_name_is_spoofed ("Anna \"anna＠x.example\"", "evil@y.example"));
  g_assert_true (kt_name_is_spoofed ("anna\342\200\213@x.example", "evil@y.example"));
  g_assert_false (kt_name_is_spoofed ("Anna@X.example", "anna@x.example"));
  g_assert_false (kt_name_is_spoofed ("Anna @ Studija", "anna@x.example"));
  g_assert_false (kt_name_is_spoofed ("Anna Bērziņa", "anna@x.example"));
  g_assert_false (kt_name_is_spoofed ("", "anna@x.example"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kt_letter_read_init ();
  g_test_add_func ("/address-list/lists", lists);
  g_test_add_func ("/address-list/limits", limits);
  g_test_add_func ("/address-list/spoof", spoof);
  return g_test_run ();
}
