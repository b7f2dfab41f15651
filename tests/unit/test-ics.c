#include "config.h"
#include "kontor/ics.h"
#include "kontor/contentline.h"
#include "kontor/error.h"
#include <string.h>

#define HEAD                                                                                       \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kontor//Kontor//EN\r\nCALSCALE:GREGORIAN\r\n"
#define NOON_UTC 1795600800 /* 2026-11-25T10:00:00Z */

static KtIcsEvent
call_ieva (void)
{
  return (KtIcsEvent){ .uid = "4k2p@kontor",
                       .sequence = 2,
                       .stamp = NOON_UTC - 3600,
                       .summary = "call Ieva; cut, colour",
                       .start = { 2026, 11, 25, 12, 0 },
                       .start_utc = NOON_UTC,
                       .tzid = "Europe/Riga",
                       .duration = 15,
                       .alarms = { 60, 0 },
                       .n_alarms = 2 };
}

static char *
write_one (KtIcsEvent event, KtIcsPreset preset)
{
  g_autoptr (GError) error = NULL;
  char *text = kt_ics_write (&event, 1, preset, "Kontor", &error);
  g_assert_no_error (error);
  return text;
}

static void
test_single (void)
{
  g_autofree char *text = write_one (call_ieva (), KT_ICS_CALDAV);
  g_assert_cmpstr (text, ==,
                   HEAD "BEGIN:VEVENT\r\n"
                        "UID:4k2p@kontor\r\n"
                        "DTSTAMP:20261125T090000Z\r\n"
                        "LAST-MODIFIED:20261125T090000Z\r\n"
                        "SEQUENCE:2\r\n"
                        "DTSTART:20261125T100000Z\r\n"
                        "DTEND:20261125T101500Z\r\n"
                        "SUMMARY:call Ieva\\; cut\\, colour\r\n"
                        "TRANSP:TRANSPARENT\r\n"
                        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1H\r\n"
                        "DESCRIPTION:call Ieva\\; cut\\, colour\r\nEND:VALARM\r\n"
                        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:PT0S\r\n"
                        "DESCRIPTION:call Ieva\\; cut\\, colour\r\nEND:VALARM\r\n"
                        "END:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void
test_all_day (void)
{
  KtIcsEvent event = call_ieva ();
  event.start = (KtLocal){ 2026, 12, 31, -1, 0 };
  event.rrule = "FREQ=YEARLY";
  g_autofree char *text = write_one (event, KT_ICS_CALDAV);
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20261231\r\n"
                                  "DTEND;VALUE=DATE:20270101\r\nRRULE:FREQ=YEARLY\r\n"));
  const char *alarm = strstr (text, "TRIGGER:");
  g_assert_true (g_str_has_prefix (alarm, "TRIGGER:PT9H\r\n"));
  g_assert_null (strstr (alarm + 1, "TRIGGER:"));
  g_assert_null (strstr (text, "VTIMEZONE"));
}

static void
test_recurring (void)
{
  KtIcsEvent event = call_ieva ();
  event.rrule = "FREQ=WEEKLY;INTERVAL=4";
  event.start.hour = 23;
  event.duration = 90;
  g_autofree char *text = write_one (event, KT_ICS_CALDAV);
  g_assert_true (g_str_has_prefix (
      text, HEAD
      "BEGIN:VTIMEZONE\r\nTZID:Europe/Riga\r\n"
      "BEGIN:DAYLIGHT\r\nDTSTART:20250330T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
      "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\nTZNAME:EEST\r\nEND:DAYLIGHT\r\n"
      "BEGIN:STANDARD\r\nDTSTART:20251026T040000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
      "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nTZNAME:EET\r\nEND:STANDARD\r\n"
      "END:VTIMEZONE\r\nBEGIN:VEVENT\r\n"));
  g_assert_nonnull (strstr (text, "DTSTART;TZID=Europe/Riga:20261125T230000\r\n"
                                  "DTEND;TZID=Europe/Riga:20261126T003000\r\n"
                                  "RRULE:FREQ=WEEKLY;INTERVAL=4\r\n"));
  event.tzid = "UTC";
  g_autofree char *utc = write_one (event, KT_ICS_CALDAV);
  g_assert_null (strstr (utc, "VTIMEZONE"));
  g_assert_nonnull (strstr (utc, "DTSTART:20261125T100000Z\r\n"));
}

/* Two events of one zone share its VTIMEZONE, from the earlier year. */
static void
test_zone_once (void)
{
  KtIcsEvent events[2] = { call_ieva (), call_ieva () };
  events[0].rrule = events[1].rrule = "FREQ=DAILY";
  events[1].start.year = 2020;
  g_autofree char *text = kt_ics_write (events, 2, KT_ICS_CALDAV, "Kontor", NULL);
  g_auto (GStrv) parts = g_strsplit (text, "BEGIN:VTIMEZONE", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_assert_nonnull (strstr (text, "DTSTART:20190331T030000\r\n"));
}

static void
test_zones (void)
{
  static const struct
  {
    const char *tzid;
    int year;
    const char *holds;
  } cases[] = {
    { "America/New_York", 2026,
      "DTSTART:20250309T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" },
    { "America/New_York", 2026, "TZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST" },
    { "Australia/Sydney", 2026, "BYMONTH=10;BYDAY=1SU\r\nTZOFFSETFROM:+1000\r\nTZOFFSETTO:+1100" },
    { "Asia/Tokyo", 2026,
      "BEGIN:STANDARD\r\nDTSTART:20250101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900" },
    { "Asia/Kathmandu", 2026, "TZOFFSETTO:+0545" },
    /* gave its summer time up in 2014 */
    { "Europe/Moscow", 2014, "DTSTART:20141026T020000\r\nTZOFFSETFROM:+0400\r\nTZOFFSETTO:+0300" },
    /* back to standard time for Ramadan: no rule, single changes */
    { "Africa/Casablanca", 2026,
      "DTSTART:20260215T030000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) out = g_string_new (NULL);
      g_assert_true (kt_ics_append_zone (out, cases[i].tzid, cases[i].year, &error));
      if (strstr (out->str, cases[i].holds) == NULL)
        g_error ("%s: %s", cases[i].tzid, out->str);
    }
  g_autoptr (GString) out = g_string_new (NULL);
  g_assert_false (kt_ics_append_zone (out, "Europe/Rigga", 2026, NULL));
  g_assert_false (kt_ics_append_zone (out, "/etc/localtime", 2026, NULL));
}

static void
test_presets (void)
{
  static const struct
  {
    const char *name;
    gboolean method, feed;
  } presets[] = { { "ios", TRUE, FALSE },
                  { "google", TRUE, TRUE },
                  { "android", TRUE, TRUE },
                  { "caldav", FALSE, FALSE } };
  KtIcsEvent event = call_ieva ();
  for (gsize i = 0; i < G_N_ELEMENTS (presets); i++)
    {
      KtIcsPreset preset;
      g_assert_true (kt_ics_preset_parse (presets[i].name, &preset));
      g_autofree char *text = write_one (event, preset), *again = write_one (event, preset);
      g_assert_cmpstr (text, ==, again);
      g_assert_true ((strstr (text, "METHOD:PUBLISH\r\n") != NULL) == presets[i].method);
      g_assert_true ((strstr (text, "X-WR-CALNAME:Kontor\r\n") != NULL) == presets[i].feed);
      g_assert_true ((strstr (text, "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n") != NULL)
                     == presets[i].feed);
      g_assert_null (strstr (text, "ORGANIZER"));
      g_assert_null (strstr (text, "ATTENDEE"));
    }
  KtIcsPreset preset;
  g_assert_false (kt_ics_preset_parse ("windows", &preset));
}

static void
test_edges (void)
{
  KtIcsEvent event = call_ieva ();
  event.duration = 0;
  event.summary = "";
  event.n_alarms = 2;
  event.alarms[0] = 2 * 1440;
  event.alarms[1] = 15;
  event.description = "one\ntwo";
  g_autofree char *text = write_one (event, KT_ICS_IOS);
  g_assert_nonnull (strstr (text, "DTEND:20261125T100100Z\r\n"));
  g_assert_nonnull (strstr (text, "TRIGGER:-P2D\r\nDESCRIPTION:Kontor\r\n"));
  g_assert_nonnull (strstr (text, "TRIGGER:-PT15M\r\n"));
  g_assert_nonnull (strstr (text, "DESCRIPTION:one\\ntwo\r\n"));

  event.cancelled = TRUE;
  g_autofree char *cancelled = write_one (event, KT_ICS_ANDROID);
  g_assert_nonnull (strstr (cancelled, "STATUS:CANCELLED\r\n"));
  g_assert_null (strstr (cancelled, "VALARM"));
}

static void
test_refused (void)
{
  g_autofree char *huge = g_strnfill (KT_CONTENTLINE_MAX, 'x');
  KtIcsEvent events[3] = { call_ieva (), call_ieva (), call_ieva () };
  events[0].rrule = "FREQ=DAILY\r\nATTENDEE:mailto:eve@x.example";
  events[1].summary = huge;
  events[2].rrule = "FREQ=DAILY";
  events[2].tzid = "Nowhere/At_All";
  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (GError) error = NULL;
      g_assert_null (kt_ics_write (&events[i], 1, KT_ICS_IOS, "Kontor", &error));
      g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
    }
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_ics_write (events, KT_ICS_EVENTS_MAX + 1, KT_ICS_IOS, "Kontor", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_autofree char *empty = kt_ics_write (NULL, 0, KT_ICS_CALDAV, "Kontor", NULL);
  g_assert_cmpstr (empty, ==, HEAD "END:VCALENDAR\r\n");
}

static void
test_limit (void)
{
  g_autofree KtIcsEvent *events = g_new (KtIcsEvent, KT_ICS_EVENTS_MAX);
  for (guint i = 0; i < KT_ICS_EVENTS_MAX; i++)
    events[i] = call_ieva ();
  g_autofree char *text = kt_ics_write (events, KT_ICS_EVENTS_MAX, KT_ICS_IOS, "Kontor", NULL);
  g_assert_nonnull (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics/single", test_single);
  g_test_add_func ("/ics/all-day", test_all_day);
  g_test_add_func ("/ics/recurring", test_recurring);
  g_test_add_func ("/ics/zone-once", test_zone_once);
  g_test_add_func ("/ics/zones", test_zones);
  g_test_add_func ("/ics/presets", test_presets);
  g_test_add_func ("/ics/edges", test_edges);
  g_test_add_func ("/ics/refused", test_refused);
  g_test_add_func ("/ics/limit", test_limit);
  return g_test_run ();
}
