/* Events and the contacts their titles name: made, made anew, asked about, decided, explained. */
#include "config.h"
#include "book-fixture.h"
#include "kontor/calendar.h"
#include "kontor/contact.h"
#include "kontor/event-name-rows.h"
#include "kontor/event-verdict.h"
#include "kontor/link-events.h"
#include "kontor/link.h"
#include <string.h>

static KtId
add_contact (Office *office, const char *name, gint64 now)
{
  g_autoptr (GError) error = NULL;
  KtContact *contact = g_new0 (KtContact, 1);
  contact->id = kt_id_random ();
  contact->kind = g_strdup ("person");
  contact->name = g_strdup (name);
  contact->origin = g_strdup ("user");
  contact->created = contact->updated = now;
  g_assert_true (kt_journal_begin (office->store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_contact_insert (office->store, contact, &error));
  g_assert_true (kt_journal_commit (office->store, "test", now, TRUE, NULL, &error));
  g_assert_no_error (error);
  KtId id = contact->id;
  kt_contact_free (contact);
  return id;
}

static KtCalendar *
add_calendar (Office *office)
{
  KtCalendar *calendar = g_new0 (KtCalendar, 1);
  calendar->source = g_strdup ("local");
  calendar->href = g_strdup ("/Salon/");
  calendar->name = g_strdup ("Salon");
  g_assert_true (kt_store_begin (office->store, "test", NULL));
  g_assert_true (kt_calendar_put (office->store, calendar, NULL));
  g_assert_true (kt_store_commit (office->store, NULL));
  return calendar;
}

static void
put_event (Office *office, const KtCalendar *calendar, const char *uid, const char *summary,
           KtAttendee *attendee)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autofree char *href = g_strconcat (calendar->href, uid, ".ics", NULL);
  KtOccurrence occurrence = { NOW + 3600, NOW + 7200 };
  KtEvent event = { .uid = uid,
                    .recurrence = "",
                    .summary = summary,
                    .location = "",
                    .description = "",
                    .status = "",
                    .start_local = "2023-11-14T23:13",
                    .tzid = "",
                    .start = occurrence.start,
                    .end = occurrence.end,
                    .rrule = "",
                    .organizer = "",
                    .attendees = attendee,
                    .n_attendees = attendee != NULL,
                    .occurrences = &occurrence,
                    .n_occurrences = 1 };
  KtObject object = { .calendar = calendar->id,
                      .href = href,
                      .etag = (char *)"1",
                      .uid = (char *)uid,
                      .text = (char *)"BEGIN:VCALENDAR" };
  g_ptr_array_add (events, &event);
  g_assert_true (kt_store_begin (office->store, "test", &error));
  g_assert_true (kt_object_put (office->store, &object, events, NULL, &error));
  g_assert_true (kt_store_commit (office->store, &error));
  g_assert_no_error (error);
}

static void
link_events (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_link_events (office->store, NULL, &error));
  g_assert_no_error (error);
}

/* "Anna Bērziņa!; Toms?" of all rows: the words, and whether they are certain. */
static char *
names (Office *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kt_event_name_list (office->store, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const KtEventName *name = list->pdata[i];
      g_string_append_printf (text, "%s%s%s", i > 0 ? "; " : "", name->words,
                              name->certain ? "!" : "?");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_names (Office *office, const char *expected)
{
  g_autofree char *found = names (office);
  g_assert_cmpstr (found, ==, expected);
}

static guint
on_card (Office *office, KtId contact)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kt_dated_of (office->store, NULL, contact, NOW, 10, &error);
  g_assert_no_error (error);
  return list->len;
}

/* Names come and go with contacts, and with events; nothing is done where nothing changed. */
static void
test_anew (Office *office, gconstpointer data)
{
  KtCalendar *calendar = add_calendar (office);
  put_event (office, calendar, "a", "Haircut — Anna", NULL);
  link_events (office);
  assert_names (office, "");
  KtId anna = add_contact (office, "Anna Bērziņa", NOW);
  link_events (office);
  assert_names (office, "Anna!");
  g_assert_cmpuint (on_card (office, anna), ==, 1);

  put_event (office, calendar, "b", "Anna Bērziņa", NULL);
  assert_names (office, "Anna!");
  link_events (office);
  assert_names (office, "Anna!; Anna Bērziņa!");

  add_contact (office, "Anna Kalniņa", NOW);
  link_events (office);
  assert_names (office, "Anna?; Anna?; Anna Bērziņa!");
  g_assert_cmpuint (on_card (office, anna), ==, 1);

  put_event (office, calendar, "a", "Closed", NULL);
  link_events (office);
  assert_names (office, "Anna Bērziņa!");
  kt_calendar_free (calendar);
}

static void
decide (Office *office, const char *uid, KtEventVerdictKind verdict, KtId contact)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_begin (office->store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_event_verdict_set (office->store, uid, verdict, contact, NOW, &error));
  g_assert_true (kt_journal_commit (office->store, "test", NOW, TRUE, NULL, &error));
  g_assert_no_error (error);
}

/* How many are asked about, with so many who may be meant. */
static void
assert_questions (Office *office, guint questions, guint candidates)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kt_event_questions (office->store, NOW, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, questions);
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpuint (((KtEventQuestion *)list->pdata[i])->names->len, ==, candidates);
}

static void
test_questions (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtCalendar *calendar = add_calendar (office);
  KtId anna = add_contact (office, "Anna Bērziņa", NOW);
  KtId other = add_contact (office, "Anna Kalniņa", NOW);
  put_event (office, calendar, "a", "Haircut — Anna", NULL);
  link_events (office);
  assert_questions (office, 1, 2);
  g_autoptr (GPtrArray) past = kt_event_questions (office->store, NOW + 86400, NOW, &error);
  g_assert_cmpuint (past->len, ==, 0);

  decide (office, "a", KT_EVENT_NOT_LINKED, other);
  assert_questions (office, 1, 1);
  decide (office, "a", KT_EVENT_LINKED, anna);
  assert_questions (office, 0, 0);
  g_assert_cmpuint (on_card (office, anna), ==, 1);
  g_assert_cmpuint (on_card (office, other), ==, 0);

  decide (office, "a", KT_EVENT_IGNORED, 0);
  assert_questions (office, 0, 0);
  g_assert_cmpuint (on_card (office, anna), ==, 0);
  decide (office, "a", KT_EVENT_LINKED, other);
  g_assert_cmpuint (on_card (office, other), ==, 1);
  g_autoptr (GArray) verdicts = kt_event_verdict_list (office->store, "a", &error);
  g_assert_cmpuint (verdicts->len, ==, 1);
  kt_calendar_free (calendar);
}

/* "owned, guessed …" of the event of that UID, and how many cards it stands on. */
static char *
explain (Office *office, const char *uid, guint *ret_cards)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  KtDated *event
      = kt_dated_get (office->store, NULL, kt_id_hash_strings ("event", uid, "", NULL), &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) links
      = kt_link_explain_event (office->store, NULL, event->event, event->uid, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < links->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            kt_link_reason_id (((KtLink *)links->pdata[i])->reason));
  g_autoptr (GPtrArray) contacts = kt_link_contacts (links);
  *ret_cards = contacts->len;
  kt_dated_free (event);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_explained (Office *office, const char *uid, const char *reasons, guint cards)
{
  guint found;
  g_autofree char *text = explain (office, uid, &found);
  g_assert_cmpstr (text, ==, reasons);
  g_assert_cmpuint (found, ==, cards);
}

static void
add_email (Office *office, KtId contact, const char *address)
{
  g_autoptr (GError) error = NULL;
  KtPoint point = { .id = kt_id_random (),
                    .contact = contact,
                    .kind = (char *)"email",
                    .raw = (char *)address,
                    .norm = (char *)address,
                    .match = (char *)address };
  g_assert_true (kt_journal_begin (office->store, KT_ORIGIN_USER, "test", &error));
  g_assert_true (kt_point_insert (office->store, &point, NOW, &error));
  g_assert_true (kt_journal_commit (office->store, "test", NOW, TRUE, NULL, &error));
  g_assert_no_error (error);
}

/* Addresses say as much of an event as of a letter: one that two have picks neither. */
static void
test_why (Office *office, gconstpointer data)
{
  KtCalendar *calendar = add_calendar (office);
  KtAttendee attendee = { "toms@kalns.example", "Anna", "required", "accepted" };
  KtId toms = add_contact (office, "Toms Kalns", NOW);
  KtId anna = add_contact (office, "Anna Bērziņa", NOW);
  add_email (office, toms, "toms@kalns.example");
  put_event (office, calendar, "a", "Talk", &attendee);
  put_event (office, calendar, "b", "Anna and Toms", NULL);
  link_events (office);
  assert_explained (office, "a", "owned", 1);
  assert_explained (office, "b", "named, named", 2);
  decide (office, "b", KT_EVENT_NOT_LINKED, toms);
  assert_explained (office, "b", "named, named, unsaid", 1);
  decide (office, "b", KT_EVENT_IGNORED, 0);
  assert_explained (office, "b", "named, named, nobodys", 0);
  decide (office, "a", KT_EVENT_LINKED, anna);
  assert_explained (office, "a", "owned, said", 2);
  add_email (office, anna, "toms@kalns.example");
  assert_explained (office, "a", "shared, shared, said", 1);
  kt_calendar_free (calendar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/link-events/anew", Office, NULL, office_setup, test_anew, office_teardown);
  g_test_add ("/link-events/questions", Office, NULL, office_setup, test_questions,
              office_teardown);
  g_test_add ("/link-events/why", Office, NULL, office_setup, test_why, office_teardown);
  return g_test_run ();
}
