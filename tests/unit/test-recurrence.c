/* Repetitions, compared with python3-dateutil over thousands of generated rules
 * (recurrence-oracle.py), and the ones that must not take long. */
#include "config.h"
#include "ical-fixture.h"
#include "kontor/recurrence.h"
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#define RULES "3000"
#define EVENTS "400"

static gint64
parse (const char *text)
{
  KtIcalTime time;
  g_assert_true (kt_ical_time_parse (text, &time));
  return time.wall;
}

static void
append_time (GString *out, gint64 wall)
{
  KtLocal date = kt_local_of_day (kt_ical_day_of (wall));
  int clock = (int)(wall - kt_ical_day_of (wall) * KT_ICAL_DAY);
  g_string_append_printf (out, "%s%04d%02d%02dT%02d%02d%02d", out->len > 0 ? "," : "", date.year,
                          date.month, date.day, clock / 3600, clock / 60 % 60, clock % 60);
}

/* The first n instants from `from` on. */
static char *
walk (const char *text, const char *start, gint64 from, guint n)
{
  g_autofree KtRule *rule = g_new (KtRule, 1);
  g_autoptr (GError) error = NULL;
  GString *out = g_string_new (NULL);
  gint64 wall;
  kt_rule_parse (text, rule, &error);
  g_assert_no_error (error);
  gint64 until = rule->has_until ? rule->until.wall : G_MAXINT64;
  g_autoptr (KtRuleWalk) instances
      = kt_rule_walk_new (rule, parse (start), FALSE, until, from, KT_ICAL_WALL_END);
  while (n > 0 && kt_rule_walk_next (instances, &wall))
    if (wall >= from)
      {
        append_time (out, wall);
        n--;
      }
  return g_string_free (out, FALSE);
}

static guint
count_entries (const char *list)
{
  guint n = *list != 0;
  for (; *list != 0; list++)
    n += *list == ',';
  return n;
}

/* The same from the middle on: what lies before a window is skipped, not walked. */
static void
check_tail (char **fields)
{
  g_auto (GStrv) instants = g_strsplit (fields[3], ",", -1);
  guint n = g_strv_length (instants), middle = n / 2;
  g_autofree char *wanted = g_strjoinv (",", instants + middle);
  g_autofree char *found = walk (fields[2], fields[1], parse (instants[middle]), n - middle);
  g_assert_cmpstr (found, ==, wanted);
}

static void
check_rule (char **fields)
{
  g_assert_cmpuint (g_strv_length (fields), ==, 4);
  g_autofree char *shown = g_strdup_printf ("%s %s: ", fields[1], fields[2]);
  gboolean ends = strstr (fields[2], "COUNT") != NULL || strstr (fields[2], "UNTIL") != NULL;
  g_autofree char *instants
      = walk (fields[2], fields[1], KT_ICAL_WALL_MIN, ends ? 100 : count_entries (fields[3]));
  g_autofree char *found = g_strconcat (shown, instants, NULL);
  g_autofree char *wanted = g_strconcat (shown, fields[3], NULL);
  g_assert_cmpstr (found, ==, wanted);
  check_tail (fields);
}

static void
append_dates (GString *lines, const char *name, const char *zone, const char *dates)
{
  if (*dates != 0)
    g_string_append_printf (lines, "%s;TZID=%s:%s\r\n", name, zone, dates);
}

/* Zones, EXDATE and RDATE too: instants in UTC. */
static void
check_event (char **fields)
{
  g_assert_cmpuint (g_strv_length (fields), ==, 7);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  g_string_append_printf (lines, "DTSTART;TZID=%s:%s\r\nRRULE:%s\r\n", fields[1], fields[2],
                          fields[3]);
  append_dates (lines, "EXDATE", fields[1], fields[4]);
  append_dates (lines, "RDATE", fields[1], fields[5]);
  g_autoptr (KtIcalEvents) events = ical_event (lines->str);
  const KtEvent *event = ical_nth (events, 0);
  g_string_append (found, lines->str);
  for (gsize i = 0; i < event->n_occurrences; i++)
    g_string_append_printf (found, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            event->occurrences[i].start);
  g_string_append (lines, fields[6]);
  g_assert_cmpstr (found->str, ==, lines->str);
}

static void
oracle (void)
{
  g_autofree char *script
      = g_test_build_filename (G_TEST_DIST, "tests", "unit", "recurrence-oracle.py", NULL);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, ICAL_FROM);
  g_autofree char *last = g_strdup_printf ("%" G_GINT64_FORMAT, ICAL_TO);
  const char *const command[] = { "python3", script, RULES, EVENTS, first, last, NULL };
  g_autofree char *out = NULL;
  int status = -1;
  if (!g_spawn_sync (NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL,
                     &status, NULL)
      || (WIFEXITED (status) && WEXITSTATUS (status) == 77))
    {
      if (g_getenv ("KONTOR_NEED_DATEUTIL") != NULL)
        g_test_fail_printf ("no python3-dateutil");
      else
        g_test_skip ("no python3-dateutil here");
      return;
    }
  g_assert_cmpint (status, ==, 0);
  g_auto (GStrv) cases = g_strsplit (out, "\n", -1);
  guint n_rules = 0, n_events = 0;
  for (char **line = cases; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", -1);
      if (g_strcmp0 (fields[0], "rule") == 0)
        check_rule (fields), n_rules++;
      else if (g_strcmp0 (fields[0], "event") == 0)
        check_event (fields), n_events++;
    }
  g_test_message ("%u rules, %u events", n_rules, n_events);
  g_assert_cmpuint (n_rules, ==, atoi (RULES));
  g_assert_cmpuint (n_events, >, atoi (EVENTS) / 2);
}

/* --- what is written down --- */

typedef struct
{
  const char *start, *rule, *instants;
} Row;

/* Where dateutil is asked differently, and where libraries are known to fail. */
static const Row rows[] = {
  /* DTSTART is an instance and counts */
  { "20260105T100000", "FREQ=WEEKLY;BYDAY=WE;COUNT=3",
    "20260105T100000,20260107T100000,20260114T100000" },
  { "20260105T100000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=3;WKST=MO",
    "20260105T100000,20260111T100000,20260125T100000" },
  { "20260105T100000", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=3;WKST=SU",
    "20260105T100000,20260118T100000,20260201T100000" },
  /* a week number alone: DTSTART's weekday */
  { "20260514T100000", "FREQ=YEARLY;BYWEEKNO=20;COUNT=3",
    "20260514T100000,20270520T100000,20280518T100000" },
  { "20261231T100000", "FREQ=YEARLY;BYWEEKNO=53;BYDAY=TH;COUNT=2",
    "20261231T100000,20321230T100000" },
  /* the first week of BYSETPOS is whole */
  { "20260107T100000", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1,-1;COUNT=3",
    "20260107T100000,20260109T100000,20260112T100000" },
  /* numbered and plain weekdays together: both */
  { "20260101T100000", "FREQ=MONTHLY;BYDAY=1TH,FR;COUNT=4",
    "20260101T100000,20260102T100000,20260109T100000,20260116T100000" },
  { "20260131T100000", "FREQ=MONTHLY;COUNT=3", "20260131T100000,20260331T100000,20260531T100000" },
  { "20240229T100000", "FREQ=YEARLY;COUNT=3", "20240229T100000,20280229T100000,20320229T100000" },
  /* UNTIL is included, COUNT may end before it */
  { "20260105T100000", "FREQ=DAILY;UNTIL=20260107T100000",
    "20260105T100000,20260106T100000,20260107T100000" },
  { "20260105T100000", "FREQ=DAILY;COUNT=2;UNTIL=20260107T100000",
    "20260105T100000,20260106T100000" },
  /* written badly, but clear */
  { "20260105T100000", "freq=daily; count=2;", "20260105T100000,20260106T100000" },
  { "20260105T100000", "FREQ=DAILY; BYDAY=MO, TU;BYMONTH=1, 2;COUNT=2",
    "20260105T100000,20260106T100000" },
  { "20260105T100000", "FREQ=DAILY;BYDAY=,TU,,;COUNT=2", "20260105T100000,20260106T100000" },
  { "20260105T100000", "FREQ=SECONDLY;INTERVAL=30;COUNT=3",
    "20260105T100000,20260105T100030,20260105T100100" },
  /* ends in itself */
  { "20260105T100000", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "20260105T100000" },
};

static void
written (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = MAX (count_entries (rows[i].instants), 2);
      g_autofree char *found = walk (rows[i].rule, rows[i].start, KT_ICAL_WALL_MIN, n);
      g_test_message ("%s", rows[i].rule);
      g_assert_cmpstr (found, ==, rows[i].instants);
    }
}

static void
refused (void)
{
  static const char *const rules[] = { "",
                                       "FREQ",
                                       "FREQ=",
                                       "FREQ=FOO",
                                       "INTERVAL=2",
                                       "FREQ=DAILY;INTERVAL=0",
                                       "FREQ=DAILY;INTERVAL=-1",
                                       "FREQ=DAILY;INTERVAL=99999999999",
                                       "FREQ=DAILY;COUNT=0",
                                       "FREQ=DAILY;UNTIL=garbage",
                                       "FREQ=MONTHLY;BYDAY=99MO",
                                       "FREQ=MONTHLY;BYDAY=0MO",
                                       "FREQ=MONTHLY;BYDAY=XX",
                                       "FREQ=MONTHLY;BYMONTHDAY=32",
                                       "FREQ=MONTHLY;BYMONTHDAY=0",
                                       "FREQ=YEARLY;BYMONTH=13",
                                       "FREQ=YEARLY;BYSETPOS=400",
                                       "FREQ=DAILY;BYHOUR=24",
                                       "FREQ=DAILY;BYSECOND=61",
                                       "FREQ=DAILY;BYHOUR=1;BYHOUR=2",
                                       "FREQ=DAILY;WKST=XX",
                                       "FREQ=DAILY;COLOUR=RED",
                                       "FREQ=DAILY;BYDAY=",
                                       "FREQ=YEARLY;RSCALE=HEBREW" };
  g_autofree KtRule *rule = g_new (KtRule, 1);
  g_autofree char *many = g_strnfill (30000, ',');
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_false (kt_rule_parse (rules[i], rule, &error));
      g_assert_nonnull (error);
    }
  g_autoptr (GError) cut_error = NULL; /* within a character */
  g_assert_false (kt_rule_parse ("FREQ=DAILY;BYDAY=āāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāāā",
                                 rule, &cut_error));
  g_assert_true (g_utf8_validate (cut_error->message, -1, NULL));
  g_autofree char *longest = g_strconcat ("FREQ=DAILY;BYDAY=MO", many, NULL);
  g_assert_false (kt_rule_parse (longest, rule, NULL));
}

/* libical never comes back from some of these. Each is counted by the processor's time. */
static const char *const hostile[] = {
  "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31",
  "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=3",
  "FREQ=SECONDLY",
  "FREQ=SECONDLY;COUNT=9223372036854775807",
  "FREQ=SECONDLY;BYSECOND=60",
  "FREQ=SECONDLY;BYHOUR=3;BYMINUTE=3;BYSECOND=3",
  "FREQ=SECONDLY;INTERVAL=2147483647",
  "FREQ=MINUTELY;BYHOUR=23;BYMINUTE=59;COUNT=2147483647",
  "FREQ=MINUTELY;INTERVAL=86399;BYHOUR=3;BYDAY=MO",
  "FREQ=SECONDLY;BYSETPOS=366;BYDAY=MO;COUNT=2147483647",
  "FREQ=WEEKLY;COUNT=2147483647",
  ("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12;BYMINUTE=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15;"
   "BYSECOND=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20;COUNT=2147483647"),
  "FREQ=YEARLY;INTERVAL=2147483647",
  "FREQ=MONTHLY;INTERVAL=2147483647;COUNT=2147483647",
  "FREQ=WEEKLY;INTERVAL=2147483647",
  "FREQ=YEARLY;BYSETPOS=366,-366;BYHOUR=1;BYDAY=MO",
  "FREQ=DAILY;UNTIL=99991231T235959Z",
};

static double
cpu_seconds (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static void
bounded (void)
{
  static const char *const starts[]
      = { "00010101T000000Z", "19700101T000000Z", "20261122T093059Z", "99991231T235959Z" };
  for (gsize i = 0; i < G_N_ELEMENTS (hostile) * G_N_ELEMENTS (starts); i++)
    {
      const char *rule = hostile[i / G_N_ELEMENTS (starts)];
      g_autofree char *lines = g_strdup_printf ("DTSTART:%s\r\nRRULE:%s\r\nEXRULE:%s\r\n",
                                                starts[i % G_N_ELEMENTS (starts)], rule, rule);
      double before = cpu_seconds ();
      g_autoptr (KtIcalEvents) events = ical_event (lines);
      g_test_message ("%s %.3f", rule, cpu_seconds () - before);
#ifndef KT_SANITIZED
      g_assert_cmpfloat (cpu_seconds () - before, <, 1);
#endif
      g_assert_cmpuint (events->events->len, ==, 1);
    }
}

/* Too many: those that near. */
static void
cut (void)
{
  g_autoptr (KtIcalEvents) events
      = ical_event ("DTSTART:20200101T000000Z\r\nRRULE:FREQ=HOURLY\r\n");
  const KtEvent *event = ical_nth (events, 0);
  g_assert_cmpuint (event->n_occurrences, ==, KT_ICAL_OCCURRENCES_MAX);
  g_assert_true (event->flags & KT_EVENT_CUT);
  g_assert_cmpint (event->occurrences[0].start, >, ICAL_NOW - 33 * KT_ICAL_DAY);
  g_assert_cmpint (event->occurrences[0].start, <, ICAL_NOW);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recurrence/written", written);
  g_test_add_func ("/recurrence/refused", refused);
  g_test_add_func ("/recurrence/bounded", bounded);
  g_test_add_func ("/recurrence/cut", cut);
  g_test_add_func ("/recurrence/oracle", oracle);
  return g_test_run ();
}
