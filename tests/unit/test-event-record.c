/* Events in frames: what passes a limit is cut by the sender and refused by the receiver. */
#include "config.h"
#include "kontor/error.h"
#include "kontor/event.h"
#include <string.h>

static KtAttendee one = { "anna@example.org", "Anna", "required", "accepted" };
static KtOccurrence when = { 1000, 2000 };
static const gint32 alarm_minutes = 15;

static KtEvent
sample (void)
{
  return (KtEvent){ .item = 3,
                    .uid = "u1",
                    .recurrence = "20260302T100000",
                    .sequence = 2,
                    .dtstamp = 500,
                    .summary = "Haircut",
                    .location = "Riga",
                    .description = "First line\nsecond",
                    .status = "confirmed",
                    .start_local = "2026-03-02T10:00",
                    .end_local = "2026-03-02T11:00",
                    .tzid = "Europe/Riga",
                    .start = 1000,
                    .end = 2000,
                    .flags = KT_EVENT_ALARM,
                    .rrule = "",
                    .organizer = "boss@example.org",
                    .warning = "",
                    .attendees = &one,
                    .n_attendees = 1,
                    .alarms = &alarm_minutes,
                    .n_alarms = 1,
                    .occurrences = &when,
                    .n_occurrences = 1 };
}

static KtEvent *
take (GVariant *variant, GError **error)
{
  g_autoptr (GVariant) record = g_variant_ref_sink (variant);
  KtFrame frame
      = { KT_FRAME_EVENT, 0, (guint32)g_variant_get_size (record), g_variant_get_data (record) };
  return kt_event_from_frame (&frame, error);
}

static KtEvent *
pass (const KtEvent *event)
{
  g_autoptr (GError) error = NULL;
  KtEvent *passed = take (kt_event_to_variant (event), &error);
  g_assert_no_error (error);
  return passed;
}

static void
refused (const KtEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (take (kt_event_to_variant (event), &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
round_trip (void)
{
  KtEvent event = sample ();
  g_autoptr (KtEvent) passed = pass (&event);
  g_assert_cmpuint (passed->item, ==, 3);
  g_assert_cmpstr (passed->uid, ==, "u1");
  g_assert_cmpstr (passed->recurrence, ==, "20260302T100000");
  g_assert_cmpint (passed->sequence, ==, 2);
  g_assert_cmpint (passed->dtstamp, ==, 500);
  g_assert_cmpstr (passed->summary, ==, "Haircut");
  g_assert_cmpstr (passed->location, ==, "Riga");
  g_assert_cmpstr (passed->description, ==, "First line\nsecond");
  g_assert_cmpstr (passed->status, ==, "confirmed");
  g_assert_cmpstr (passed->start_local, ==, "2026-03-02T10:00");
  g_assert_cmpstr (passed->end_local, ==, "2026-03-02T11:00");
  g_assert_cmpstr (passed->tzid, ==, "Europe/Riga");
  g_assert_cmpint (passed->start, ==, 1000);
  g_assert_cmpint (passed->end, ==, 2000);
  g_assert_cmpuint (passed->flags, ==, KT_EVENT_ALARM);
  g_assert_cmpstr (passed->organizer, ==, "boss@example.org");
  g_assert_cmpstr (passed->attendees[0].norm, ==, "anna@example.org");
  g_assert_cmpstr (passed->attendees[0].partstat, ==, "accepted");
  g_assert_cmpint (passed->alarms[0], ==, 15);
  g_assert_cmpint (passed->occurrences[0].end, ==, 2000);
}

static void
cut (void)
{
  g_autofree char *summary = g_strnfill (KT_EVENT_SUMMARY_MAX + 1, 's');
  g_autofree char *description = g_strnfill (KT_EVENT_DESCRIPTION_MAX + 100, 'd');
  g_autofree KtAttendee *people = g_new (KtAttendee, KT_EVENT_ATTENDEES_MAX + 1);
  g_autofree gint32 *alarms = g_new0 (gint32, KT_EVENT_ALARMS_MAX + 1);
  g_autofree KtOccurrence *many = g_new (KtOccurrence, KT_ICAL_OCCURRENCES_MAX + 1);
  for (gsize i = 0; i <= KT_EVENT_ATTENDEES_MAX; i++)
    people[i] = one;
  for (gsize i = 0; i <= KT_ICAL_OCCURRENCES_MAX; i++)
    many[i] = (KtOccurrence){ (gint64)i * 10, (gint64)i * 10 + 5 };
  KtEvent event = sample ();
  event.summary = summary;
  event.description = description;
  event.attendees = people;
  event.n_attendees = KT_EVENT_ATTENDEES_MAX + 1;
  event.alarms = alarms;
  event.n_alarms = KT_EVENT_ALARMS_MAX + 1;
  event.occurrences = many;
  event.n_occurrences = KT_ICAL_OCCURRENCES_MAX + 1;
  g_autoptr (KtEvent) passed = pass (&event);
  g_assert_cmpuint (strlen (passed->summary), ==, KT_EVENT_SUMMARY_MAX);
  g_assert_cmpuint (strlen (passed->description), ==, KT_EVENT_DESCRIPTION_MAX);
  g_assert_cmpuint (passed->n_attendees, ==, KT_EVENT_ATTENDEES_MAX);
  g_assert_cmpuint (passed->n_alarms, ==, KT_EVENT_ALARMS_MAX);
  g_assert_cmpuint (passed->n_occurrences, ==, KT_ICAL_OCCURRENCES_MAX);
  g_assert_true (passed->flags & KT_EVENT_CUT);
}

static void
out_of_range (void)
{
  static const char *const recurrences[]
      = { "2026", "20260302T1000", "20260302T100000z", "20260302X100000", "2026030a" };
  static const char *const locals[] = { "", "2026-03-02", "2026-02-30T10:00", "10:00" };
  static const char *const zones[] = { "/etc/localtime", "Europe/../x", "Europe Riga", "" };
  KtEvent event;
  for (gsize i = 0; i < G_N_ELEMENTS (recurrences); i++)
    {
      event = sample ();
      event.recurrence = recurrences[i];
      refused (&event);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (locals); i++)
    {
      event = sample ();
      event.start_local = locals[i];
      refused (&event);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      event = sample ();
      event.tzid = zones[i];
      refused (&event);
    }
}

#define WRONG(field, value)                                                                        \
  {                                                                                                \
    KtEvent event = sample ();                                                                     \
    event.field = value;                                                                           \
    refused (&event);                                                                              \
  }

static void
wrong_fields (void)
{
  KtAttendee nobody = { "", "", "required", "" }, chair = { "a@example.org", "", "chair", "" },
             maybe = { "a@example.org", "", "required", "maybe" };
  KtOccurrence backwards = { 2000, 1000 };
  gint32 far = KT_EVENT_ALARM_MAX + 1;
  WRONG (uid, "");
  WRONG (uid, "a\nb");
  WRONG (sequence, -1);
  WRONG (sequence, (gint64)G_MAXINT32 + 1);
  WRONG (dtstamp, G_MAXINT64);
  WRONG (status, "Confirmed");
  WRONG (flags, KT_EVENT_PRIVATE << 1);
  WRONG (flags, KT_EVENT_ALL_DAY);
  WRONG (start, 3000);
  WRONG (end, G_MAXINT64);
  WRONG (rrule, "FREQ=DAILY\nX:1");
  WRONG (organizer, "a\x01@example.org");
  WRONG (attendees, &nobody);
  WRONG (attendees, &chair);
  WRONG (attendees, &maybe);
  WRONG (alarms, &far);
  WRONG (occurrences, &backwards);
}

static void
unsorted (void)
{
  KtOccurrence twice[] = { { 1000, 2000 }, { 1000, 2000 } };
  KtEvent event = sample ();
  event.occurrences = twice;
  event.n_occurrences = 2;
  refused (&event);
}

static void
not_an_event (void)
{
  g_autoptr (GError) error = NULL;
  KtFrame frame = { KT_FRAME_EVENT, 0, 5, (const guint8 *)"abcde" };
  g_assert_null (kt_event_from_frame (&frame, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/event-record/round-trip", round_trip);
  g_test_add_func ("/event-record/cut", cut);
  g_test_add_func ("/event-record/out-of-range", out_of_range);
  g_test_add_func ("/event-record/wrong-fields", wrong_fields);
  g_test_add_func ("/event-record/unsorted", unsorted);
  g_test_add_func ("/event-record/not-an-event", not_an_event);
  return g_test_run ();
}
