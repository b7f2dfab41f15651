/* Series: EXDATE, RDATE, overrides and what follows them, in every form that is sent. */
#include "config.h"
#include "ical-fixture.h"

/* Mondays at 10:00 in Riga, from 2 to 30 March 2026; clocks change on the 29th. */
#define MONDAYS                                                                                    \
  "DTSTART;TZID=Europe/Riga:20260302T100000\r\nDTEND;TZID=Europe/Riga:20260302T110000\r\n"         \
  "RRULE:FREQ=WEEKLY;COUNT=5\r\n"
#define DAYS "DTSTART;VALUE=DATE:20260302\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"

typedef struct
{
  const char *lines, *starts;
} Row;

static const Row rows[] = {
  { MONDAYS,
    "20260302T080000Z 20260309T080000Z 20260316T080000Z 20260323T080000Z 20260330T070000Z" },
  { MONDAYS "EXDATE;TZID=Europe/Riga:20260309T100000,20260316T100000\r\n",
    "20260302T080000Z 20260323T080000Z 20260330T070000Z" },
  { MONDAYS "EXDATE:20260309T080000Z\r\nEXDATE:20260316T100000\r\n",
    "20260302T080000Z 20260323T080000Z 20260330T070000Z" },
  { MONDAYS "EXDATE;VALUE=DATE:20260309\r\n",
    "20260302T080000Z 20260316T080000Z 20260323T080000Z 20260330T070000Z" },
  { MONDAYS "EXDATE;TZID=America/New_York:20260309T040000\r\n",
    "20260302T080000Z 20260316T080000Z 20260323T080000Z 20260330T070000Z" },
  /* of another time of that day: takes nothing away */
  { MONDAYS "EXDATE;TZID=Europe/Riga:20260309T110000\r\nEXDATE:garbage\r\n",
    "20260302T080000Z 20260309T080000Z 20260316T080000Z 20260323T080000Z 20260330T070000Z" },
  { MONDAYS "EXDATE;TZID=Europe/Riga:20260302T100000\r\n",
    "20260309T080000Z 20260316T080000Z 20260323T080000Z 20260330T070000Z" },
  { MONDAYS "EXRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2\r\n",
    "20260309T080000Z 20260323T080000Z 20260330T070000Z" },
  /* RDATE: libical takes its zone for UTC */
  { MONDAYS "RDATE;TZID=Europe/Riga:20260318T150000\r\n",
    "20260302T080000Z 20260309T080000Z 20260316T080000Z 20260318T130000Z 20260323T080000Z "
    "20260330T070000Z" },
  { MONDAYS "RDATE;VALUE=DATE:20260318\r\nRDATE:20260309T080000Z\r\n",
    "20260302T080000Z 20260309T080000Z 20260316T080000Z 20260318T080000Z 20260323T080000Z "
    "20260330T070000Z" },
  { MONDAYS "RDATE;VALUE=PERIOD:20260318T130000Z/PT3H,20260319T130000Z/20260319T140000Z\r\n",
    "20260302T080000Z 20260309T080000Z 20260316T080000Z 20260318T130000Z 20260319T130000Z "
    "20260323T080000Z 20260330T070000Z" },
  { DAYS, "20260301T220000Z 20260302T220000Z 20260303T220000Z" },
  { DAYS "EXDATE;VALUE=DATE:20260303\r\n", "20260301T220000Z 20260303T220000Z" },
  { DAYS "EXDATE:20260303T000000\r\n", "20260301T220000Z 20260303T220000Z" },
  { DAYS "RDATE;VALUE=DATE:20260310\r\n",
    "20260301T220000Z 20260302T220000Z 20260303T220000Z 20260309T220000Z" },
  { "DTSTART;VALUE=DATE:20260302\r\nRRULE:FREQ=HOURLY;INTERVAL=12;COUNT=4\r\n",
    "20260301T220000Z 20260302T220000Z" },
  /* UNTIL in UTC, as a date, floating */
  { "DTSTART;TZID=Europe/Riga:20260302T100000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260309T080000Z\r\n",
    "20260302T080000Z 20260309T080000Z" },
  { "DTSTART;TZID=Europe/Riga:20260302T100000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260309T075959Z\r\n",
    "20260302T080000Z" },
  { "DTSTART;TZID=Europe/Riga:20260302T100000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260309\r\n",
    "20260302T080000Z 20260309T080000Z" },
  { "DTSTART;TZID=Europe/Riga:20260302T100000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260309T100000\r\n",
    "20260302T080000Z 20260309T080000Z" },
  { "DTSTART;VALUE=DATE:20260302\r\nRRULE:FREQ=DAILY;UNTIL=20260303T235959Z\r\n",
    "20260301T220000Z 20260302T220000Z" },
  /* a rule that ends before it begins, two rules */
  { "DTSTART:20260302T100000Z\r\nRRULE:FREQ=DAILY;UNTIL=20250101T000000Z\r\n", "20260302T100000Z" },
  { "DTSTART:20260302T100000Z\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\n",
    "20260302T100000Z 20260303T100000Z 20260309T100000Z" },
  { "DTSTART:20260302T100000Z\r\nRRULE:FREQ=NEVER\r\n", "20260302T100000Z" },
  /* from before the window: an instance that reaches into it counts */
  { "DTSTART:20241118T000000Z\r\nDURATION:P3D\r\n", "20241118T000000Z" },
  { "DTSTART:20200101T000000Z\r\nDURATION:PT1H\r\n", "" },
  { "DTSTART:20400101T000000Z\r\nDURATION:PT1H\r\n", "" },
};

static void
single (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtIcalEvents) events = ical_event (rows[i].lines);
      g_autofree char *starts = ical_starts (ical_nth (events, 0), 20);
      g_test_message ("%s", rows[i].lines);
      g_assert_cmpstr (starts, ==, rows[i].starts);
    }
}

static void
periods (void)
{
  g_autoptr (KtIcalEvents) events = ical_event (
      MONDAYS "RDATE;VALUE=PERIOD:20260318T130000Z/PT3H,20260319T130000Z/20260319T133000Z\r\n");
  const KtOccurrence *all = ical_nth (events, 0)->occurrences;
  g_assert_cmpint (all[0].end - all[0].start, ==, 3600);
  g_assert_cmpint (all[3].end - all[3].start, ==, 3 * 3600);
  g_assert_cmpint (all[4].end - all[4].start, ==, 1800);
}

/* --- overrides --- */

#define OVERRIDE(id, lines) "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:u1\r\nRECURRENCE-ID" id "\r\n" lines
#define MOVED                                                                                      \
  "DTSTART;TZID=Europe/Riga:20260318T120000\r\nDTEND;TZID=Europe/Riga:20260318T123000\r\n"

typedef struct
{
  const char *lines, *recurrence, *master, *override;
} Series;

static const Series series[] = {
  { MONDAYS OVERRIDE (";TZID=Europe/Riga:20260316T100000", MOVED), "20260316T100000",
    "20260302T080000Z 20260309T080000Z 20260323T080000Z 20260330T070000Z", "20260318T100000Z" },
  { MONDAYS OVERRIDE (":20260316T080000Z", MOVED), "20260316T080000Z",
    "20260302T080000Z 20260309T080000Z 20260323T080000Z 20260330T070000Z", "20260318T100000Z" },
  { MONDAYS OVERRIDE (";VALUE=DATE:20260316", MOVED), "20260316",
    "20260302T080000Z 20260309T080000Z 20260323T080000Z 20260330T070000Z", "20260318T100000Z" },
  { MONDAYS OVERRIDE (":20260316T100000", "SUMMARY:only the instance is named\r\n"),
    "20260316T100000", "20260302T080000Z 20260309T080000Z 20260323T080000Z 20260330T070000Z",
    "20260316T080000Z" },
  { DAYS OVERRIDE (";VALUE=DATE:20260303", "DTSTART;VALUE=DATE:20260401\r\n"), "20260303",
    "20260301T220000Z 20260303T220000Z", "20260331T210000Z" },
  /* of an instance that the rule has not */
  { MONDAYS OVERRIDE (":20260317T080000Z", MOVED), "20260317T080000Z",
    "20260302T080000Z 20260309T080000Z 20260316T080000Z 20260323T080000Z 20260330T070000Z",
    "20260318T100000Z" },
  /* two days and two hours later from then on; an hour's half each; clocks change in between */
  { MONDAYS OVERRIDE (";RANGE=THISANDFUTURE;TZID=Europe/Riga:20260316T100000", MOVED),
    "20260316T100000", "20260302T080000Z 20260309T080000Z",
    "20260318T100000Z 20260325T100000Z 20260401T090000Z" },
  { DAYS OVERRIDE (";RANGE=THISANDFUTURE;VALUE=DATE:20260303",
                   "DTSTART;VALUE=DATE:20260313\r\nDTEND;VALUE=DATE:20260315\r\n"),
    "20260303", "20260301T220000Z", "20260312T220000Z 20260313T220000Z" },
};

static void
overrides (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (series); i++)
    {
      g_autoptr (KtIcalEvents) events = ical_event (series[i].lines);
      g_test_message ("%s", series[i].lines);
      g_assert_cmpuint (events->events->len, ==, 2);
      const KtEvent *master = ical_nth (events, 0), *override = ical_nth (events, 1);
      g_autofree char *first = ical_starts (master, 20);
      g_autofree char *second = ical_starts (override, 20);
      g_assert_cmpstr (master->recurrence, ==, "");
      g_assert_cmpstr (override->recurrence, ==, series[i].recurrence);
      g_assert_cmpstr (first, ==, series[i].master);
      g_assert_cmpstr (second, ==, series[i].override);
      g_assert_cmpuint (override->flags & KT_EVENT_ORPHAN, ==, 0);
    }
}

/* A single one within what follows another; the override stands before its master. */
static void
both_kinds (void)
{
  g_autoptr (KtIcalEvents) events
      = ical_event ("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Riga:20260309T100000\r\n"
                    "DTSTART;TZID=Europe/Riga:20260309T130000\r\nDURATION:PT30M\r\n"
                    "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:u1\r\n" MONDAYS OVERRIDE (
                        ";TZID=Europe/Riga:20260323T100000",
                        "STATUS:CANCELLED\r\nDTSTART;TZID=Europe/Riga:20260323T100000\r\n"));
  g_autofree char *master = ical_starts (ical_nth (events, 0), 9);
  g_autofree char *following = ical_starts (ical_nth (events, 1), 9);
  g_autofree char *cancelled = ical_starts (ical_nth (events, 2), 9);
  g_assert_cmpstr (master, ==, "20260302T080000Z");
  g_assert_cmpstr (following, ==, "20260309T110000Z 20260316T110000Z 20260330T100000Z");
  g_assert_cmpstr (cancelled, ==, "20260323T080000Z");
  g_assert_cmpstr (ical_nth (events, 2)->status, ==, "cancelled");
  const KtOccurrence *last = &ical_nth (events, 1)->occurrences[2];
  g_assert_cmpint (last->end - last->start, ==, 1800);
}

static void
orphans (void)
{
  g_autoptr (KtIcalEvents) events
      = ical_read (ICAL_EVENT "RECURRENCE-ID:20260316T080000Z\r\n" MOVED
                              "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:u2\r\n" MONDAYS ICAL_END);
  g_assert_cmpuint (events->events->len, ==, 2);
  g_autofree char *orphan = ical_starts (ical_nth (events, 0), 9);
  g_assert_true (ical_nth (events, 0)->flags & KT_EVENT_ORPHAN);
  g_assert_cmpstr (orphan, ==, "20260318T100000Z");
  g_assert_cmpuint (ical_nth (events, 1)->n_occurrences, ==, 5);
  g_assert_cmpuint (ical_nth (events, 1)->flags, ==, 0);
}

/* An instance moved back into the window from far outside of it by what follows. */
static void
far_moves (void)
{
  g_autoptr (KtIcalEvents) events
      = ical_event ("DTSTART:20350101T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\n" OVERRIDE (
          ";RANGE=THISANDFUTURE:20350102T100000Z", "DTSTART:20270101T100000Z\r\n"));
  g_autofree char *master = ical_starts (ical_nth (events, 0), 9);
  g_autofree char *following = ical_starts (ical_nth (events, 1), 9);
  g_assert_cmpstr (master, ==, "");
  g_assert_cmpstr (following, ==, "20270101T100000Z 20270102T100000Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/single", single);
  g_test_add_func ("/series/periods", periods);
  g_test_add_func ("/series/overrides", overrides);
  g_test_add_func ("/series/both-kinds", both_kinds);
  g_test_add_func ("/series/orphans", orphans);
  g_test_add_func ("/series/far-moves", far_moves);
  return g_test_run ();
}
