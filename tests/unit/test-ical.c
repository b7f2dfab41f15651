/* iCalendar text understood: times, zones, people, alarms, and everything that is mended. */
#include "config.h"
#include "ical-fixture.h"
#include "kontor/error.h"

static void
words (void)
{
  g_autoptr (KtIcalEvents) events = ical_event (
      "SUMMARY;LANGUAGE=lv:Griezums\\, kra\xcc\x84sa\\; 2\\nAnna\r\nLOCATION:Brīvības 1\r\n"
      "DESCRIPTION:a\\\\b \r\n  \x01\x1b[2Jc\r\nSTATUS:Tentative\r\nCLASS:CONFIDENTIAL\r\n"
      "TRANSP:TRANSPARENT\r\nSEQUENCE:4\r\nDTSTAMP:20261101T080000Z\r\n"
      "DTSTART:20261130T080000Z\r\nDTEND:20261130T090000Z\r\n");
  const KtEvent *event = ical_nth (events, 0);
  g_assert_cmpuint (event->item, ==, 7);
  g_assert_cmpstr (event->uid, ==, "u1");
  g_assert_cmpstr (event->recurrence, ==, "");
  g_assert_cmpstr (event->summary, ==, "Griezums, krāsa; 2\nAnna");
  g_assert_cmpstr (event->location, ==, "Brīvības 1");
  g_assert_cmpstr (event->description, ==, "a\\b  [2Jc");
  g_assert_cmpstr (event->status, ==, "tentative");
  g_assert_cmpuint (event->flags, ==, KT_EVENT_TRANSPARENT | KT_EVENT_PRIVATE);
  g_assert_cmpint (event->sequence, ==, 4);
  g_assert_cmpint (event->dtstamp, ==, G_GINT64_CONSTANT (1793520000));
  g_assert_cmpstr (event->warning, ==, "");
}

typedef struct
{
  const char *lines, *start_local, *end_local, *tzid, *starts;
  guint32 flags;
  gint64 length; /* of the first occurrence, seconds */
} Time;

#define ALL_DAY KT_EVENT_ALL_DAY
#define FLOATING KT_EVENT_FLOATING
#define GUESSED KT_EVENT_ZONE_GUESSED

static const Time times[] = {
  { "DTSTART;TZID=Europe/Riga:20261130T100000\r\nDTEND;TZID=Europe/Riga:20261130T113000\r\n",
    "2026-11-30T10:00", "2026-11-30T11:30", "Europe/Riga", "20261130T080000Z", 0, 5400 },
  { "DTSTART:20261130T100000Z\r\nDURATION:PT1H\r\n", "2026-11-30T10:00", "2026-11-30T11:00", "UTC",
    "20261130T100000Z", 0, 3600 },
  { "DTSTART:20261130T100000\r\nDURATION:P1W\r\n", "2026-11-30T10:00", "2026-12-07T10:00", "",
    "20261130T080000Z", FLOATING, 7 * 86400 },
  { "DTSTART:20261130T1000\r\n", "2026-11-30T10:00", "2026-11-30T10:00", "", "20261130T080000Z",
    FLOATING, 0 },
  { "DTSTART;VALUE=DATE:20261130\r\n", "2026-11-30", "2026-12-01", "", "20261129T220000Z", ALL_DAY,
    86400 },
  { "DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261130\r\n", "2026-11-30", "2026-12-01", "",
    "20261129T220000Z", ALL_DAY, 86400 },
  { "DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261203\r\n", "2026-11-30", "2026-12-03", "",
    "20261129T220000Z", ALL_DAY, 3 * 86400 },
  { "DTSTART;VALUE=DATE:20260328\r\nDURATION:P2D\r\n", "2026-03-28", "2026-03-30", "",
    "20260327T220000Z", ALL_DAY, 47 * 3600 },
  /* a day of the clock and 24 hours are not the same when clocks change */
  { "DTSTART;TZID=Europe/Riga:20260328T100000\r\nDURATION:P1D\r\n", "2026-03-28T10:00",
    "2026-03-29T10:00", "Europe/Riga", "20260328T080000Z", 0, 23 * 3600 },
  { "DTSTART;TZID=Europe/Riga:20260328T100000\r\nDURATION:PT24H\r\n", "2026-03-28T10:00",
    "2026-03-29T11:00", "Europe/Riga", "20260328T080000Z", 0, 86400 },
  /* a gap: the offset before; an overlap: the first (RFC 5545 §3.3.5) */
  { "DTSTART;TZID=Europe/Riga:20260329T033000\r\n", "2026-03-29T03:30", "2026-03-29T04:30",
    "Europe/Riga", "20260329T013000Z", 0, 0 },
  { "DTSTART;TZID=Europe/Riga:20261025T033000\r\n", "2026-10-25T03:30", "2026-10-25T03:30",
    "Europe/Riga", "20261025T003000Z", 0, 0 },
  /* names of zones */
  { "DTSTART;TZID=FLE Standard Time:20260715T100000\r\n", "2026-07-15T10:00", "2026-07-15T10:00",
    "Europe/Kiev", "20260715T070000Z", 0, 0 },
  { "DTSTART;TZID=\"Europe/Riga\":20260715T100000\r\n", "2026-07-15T10:00", "2026-07-15T10:00",
    "Europe/Riga", "20260715T070000Z", 0, 0 },
  { "DTSTART;TZID=/mozilla.org/20050126_1/America/Argentina/Salta:20260715T100000\r\n",
    "2026-07-15T10:00", "2026-07-15T10:00", "America/Argentina/Salta", "20260715T130000Z", 0, 0 },
  { "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Riga:20260715T100000\r\n",
    "2026-07-15T10:00", "2026-07-15T10:00", "Europe/Riga", "20260715T070000Z", 0, 0 },
  { "DTSTART;TZID=GMT+0530:20260715T100000\r\n", "2026-07-15T07:30", "2026-07-15T07:30",
    "Europe/Riga", "20260715T043000Z", 0, 0 },
  { "DTSTART;TZID=\"(UTC-05:00) Somewhere\":20260715T100000\r\n", "2026-07-15T18:00",
    "2026-07-15T18:00", "Europe/Riga", "20260715T150000Z", GUESSED, 0 },
  { "DTSTART;TZID=Nonsense/Zone:20260715T100000\r\n", "2026-07-15T10:00", "2026-07-15T10:00",
    "Europe/Riga", "20260715T070000Z", GUESSED, 0 },
  { "DTSTART;TZID=../../etc/passwd:20260715T100000\r\n", "2026-07-15T10:00", "2026-07-15T10:00",
    "Europe/Riga", "20260715T070000Z", GUESSED, 0 },
  { "DTSTART;TZID=leapseconds:20260715T100000\r\n", "2026-07-15T10:00", "2026-07-15T10:00",
    "Europe/Riga", "20260715T070000Z", GUESSED, 0 },
  /* ends that cannot be */
  { "DTSTART:20261130T100000Z\r\nDTEND:20261130T090000Z\r\n", "2026-11-30T10:00",
    "2026-11-30T10:00", "UTC", "20261130T100000Z", 0, 0 },
  { "DTSTART:20261130T100000Z\r\nDURATION:-PT1H\r\n", "2026-11-30T10:00", "2026-11-30T10:00", "UTC",
    "20261130T100000Z", 0, 0 },
  { "DTSTART:20261130T100000Z\r\nDTEND:garbage\r\n", "2026-11-30T10:00", "2026-11-30T10:00", "UTC",
    "20261130T100000Z", 0, 0 },
  { "DTSTART;VALUE=DATE:20261130\r\nDTEND:20261201T120000\r\n", "2026-11-30", "2026-12-02", "",
    "20261129T220000Z", ALL_DAY, 2 * 86400 },
};

static void
all_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      g_test_message ("%s", times[i].lines);
      g_autoptr (KtIcalEvents) events = ical_event (times[i].lines);
      const KtEvent *event = ical_nth (events, 0);
      g_autofree char *starts = ical_starts (event, 5);
      g_assert_cmpstr (event->start_local, ==, times[i].start_local);
      g_assert_cmpstr (event->end_local, ==, times[i].end_local);
      g_assert_cmpstr (event->tzid, ==, times[i].tzid);
      g_assert_cmpuint (event->flags, ==, times[i].flags);
      g_assert_cmpstr (starts, ==, times[i].starts);
      g_assert_cmpint (event->occurrences[0].end - event->occurrences[0].start, ==,
                       times[i].length);
      g_assert_cmpint (event->start, ==, event->occurrences[0].start);
      g_assert_cmpint (event->end, ==, event->occurrences[0].end);
    }
}

static void
warned (void)
{
  static const char *const lines[]
      = { "DTSTART:20261130T100000Z\r\nDTEND:20261130T090000Z\r\n",
          "DTSTART;TZID=Nonsense/Zone:20260715T100000\r\n",
          "DTSTART:20261130T100000Z\r\nRRULE:FREQ=NEVER\r\n",
          "DTSTART:20261130T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3;UNTIL=20261201T235959Z\r\n",
          "SUMMARY:no start\r\n" };
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (KtIcalEvents) events = ical_event (lines[i]);
      g_assert_cmpstr (ical_nth (events, 0)->warning, !=, "");
    }
}

/* Outlook's own zone, which begins in 1601 and has a name that nobody knows. */
#define OWN_ZONE                                                                                   \
  "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:16010101T040000\r\n"  \
  "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n"          \
  "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\n"            \
  "TZOFFSETTO:+0300\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"                 \
  "END:VTIMEZONE\r\n"
#define LYING_ZONE                                                                                 \
  "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"            \
  "TZOFFSETFROM:-0300\r\nTZOFFSETTO:-0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
#define COMMA_ZONE                                                                                 \
  "BEGIN:VTIMEZONE\r\nTZID:Kuala Lumpur\\, Singapore\r\nBEGIN:STANDARD\r\n"                        \
  "DTSTART:16010101T000000\r\nTZOFFSETFROM:+0900\r\nTZOFFSETTO:+0800\r\nEND:STANDARD\r\n"          \
  "END:VTIMEZONE\r\n"
#define EMPTY_ZONE "BEGIN:VTIMEZONE\r\nTZID:Empty\r\nEND:VTIMEZONE\r\n"
#define NAMED_ZONE "BEGIN:VTIMEZONE\r\nTZID:Mine\r\nX-LIC-LOCATION:Asia/Tokyo\r\nEND:VTIMEZONE\r\n"

static void
told_zones (void)
{
  static const char *const rows[][4] = {
    { "Customized Time Zone", "20260715T100000", "20260715T070000Z", "Europe/Riga" },
    { "Customized Time Zone", "20261215T100000", "20261215T080000Z", "Europe/Riga" },
    { "Customized Time Zone", "20260329T033000", "20260329T013000Z", "Europe/Riga" },
    { "Customized Time Zone", "20261025T033000", "20261025T003000Z", "Europe/Riga" },
    { "Asia/Tokyo", "20260715T100000", "20260715T010000Z", "Asia/Tokyo" },
    { "Mine", "20260715T100000", "20260715T010000Z", "Asia/Tokyo" },
    { "\"Kuala Lumpur, Singapore\"", "20260715T100000", "20260715T020000Z", "Europe/Riga" },
    { "Empty", "20260715T100000", "20260715T070000Z", "Europe/Riga" },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text
          = g_strdup_printf (ICAL_BEGIN OWN_ZONE LYING_ZONE COMMA_ZONE EMPTY_ZONE NAMED_ZONE
                             "BEGIN:VEVENT\r\nUID:u1\r\nDTSTART;TZID=%s:%s\r\n" ICAL_END,
                             rows[i][0], rows[i][1]);
      g_autoptr (KtIcalEvents) events = ical_read (text);
      g_autofree char *starts = ical_starts (ical_nth (events, 0), 1);
      g_assert_cmpstr (starts, ==, rows[i][2]);
      g_assert_cmpstr (ical_nth (events, 0)->tzid, ==, rows[i][3]);
      g_assert_cmpint (ical_nth (events, 0)->flags, ==,
                       strcmp (rows[i][0], "Empty") == 0 ? KT_EVENT_ZONE_GUESSED : 0);
    }
}

/* Clocks of other zones leave the calendar's first and last day; what is told stays within it. */
static void
ends_of_time (void)
{
  static const char zone[] = "BEGIN:VTIMEZONE\r\nTZID:%s\r\nBEGIN:STANDARD\r\n"
                             "DTSTART:19700101T000000\r\nTZOFFSETFROM:%s\r\nTZOFFSETTO:%s\r\n"
                             "END:STANDARD\r\nEND:VTIMEZONE\r\n";
  static const struct
  {
    const char *offset, *start, *told;
  } rows[] = { { "-2300", "99991231T233000", "9999-12-31T23:59" },
               { "+2300", "00010101T003000", "0001-01-01T01:36" } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *own = g_strdup_printf (zone, "Own", rows[i].offset, rows[i].offset);
      g_autofree char *text = g_strconcat (
          ICAL_BEGIN, own, "BEGIN:VEVENT\r\nUID:u1\r\nDTSTART;TZID=Own:", rows[i].start, "\r\n",
          ICAL_END, NULL);
      g_autoptr (KtIcalEvents) events = ical_read (text);
      const KtEvent *event = ical_nth (events, 0);
      g_assert_cmpstr (event->start_local, ==, rows[i].told);
      g_assert_cmpstr (event->end_local, ==, rows[i].told);
    }
}

static void
people (void)
{
  g_autoptr (KtIcalEvents) events = ical_event (
      "DTSTART:20261130T100000Z\r\nORGANIZER;CN=\"Boss, The\":MAILTO:Boss@Example.org\r\n"
      "ATTENDEE;CN=Anna;PARTSTAT=ACCEPTED;ROLE=OPT-PARTICIPANT:mailto:anna@example.org\r\n"
      "ATTENDEE;PARTSTAT=X-MAYBE:mailto:eva%2Bx@example.org?subject=x\r\n"
      "ATTENDEE;CUTYPE=ROOM;PARTSTAT=TENTATIVE:mailto:room@example.org\r\n"
      "ATTENDEE;EMAIL=juris@example.org;PARTSTAT=DECLINED:urn:uuid:1\r\n"
      "ATTENDEE;PARTSTAT=ACCEPTED;CN=B:mailto:boss@example.org\r\n"
      "ATTENDEE:mailto:ANNA@example.org\r\nATTENDEE:mailto:nobody\r\nATTENDEE:\r\n");
  static const KtAttendee wanted[]
      = { { "anna@example.org", "Anna", "optional", "accepted" },
          { "eva+x@example.org", "", "required", "needs-action" },
          { "room@example.org", "", "other", "tentative" },
          { "juris@example.org", "", "required", "declined" },
          { "boss@example.org", "Boss, The", "organizer", "accepted" } };
  const KtEvent *event = ical_nth (events, 0);
  g_assert_cmpstr (event->organizer, ==, "boss@example.org");
  g_assert_cmpuint (event->n_attendees, ==, G_N_ELEMENTS (wanted));
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_assert_cmpstr (event->attendees[i].norm, ==, wanted[i].norm);
      g_assert_cmpstr (event->attendees[i].name, ==, wanted[i].name);
      g_assert_cmpstr (event->attendees[i].role, ==, wanted[i].role);
      g_assert_cmpstr (event->attendees[i].partstat, ==, wanted[i].partstat);
    }
}

static void
crowd (void)
{
  g_autoptr (GString) lines = g_string_new ("DTSTART:20261130T100000Z\r\n"
                                            "ORGANIZER:mailto:boss@example.org\r\n");
  for (guint i = 0; i < KT_EVENT_ATTENDEES_MAX + 5; i++)
    g_string_append_printf (lines, "ATTENDEE:mailto:a%u@example.org\r\n", i);
  g_autoptr (KtIcalEvents) events = ical_event (lines->str);
  const KtEvent *event = ical_nth (events, 0);
  g_assert_cmpuint (event->n_attendees, ==, KT_EVENT_ATTENDEES_MAX);
  g_assert_cmpstr (event->attendees[0].role, ==, "organizer");
}

#define ALARM(action, trigger)                                                                     \
  "BEGIN:VALARM\r\nACTION:" action "\r\nTRIGGER" trigger "\r\nEND:VALARM\r\n"

static void
alarms (void)
{
  g_autoptr (KtIcalEvents) events = ical_event (
      "DTSTART;TZID=Europe/Riga:20261130T100000\r\nDURATION:PT1H\r\n" ALARM ("DISPLAY", ":-PT15M")
          ALARM ("AUDIO", ";RELATED=END:-PT1H30M") ALARM ("display", ":-P1D")
              ALARM ("DISPLAY", ";VALUE=DATE-TIME:20261130T073000Z") ALARM ("DISPLAY", ":-PT15M")
                  ALARM ("NONE", ";VALUE=DATE-TIME:19760401T005545Z") ALARM ("EMAIL", ":-PT5M")
                      ALARM ("PROCEDURE", ":-PT6M") ALARM ("DISPLAY", ":garbage")
                          ALARM ("DISPLAY", ":PT10M") ALARM ("DISPLAY", ":-P500D"));
  static const gint32 wanted[] = { 15, 30, 1440, 30, -10 };
  const KtEvent *event = ical_nth (events, 0);
  g_assert_true (event->flags & KT_EVENT_ALARM);
  g_assert_cmpuint (event->n_alarms, ==, 4); /* 30 is told twice */
  g_assert_cmpint (event->alarms[0], ==, wanted[0]);
  g_assert_cmpint (event->alarms[1], ==, wanted[1]);
  g_assert_cmpint (event->alarms[2], ==, wanted[2]);
  g_assert_cmpint (event->alarms[3], ==, wanted[4]);
  g_autoptr (KtIcalEvents) silent = ical_event (
      "DTSTART:20261130T100000Z\r\n" ALARM ("NONE", ";VALUE=DATE-TIME:19760401T005545Z"));
  g_assert_cmpuint (ical_nth (silent, 0)->flags, ==, 0);
}

/* windows-1251, UTF-16 and folds within a character. */
static void
charsets (void)
{
  static const char cyrillic[] = "DTSTART:20261130T100000Z\r\n"
                                 "SUMMARY:\xd1\xf2\xf0\xe8\xe6\xea\xe0 \xe8 \xee\xea\xf0\xe0\xf8"
                                 "\xe8\xe2\xe0\xed\xe8\xe5 \xe2\xee\xeb\xee\xf1\r\n";
  g_autoptr (KtIcalEvents) guessed = ical_event (cyrillic);
  g_assert_cmpstr (ical_nth (guessed, 0)->summary, ==, "Стрижка и окрашивание волос");
  g_autoptr (KtIcalEvents) folded
      = ical_event ("DTSTART:20261130T100000Z\r\nSUMMARY:\xd0\r\n \xa1\xd1\x82\xd1\n \x80\r\n");
  g_assert_cmpstr (ical_nth (folded, 0)->summary, ==, "Стр");
  g_autofree char *text = g_strconcat (
      "\xef\xbb\xbf" ICAL_EVENT "DTSTART:20261130T100000Z\r\nSUMMARY:Ā\r\n" ICAL_END, NULL);
  g_autoptr (KtIcalEvents) marked = ical_read (text);
  g_assert_cmpstr (ical_nth (marked, 0)->summary, ==, "Ā");
  gsize length;
  g_autofree char *wide = g_convert (text, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (KtIcalEvents) converted = ical_read_bytes (wide, length, NULL);
  g_assert_cmpstr (ical_nth (converted, 0)->summary, ==, "Ā");
}

static void
without_uid (void)
{
  const char *text = ICAL_BEGIN "BEGIN:VEVENT\r\nDTSTART:20261130T100000Z\r\nSUMMARY:A\r\n%s"
                                "END:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20261201T100000Z\r\n"
                                "SUMMARY:B\r\n" ICAL_END;
  g_autofree char *first = g_strdup_printf (text, "DTSTAMP:20261101T080000Z\r\n");
  g_autofree char *again = g_strdup_printf (text, "DTSTAMP:20261102T090000Z\r\n");
  g_autoptr (KtIcalEvents) a = ical_read (first);
  g_autoptr (KtIcalEvents) b = ical_read (again);
  g_assert_cmpuint (a->events->len, ==, 2);
  g_assert_cmpstr (ical_nth (a, 0)->uid, ==, ical_nth (b, 0)->uid);
  g_assert_cmpstr (ical_nth (a, 0)->uid, !=, ical_nth (a, 1)->uid);
  g_assert_cmpstr (ical_nth (a, 0)->uid, !=, "");
}

static void
twice (void)
{
  g_autoptr (KtIcalEvents) events
      = ical_read (ICAL_BEGIN "BEGIN:VEVENT\r\nUID:u1\r\nSEQUENCE:1\r\nSUMMARY:old\r\n"
                              "DTSTART:20261130T100000Z\r\nEND:VEVENT\r\n"
                              "BEGIN:VEVENT\r\nUID:u1\r\nSEQUENCE:2\r\nSUMMARY:new\r\n"
                              "DTSTART:20261130T120000Z\r\nEND:VEVENT\r\n"
                              "BEGIN:VEVENT\r\nUID:u1\r\nSEQUENCE:1\r\nSUMMARY:old\r\n"
                              "DTSTART:20261130T100000Z\r\n" ICAL_END);
  g_assert_cmpuint (events->events->len, ==, 1);
  g_assert_cmpstr (ical_nth (events, 0)->summary, ==, "new");
  g_assert_cmpstr (ical_nth (events, 0)->warning, !=, "");
}

static void
nothing (void)
{
  static const char *const texts[] = {
    "",
    "garbage",
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT2\r\nEND:VEVENT2\r\n",
    "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:t\r\nDUE:20261130\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    "BEGIN:VEVENT\r\nEND:VTODO\r\n:::\r\n;;;\r\n"
  };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KtIcalEvents) events = ical_read (texts[i]);
      g_assert_cmpuint (events->events->len, ==, i == 5 ? 1 : 0);
    }
  g_autoptr (KtIcalEvents) events = ical_event ("SUMMARY:no start\r\n");
  g_assert_cmpuint (ical_nth (events, 0)->n_occurrences, ==, 0);
}

static void
too_much (void)
{
  g_autoptr (GString) many = g_string_new (ICAL_BEGIN);
  g_autoptr (GError) error = NULL;
  for (guint i = 0; i < KT_ICAL_EVENTS_MAX; i++)
    g_string_append (many, "BEGIN:VEVENT\r\nDTSTART:20261130T100000Z\r\nEND:VEVENT\r\n");
  g_autoptr (KtIcalEvents) events = ical_read (many->str);
  g_assert_nonnull (events);
  g_string_append (many, "BEGIN:VEVENT\r\nDTSTART:20261130T100000Z\r\nEND:VEVENT\r\n");
  g_assert_null (ical_read_bytes (many->str, many->len, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_autofree char *large = g_strnfill (KT_ICAL_READ_MAX + 1, '\n');
  g_assert_null (ical_read_bytes (large, KT_ICAL_READ_MAX + 1, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
  g_clear_error (&error);
  g_autofree char *line = g_strnfill (KT_ICAL_LINE_MAX + 1, 'x');
  g_assert_null (ical_read_bytes (line, KT_ICAL_LINE_MAX + 1, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

/* All occurrences of a text together have a limit too. */
static void
too_many (void)
{
  g_autoptr (GString) text = g_string_new (ICAL_BEGIN);
  gsize all = 0;
  for (guint i = 0; i < 150; i++)
    g_string_append_printf (text,
                            "BEGIN:VEVENT\r\nUID:%u\r\nDTSTART:20200101T100000Z\r\n"
                            "RRULE:FREQ=DAILY\r\nEND:VEVENT\r\n",
                            i);
  g_autoptr (KtIcalEvents) events = ical_read (text->str);
  g_assert_cmpuint (events->events->len, ==, 150);
  for (guint i = 0; i < 150; i++)
    all += ical_nth (events, i)->n_occurrences;
  g_assert_cmpuint (all, ==, KT_ICAL_TEXT_OCCURRENCES_MAX);
  g_assert_false (ical_nth (events, 0)->flags & KT_EVENT_CUT);
  g_assert_true (ical_nth (events, 149)->flags & KT_EVENT_CUT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ical/words", words);
  g_test_add_func ("/ical/times", all_times);
  g_test_add_func ("/ical/warned", warned);
  g_test_add_func ("/ical/told-zones", told_zones);
  g_test_add_func ("/ical/ends-of-time", ends_of_time);
  g_test_add_func ("/ical/people", people);
  g_test_add_func ("/ical/crowd", crowd);
  g_test_add_func ("/ical/alarms", alarms);
  g_test_add_func ("/ical/charsets", charsets);
  g_test_add_func ("/ical/without-uid", without_uid);
  g_test_add_func ("/ical/twice", twice);
  g_test_add_func ("/ical/nothing", nothing);
  g_test_add_func ("/ical/too-much", too_much);
  g_test_add_func ("/ical/too-many", too_many);
  return g_test_run ();
}
