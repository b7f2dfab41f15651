#include "config.h"
#include "kontor/error.h"
#include "kontor/when.h"
#include <string.h>

/* Sunday 2026-11-22 10:00 in Riga; the salon opens at nine. */
static KtWhenContext
context_now (GTimeZone **ret_zone)
{
  KtWhenContext context = { .day_starts = 9 };
  *ret_zone = g_time_zone_new_identifier ("Europe/Riga");
  g_assert_true (kt_local_parse ("2026-11-22T10:00", &context.now));
  context.zone = *ret_zone;
  context.now_utc = kt_local_to_utc (context.now, *ret_zone);
  return context;
}

typedef struct
{
  const char *input; /* arguments parted by spaces, "_" a space inside one */
  const char *expected;
  guint used; /* arguments; 0: all */
} Row;

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

static const Row english[] = {
  { "today", "2026-11-22" },
  { "tomorrow", "2026-11-23" },
  { "Tomorrow", "2026-11-23" },
  { "day after tomorrow", "2026-11-24" },
  { "the day after tomorrow 9:00", "2026-11-24T09:00" },
  { "yesterday", "2026-11-21" },
  { "mon", "2026-11-23" },
  { "tue", "2026-11-24" },
  { "wed", "2026-11-25" },
  { "thu", "2026-11-26" },
  { "fri", "2026-11-27" },
  { "sat", "2026-11-28" },
  { "Monday", "2026-11-23" },
  { "on friday", "2026-11-27" },
  { "fri 14:00", "2026-11-27T14:00" },
  { "fri at 14:00", "2026-11-27T14:00" },
  { "14:00 fri", "2026-11-27T14:00" },
  { "fri_14:00", "2026-11-27T14:00" },
  { "fri 14.30", "2026-11-27T14:30" },
  { "fri 1430", "2026-11-27T14:30" },
  { "fri 14", "2026-11-27T14:00" },
  { "fri 3", "2026-11-27T15:00" },
  { "fri 03", "2026-11-27T03:00" },
  { "fri 9", "2026-11-27T09:00" },
  { "fri 8", "2026-11-27T20:00" },
  { "fri 3pm", "2026-11-27T15:00" },
  { "fri 3 pm", "2026-11-27T15:00" },
  { "fri 3am", "2026-11-27T03:00" },
  { "fri 12am", "2026-11-27T00:00" },
  { "fri 12pm", "2026-11-27T12:00" },
  { "fri 3:30pm", "2026-11-27T15:30" },
  { "fri noon", "2026-11-27T12:00" },
  { "thu15", "2026-11-26T15:00" },
  { "thu15:30", "2026-11-26T15:30" },
  { "next fri", "2026-11-27" },
  { "next sun", "2026-11-29" },
  { "next sunday 12:00", "2026-11-29T12:00" },
  { "this sun", "2026-11-22" },
  { "this fri", "2026-11-27" },
  { "next week", "2026-11-23" },
  { "next month", "2026-12-01" },
  { "next year", "2027-01-01" },
  { "in 3 days", "2026-11-25" },
  { "in_3_days", "2026-11-25" },
  { "in 3 days 14:00", "2026-11-25T14:00" },
  { "in a week", "2026-11-29" },
  { "in 2 weeks", "2026-12-06" },
  { "in a month", "2026-12-22" },
  { "in a year", "2027-11-22" },
  { "in 2 hours", "2026-11-22T12:00" },
  { "in an hour", "2026-11-22T11:00" },
  { "in half an hour", "2026-11-22T10:30" },
  { "in 20 minutes", "2026-11-22T10:20" },
  { "+3d", "2026-11-25" },
  { "+2w", "2026-12-06" },
  { "+1m", "2026-12-22" },
  { "+1y", "2027-11-22" },
  { "+90min", "2026-11-22T11:30" },
  { "+2h", "2026-11-22T12:00" },
  { "+3days", "2026-11-25" },
  { "+1d 09:30", "2026-11-23T09:30" },
  { "3d", "2026-11-25" },
  { "2w", "2026-12-06" },
  { "25 October", "2027-10-25" },
  { "25 nov", "2026-11-25" },
  { "25 Nov 2027", "2027-11-25" },
  { "25nov", "2026-11-25" },
  { "oct 25", "2027-10-25" },
  { "October 25th 2028", "2028-10-25" },
  { "25th of October", "2027-10-25" },
  { "on the 25th", "2026-11-25" },
  { "the 21st", "2026-12-21" },
  { "the 31st", "2026-12-31" },
  { "may 5", "2027-05-05" },
  { "22 november", "2026-11-22" },
  { "21 november", "2027-11-21" },
  { "Wed 25 November 10:00", "2026-11-25T10:00" },
  { "Tuesday 24 November 2026 09:15", "2026-11-24T09:15" },
  { "fri, 27 nov 14:00", "2026-11-27T14:00" },
  { "call", NULL },
};

static const Row figures[] = {
  { "2026-11-25", "2026-11-25" },
  { "2026-11-25T10:00", "2026-11-25T10:00" },
  { "2026-11-25 10:00", "2026-11-25T10:00" },
  { "20261125", "2026-11-25" },
  { "25.11.", "2026-11-25" },
  { "25.11", "2026-11-25" },
  { "25/11", "2026-11-25" },
  { "11/25", "2026-11-25" },
  { "25.11.2027", "2027-11-25" },
  { "25.11.27", "2027-11-25" },
  { "25.11.2027.", "2027-11-25" },
  { "25-11-2027", "2027-11-25" },
  { "25/11/2027", "2027-11-25" },
  { "1.1.", "2027-01-01" },
  { "10.11.", "2027-11-10" },
  { "22.11.", "2026-11-22" },
  { "21.11.", "2027-11-21" },
  { "31.12", "2026-12-31" },
  { "3.12.", "2026-12-03" },
  { "3/12", "2026-12-03" },
  { "29.2.2028", "2028-02-29" },
  { "29.02.2000", "2000-02-29" },
  { "31.12.2100", "2100-12-31" },
  { "25.11. 14:00", "2026-11-25T14:00" },
  { "25.11. 14.30", "2026-11-25T14:30" },
  { "25.11. 10.11", "2026-11-25T10:11" },
  { "tomorrow 10.11", "2026-11-23T10:11" },
  { "14:00 10.11", "2027-11-10T14:00" },
  { "at 10.11", "2026-11-22T10:11" },
  { "25.11. 3", "2026-11-25T15:00" },
  { "25. 14:00", "2026-11-25T14:00" },
  { "14:00", "2026-11-22T14:00" },
  { "14.30", "2026-11-22T14:30" },
  { "1430", "2026-11-22T14:30" },
  { "9:30", "2026-11-23T09:30" },
  { "10:00", "2026-11-23T10:00" }, /* now has passed */
  { "10:01", "2026-11-22T10:01" },
  { "0:00", "2026-11-23T00:00" },
  { "3", "2026-11-22T15:00" },
  { "9", "2026-11-23T09:00" },
  { "12", "2026-11-22T12:00" },
  { "+1m", "2026-12-22" },
  { "today 09:00", "2026-11-22T09:00" }, /* passed: the caller minds */
  { "2038-01-19T05:14", "2038-01-19T05:14" },
  { "19.01.2038 05:14", "2038-01-19T05:14" },
};

static const Row russian[] = {
  { "сегодня", "2026-11-22" },
  { "завтра", "2026-11-23" },
  { "Завтра 10:00", "2026-11-23T10:00" },
  { "послезавтра", "2026-11-24" },
  { "вчера", "2026-11-21" },
  { "пн", "2026-11-23" },
  { "вт", "2026-11-24" },
  { "ср", "2026-11-25" },
  { "чт", "2026-11-26" },
  { "пт", "2026-11-27" },
  { "сб", "2026-11-28" },
  { "понедельник", "2026-11-23" },
  { "во вторник", "2026-11-24" },
  { "в среду", "2026-11-25" },
  { "в четверг", "2026-11-26" },
  { "в пятницу", "2026-11-27" },
  { "в_пятницу", "2026-11-27" },
  { "в субботу", "2026-11-28" },
  { "в следующее воскресенье", "2026-11-29" },
  { "в пятницу в 14", "2026-11-27T14:00" },
  { "в пятницу в 3", "2026-11-27T15:00" },
  { "в пятницу в 3 часа", "2026-11-27T15:00" },
  { "в пятницу в 9 утра", "2026-11-27T09:00" },
  { "в пятницу в 7 вечера", "2026-11-27T19:00" },
  { "завтра в 10.11", "2026-11-23T10:11" },
  { "в 14.30", "2026-11-22T14:30" },
  { "чт15", "2026-11-26T15:00" },
  { "пт о 14", "2026-11-27T14:00" },
  { "через 3 дня", "2026-11-25" },
  { "через неделю", "2026-11-29" },
  { "через 2 недели", "2026-12-06" },
  { "через месяц", "2026-12-22" },
  { "через год", "2027-11-22" },
  { "через час", "2026-11-22T11:00" },
  { "через полчаса", "2026-11-22T10:30" },
  { "через 20 минут", "2026-11-22T10:20" },
  { "в следующую пятницу", "2026-11-27" },
  { "на", NULL },
  { "25 октября", "2027-10-25" },
  { "25-го октября", "2027-10-25" },
  { "25 ноября 2027 года", "2027-11-25" },
  { "25 ноя 14:00", "2026-11-25T14:00" },
  { "1 мая", "2027-05-01" },
  { "3 марта", "2027-03-03" },
  { "25 числа", "2026-11-25" },
  { "полвторого", "2026-11-22T13:30" },
  { "Марта", NULL },
  { "неделя", NULL },
  { "ВТОРНИК", "2026-11-24" },
};

static const Row ukrainian[] = {
  { "сьогодні", "2026-11-22" },
  { "завтра", "2026-11-23" },
  { "післязавтра", "2026-11-24" },
  { "учора", "2026-11-21" },
  { "понеділок", "2026-11-23" },
  { "у вівторок", "2026-11-24" },
  { "в середу", "2026-11-25" },
  { "четвер", "2026-11-26" },
  { "у п'ятницю", "2026-11-27" },
  { "у п’ятницю", "2026-11-27" },
  { "у пʼятницю", "2026-11-27" },
  { "П'ЯТНИЦЯ", "2026-11-27" },
  { "у суботу", "2026-11-28" },
  { "наступної неділі", "2026-11-29" },
  { "наступної п'ятниці", "2026-11-27" },
  { "наступного тижня", "2026-11-23" },
  { "у п'ятницю о 14", "2026-11-27T14:00" },
  { "пт о 14:30", "2026-11-27T14:30" },
  { "завтра об 11", "2026-11-23T11:00" },
  { "завтра о 3 годині", "2026-11-23T15:00" },
  { "завтра о 9 ранку", "2026-11-23T09:00" },
  { "завтра о 7 вечора", "2026-11-23T19:00" },
  { "через 3 дні", "2026-11-25" },
  { "за 3 дні", "2026-11-25" },
  { "через тиждень", "2026-11-29" },
  { "через 2 тижні", "2026-12-06" },
  { "через місяць", "2026-12-22" },
  { "через рік", "2027-11-22" },
  { "через годину", "2026-11-22T11:00" },
  { "через півгодини", "2026-11-22T10:30" },
  { "25 жовтня", "2027-10-25" },
  { "25 листопада", "2026-11-25" },
  { "1 січня 2028 року", "2028-01-01" },
  { "5 квітня", "2027-04-05" },
  { "опівдні", "2026-11-22T12:00" },
};

static const Row latvian[] = {
  { "šodien", "2026-11-22" },
  { "sodien", "2026-11-22" },
  { "rīt", "2026-11-23" },
  { "rit", "2026-11-23" },
  { "rītdien 10:00", "2026-11-23T10:00" },
  { "parīt", "2026-11-24" },
  { "parit", "2026-11-24" },
  { "vakar", "2026-11-21" },
  { "rīts", NULL },
  { "Rita", NULL },
  { "pr", "2026-11-23" },
  { "ot", "2026-11-24" },
  { "tr", "2026-11-25" },
  { "Ce", "2026-11-26" },
  { "pk", "2026-11-27" },
  { "se", "2026-11-28" },
  { "pirmdien", "2026-11-23" },
  { "otrdiena", "2026-11-24" },
  { "trešdien", "2026-11-25" },
  { "tresdien", "2026-11-25" },
  { "ceturtdienu", "2026-11-26" },
  { "piektdien", "2026-11-27" },
  { "piektdienu", "2026-11-27" },
  { "piektdienā", "2026-11-27" },
  { "sestdien", "2026-11-28" },
  { "nākamajā piektdienā", "2026-11-27" },
  { "nakamaja piektdiena", "2026-11-27" },
  { "nākamajā svētdienā", "2026-11-29" },
  { "nākamnedēļ", "2026-11-23" },
  { "nākamajā nedēļā", "2026-11-23" },
  { "ce 15", "2026-11-26T15:00" },
  { "ce15", "2026-11-26T15:00" },
  { "piektd. 14:00", "2026-11-27T14:00" },
  { "plkst.14.30", "2026-11-22T14:30" },
  { "plkst. 14.30", "2026-11-22T14:30" },
  { "plkst 10.11", "2026-11-22T10:11" },
  { "rīt plkst. 9", "2026-11-23T09:00" },
  { "rīt 9 no rīta", "2026-11-23T09:00" },
  { "rīt 7 vakarā", "2026-11-23T19:00" },
  { "pusdivos", "2026-11-22T13:30" },
  { "rīt pusdivos", "2026-11-23T13:30" },
  { "pusdesmitos", "2026-11-23T09:30" },
  { "pusvienos", "2026-11-22T12:30" },
  { "pēc 3 dienām", "2026-11-25" },
  { "pec 3 dienam", "2026-11-25" },
  { "pēc nedēļas", "2026-11-29" },
  { "pēc 2 nedēļām", "2026-12-06" },
  { "pēc mēneša", "2026-12-22" },
  { "pēc gada", "2027-11-22" },
  { "pēc stundas", "2026-11-22T11:00" },
  { "pēc pusstundas", "2026-11-22T10:30" },
  { "25. oktobrī", "2027-10-25" },
  { "25. oktobri", "2027-10-25" },
  { "25. novembris", "2026-11-25" },
  { "25.novembrī 14:00", "2026-11-25T14:00" },
  { "2027. gada 25. oktobrī", "2027-10-25" },
  { "ce 3. decembrī", "2026-12-03" },
};

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
  { "завтра утром", "2026-11-23", 1 },
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
  g_autoptr (GTimeZone) zone = NULL;
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
  g_autoptr (GTimeZone) zone = NULL;
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
    { "31.02.", "there is no day «31.02.»\nhint: month 2 of 2027 has 28 days" },
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
  g_autoptr (GTimeZone) zone = NULL;
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
    "\xe2\x80\xae"
    "fri)",
    "٢٥",
    "in",
    "next",
    "at",
    "в",
  };
  g_autoptr (GTimeZone) zone = NULL;
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
  g_autoptr (GTimeZone) zone = NULL;
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
  g_autoptr (GTimeZone) zone = NULL;
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
  g_autoptr (GTimeZone) zone = NULL;
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
  g_autoptr (GTimeZone) zone = NULL;
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
  g_test_add_func ("/when/past", test_past);
  g_test_add_func ("/when/ranges", test_ranges);
  return g_test_run ();
}
