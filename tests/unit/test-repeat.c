#include "config.h"
#include "kontor/error.h"
#include "kontor/when.h"
#include <string.h>

static KtLocal
local_of (const char *text)
{
  KtLocal local;
  if (!kt_local_parse (text, &local))
    g_error ("no local time: %s", text);
  return local;
}

static void
test_parse (void)
{
  static const struct
  {
    const char *input, *rule;
    guint used;
  } rows[] = {
    { "every day", "FREQ=DAILY", 2 },
    { "every week", "FREQ=WEEKLY", 2 },
    { "every month", "FREQ=MONTHLY", 2 },
    { "every year", "FREQ=YEARLY", 2 },
    { "every 4 weeks", "FREQ=WEEKLY;INTERVAL=4", 3 },
    { "every 1 weeks", "FREQ=WEEKLY", 3 },
    { "every 90 days", "FREQ=DAILY;INTERVAL=90", 3 },
    { "every other week", "FREQ=WEEKLY;INTERVAL=2", 3 },
    { "every mon", "FREQ=WEEKLY;BYDAY=MO", 2 },
    { "every 2 mon", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 3 },
    { "Every Friday", "FREQ=WEEKLY;BYDAY=FR", 2 },
    { "on mondays", "FREQ=WEEKLY;BYDAY=MO", 2 },
    { "щодня", "FREQ=DAILY", 1 },
    { "every mon 10:00 call", "FREQ=WEEKLY;BYDAY=MO", 2 },
    { "каждый день", "FREQ=DAILY", 2 },
    { "каждый понедельник", "FREQ=WEEKLY;BYDAY=MO", 2 },
    { "каждую пятницу", "FREQ=WEEKLY;BYDAY=FR", 2 },
    { "каждое воскресенье", "FREQ=WEEKLY;BYDAY=SU", 2 },
    { "каждую неделю", "FREQ=WEEKLY", 2 },
    { "каждый месяц", "FREQ=MONTHLY", 2 },
    { "каждые 2 недели", "FREQ=WEEKLY;INTERVAL=2", 3 },
    { "каждые 3 дня", "FREQ=DAILY;INTERVAL=3", 3 },
    { "по пятницам", "FREQ=WEEKLY;BYDAY=FR", 2 },
    { "ежемесячно", "FREQ=MONTHLY", 1 },
    { "кожні 2 тижні", "FREQ=WEEKLY;INTERVAL=2", 3 },
    { "кожну неділю", "FREQ=WEEKLY;BYDAY=SU", 2 },
    { "кожного понеділка", "FREQ=WEEKLY;BYDAY=MO", 2 },
    { "щоп’ятниці", "FREQ=WEEKLY;BYDAY=FR", 1 },
    { "щотижня", "FREQ=WEEKLY", 1 },
    { "щороку", "FREQ=YEARLY", 1 },
    { "katru pirmdienu", "FREQ=WEEKLY;BYDAY=MO", 2 },
    { "katru dienu", "FREQ=DAILY", 2 },
    { "katru nedēļu", "FREQ=WEEKLY", 2 },
    { "katru menesi", "FREQ=MONTHLY", 2 },
    { "katru gadu", "FREQ=YEARLY", 2 },
    { "ik pēc 4 nedēļām", "FREQ=WEEKLY;INTERVAL=4", 4 },
    { "ik dienas", "FREQ=DAILY", 2 },
    { "ik_pec_2_menesiem", "FREQ=MONTHLY;INTERVAL=2", 1 },
  };
  static const char *const none[]
      = { "every", "every hour", "every body", "every 5",       "mon",
          "call",  "по",         "by mondays", "weekly report", "pirmdienas sapulce" };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i].input, " ", -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *rule = NULL;
      guint used = 0;
      for (char **word = words; *word != NULL; word++)
        g_strdelimit (*word, "_", ' ');
      if (!kt_repeat_parse ((const char *const *)words, g_strv_length (words), &rule, &used,
                            &error))
        g_error ("%s: %s", rows[i].input, error->message);
      if (strcmp (rule, rows[i].rule) != 0 || used != rows[i].used)
        g_error ("%s: %s after %u", rows[i].input, rule, used);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_auto (GStrv) words = g_strsplit (none[i], " ", -1);
      g_autoptr (GError) error = NULL;
      g_autofree char *rule = NULL;
      guint used;
      g_assert_false (kt_repeat_parse ((const char *const *)words, g_strv_length (words), &rule,
                                       &used, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
    }
}

static void
test_limits (void)
{
  static const char *const counts[] = { "0", "1000", "9999" };
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      const char *words[] = { "every", counts[i], "weeks" };
      g_autoptr (GError) error = NULL;
      g_autofree char *rule = NULL;
      guint used;
      g_assert_false (kt_repeat_parse (words, 3, &rule, &used, &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_USAGE);
    }
}

static void
test_next (void)
{
  static const struct
  {
    const char *rule, *start, *after, *next;
  } rows[] = {
    { "FREQ=DAILY", "2026-11-22T10:00", "2026-11-22T09:59", "2026-11-22T10:00" },
    { "FREQ=DAILY", "2026-11-22T10:00", "2026-11-22T10:00", "2026-11-23T10:00" },
    { "FREQ=DAILY", "2026-11-22T10:00", "2020-01-01", "2026-11-22T10:00" },
    { "FREQ=DAILY;INTERVAL=3", "2026-11-22", "2026-11-30", "2026-12-01" },
    { "FREQ=DAILY;INTERVAL=3", "2026-11-22", "2026-12-01", "2026-12-04" },
    { "FREQ=WEEKLY", "2026-11-23T10:00", "2027-06-01", "2027-06-07T10:00" },
    { "FREQ=WEEKLY;INTERVAL=4", "2026-11-25", "2026-11-25", "2026-12-23" },
    { "FREQ=WEEKLY;INTERVAL=4", "2026-11-25", "2027-01-20", "2027-02-17" },
    { "FREQ=WEEKLY;BYDAY=MO", "2026-11-23T10:00", "2026-11-23T10:00", "2026-11-30T10:00" },
    { "FREQ=WEEKLY;BYDAY=MO", "2026-11-22", "2026-11-22", "2026-11-23" },
    { "BYDAY=FR;INTERVAL=2;FREQ=WEEKLY", "2026-11-27", "2026-11-28", "2026-12-11" },
    { "FREQ=MONTHLY", "2026-01-31", "2026-01-31", "2026-02-28" },
    { "FREQ=MONTHLY", "2026-01-31", "2026-02-28", "2026-03-31" },
    { "FREQ=MONTHLY", "2026-01-31", "2026-03-31", "2026-04-30" },
    { "FREQ=MONTHLY", "2026-01-31", "2028-02-01", "2028-02-29" },
    { "FREQ=MONTHLY;INTERVAL=3", "2025-11-30T08:00", "2026-02-28T08:00", "2026-05-30T08:00" },
    { "FREQ=YEARLY", "2028-02-29", "2028-02-29", "2029-02-28" },
    { "FREQ=YEARLY", "2028-02-29", "2031-06-01", "2032-02-29" },
    { "FREQ=YEARLY;INTERVAL=2", "2026-05-01", "2037-12-31", "2038-05-01" },
    { "FREQ=DAILY", "2000-01-01", "2099-12-31", "2100-01-01" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KtLocal next;
      char text[KT_LOCAL_TEXT];
      g_assert_true (
          kt_repeat_next (rows[i].rule, local_of (rows[i].start), local_of (rows[i].after), &next));
      kt_local_format (next, text);
      if (strcmp (text, rows[i].next) != 0)
        g_error ("%s from %s after %s: %s", rows[i].rule, rows[i].start, rows[i].after, text);
    }
}

static void
test_foreign_rules (void)
{
  static const char *const rules[] = {
    "",
    "FREQ=",
    "FREQ=HOURLY",
    "FREQ=SECONDLY",
    "freq=daily",
    "INTERVAL=2",
    "BYDAY=MO",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=1000",
    "FREQ=DAILY;INTERVAL=-1",
    "FREQ=DAILY;INTERVAL=99999999999999999999",
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=DAILY;",
    "FREQ=DAILY;INTERVAL=1;INTERVAL=2",
    "FREQ=WEEKLY;BYDAY=MO,TU",
    "FREQ=MONTHLY;BYDAY=1MO",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=",
    "FREQ=WEEKLY;COUNT=3",
    "FREQ=DAILY;X=1",
    "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2;WKST=MO",
  };
  KtLocal next, start = local_of ("2026-11-22");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (kt_repeat_next (rules[i], start, start, &next))
      g_error ("taken for a rule of ours: %s", rules[i]);
  g_autofree char *huge = g_strnfill (1 << 20, 'F');
  g_assert_false (kt_repeat_next (huge, start, start, &next));
  g_assert_false (kt_repeat_next ("FREQ=DAILY", (KtLocal){ 2026, 2, 31, -1, 0 }, start, &next));
  KtLocal end = local_of ("9999-12-31");
  g_assert_false (kt_repeat_next ("FREQ=DAILY", end, end, &next));
  g_assert_false (kt_repeat_next ("FREQ=YEARLY;INTERVAL=999", start, end, &next));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/repeat/parse", test_parse);
  g_test_add_func ("/repeat/limits", test_limits);
  g_test_add_func ("/repeat/next", test_next);
  g_test_add_func ("/repeat/foreign-rules", test_foreign_rules);
  return g_test_run ();
}
