/* Calendars cut into pieces, and the form they are compared in. */
#include "config.h"
#include "ical-fixture.h"
#include "kontor/error.h"
#include "kontor/ical-forms.h"
#include <sys/resource.h>

static double
cpu_seconds (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
}

static char *
form_of (const char *lines)
{
  g_autofree char *text = g_strconcat (ICAL_EVENT, lines, ICAL_END, NULL);
  g_autoptr (GError) error = NULL;
  char *form = kt_ical_canonical (text, strlen (text), &error);
  g_assert_no_error (error);
  return form;
}

/* What servers make of one and the same. */
static void
same (void)
{
  static const char *const rows[][2] = {
    { "SUMMARY:a\r\nLOCATION:b\r\n", "LOCATION:b\r\nSUMMARY:a\r\n" },
    { "SUMMARY:abc\r\n", "SUM\r\n MARY:a\r\n\tbc\r\n" },
    { "SUMMARY:a\r\n", "summary:a\nDTSTAMP:20260101T000000Z\nCREATED:20260101T000000Z\n" },
    { "SUMMARY:a\\nb\\, c\r\n", "SUMMARY:a\\Nb, c\r\n" },
    { "SUMMARY:ā\r\n", "SUMMARY:a\xcc\x84\r\n" },
    { "SUMMARY:a\r\n",
      "SUMMARY:a\r\nTRANSP:OPAQUE\r\nCLASS:public\r\nSEQUENCE:0\r\nPRIORITY:0\r\n" },
    { "SUMMARY:a\r\n", "SUMMARY:a\r\nDESCRIPTION:\r\nLOCATION:\r\n" },
    { "DTSTART;VALUE=DATE:20260302\r\n", "DTSTART:20260302\r\n" },
    { "DTSTART;VALUE=DATE-TIME;TZID=Europe/Riga:20260302T100000\r\n",
      "DTSTART;TZID=\"/mozilla.org/20050126_1/Europe/Riga\":20260302T100000\r\n" },
    { "RRULE:FREQ=WEEKLY;BYDAY=MO\r\n", "RRULE:BYDAY=MO;freq=weekly;INTERVAL=1;WKST=MO\r\n" },
    { "EXDATE:20260302T100000Z,20260309T100000Z\r\n",
      "EXDATE:20260309T100000Z\r\nEXDATE:20260302T100000Z\r\n" },
    { "CATEGORIES:a\\,b,c\r\n", "CATEGORIES:c\r\nCATEGORIES:a\\,b\r\n" },
    { "ATTENDEE;CN=Anna;ROLE=REQ-PARTICIPANT:MAILTO:anna@example.org\r\n",
      "ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=\"Anna\":mailto:anna@example.org\r\n" },
    { "STATUS:confirmed\r\n", "SUMMARY:\r\n" },
    { "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n",
      "BEGIN:VALARM\r\nTRIGGER;RELATED=START:-PT5M\r\nACTION:display\r\nEND:VALARM\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *a = form_of (rows[i][0]);
      g_autofree char *b = form_of (rows[i][1]);
      g_assert_cmpstr (a, ==, b);
    }
}

static void
different (void)
{
  static const char *const rows[][2] = {
    { "SUMMARY:a\r\n", "SUMMARY:b\r\n" },
    { "SUMMARY:a\r\n", "SUMMARY:A\r\n" },
    { "SUMMARY:a\r\n", "SUMMARY:a\r\nX-OWN:1\r\n" },
    { "SUMMARY:a\r\n", "SUMMARY:a\r\nTRANSP:TRANSPARENT\r\n" },
    { "SUMMARY:a\r\n", "SUMMARY:a\r\nSEQUENCE:1\r\n" },
    { "DTSTART:20260302T100000Z\r\n", "DTSTART:20260302T100000\r\n" },
    { "DTSTART;TZID=Europe/Riga:20260302T100000\r\n",
      "DTSTART;TZID=Europe/London:20260302T100000\r\n" },
    { "RRULE:FREQ=WEEKLY\r\n", "RRULE:FREQ=WEEKLY;INTERVAL=2\r\n" },
    { "SUMMARY:a\r\n", "SUMMARY:a\r\nBEGIN:VALARM\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *a = form_of (rows[i][0]);
      g_autofree char *b = form_of (rows[i][1]);
      g_assert_cmpstr (a, !=, b);
    }
}

#define ZONE(name)                                                                                 \
  "BEGIN:VTIMEZONE\r\nTZID:" name "\r\nBEGIN:STANDARD\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"     \
  "END:VTIMEZONE\r\n"

/* A zone counts only where nothing else says what it is. */
static void
zones (void)
{
  const char *texts[]
      = { ICAL_BEGIN ZONE ("Europe/Riga") "END:VCALENDAR\r\n", ICAL_BEGIN "END:VCALENDAR\r\n",
          ICAL_BEGIN ZONE ("Own") "END:VCALENDAR\r\n" };
  char *forms[3];
  for (guint i = 0; i < 3; i++)
    forms[i] = kt_ical_canonical (texts[i], strlen (texts[i]), NULL);
  g_assert_cmpstr (forms[0], ==, forms[1]);
  g_assert_cmpstr (forms[1], !=, forms[2]);
  for (guint i = 0; i < 3; i++)
    g_free (forms[i]);
}

static void
split (void)
{
  const char *text = ICAL_BEGIN "PRODID:-//a//b\r\nMETHOD:REQUEST\r\n" ZONE ("Own") ZONE (
      "Unused") "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Own:20260302T100000\r\nX-FOLD:a\r\n b\r\nEND:VEVENT\r\n"
                "BEGIN:VTODO\r\nUID:b\r\nEND:VJOURNAL\r\nno colon\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nSUMMARY:no uid\r\nEND:VEVENT\r\n"
                "END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:c";
  static const char *const wanted[] = {
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b\r\n" ZONE (
        "Own") "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Own:20260302T100000\r\nX-FOLD:a\r\n b\r\n"
               "END:VEVENT\r\nEND:VCALENDAR\r\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b\r\nBEGIN:VTODO\r\nUID:b\r\nEND:VTODO\r\n"
    "END:VCALENDAR\r\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b\r\nBEGIN:VEVENT\r\nSUMMARY:no uid\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n",
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kontor//EN\r\nBEGIN:VEVENT\r\nUID:c\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n",
  };
  g_autoptr (KtIcalSplit) pieces = kt_ical_split (text, strlen (text), NULL);
  g_autoptr (GString) piece = g_string_new (NULL);
  const char *uid;
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_true (kt_ical_split_next (pieces, &uid, piece));
      g_assert_cmpstr (piece->str, ==, wanted[i]);
      g_assert_cmpstr (uid, !=, "");
    }
  g_assert_false (kt_ical_split_next (pieces, &uid, piece));
}

/* Thousands of pieces: each takes as long as it is large. */
static void
many (void)
{
  enum
  {
    N = 20000
  };
  g_autoptr (GString) text = g_string_new (ICAL_BEGIN);
  g_autoptr (GString) piece = g_string_new (NULL);
  const char *uid;
  guint n = 0;
  for (guint i = 0; i < N; i++)
    g_string_append_printf (text,
                            ZONE ("Z%u") "BEGIN:VEVENT\r\nUID:u%u\r\n"
                                         "DTSTART;TZID=Z%u:20260302T100000\r\nEND:VEVENT\r\n",
                            i, i, i);
  G_GNUC_UNUSED double before = cpu_seconds ();
  g_autoptr (KtIcalSplit) pieces = kt_ical_split (text->str, text->len, NULL);
  while (kt_ical_split_next (pieces, &uid, piece))
    n++;
  g_assert_cmpuint (n, ==, N);
#ifndef KT_SANITIZED
  g_assert_cmpfloat (cpu_seconds () - before, <, 1);
#endif
}

static void
refused (void)
{
  g_autofree char *line = g_strnfill (KT_ICAL_LINE_MAX + 1, 'x');
  g_autoptr (GError) error = NULL;
  g_assert_null (kt_ical_split (line, strlen (line), &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (kt_ical_canonical (line, strlen (line), &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ical-forms/same", same);
  g_test_add_func ("/ical-forms/different", different);
  g_test_add_func ("/ical-forms/zones", zones);
  g_test_add_func ("/ical-forms/split", split);
  g_test_add_func ("/ical-forms/many", many);
  g_test_add_func ("/ical-forms/refused", refused);
  return g_test_run ();
}
