#include "config.h"
#include "kontor/error.h"
#include "kontor/ical-edit.h"
#include <string.h>

#define ZONE "BEGIN:VTIMEZONE\r\nTZID:Europe/Riga\r\nEND:VTIMEZONE\r\n"
#define EVENT(recurrence, rest)                                                                    \
  "BEGIN:VEVENT\r\nUID:1@brize.example\r\n" recurrence "DTSTAMP:20261116T080000Z\r\n"              \
  "SEQUENCE:2\r\nORGANIZER;CN=Toms:mailto:toms@brize.example\r\n"                                  \
  "ATTENDEE;CN=Anna;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:MAILTO:Anna@Studija.example\r\n"               \
  "ATTENDEE:mailto:ieva@x.example\r\nDTSTART;TZID=Europe/Riga:20261123T140000\r\n" rest            \
  "END:VEVENT\r\n"
#define INVITATION                                                                                 \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\n" ZONE EVENT (                  \
      "", "SUMMARY:Kick-off\r\nX-KEEP:1\r\n"                                                       \
          "BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"                        \
          "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT9M\r\nEND:VALARM\r\n") "END:VCALENDAR\r\n"

static void
answer (const char *invitation, const char *present, const KtIcalAnswer *what, char **ret_reply,
        char **ret_event)
{
  const KtIcalBytes text = { invitation, strlen (invitation) };
  const KtIcalBytes there = { present, strlen (present) };
  g_autoptr (GError) error = NULL;
  GString *reply = NULL, *event = NULL;

  g_assert_true (kt_ical_answer (&text, &there, what, &reply, &event, &error));
  g_assert_no_error (error);
  *ret_reply = g_string_free (reply, FALSE);
  *ret_event = g_string_free (event, FALSE);
}

static const KtIcalAnswer yes
    = { "1@brize.example", "", "anna@studija.example", "ACCEPTED", "20261122T120000Z",
        "Gladly\\, thanks" };

static void
reply (void)
{
  g_autofree char *reply = NULL, *event = NULL;

  answer (INVITATION, "", &yes, &reply, &event);
  g_assert_cmpstr (reply, ==,
                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kontor//Kontor//EN\r\n"
                   "METHOD:REPLY\r\n" ZONE "BEGIN:VEVENT\r\nUID:1@brize.example\r\nSEQUENCE:2\r\n"
                   "ORGANIZER;CN=Toms:mailto:toms@brize.example\r\n"
                   "DTSTART;TZID=Europe/Riga:20261123T140000\r\nSUMMARY:Kick-off\r\n"
                   "DTSTAMP:20261122T120000Z\r\n"
                   "ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED:MAILTO:Anna@Studija.example\r\n"
                   "COMMENT:Gladly\\, thanks\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}

static void
for_a_calendar (void)
{
  g_autofree char *reply = NULL, *event = NULL;

  answer (INVITATION, "", &yes, &reply, &event);
  g_auto (GStrv) pieces = g_strsplit (event, "\r\n ", 0);
  g_autofree char *unfolded = g_strjoinv ("", pieces);
  g_assert_null (strstr (event, "METHOD"));
  g_assert_null (strstr (event, "EMAIL"));
  g_assert_nonnull (strstr (event, "ACTION:DISPLAY"));
  g_assert_nonnull (strstr (event, "X-KEEP:1\r\n"));
  g_assert_nonnull (strstr (unfolded, "\r\nORGANIZER;CN=Toms;SCHEDULE-AGENT=CLIENT:mailto:toms@"));
  g_assert_nonnull (
      strstr (unfolded, "\r\nATTENDEE;CN=Anna;PARTSTAT=ACCEPTED;SCHEDULE-AGENT=CLIENT:MAILTO:A"));
  g_assert_nonnull (strstr (unfolded, "\r\nATTENDEE;SCHEDULE-AGENT=CLIENT:mailto:ieva@"));
}

/* What lies there keeps its other components and the user's alarms. */
static void
over_what_is_there (void)
{
  static const char there[]
      = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:server\r\n" ZONE
        "BEGIN:VEVENT\r\nUID:1@brize.example\r\nSUMMARY:Old\r\n"
        "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT1H\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        "BEGIN:VEVENT\r\nUID:1@brize.example\r\nRECURRENCE-ID:20261130T120000Z\r\n"
        "SUMMARY:Other\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  g_autofree char *reply = NULL, *event = NULL;

  answer (INVITATION, there, &yes, &reply, &event);
  g_assert_nonnull (strstr (event, "PRODID:server"));
  g_assert_nonnull (strstr (event, "SUMMARY:Kick-off"));
  g_assert_null (strstr (event, "SUMMARY:Old"));
  g_assert_nonnull (strstr (event, "SUMMARY:Other"));
  g_assert_nonnull (strstr (event, "TRIGGER:-PT1H"));
  g_assert_null (strstr (event, "TRIGGER:-PT9M"));
  g_assert_true (strstr (event, "BEGIN:VTIMEZONE") == g_strrstr (event, "BEGIN:VTIMEZONE"));
}

static void
one_occurrence (void)
{
  static const char update[] = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" EVENT (
      "RECURRENCE-ID;TZID=Europe/Riga:20261130T140000\r\n", "") "END:VCALENDAR\r\n";
  const KtIcalAnswer no = { "1@brize.example", "20261130T140000",  "olga@x.example",
                            "DECLINED",        "20261122T120000Z", "" };
  g_autofree char *reply = NULL, *event = NULL, *second = NULL, *merged = NULL;

  answer (update, "", &no, &reply, &event);
  g_assert_nonnull (strstr (reply, "RECURRENCE-ID;TZID=Europe/Riga:20261130T140000\r\n"));
  g_assert_nonnull (strstr (reply, "ATTENDEE;PARTSTAT=DECLINED:mailto:olga@x.example\r\n"));
  g_assert_null (strstr (reply, "COMMENT"));
  answer (update, INVITATION, &no, &second, &merged);
  g_assert_nonnull (strstr (merged, "SUMMARY:Kick-off"));
  g_assert_nonnull (strstr (merged, "RECURRENCE-ID"));
}

#define OTHER                                                                                      \
  "BEGIN:VEVENT\r\nUID:other\r\nORGANIZER:mailto:eve@x.example\r\nDTSTART:20261124T080000Z\r\n"    \
  "BEGIN:VALARM\r\nACTION:EMAIL\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\n"                  \
  "BEGIN:VTODO\r\nUID:1@brize.example\r\nSUMMARY:Chore\r\nEND:VTODO\r\n"

/* What else a letter holds is neither answered nor taken. */
static void
one_of_several_events (void)
{
  static const char invitation[] = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" OTHER EVENT (
      "", "") "END:VCALENDAR\r\n"
              "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n" OTHER "END:VCALENDAR\r\n";
  g_autofree char *present = g_strdup (INVITATION);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *reply = NULL, *event = NULL;
      answer (invitation, i == 0 ? "" : present, &yes, &reply, &event);
      g_assert_null (strstr (reply, "other"));
      g_assert_nonnull (strstr (reply, "UID:1@brize.example"));
      g_assert_null (strstr (event, "other"));
      g_assert_null (strstr (event, "VTODO"));
      g_assert_nonnull (strstr (event, "UID:1@brize.example"));
      g_assert_true (strstr (event, "BEGIN:VCALENDAR") == g_strrstr (event, "BEGIN:VCALENDAR"));
      g_assert_true (i == 1 || strstr (event, "METHOD") == NULL);
    }
}

/* Whoever the reader told as invited is found again, however he is written. */
static void
ways_to_write_me (void)
{
  static const char *const lines[]
      = { "ATTENDEE:mailto:anna@studija.example?subject=x",
          "ATTENDEE: mailto:anna%40studija.example",
          "ATTENDEE;EMAIL=anna@studija.example:urn:uuid:1", "ATTENDEE:anna@studija.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *reply = NULL, *event = NULL;
      g_autofree char *text = g_strconcat (
          "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1@brize.example\r\n", lines[i],
          "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", NULL);
      answer (text, "", &yes, &reply, &event);
      g_assert_true (strstr (event, "ATTENDEE") == g_strrstr (event, "ATTENDEE"));
      g_assert_nonnull (strstr (event, "PARTSTAT=ACCEPTED"));
    }
}

static void
refused (void)
{
  const KtIcalAnswer rows[] = {
    { "1@brize.example", "20261207T140000", "anna@studija.example", "ACCEPTED", "20261122T120000Z",
      "" },
    { "1@brize.example", "", "anna@studija.example", "ACCEPTED", "20261122T120000Z",
      "a\r\nATTENDEE:mailto:eve@x" },
    { "2@brize.example", "", "anna@studija.example", "ACCEPTED", "20261122T120000Z", "" },
    { "1@brize.example", "", "anna@studija.example\r\nX:", "ACCEPTED", "20261122T120000Z", "" },
  };
  const KtIcalBytes text = { INVITATION, strlen (INVITATION) }, none = { "", 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      GString *reply = NULL, *event = NULL;
      g_assert_false (kt_ical_answer (&text, &none, &rows[i], &reply, &event, &error));
      gboolean missing = i == 0 || g_str_equal (rows[i].uid, "2@brize.example");
      int code = missing ? KT_ERROR_NOT_FOUND : KT_ERROR_FAILED;
      g_assert_error (error, KT_ERROR, code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ical-answer/reply", reply);
  g_test_add_func ("/ical-answer/for-a-calendar", for_a_calendar);
  g_test_add_func ("/ical-answer/over-what-is-there", over_what_is_there);
  g_test_add_func ("/ical-answer/one-occurrence", one_occurrence);
  g_test_add_func ("/ical-answer/one-of-several-events", one_of_several_events);
  g_test_add_func ("/ical-answer/ways-to-write-me", ways_to_write_me);
  g_test_add_func ("/ical-answer/refused", refused);
  return g_test_run ();
}
