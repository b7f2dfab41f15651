#include "config.h"
#include "kontor/error.h"
#include "kontor/query-parse.h"
#include "kontor/query-range.h"
#include <string.h>

/* --- parsing: trees as text --- */

static void
write_node (GString *out, const KtQueryNode *node)
{
  static const char *const signs[] = { ":", ":=", ":<", ":<=", ":>=", ":>", ":" };
  static const char *const joins[] = { "AND", "OR", "NOT" };
  if (node->kind != KT_QUERY_TERM)
    {
      g_string_append_printf (out, "(%s", joins[node->kind]);
      for (guint i = 0; i < node->children->len; i++)
        {
          g_string_append_c (out, ' ');
          write_node (out, node->children->pdata[i]);
        }
      g_string_append_c (out, ')');
      return;
    }
  for (guint i = 0; i < node->values->len; i++)
    {
      const KtQueryValue *value = node->values->pdata[i];
      g_string_append_printf (out, "%s%s",
                              i > 0                 ? ","
                              : node->field != NULL ? node->field
                                                    : "",
                              node->field != NULL ? signs[value->sign] : "");
      g_string_append_printf (out, value->quoted ? "«%s»" : "%s", value->text);
      if (value->until != NULL)
        g_string_append_printf (out, "..%s", value->until);
    }
}

static void
test_trees (void)
{
  static const char *const cases[][2] = {
    { "", "(AND)" },
    { "anna", "(AND anna)" },
    { "tag:vip last:>90d", "(AND tag:vip last:>90d)" },
    { "spent>500 visits>=2", "(AND spent:>500 visits:>=2)" },
    { "tag:vip,brand", "(AND tag:vip,:brand)" },
    { "-tag:vip", "(AND (NOT tag:vip))" },
    { "NOT НЕ a", "(AND (NOT (NOT a)))" },
    { "a OR b c", "(OR (AND a) (AND b c))" },
    { "a | b", "(OR (AND a) (AND b))" },
    { "a ИЛИ b АБО c VAI d", "(OR (AND a) (AND b) (AND c) (AND d))" },
    { "a AND b И c", "(AND a b c)" },
    { "(a OR b) c", "(AND (OR (AND a) (AND b)) c)" },
    { "-(a b)", "(AND (NOT (AND a b)))" },
    { "\"free words\" «и ещё» „trīs”", "(AND «free words» «и ещё» «trīs»)" },
    { "city:\"Sankt Pölten\",Wien", "(AND city:«Sankt Pölten»,:Wien)" },
    { "\"hair type\":dry", "(AND hair type:dry)" },
    { "spent:100..500 last:..30d last:90d..", "(AND spent:100..500 last:..30d last:90d..)" },
    { "29 123 456", "(AND 29 123 456)" }, /* one term */
    { "Re: 12:30 http://x.lv", "(AND Re: 12:30 http://x.lv)" },
    { "anna-maria x@y.lv", "(AND anna-maria x@y.lv)" },
    { "city:\"a\\\"b\"", "(AND city:«a\"b»)" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtQueryNode) tree = kt_query_parse (cases[i][0], &error);
      g_autoptr (GString) out = g_string_new (NULL);
      g_assert_no_error (error);
      write_node (out, tree);
      g_assert_cmpstr (out->str, ==, cases[i][1]);
    }
}

static void
test_phone_is_one_term (void)
{
  g_autoptr (KtQueryNode) tree = kt_query_parse ("+371 29 123 456 anna", NULL);
  g_assert_cmpuint (tree->children->len, ==, 2);
}

/* What cannot be read, and the character that is named. */
static void
test_refused (void)
{
  static const struct
  {
    const char *query;
    guint position;
  } cases[] = { { "(a", 1 },     { "a)", 2 },    { "ā \"b", 3 }, { "tag:", 0 },
                { "tag:a,", 7 }, { "tag:>", 5 }, { "a OR", 5 },  { "()", 2 },
                { "-(", 3 },     { "a AND", 6 }, { "NOT", 1 },   { "OR a", 1 } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KtQueryNode) tree = kt_query_parse (cases[i].query, &error);
      if (cases[i].position == 0) /* a colon at the end of a word is a word */
        {
          g_assert_nonnull (tree);
          continue;
        }
      g_autofree char *place = g_strdup_printf ("at character %u,", cases[i].position);
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
      if (strstr (error->message, place) == NULL)
        g_error ("%s: %s", cases[i].query, error->message);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL), many = g_string_new (NULL),
                      values = g_string_new ("tag:x");
  for (guint i = 0; i < KT_QUERY_DEPTH + 1; i++)
    g_string_append_c (deep, '-');
  for (guint i = 0; i < KT_QUERY_TERMS + 1; i++)
    g_string_append (many, "a ");
  for (guint i = 0; i < KT_QUERY_VALUES; i++)
    g_string_append (values, ",x");
  g_string_append (deep, "a");
  g_autofree char *longest = g_strnfill (KT_QUERY_LENGTH + 1, 'a');
  const char *const refused[] = { deep->str, many->str, values->str, longest, "\xff" };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_query_parse (refused[i], &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
  deep->str[0] = many->str[0] = ' ';
  values->str[strlen (values->str) - 2] = '\0';
  const char *const taken[] = { deep->str, many->str, values->str, longest + 1 };
  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (KtQueryNode) tree = kt_query_parse (taken[i], NULL);
      g_assert_nonnull (tree);
    }
}

/* --- values --- */

static const KtQueryValue *
value_of (const char *text, KtQueryNode **ret_tree)
{
  g_autofree char *query = g_strconcat ("f:", text, NULL);
  *ret_tree = kt_query_parse (query, NULL);
  g_assert_nonnull (*ret_tree);
  const KtQueryNode *term = (*ret_tree)->children->pdata[0];
  return term->values->pdata[0];
}

static KtWhenContext
sunday (KtZone *zone)
{
  return (KtWhenContext){ .now = { 2026, 11, 22, 10, 0 }, .day_starts = 9, .zone = zone };
}

static gint64
at (int year, int month, int day, int hour)
{
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  return kt_local_to_utc ((KtLocal){ (gint16)year, (guint8)month, (guint8)day, (gint8)hour, 0 },
                          zone);
}

static void
test_dates (void)
{
  const gint64 low = G_MININT64, high = G_MAXINT64;
  const struct
  {
    const char *text;
    gboolean past;
    gint64 first, last;
  } cases[] = {
    { ">90d", TRUE, low, at (2026, 8, 24, 10) - 1 },
    { ">=90d", TRUE, low, at (2026, 8, 24, 10) },
    { "<2w", TRUE, at (2026, 11, 8, 10) + 1, high },
    { "2w", TRUE, at (2026, 11, 8, 10), high },
    { "2н", TRUE, at (2026, 11, 8, 10), high },
    { "<7d", FALSE, low, at (2026, 11, 29, 10) - 1 },
    { ">1m", FALSE, at (2026, 12, 22, 10) + 1, high },
    { "30d..60d", TRUE, at (2026, 9, 23, 10), at (2026, 10, 23, 10) },
    { "60d..", TRUE, low, at (2026, 9, 23, 10) },
    { "..60d", TRUE, at (2026, 9, 23, 10), high },
    { "=1d", TRUE, at (2026, 11, 21, 0), at (2026, 11, 22, 0) - 1 },
    { "2026-10", TRUE, at (2026, 10, 1, 0), at (2026, 11, 1, 0) - 1 },
    { "2025", TRUE, at (2025, 1, 1, 0), at (2026, 1, 1, 0) - 1 },
    { ">2026-01-31", TRUE, at (2026, 2, 1, 0), high },
    { "<2026-01-31", TRUE, low, at (2026, 1, 31, 0) - 1 },
    { "2026-01-01..2026-01-31", TRUE, at (2026, 1, 1, 0), at (2026, 2, 1, 0) - 1 },
    { "today", TRUE, at (2026, 11, 22, 0), at (2026, 11, 23, 0) - 1 },
    { "tomorrow", FALSE, at (2026, 11, 23, 0), at (2026, 11, 24, 0) - 1 },
  };
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  KtWhenContext when = sunday (zone);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtQueryNode) tree = NULL;
      g_autoptr (GError) error = NULL;
      KtQueryRange range;
      kt_query_range_date (value_of (cases[i].text, &tree), cases[i].past, &when, &range, &error);
      g_assert_no_error (error);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (range.first, ==, cases[i].first);
      g_assert_cmpint (range.last, ==, cases[i].last);
    }
  static const char *const refused[] = { "90x", "30d..2026-01-01", "99999d", "x", "2026-13" };
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (KtQueryNode) tree = NULL;
      g_autoptr (GError) error = NULL;
      KtQueryRange range;
      g_assert_false (
          kt_query_range_date (value_of (refused[i], &tree), TRUE, &when, &range, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
      g_assert_nonnull (strstr (error->message, "at character 3 "));
    }
}

static void
test_money (void)
{
  static const struct
  {
    const char *text, *currency;
    gint64 first, last;
  } cases[] = { { ">500", "EUR", 50001, G_MAXINT64 },    { "<=12.50", "EUR", G_MININT64, 1250 },
                { ">500USD", "USD", 50001, G_MAXINT64 }, { "100..500", "EUR", 10000, 50000 },
                { "100..500USD", "USD", 10000, 50000 },  { "\"12,50\"", "EUR", 1250, 1250 } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtQueryNode) tree = NULL;
      g_autoptr (GError) error = NULL;
      KtQueryRange range;
      char currency[4];
      kt_query_range_money (value_of (cases[i].text, &tree), "EUR", currency, &range, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (currency, ==, cases[i].currency);
      g_assert_cmpint (range.first, ==, cases[i].first);
      g_assert_cmpint (range.last, ==, cases[i].last);
    }
}

static void
test_numbers (void)
{
  gint64 number;
  g_assert_true (kt_query_number ("12.5", 2, &number) && number == 1250);
  g_assert_true (kt_query_number ("-3", 6, &number) && number == -3000000);
  g_assert_true (kt_query_number ("0,000001", 6, &number) && number == 1);
  g_assert_false (kt_query_number ("1.2345678", 6, &number));
  g_assert_false (kt_query_number ("1.", 6, &number));
  g_assert_false (kt_query_number ("9999999999999", 6, &number));
}

static void
test_birthdays (void)
{
  static const struct
  {
    const char *text, *birthday;
    gboolean in;
  } cases[] = { { "dec", "1986-12-03", TRUE },     { "dec", "1986-11-03", FALSE },
                { "12-24", "--12-24", TRUE },      { "24.12.", "1990-12-24", TRUE },
                { "1986", "1986-01-01", TRUE },    { "1986", "--01-01", FALSE },
                { "<1990", "1989-01-01", TRUE },   { "1980..1989", "1990-01-01", FALSE },
                { "today", "1986-11-22", TRUE },   { "<7d", "1986-11-28", TRUE },
                { "<7d", "1986-11-29", FALSE },    { "<7d", "1986-11-21", FALSE },
                { ">300d", "1986-11-21", TRUE },   { "<100d", "1992-02-29", TRUE },
                { "tomorrow", "1986-11-23", TRUE } };
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  KtWhenContext when = sunday (zone);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtQueryNode) tree = NULL;
      g_autoptr (GError) error = NULL;
      KtQueryBirthdayKind kind;
      KtQueryRange range;
      kt_query_range_birthday (value_of (cases[i].text, &tree), &when, &kind, &range, &error);
      g_assert_no_error (error);
      if (kt_query_birthday_in (cases[i].birthday, kind, range, when.now) != cases[i].in)
        g_error ("%s %s", cases[i].text, cases[i].birthday);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/trees", test_trees);
  g_test_add_func ("/query/phone", test_phone_is_one_term);
  g_test_add_func ("/query/refused", test_refused);
  g_test_add_func ("/query/limits", test_limits);
  g_test_add_func ("/query/dates", test_dates);
  g_test_add_func ("/query/money", test_money);
  g_test_add_func ("/query/numbers", test_numbers);
  g_test_add_func ("/query/birthdays", test_birthdays);
  return g_test_run ();
}
