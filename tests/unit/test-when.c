#include "config.h"
#include "kontor/error.h"
#include "kontor/when.h"
#include "when-rows.h"
#include <string.h>

/* Sunday 2026-11-22 10:00 in Riga; the salon opens at nine. */
static KtWhenContext
context_now (KtZone **ret_zone)
{
  KtWhenContext context = { .day_starts = 9 };
  *ret_zone = kt_zone_new ("Europe/Riga");
  g_assert_true (kt_local_parse ("2026-11-22T10:00", &context.now));
  context.zone = *ret_zone;
  context.now_utc = kt_local_to_utc (context.now, *ret_zone);
  return context;
}

static char **
arguments_of (const char *input)
{
  char **words = g_strsplit (input, " ", -1);
  for (char **word = words; *word != NULL; word++)
    g_strdelimit (*word, "_", ' ');
  return words;
}

static void
check_rows (const Row *rows, guint n_rows, const KtWhenContext *context)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_auto (GStrv) words = arguments_of (rows[i].input);
      g_autoptr (GError) error = NULL;
      guint n = g_strv_length (words), used = 0;
      KtLocal local;
      char text[KT_LOCAL_TEXT];
      if (!kt_when_parse ((const char *const *)words, n, context, &local, &used, &error))
        g_error ("%s: %s", rows[i].input, error->message);
      kt_local_format (local, text);
      if (strcmp (text, rows[i].expected) != 0 || used != (rows[i].used != 0 ? rows[i].used : n))
        g_error ("%s: %s after %u words, not %s", rows[i].input, text, used, rows[i].expected);
    }
}

/* The longest run, and no longer. */
static const Row runs[] = {
  { "tomorrow call Ieva", "2026-11-23", 1 },
  { "fri 14:00 call at 15:00", "2026-11-27T14:00", 2 },
  { "fri 14:00 10.11 proofs", "2026-11-27T14:00", 2 },
  { "fri 14:00 mon", "2026-11-27T14:00", 2 },
  { "in 2 hours tomorrow", "2026-11-22T12:00", 3 },
  { "fri 3 months of accounts", "2026-11-27", 1 },
  { "fri next", "2026-11-27", 1 },
  { "tomorrow in the office", "2026-11-23", 1 },
  { "tomorrow at Ieva", "2026-11-23", 1 },
  { "завтра в офисе", "2026-11-23", 1 },
  { "fri 3 pages", "2026-11-27", 1 },
  { "fri 5 lappuses izlasīt", "2026-11-27", 1 },
  { "завтра 3 письма", "2026-11-23", 1 },
  { "fri at 3 pages", "2026-11-27T15:00", 3 },
  { "fri_3 pages", "2026-11-27T15:00", 1 },
  { "fri3 pages", "2026-11-27T15:00", 1 },
  { "fri 3 pm pages", "2026-11-27T15:00", 3 },
  { "15 fri pages", "2026-11-27T15:00", 2 },
  { "tomorrow morning 3 pages", "2026-11-23T09:00", 2 },
  { "tonight 20 pages", "2026-11-22T18:00", 1 },
  { "10:30 Rita", "2026-11-22T10:30", 1 },
  { "10:30 за 3 дні", "2026-11-22T10:30", 1 },
  { "fri 14:00-15:00", "2026-11-27", 1 },
  { "25.11. +3d", "2026-11-25", 1 },
  { "1430 1500", "2026-11-22T14:30", 1 },
  { "tomorrow sat", "2026-11-23", 1 },
  { "mon 25 pages", "2026-11-23", 1 },
};

static void
check_none (const Row *rows, guint n_rows, const KtWhenContext *context)
{
  g_auto (GStrv) words = arguments_of (rows->input);
  g_autoptr (GError) error = NULL;
  KtLocal local;
  guint used;
  if (kt_when_parse ((const char *const *)words, 1, context, &local, &used, &error))
    g_error ("%s is taken for a date", rows->input);
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

/* Rows without a result begin no date. */
static void
check_language (const Row *rows, guint n_rows)
{
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  for (guint i = 0; i < n_rows; i++)
    if (rows[i].expected != NULL)
      check_rows (&rows[i], 1, &context);
    else
      check_none (&rows[i], 1, &context);
}

static void
test_languages (void)
{
  check_language (english, G_N_ELEMENTS (english));
  check_language (figures, G_N_ELEMENTS (figures));
  check_language (russian, G_N_ELEMENTS (russian));
  check_language (ukrainian, G_N_ELEMENTS (ukrainian));
  check_language (latvian, G_N_ELEMENTS (latvian));
}

static void
test_runs (void)
{
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    if (runs[i].used != 0)
      check_rows (&runs[i], 1, &context);
}

static void
test_doubts (void)
{
  static const struct
  {
    const char *input, *message;
  } rows[] = {
    { "10.11", "which day is «10.11»? it is also a time\n"
               "hint: write 10.11. or «10 nov» for the day, 10:11 for the time" },
    { "fri 10.11", "which day is «10.11»?" },
    { "1.05", "which day is «1.05»?" },
    { "12.12 call", "which day is «12.12»?" },
    { "sun", "which day is «sun»? today is one\nhint: write «today», or 29.11. for the other one" },
    { "Sunday 15:00", "which day is «Sunday»?" },
    { "неділя", "which day is «неділя»?" },
    { "в воскресенье", "which day is «воскресенье»?" },
    { "svētdien", "which day is «svētdien»?" },
    { "sv15", "which day is «sv»?" },
    { "25.11. 2030", "is «2030» a year or a time?" },
    { "31.02.", "there is no day «31.02.»\nhint: February 2027 has 28 days" },
    { "31.11.", "there is no day «31.11.»\nhint: November has 30 days" },
    { "29.02.", "there is no day «29.02.»" },
    { "29 february", "there is no day «29»" },
    { "31 ноября", "there is no day «31»" },
    { "2026-02-30", "there is no day «2026-02-30»" },
    { "2026-13-01", "there is no day «2026-13-01»" },
    { "2100-02-29", "there is no day «2100-02-29»" },
    { "0.1.", "there is no day «0.1.»" },
    { "1.1.1999", "the year 1999 is out of reach" },
    { "1.1.2101", "the year 2101 is out of reach" },
    { "1.1.0000", "the year 1 is out of reach" },
    { "+999y", "the year 3025 is out of reach" },
    { "in 9999 months", "the year 2860 is out of reach" },
    { "25:00", "«25:00» is not a time" },
    { "fri 14:75", "«14:75» is not a time" },
    { "fri 25.11.", "«fri» is not the weekday of 25.11.2026" },
    { "ce 25 November", "«ce» is not the weekday of 25.11.2026" },
  };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = arguments_of (rows[i].input);
      g_autoptr (GError) error = NULL;
      KtLocal local;
      guint used;
      if (kt_when_parse ((const char *const *)words, g_strv_length (words), &context, &local, &used,
                         &error))
        g_error ("%s is in no doubt", rows[i].input);
      if (!g_error_matches (error, KT_ERROR, KT_ERROR_USAGE)
          || !g_str_has_prefix (error->message, rows[i].message))
        g_error ("%s: %s", rows[i].input, error->message);
    }
}

static void
test_hostile (void)
{
  static const char *const rows[] = {
    "",
    " ",
    "@Марта",
    "call",
    "Ieva",
    "14:00:00:00",
    "1:2",
    "1.5",
    "12345",
    "123456789012345678",
    "24/7x",
    "50/50",
    "--",
    "..",
    ".",
    "+",
    "+3",
    "++3d",
    "-3d",
    "3", /* see below: 3 is a time */
    "2026-11-25Z",
    "25.11.2026.12",
    "25..11",
    "1.234",
    "1 234,50",
    "€45",
    "450грн",
    "ce15ce15",
    "\xff\xfe",
    "tomor\xcc",
    "\x1b[31mtoday",
    "\342\200\256fri)",
    "٢٥",
    "in",
    "next",
    "at",
    "в",
  };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  KtLocal local;
  guint used;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      const char *word = rows[i];
      gboolean parsed = kt_when_parse (&word, 1, &context, &local, &used, &error);
      if (parsed != (strcmp (word, "3") == 0))
        g_error ("«%s» is taken for a time", word);
      if (!parsed)
        g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
    }
  g_autofree char *long_word = g_strnfill (1 << 20, 'a');
  g_autofree char *long_number = g_strnfill (1 << 20, '9');
  const char *words[40] = { long_word, long_number };
  g_assert_false (kt_when_parse (words, 1, &context, &local, &used, NULL));
  g_assert_false (kt_when_parse (words + 1, 1, &context, &local, &used, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    words[i] = i == 1 ? long_word : "tomorrow";
  g_assert_true (kt_when_parse (words, 40, &context, &local, &used, NULL));
  g_assert_cmpuint (used, ==, 1);
  words[1] = "14:00"; /* more tokens than a date has: the rest is text */
  g_assert_true (kt_when_parse (words, 40, &context, &local, &used, NULL));
  g_assert_cmpuint (used, ==, 2);
  g_assert_false (kt_when_parse (words, 0, &context, &local, &used, NULL));
}

static void
test_other_days (void)
{
  static const struct
  {
    const char *now, *input, *expected;
  } rows[] = {
    { "2026-11-25T10:00", "fri", "2026-11-27" }, /* Wednesday */
    { "2026-11-25T10:00", "next_fri", "2026-12-04" },
    { "2026-11-25T10:00", "next_mon", "2026-11-30" },
    { "2026-11-25T10:00", "mon", "2026-11-30" },
    { "2026-11-25T10:00", "this_wed", "2026-11-25" },
    { "2026-11-25T10:00", "next_wed", "2026-12-02" },
    { "2026-12-31T23:30", "+90min", "2027-01-01T01:00" },
    { "2026-12-31T23:30", "23:00", "2027-01-01T23:00" },
    { "2026-12-31T23:30", "tomorrow", "2027-01-01" },
    { "2027-01-31T09:00", "+1m", "2027-02-28" },
    { "2028-01-31T09:00", "+1m", "2028-02-29" },
    { "2028-02-29T09:00", "+1y", "2029-02-28" },
    { "2028-02-10T09:00", "29.02.", "2028-02-29" },
    { "2027-03-01T09:00", "29.02.", "2028-02-29" },
    { "2027-01-30T09:00", "the_30th", "2027-01-30" },
    { "2027-01-31T09:00", "the_30th", "2027-03-30" },
    { "2026-03-29T02:30", "+1h", "2026-03-29T04:30" }, /* the hour that is not there */
    { "2026-03-29T02:30", "03:30", "2026-03-29T03:30" },
    { "2026-10-25T02:30", "+3h", "2026-10-25T04:30" }, /* the hour that is there twice */
    { "2026-12-31T10:00", "next_month", "2027-01-01" },
    { "2100-12-31T10:00", "today", "2100-12-31" },
  };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (kt_local_parse (rows[i].now, &context.now));
      context.now_utc = kt_local_to_utc (context.now, zone);
      check_rows (&(Row){ rows[i].input, rows[i].expected, 0 }, 1, &context);
    }
}

static void
test_locale (void)
{
  static const Row rows[] = { { "10/11", "2027-10-11" },
                              { "11/25", "2026-11-25" },
                              { "25/11", "2026-11-25" },
                              { "11/25/27", "2027-11-25" } };
  static const Row early[] = { { "fri 3", "2026-11-27T03:00" }, { "fri 8", "2026-11-27T08:00" } };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  context.month_first = TRUE;
  check_rows (rows, G_N_ELEMENTS (rows), &context);
  context.day_starts = 0;
  check_rows (early, G_N_ELEMENTS (early), &context);

  KtClock clock = { .now = context.now_utc, .zone = zone };
  kt_when_context_init (&context, &clock);
  g_assert_false (context.month_first); /* C is nobody's order */
  g_assert_cmpint (context.now.hour, ==, 10);
  g_assert_cmpint (context.day_starts, ==, 9);
}

/* Pieces of dates in any order and joined anyhow: whatever comes out is a date within reach, made
 * of the arguments that were there. */
static void
test_mixed (void)
{
  static const char *const pieces[]
      = { "25",      "11",   "1430", "2026",  "10.11",    "25.11.", "14:30", "2026-11-25", "+",
          "3",       "d",    "min",  "fri",   "пт",       "ce",     "next",  "in",         "через",
          "week",    "дня",  "at",   "в",     "on",       "the",    "th",    "-го",        "oct",
          "октября", "gada", "no",   "rīta",  "pm",       "T",      ",",     ".",          "/",
          "-",       ":",    "half", "every", "99999999", "00",     "0",     "29",         "feb",
          "½",       "\xff", "ï",    "after", "a" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  guint parsed = 0;
  for (guint i = 0; i < 30000; i++)
    {
      g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
      guint n = (guint)g_rand_int_range (rand, 1, 6), used = 0;
      for (guint j = 0; j < n; j++)
        {
          GString *word = g_string_new (NULL);
          for (int k = g_rand_int_range (rand, 1, 4); k > 0; k--)
            g_string_append (word, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
          g_ptr_array_add (words, g_string_free (word, FALSE));
        }
      KtLocal local = { 0 };
      g_autoptr (GError) error = NULL;
      context.past = i % 2;
      context.reading = (KtReading)(i % 3);
      if (kt_when_parse ((const char *const *)words->pdata, n, &context, &local, &used, &error))
        {
          parsed++;
          g_assert_true (kt_local_is_valid (local) && local.year >= 2000 && local.year <= 2100);
          g_assert_true (used >= 1 && used <= n);
          g_assert_no_error (error);
        }
      else
        g_assert_true (error != NULL && error->domain == KT_ERROR);
      g_autofree char *rule = NULL;
      KtLocal next;
      if (kt_repeat_parse ((const char *const *)words->pdata, n, &rule, &used, NULL))
        g_assert_true (kt_repeat_next (rule, context.now, context.now, &next));
    }
  g_assert_cmpuint (parsed, >, 1000);
}

/* What a doubt means once it is settled. */
static void
test_readings (void)
{
  static const Row first[] = { { "10.11 call", "2027-11-10", 1 },
                               { "sun 15:00", "2026-11-22T15:00", 0 },
                               { "25.11. 2030", "2030-11-25", 0 } };
  static const Row other[] = { { "10.11 call", "2026-11-22T10:11", 1 },
                               { "fri 10.12", "2026-11-27T10:12", 0 },
                               { "sun 15:00", "2026-11-29T15:00", 0 },
                               { "25.11. 2030", "2026-11-25T20:30", 0 } };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  context.reading = KT_READING_OTHER;
  check_rows (other, G_N_ELEMENTS (other), &context);
  context.reading = KT_READING_FIRST;
  check_rows (first, G_N_ELEMENTS (first), &context);
  context.past = TRUE;
  context.reading = KT_READING_OTHER;
  check_rows (&(Row){ "sun", "2026-11-15", 0 }, 1, &context);
}

static void
test_past (void)
{
  static const Row rows[] = {
    { "fri", "2026-11-20" },         { "в понедельник 14:00", "2026-11-16T14:00" },
    { "9:30", "2026-11-22T09:30" },  { "10:00", "2026-11-22T10:00" },
    { "14:00", "2026-11-21T14:00" }, { "25.11.", "2025-11-25" },
    { "22.11.", "2026-11-22" },      { "1 november", "2026-11-01" },
    { "the 25th", "2026-10-25" },    { "the 31st", "2026-10-31" },
    { "the 20th", "2026-11-20" },    { "yesterday", "2026-11-21" },
    { "tomorrow", "2026-11-23" }, /* said is said: the caller minds */
  };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  context.past = TRUE;
  check_rows (rows, G_N_ELEMENTS (rows), &context);
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *input, *first, *last;
  } rows[] = {
    { "today", "2026-11-22", "2026-11-22" },
    { "tomorrow", "2026-11-23", "2026-11-23" },
    { "fri", "2026-11-27", "2026-11-27" },
    { "mon..fri", "2026-11-23", "2026-11-27" },
    { "fri..mon", "2026-11-27", "2026-11-30" },
    { "sun..tue", "2026-11-22", "2026-11-24" },
    { "mon..mon", "2026-11-23", "2026-11-23" },
    { "пн..пт", "2026-11-23", "2026-11-27" },
    { "today..+1w", "2026-11-22", "2026-11-29" },
    { "2026-11-01..2026-11-30", "2026-11-01", "2026-11-30" },
    { "1.12...31.12.", "2026-12-01", "2026-12-31" },
    { "1.12. .. 31.12.", "2026-12-01", "2026-12-31" },
    { "28.12...3.1.", "2026-12-28", "2027-01-03" },
    { "week", "2026-11-16", "2026-11-22" },
    { "this week", "2026-11-16", "2026-11-22" },
    { "next week", "2026-11-23", "2026-11-29" },
    { "nākamnedēļ", "2026-11-23", "2026-11-29" },
    { "тиждень", "2026-11-16", "2026-11-22" },
    { "неделя", "2026-11-16", "2026-11-22" },
    { "month", "2026-11-01", "2026-11-30" },
    { "next month", "2026-12-01", "2026-12-31" },
    { "следующий месяц", "2026-12-01", "2026-12-31" },
    { "year", "2026-01-01", "2026-12-31" },
    { "2028-02", "2028-02-01", "2028-02-29" },
  };
  static const char *const bad[] = {
    "",        "call",      "..",           "mon..",         "..fri",   "2026-12-01..2026-11-01",
    "2026-13", "mon..call", "10.11..12.11", "2026-11-01..x", "1999-01", "sun"
  };
  g_autoptr (KtZone) zone = NULL;
  KtWhenContext context = context_now (&zone);
  KtLocal first, last;
  char text[KT_LOCAL_TEXT];
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      if (!kt_when_parse_range (rows[i].input, &context, &first, &last, &error))
        g_error ("%s: %s", rows[i].input, error->message);
      kt_local_format (first, text);
      if (strcmp (text, rows[i].first) != 0)
        g_error ("%s begins %s", rows[i].input, text);
      kt_local_format (last, text);
      if (strcmp (text, rows[i].last) != 0)
        g_error ("%s ends %s", rows[i].input, text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      if (kt_when_parse_range (bad[i], &context, &first, &last, &error))
        g_error ("«%s» is taken for a range", bad[i]);
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
  g_autofree char *huge = g_strnfill (1 << 20, '.');
  g_assert_false (kt_when_parse_range (huge, &context, &first, &last, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/when/languages", test_languages);
  g_test_add_func ("/when/runs", test_runs);
  g_test_add_func ("/when/doubts", test_doubts);
  g_test_add_func ("/when/hostile", test_hostile);
  g_test_add_func ("/when/other-days", test_other_days);
  g_test_add_func ("/when/locale", test_locale);
  g_test_add_func ("/when/mixed", test_mixed);
  g_test_add_func ("/when/readings", test_readings);
  g_test_add_func ("/when/past", test_past);
  g_test_add_func ("/when/ranges", test_ranges);
  return g_test_run ();
}
