/* The keeper's calls to a reader process: many at once, and readers that die. */
#include "config.h"
#include "kontor/calendar-reader.h"
#include "kontor/error.h"
#include <string.h>

#define NOW G_GINT64_CONSTANT (1795305600) /* 2026-11-22T00:00Z */

static char *
make_text (const char *uid, const char *lines)
{
  return g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
                          "DTSTART;TZID=Asia/Tokyo:20261130T100000\r\n%sEND:VEVENT\r\n"
                          "END:VCALENDAR\r\n",
                          uid, lines);
}

/* A zone that is opened when the reader may open nothing but such files any more. */
static void
events (void)
{
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = make_text ("u1", "SUMMARY:Haircut\r\n");
  g_autoptr (GPtrArray) found = kt_calendar_reader_events (reader, text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  const KtEvent *event = g_ptr_array_index (found, 0);
  g_assert_cmpstr (event->summary, ==, "Haircut");
  g_assert_cmpstr (event->tzid, ==, "Asia/Tokyo");
  g_assert_cmpint (event->start, ==, G_GINT64_CONSTANT (1796000400)); /* 01:00 UTC */
  g_autoptr (GPtrArray) none = kt_calendar_reader_events (reader, "", 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
batch (void)
{
  enum
  {
    N = 700
  };
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) texts = g_new0 (char *, N + 1);
  g_autofree char *tail = g_strnfill (4000, 'x');
  g_autofree char *lines = g_strconcat ("RRULE:FREQ=DAILY\r\nX-A:", tail, "\r\n", NULL);
  GPtrArray *found[N];
  char *reasons[N];
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *uid = g_strdup_printf ("u%u", i);
      texts[i] = make_text (uid, lines);
    }
  g_free (texts[5]);
  texts[5] = g_strnfill ((1u << 20) + 10, 'x');
  g_assert_true (
      kt_calendar_reader_batch (reader, (const char *const *)texts, N, found, reasons, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *uid = g_strdup_printf ("u%u", i);
      g_autoptr (GPtrArray) one = found[i];
      g_autofree char *reason = reasons[i];
      g_assert_cmpint (one == NULL, ==, i == 5);
      g_assert_cmpint (reason != NULL, ==, i == 5);
      if (i == 5)
        continue;
      g_assert_cmpstr (((KtEvent *)g_ptr_array_index (one, 0))->uid, ==, uid);
      g_assert_cmpuint (((KtEvent *)g_ptr_array_index (one, 0))->n_occurrences, >, 1000);
    }
}

/* CLDR's table is looked into when the reader is confined. */
static void
windows_zone (void)
{
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  const char *text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u1\r\n"
                     "DTSTART;TZID=Tokyo Standard Time:20261130T100000\r\nEND:VEVENT\r\n"
                     "END:VCALENDAR\r\n";
  g_autoptr (GPtrArray) found = kt_calendar_reader_events (reader, text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((KtEvent *)g_ptr_array_index (found, 0))->tzid, ==, "Asia/Tokyo");
}

/* A text that takes longer than an item may: it alone is refused, by the processor's time. */
static void
deadly (void)
{
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) slow = g_string_new ("BEGIN:VCALENDAR\r\n");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (slow,
                            "BEGIN:VEVENT\r\nUID:s%u\r\nDTSTART:19000101T000000Z\r\n"
                            "RRULE:FREQ=MINUTELY;BYSECOND=1,2,3,4,5,6,7,8,9;COUNT=2147483647\r\n"
                            "END:VEVENT\r\n",
                            i);
  g_string_append (slow, "END:VCALENDAR\r\n");
  g_autofree char *before = make_text ("before", "");
  g_autofree char *after = make_text ("after", "");
  const char *texts[] = { before, slow->str, after };
  GPtrArray *found[3];
  char *reasons[3];
  g_assert_true (kt_calendar_reader_batch (reader, texts, 3, found, reasons, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (found[0]->len, ==, 1);
  g_assert_null (found[1]);
  g_assert_cmpstr (reasons[1], ==, "reading it took too long");
  g_assert_cmpuint (found[2]->len, ==, 1);
  g_ptr_array_unref (found[0]);
  g_ptr_array_unref (found[2]);
  g_free (reasons[1]);
}

static void
split (void)
{
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) uids = NULL, texts = NULL;
  const char *text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\n"
                     "BEGIN:VEVENT\r\nUID:a\r\nX-ODD: kept as it is\r\nEND:VEVENT\r\n"
                     "BEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\n"
                     "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20260101T100000Z\r\nEND:VEVENT\r\n"
                     "END:VCALENDAR\r\n";
  g_assert_true (kt_calendar_reader_split (reader, text, strlen (text), &uids, &texts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (uids->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (uids, 0), ==, "a");
  g_assert_cmpstr (g_ptr_array_index (uids, 1), ==, "b");
  const char *a = g_ptr_array_index (texts, 0);
  g_assert_nonnull (strstr (a, "X-ODD: kept as it is\r\n"));
  g_assert_nonnull (strstr (a, "RECURRENCE-ID"));
  g_assert_null (strstr (a, "METHOD"));
  g_assert_null (strstr (a, "UID:b"));
}

static void
edits (void)
{
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  KtIcalChange summary = { "", "SUMMARY", "", "Haircut" };
  KtIcalChange place = { "", "LOCATION", "", "Riga" };
  g_autofree char *base = make_text ("u1", "X-ODD: kept\r\nSUMMARY:Cut\r\n");
  g_autofree char *mine = kt_calendar_reader_patch (reader, base, &summary, 1, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (mine, "X-ODD: kept\r\nSUMMARY:Haircut\r\n"));
  g_autofree char *theirs = kt_calendar_reader_patch (reader, base, &place, 1, &error);
  g_assert_no_error (error);
  g_autofree char *conflicts = NULL;
  g_autofree char *merged
      = kt_calendar_reader_merge (reader, base, mine, theirs, &conflicts, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (conflicts, ==, "");
  g_assert_nonnull (strstr (merged, "SUMMARY:Haircut"));
  g_assert_nonnull (strstr (merged, "LOCATION:Riga"));
  KtIcalChange nobody = { "20260101T100000Z", "SUMMARY", "", "x" };
  g_assert_null (kt_calendar_reader_patch (reader, base, &nobody, 1, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_FAILED);
}

static void
canonical (void)
{
  g_autoptr (KtCalendarReader) reader = kt_calendar_reader_new (NOW, "Europe/Riga");
  g_autoptr (GError) error = NULL;
  g_autofree char *a = make_text ("u1", "SUMMARY:Cut\r\nDTSTAMP:20260101T000000Z\r\n");
  g_autofree char *b = make_text ("u1", "TRANSP:OPAQUE\r\nSUMM\r\n ARY:Cut\r\n");
  g_autofree char *other = make_text ("u1", "SUMMARY:Cut it\r\n");
  g_autofree char *form_a = kt_calendar_reader_canonical (reader, a, &error);
  g_assert_no_error (error);
  g_autofree char *form_b = kt_calendar_reader_canonical (reader, b, &error);
  g_autofree char *form_other = kt_calendar_reader_canonical (reader, other, &error);
  g_assert_cmpstr (form_a, ==, form_b);
  g_assert_cmpstr (form_a, !=, form_other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar-reader/events", events);
  g_test_add_func ("/calendar-reader/batch", batch);
  g_test_add_func ("/calendar-reader/windows-zone", windows_zone);
  g_test_add_func ("/calendar-reader/deadly", deadly);
  g_test_add_func ("/calendar-reader/split", split);
  g_test_add_func ("/calendar-reader/edits", edits);
  g_test_add_func ("/calendar-reader/canonical", canonical);
  return g_test_run ();
}
