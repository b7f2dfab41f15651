#include "config.h"
#include "book-fixture.h"
#include "kontor/calendar.h"
#include "kontor/error.h"
#include "kontor/record-state.h"

#include <string.h>

#define HOUR 3600
#define DAY 86400
#define WEEK (7 * DAY)

typedef struct
{
  const char *uid, *summary, *organizer;
  guint32 flags;
  KtOccurrence occurrences[3];
  KtAttendee attendees[3];
} Draft;

static KtCalendar *
put_calendar (Office *office, const char *source, const char *name)
{
  g_autoptr (GError) error = NULL;
  KtCalendar *calendar = g_new0 (KtCalendar, 1);
  calendar->source = g_strdup (source);
  calendar->href = g_strconcat ("/", name, "/", NULL);
  calendar->name = g_strdup (name);
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_calendar_put (office->store, calendar, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (calendar->id, >, 0);
  return calendar;
}

static KtEvent
event_of (const Draft *draft)
{
  KtEvent event = { .uid = draft->uid,
                    .recurrence = "",
                    .summary = draft->summary,
                    .location = "",
                    .description = "",
                    .status = "",
                    .start_local = "2023-11-14T22:13",
                    .tzid = "",
                    .start = draft->occurrences[0].start,
                    .end = draft->occurrences[0].end,
                    .flags = draft->flags,
                    .rrule = "",
                    .organizer = draft->organizer != NULL ? draft->organizer : "",
                    .attendees = (KtAttendee *)draft->attendees,
                    .occurrences = (KtOccurrence *)draft->occurrences };
  while (event.n_attendees < 3 && draft->attendees[event.n_attendees].norm != NULL)
    event.n_attendees++;
  while (event.n_occurrences < 3 && draft->occurrences[event.n_occurrences].start != 0)
    event.n_occurrences++;
  return event;
}

static void
put_object (Office *office, const KtCalendar *calendar, const Draft *draft)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autofree char *href = g_strconcat (calendar->href, draft->uid, ".ics", NULL);
  KtEvent event = event_of (draft);
  KtObject object = { .calendar = calendar->id,
                      .href = href,
                      .etag = (char *)"\"1\"",
                      .uid = (char *)draft->uid,
                      .text = (char *)"BEGIN:VCALENDAR" };
  g_ptr_array_add (events, &event);
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_object_put (office->store, &object, events, NULL, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
}

static void
mark_gone (Office *office, const KtCalendar *calendar, const char *uid, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *href = g_strconcat (calendar->href, uid, ".ics", NULL);
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_object_mark_gone (office->store, calendar->id, href, now, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
}

/* "uid@minutes-after-NOW …" */
static char *
names_of (GPtrArray *list)
{
  GString *names = g_string_new (NULL);
  g_assert_nonnull (list);
  for (guint i = 0; i < list->len; i++)
    {
      const KtDated *dated = g_ptr_array_index (list, i);
      g_string_append_printf (names, "%s%s@%d", i > 0 ? " " : "", dated->uid,
                              (int)((dated->start - NOW) / 60));
    }
  return g_string_free (names, FALSE);
}

static void
assert_between (Office *office, gint64 from, gint64 until, gboolean own, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list
      = kt_dated_between (office->store, NULL, NOW + from, NOW + until, own, &error);
  g_assert_no_error (error);
  g_autofree char *names = names_of (list);
  g_assert_cmpstr (names, ==, expected);
}

static void
assert_of (Office *office, KtId contact, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kt_dated_of (office->store, NULL, contact, NOW, limit, &error);
  g_assert_no_error (error);
  g_autofree char *names = names_of (list);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_calendars (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  KtCalendar *work = put_calendar (office, "icloud", "Work");
  KtCalendar *salon = put_calendar (office, "studio", "Salon");
  g_free (work->state);
  work->state = g_strdup ("token-1");
  work->stopped = g_strdup ("empty");
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_calendar_put (office->store, work, &error));
  g_assert_true (kt_calendar_mark_gone (office->store, home->id, NOW, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  g_autoptr (GPtrArray) list = kt_calendar_list (office->store, "icloud", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 1);
  const KtCalendar *found = g_ptr_array_index (list, 0);
  g_assert_cmpint (found->id, ==, work->id);
  g_assert_cmpstr (found->state, ==, "token-1");
  g_assert_cmpstr (found->stopped, ==, "empty");
  g_autoptr (GPtrArray) all = kt_calendar_list (office->store, NULL, &error);
  g_assert_cmpuint (all->len, ==, 2);
  gint64 row = home->id;
  home->id = 0;
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_calendar_put (office->store, home, &error)); /* it came back */
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_cmpint (home->id, ==, row);
  kt_calendar_free (home);
  kt_calendar_free (work);
  kt_calendar_free (salon);
}

static void
test_objects (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  const Draft first = { .uid = "a", .summary = "one", .occurrences = { { NOW, NOW + HOUR } } };
  const Draft again = { .uid = "a", .summary = "two", .occurrences = { { NOW + DAY, NOW + DAY } } };
  put_object (office, home, &first);
  put_object (office, home, &again);
  assert_value (office->store, "SELECT count(*) || ' ' || max(summary) FROM mirror.event", "1 two");
  assert_value (office->store, "SELECT count(*) FROM mirror.occurrence", "1");
  GHashTable *etags = kt_object_etags (office->store, home->id, &error);
  g_assert_cmpstr (g_hash_table_lookup (etags, "/Home/a.ics"), ==, "\"1\"");
  g_hash_table_unref (etags);
  g_autoptr (GPtrArray) by_uid = kt_object_by_uid (office->store, "a", &error);
  g_assert_cmpuint (by_uid->len, ==, 1);
  mark_gone (office, home, "a", NOW);
  etags = kt_object_etags (office->store, home->id, &error);
  g_assert_cmpuint (g_hash_table_size (etags), ==, 0);
  g_hash_table_unref (etags);
  KtObject *object = kt_object_get (office->store, home->id, "/Home/a.ics", &error);
  g_assert_no_error (error);
  g_assert_cmpint (object->gone_at, ==, NOW);
  kt_object_free (object);
  g_assert_null (kt_object_get (office->store, home->id, "/Home/b.ics", &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  kt_calendar_free (home);
}

/* What has a problem keeps its text and loses its events. */
static void
test_problem (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  const Draft draft = { .uid = "a", .summary = "one", .occurrences = { { NOW, NOW + HOUR } } };
  put_object (office, home, &draft);
  KtObject *object = kt_object_get (office->store, home->id, "/Home/a.ics", &error);
  object->problem = g_strdup ("a line is too long");
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_object_put (office->store, object, NULL, NULL, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  kt_object_free (object);
  assert_value (office->store, "SELECT count(*) FROM mirror.event", "0");
  assert_value (office->store, "SELECT problem FROM mirror.object", "a line is too long");
  kt_calendar_free (home);
}

static void
test_between (Office *office, gconstpointer data)
{
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  KtCalendar *work = put_calendar (office, "icloud", "Work");
  const Draft drafts[] = {
    { .uid = "short",
      .summary = "",
      .occurrences = { { NOW, NOW + HOUR }, { NOW + WEEK, NOW + WEEK + HOUR } } },
    { .uid = "point", .summary = "", .occurrences = { { NOW + 2 * HOUR, NOW + 2 * HOUR } } },
    { .uid = "long", .summary = "", .occurrences = { { NOW - 20 * DAY, NOW + 20 * DAY } } },
    { .uid = "over", .summary = "", .occurrences = { { NOW - 10 * HOUR, NOW + 2 * HOUR } } },
    { .uid = "past", .summary = "", .occurrences = { { NOW - 10 * DAY, NOW - DAY } } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    put_object (office, home, &drafts[i]);
  put_object (office, work, &drafts[0]); /* a copy, shown once */
  assert_between (office, HOUR - 1, 2 * HOUR + 1, FALSE, "long@-28800 over@-600 short@0 point@120");
  assert_between (office, HOUR, 2 * HOUR, FALSE, "long@-28800 over@-600");
  assert_between (office, 6 * DAY, 8 * DAY, FALSE, "long@-28800 short@10080");
  mark_gone (office, home, "long", NOW);
  assert_between (office, 6 * DAY, 8 * DAY, FALSE, "short@10080");
  office_sql (office->store, "INSERT INTO outbox (id, kind, record, source, collection, href, uid,"
                             " state, updated) VALUES (1, 'reminder', 2, 's', 'c', 'h', 'short',"
                             " 'agreed', 1)");
  assert_between (office, 6 * DAY, 8 * DAY, FALSE, "");
  assert_between (office, 6 * DAY, 8 * DAY, TRUE, "short@10080");
  office_sql (office->store, "UPDATE outbox SET kind = 'invite'");
  assert_between (office, 6 * DAY, 8 * DAY, FALSE, "short@10080");
  kt_calendar_free (home);
  kt_calendar_free (work);
}

#define CONTACT                                                                                    \
  "INSERT INTO contact (id, kind, name, fold, origin, created, updated)"                           \
  " VALUES (%d, 'person', 'A', 'a', 'user', 1, 1);"                                                \
  "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created)"                       \
  " VALUES (%d, %d, 'email', '%s', '%s', '%s', 1)"

static void
put_contact (Office *office, int id, const char *address)
{
  g_autofree char *sql = g_strdup_printf (CONTACT, id, 100 + id, id, address, address, address);
  office_sql (office->store, sql);
}

static void
test_of (Office *office, gconstpointer data)
{
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  const Draft drafts[] = {
    { .uid = "weekly",
      .summary = "",
      .organizer = "boss@x.example",
      .occurrences = { { NOW - WEEK, NOW - WEEK + HOUR },
                       { NOW + WEEK, NOW + WEEK + HOUR },
                       { NOW + 2 * WEEK, NOW + 2 * WEEK + HOUR } },
      .attendees = { { "ann@x.example", "Ann", "required", "accepted" } } },
    { .uid = "named",
      .summary = "Haircut, Ann",
      .occurrences = { { NOW - DAY, NOW - DAY + HOUR } } },
    { .uid = "said", .summary = "", .occurrences = { { NOW + DAY, NOW + DAY + HOUR } } },
    { .uid = "other", .summary = "", .occurrences = { { NOW, NOW + HOUR } } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    put_object (office, home, &drafts[i]);
  put_contact (office, 1, "ann@x.example");
  assert_of (office, 1, 10, "weekly@10080 weekly@-10080");
  office_sql (office->store, "INSERT INTO mirror.event_name (event, contact, certain, words)"
                             " SELECT id, 1, 1, 'Ann' FROM mirror.event WHERE uid = 'named'");
  office_sql (office->store, "INSERT INTO event_verdict (id, uid, verdict, contact, created)"
                             " VALUES (1, 'said', 'linked', 1, 1)");
  assert_of (office, 1, 10, "weekly@10080 said@1440 named@-1440 weekly@-10080");
  assert_of (office, 1, 1, "weekly@10080");
  /* deleted there: what was past by then stays */
  mark_gone (office, home, "weekly", NOW);
  assert_of (office, 1, 10, "said@1440 named@-1440 weekly@-10080");
  office_sql (office->store, "INSERT INTO event_verdict (id, uid, verdict, contact, created)"
                             " VALUES (2, 'named', 'not-linked', 1, 1),"
                             " (3, 'weekly', 'ignored', NULL, 1)");
  assert_of (office, 1, 10, "said@1440");
  office_sql (office->store, "DELETE FROM event_verdict WHERE id = 3");
  put_contact (office, 2, "ann@x.example"); /* now it is nobody's own */
  assert_of (office, 1, 10, "said@1440");
  kt_calendar_free (home);
}

static void
test_answer (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  const Draft draft = { .uid = "a",
                        .summary = "",
                        .organizer = "boss@x.example",
                        .occurrences = { { NOW, NOW + HOUR } },
                        .attendees = { { "boss@x.example", "", "organizer", "" },
                                       { "me@x.example", "", "required", "" } } };
  put_object (office, home, &draft);
  KtId key = kt_id_hash_strings ("event", "a", "", NULL);
  KtDated *dated = kt_dated_get (office->store, NULL, key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dated->answer, ==, "");
  kt_dated_free (dated);
  office_sql (office->store, "INSERT INTO address_verdict (id, match, verdict, created)"
                             " VALUES (1, 'me@x.example', 'mine', 1)");
  dated = kt_dated_get (office->store, NULL, key, &error);
  g_assert_cmpstr (dated->answer, ==, "needs-action");
  kt_dated_free (dated);
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO invite_answer (id, uid, answer, sequence, created, updated)"
                         " VALUES (%" G_GINT64_FORMAT ", 'a', 'accepted', 0, 1, 1)",
                         kt_id_hash_strings ("invite", "a", "", NULL));
  office_sql (office->store, sql);
  dated = kt_dated_get (office->store, NULL, key, &error);
  g_assert_cmpstr (dated->answer, ==, "accepted");
  g_assert_cmpstr (dated->calendar, ==, "Home");
  kt_dated_free (dated);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  g_assert_true (kt_record_find_events (office->store, (KtIdRange){ key, key }, 2, found, &error));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (kt_dated_get (office->store, NULL, key + 1, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
  kt_calendar_free (home);
}

static void
test_days_off (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtZone) zone = kt_zone_new_utc ();
  const char *const sources[] = { "holidays", NULL };
  gint64 midnight = NOW - NOW % DAY; /* 2023-11-14 */
  KtCalendar *holidays = put_calendar (office, "holidays", "Latvia");
  KtCalendar *home = put_calendar (office, "icloud", "Home");
  const Draft drafts[] = {
    { .uid = "one",
      .summary = "",
      .flags = KT_EVENT_ALL_DAY,
      .occurrences = { { midnight, midnight + DAY } } },
    { .uid = "days",
      .summary = "",
      .flags = KT_EVENT_ALL_DAY,
      .occurrences = { { midnight - 9 * DAY, midnight - 6 * DAY } } },
    { .uid = "timed", .summary = "", .occurrences = { { midnight + DAY, midnight + DAY + HOUR } } },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (drafts); i++)
    put_object (office, holidays, &drafts[i]);
  const Draft elsewhere = { .uid = "mine",
                            .summary = "",
                            .flags = KT_EVENT_ALL_DAY,
                            .occurrences = { { midnight + 2 * DAY, midnight + 3 * DAY } } };
  put_object (office, home, &elsewhere);
  g_autoptr (GHashTable) days = kt_days_off (office->store, sources, zone, midnight - 30 * DAY,
                                             midnight + 30 * DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (days), ==, 4);
  g_assert_true (g_hash_table_contains (days, "2023-11-14"));
  g_assert_true (g_hash_table_contains (days, "2023-11-05"));
  g_assert_true (g_hash_table_contains (days, "2023-11-07"));
  g_assert_false (g_hash_table_contains (days, "2023-11-08"));
  kt_calendar_free (holidays);
  kt_calendar_free (home);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/calendar/calendars", test_calendars);
  add_office ("/calendar/objects", test_objects);
  add_office ("/calendar/problem", test_problem);
  add_office ("/calendar/between", test_between);
  add_office ("/calendar/of", test_of);
  add_office ("/calendar/answer", test_answer);
  add_office ("/calendar/days-off", test_days_off);
  return g_test_run ();
}
