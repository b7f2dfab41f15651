#include "config.h"
#include "book-fixture.h"
#include "kontor/appointment.h"
#include "kontor/closure.h"
#include "kontor/contact.h"
#include "kontor/error.h"
#include "kontor/record-state.h"
#include "kontor/service.h"

#define T(text) ((char *)(text)) /* the records own their strings, these are constants */

static void
begin (KtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", &error));
  g_assert_no_error (error);
}

static void
commit (KtStore *store)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (kt_journal_commit (store, "test", NOW, TRUE, NULL, &error));
  g_assert_no_error (error);
}

static void
add_service (KtStore *store, KtId id, const char *name)
{
  g_autoptr (GError) error = NULL;
  KtService service = { .id = id,
                        .name = T (name),
                        .lengths = { 45, 40, 35 },
                        .before = 5,
                        .has_price = id != 3,
                        .price = { 9500, "EUR" },
                        .rebook = 42,
                        .created = NOW,
                        .updated = NOW };
  g_assert_true (kt_service_put (store, &service, &error));
  g_assert_no_error (error);
}

static void
add_resource (KtStore *store, KtId id, KtResourceKind kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  KtSalonResource resource
      = { .id = id, .kind = kind, .name = T (name), .created = NOW, .updated = NOW };
  g_assert_true (kt_resource_put (store, &resource, &error));
  g_assert_no_error (error);
}

static void
fill (KtStore *store)
{
  g_autoptr (GError) error = NULL;
  begin (store);
  add_service (store, 1, "colour");
  add_service (store, 2, "cut");
  add_service (store, 3, "colour roots");
  add_resource (store, 11, KT_RESOURCE_CHAIR, "chair 1");
  add_resource (store, 12, KT_RESOURCE_STAFF, "Līga");
  add_resource (store, 13, KT_RESOURCE_STAFF, "Ilze");
  KtContact zane = { .id = 21, .name = T ("Zane Ozola"), .created = NOW, .updated = NOW };
  g_assert_true (kt_contact_insert (store, &zane, &error));
  g_assert_no_error (error);
  commit (store);
}

static void
add_part (KtAppointment *visit, KtId service, const char *name, KtId staff, int start, int work)
{
  KtVisitPart *part = kt_visit_part_new ();
  part->service = service;
  part->name = g_strdup (name);
  part->staff = staff;
  part->start = start;
  part->lengths.work = work;
  part->price = start == 0 ? 9500 : -1;
  g_ptr_array_add (visit->parts, part);
}

/* Tuesday 2023-11-14 at an hour in Riga (NOW is 22:13 UTC of that day). */
static KtAppointment *
make_visit (KtId id, int day, int hour, KtVisitState state)
{
  KtAppointment *visit = kt_appointment_new ();
  visit->id = id;
  visit->contact = 21;
  visit->start = (KtLocal){ 2023, 11, (guint8)day, (gint8)hour, 0 };
  visit->tzid = g_strdup ("Europe/Riga");
  visit->state = state;
  g_strlcpy (visit->currency, "EUR", sizeof visit->currency);
  add_part (visit, 1, "colour", 12, 0, 80);
  add_part (visit, 2, "cut", 13, 80, 35);
  return visit;
}

static void
put (KtStore *store, KtAppointment *visit)
{
  g_autoptr (GError) error = NULL;
  begin (store);
  g_assert_true (kt_appointment_put (store, visit, NOW, &error));
  g_assert_no_error (error);
  commit (store);
}

static char *
names (GPtrArray *rows, gsize offset)
{
  GString *all = g_string_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "",
                            G_STRUCT_MEMBER (char *, rows->pdata[i], offset));
  return g_string_free (all, FALSE);
}

#define assert_names(rows, type, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autoptr (GPtrArray) rows_ = (rows);                                                          \
    g_autofree char *names_ = names (rows_, G_STRUCT_OFFSET (type, name));                         \
    g_assert_cmpstr (names_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

static void
test_lists (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  assert_names (kt_service_list (store, FALSE, NULL), KtService, "colour, colour roots, cut");
  assert_names (kt_service_find (store, "colour", NULL), KtService, "colour, colour roots");
  assert_names (kt_service_find (store, "ROO", NULL), KtService, "colour roots");
  assert_names (kt_service_find (store, " ", NULL), KtService, "");
  assert_names (kt_resource_list (store, FALSE, NULL), KtSalonResource, "Ilze, Līga, chair 1");
  assert_names (kt_resource_find (store, "liga", NULL), KtSalonResource, "Līga");

  g_autoptr (KtService) roots = kt_service_get (store, 3, NULL);
  g_assert_false (roots->has_price);
  g_assert_cmpint (roots->lengths.free, ==, 40);
  roots->archived = TRUE;
  begin (store);
  g_assert_true (kt_service_put (store, roots, NULL));
  commit (store);
  assert_names (kt_service_list (store, FALSE, NULL), KtService, "colour, cut");
  assert_names (kt_service_list (store, TRUE, NULL), KtService, "colour, colour roots, cut");
}

static void
test_hours (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (KtHours));
  KtHours monday = { .weekday = 1, .opens = 540, .closes = 750 };
  g_array_append_val (wanted, monday);
  begin (store);
  g_assert_true (kt_hours_set (store, 12, wanted, NULL));
  g_assert_true (kt_hours_set (store, 0, wanted, NULL));
  g_assert_true (kt_hours_set (store, 12, wanted, NULL));
  commit (store);
  g_autoptr (GArray) hours = kt_hours_list (store, NULL);
  g_assert_cmpuint (hours->len, ==, 2);
  g_assert_cmpint (g_array_index (hours, KtHours, 0).resource, ==, 0);
  g_assert_cmpint (g_array_index (hours, KtHours, 1).closes, ==, 750);

  KtSkill skill = { kt_id_random (), 1, 12, { 40, 40, -1 }, -1 };
  begin (store);
  g_assert_true (kt_skill_put (store, &skill, NULL));
  commit (store);
  g_autoptr (GArray) skills = kt_skill_list (store, NULL);
  g_assert_cmpint (g_array_index (skills, KtSkill, 0).lengths.work, ==, 40);
  g_assert_cmpint (g_array_index (skills, KtSkill, 0).lengths.finish, ==, -1);
  g_assert_cmpint (g_array_index (skills, KtSkill, 0).price, ==, -1);
}

static void
test_closures (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  KtClosure rows[] = {
    { .id = 1, .start = { 2023, 12, 24, -1, 0 }, .end = { 2023, 12, 26, -1, 0 } },
    { .id = 2, .start = { 2023, 12, 27, 10, 0 }, .end = { 2023, 12, 27, 12, 0 }, .open = TRUE },
    { .id = 3,
      .start = { 2023, 1, 2, 12, 30 },
      .end = { 2023, 1, 2, 13, 0 },
      .repeat = T ("FREQ=DAILY") },
  };
  begin (store);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      rows[i].tzid = T ("Europe/Riga");
      g_assert_true (kt_closure_put (store, &rows[i], NULL));
    }
  commit (store);
  static const struct
  {
    int first, last;
    guint found;
  } cases[] = { { 20, 23, 1 }, { 26, 26, 2 }, { 24, 27, 3 }, { 27, 27, 2 }, { 28, 31, 1 } };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtLocal first = { 2023, 12, (guint8)cases[i].first, -1, 0 };
      KtLocal last = { 2023, 12, (guint8)cases[i].last, 14, 0 };
      g_autoptr (GPtrArray) found = kt_closure_list (store, first, last, NULL);
      g_assert_cmpuint (found->len, ==, cases[i].found);
    }
}

static void
test_visits (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  g_autoptr (KtAppointment) visit = make_visit (101, 14, 9, KT_VISIT_BOOKED);
  g_autoptr (KtAppointment) later = make_visit (102, 15, 9, KT_VISIT_BOOKED);
  put (store, later);
  put (store, visit);
  g_assert_cmpint (visit->end_at - visit->start_at, ==, 115 * 60);
  g_assert_nonnull (visit->uid);

  g_autoptr (KtAppointment) back = kt_appointment_get (store, 101, NULL);
  g_assert_cmpint (back->start.hour, ==, 9);
  g_assert_cmpuint (back->parts->len, ==, 2);
  const KtVisitPart *part = back->parts->pdata[1];
  g_assert_cmpstr (part->name, ==, "cut");
  g_assert_cmpint (part->price, ==, -1);
  g_assert_cmpint (back->paid, ==, -1);

  /* touching is not overlapping */
  g_autoptr (GPtrArray) before
      = kt_appointment_between (store, visit->start_at - 60, visit->start_at, NULL);
  g_autoptr (GPtrArray) within
      = kt_appointment_between (store, visit->end_at - 60, visit->end_at, NULL);
  g_autoptr (GPtrArray) after
      = kt_appointment_between (store, visit->end_at, visit->end_at + 60, NULL);
  g_autoptr (GPtrArray) both = kt_appointment_between (store, visit->start_at, later->end_at, NULL);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpuint (within->len, ==, 1);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpuint (((KtAppointment *)both->pdata[1])->parts->len, ==, 2);

  g_autoptr (GPtrArray) hers = kt_appointment_of (store, 21, NULL);
  g_assert_cmpint (((KtAppointment *)hers->pdata[0])->id, ==, 102);
}

static void
test_sequence (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  g_autoptr (KtAppointment) visit = make_visit (101, 14, 9, KT_VISIT_BOOKED);
  put (store, visit);
  g_assert_cmpint (visit->sequence, ==, 0);
  gint64 first = visit->updated;
  g_free (visit->text);
  visit->text = g_strdup ("by phone");
  put (store, visit);
  g_assert_cmpint (visit->sequence, ==, 0); /* a note of my own is nobody else's concern */
  g_assert_cmpint (visit->updated, >, first);
  visit->state = KT_VISIT_CONFIRMED;
  put (store, visit);
  g_assert_cmpint (visit->sequence, ==, 1);
  visit->start.hour = 10;
  put (store, visit);
  g_assert_cmpint (visit->sequence, ==, 2);
  ((KtVisitPart *)visit->parts->pdata[0])->staff = 13;
  put (store, visit);
  g_assert_cmpint (visit->sequence, ==, 3);
  g_autoptr (KtAppointment) copy = kt_appointment_copy (visit);
  begin (store);
  g_assert_true (kt_appointment_put (store, copy, NOW, NULL));
  kt_journal_rollback (store);
  g_assert_cmpint (copy->sequence, ==, 3);
}

static void
test_open (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  for (KtVisitState state = KT_VISIT_PENCILLED; state <= KT_VISIT_CANCELLED; state++)
    {
      g_autoptr (KtAppointment) visit = make_visit (101 + state, 13, 9 + (int)state, state);
      visit->pencilled_until = state == KT_VISIT_PENCILLED ? NOW - 1 : 0;
      put (store, visit);
      g_assert_cmpint (kt_appointment_stands (visit, NOW), ==,
                       state >= KT_VISIT_BOOKED && state <= KT_VISIT_ARRIVED);
      if (state == KT_VISIT_PENCILLED)
        g_assert_true (kt_appointment_stands (visit, NOW - 2));
    }
  g_autoptr (GPtrArray) open = kt_appointment_open_before (store, NOW, NULL);
  g_assert_cmpuint (open->len, ==, 3);
}

/* What happens within one second is told in its order. */
static void
test_events (Office *office, gconstpointer data)
{
  static const char *const what[] = { "booked", "moved", "told", "moved", "arrived", "done" };
  KtStore *store = office->store;
  fill (store);
  g_autoptr (KtAppointment) visit = make_visit (101, 14, 9, KT_VISIT_BOOKED);
  put (store, visit);
  begin (store);
  for (gsize i = 0; i < G_N_ELEMENTS (what); i++)
    {
      KtVisitEvent event = { .appointment = 101, .at = NOW, .what = T (what[i]) };
      g_assert_true (kt_visit_event_add (store, &event, NULL));
    }
  commit (store);
  g_autoptr (GPtrArray) events = kt_visit_event_list (store, 101, NULL);
  g_assert_cmpuint (events->len, ==, G_N_ELEMENTS (what));
  for (gsize i = 0; i < G_N_ELEMENTS (what); i++)
    g_assert_cmpstr (((KtVisitEvent *)events->pdata[i])->what, ==, what[i]);
}

static void
test_used (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) service = NULL, resource = NULL;
  fill (store);
  g_autoptr (KtAppointment) visit = make_visit (101, 14, 9, KT_VISIT_BOOKED);
  put (store, visit);
  begin (store);
  g_assert_false (kt_service_delete (store, 1, &service));
  g_assert_error (service, KT_ERROR, KT_ERROR_CONFLICT);
  g_assert_false (kt_resource_delete (store, 12, &resource));
  g_assert_error (resource, KT_ERROR, KT_ERROR_CONFLICT);
  g_assert_true (kt_service_delete (store, 3, NULL));
  g_assert_true (kt_resource_delete (store, 11, NULL));
  commit (store);
}

/* A person goes, the visit stays with what the books need; undo brings both back. */
static void
test_forgotten (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  g_autoptr (GError) error = NULL;
  fill (store);
  g_autoptr (KtAppointment) visit = make_visit (101, 14, 9, KT_VISIT_DONE);
  visit->price = 9500;
  g_free (visit->text);
  visit->text = g_strdup ("her mother rang");
  put (store, visit);
  office_sql (store,
              "INSERT INTO allergy VALUES (1, 21, 'PPD', NULL, NULL, 0, 0);"
              "INSERT INTO formula VALUES (1, 21, 'colour', 0, '7.1 30 g', '', 0, 0);"
              "INSERT INTO waiting_list (id, contact, created, updated) VALUES (1, 21, 0, 0);"
              "INSERT INTO event_verdict VALUES (1, 'u', 'linked', 21, 0);");
  begin (store);
  g_assert_true (kt_contact_delete (store, 21, NOW, &error));
  g_assert_no_error (error);
  commit (store);
  assert_value (store, "SELECT contact IS NULL AND text = '' AND price = 9500 FROM appointment",
                "1");
  assert_value (store, "SELECT count(*) FROM appointment_part", "2");
  assert_value (store,
                "SELECT (SELECT count(*) FROM allergy) + (SELECT count(*) FROM formula)"
                " + (SELECT count(*) FROM waiting_list) + (SELECT count(*) FROM event_verdict)",
                "0");
  KtClock clock = { .now = NOW };
  g_autoptr (GPtrArray) undone = kt_journal_undo (store, 1, &clock, &error);
  g_assert_no_error (error);
  g_assert_nonnull (undone);
  assert_value (store, "SELECT contact = 21 AND text = 'her mother rang' FROM appointment", "1");
  assert_value (store, "SELECT count(*) FROM formula", "1");
}

static void
test_lookup (Office *office, gconstpointer data)
{
  KtStore *store = office->store;
  fill (store);
  g_autoptr (KtAppointment) visit = make_visit (101, 14, 9, KT_VISIT_NO_SHOW);
  put (store, visit);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (KtRecordState));
  g_assert_true (
      kt_record_find_book (store, (KtIdRange){ 101, 101 }, KT_RECORD_APPOINTMENT, 2, found, NULL));
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (g_array_index (found, KtRecordState, 0).contact, ==, 21);
  g_assert_true (g_array_index (found, KtRecordState, 0).done);
  g_assert_true (kt_record_find_book (store, (KtIdRange){ 1, 20 },
                                      KT_RECORD_SERVICE | KT_RECORD_RESOURCE | KT_RECORD_CLOSURE
                                          | KT_RECORD_WAITING | KT_RECORD_FORMULA,
                                      9, found, NULL));
  g_assert_cmpuint (found->len, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_office ("/salon-book/lists", test_lists);
  add_office ("/salon-book/hours", test_hours);
  add_office ("/salon-book/closures", test_closures);
  add_office ("/salon-book/visits", test_visits);
  add_office ("/salon-book/sequence", test_sequence);
  add_office ("/salon-book/open", test_open);
  add_office ("/salon-book/events", test_events);
  add_office ("/salon-book/used", test_used);
  add_office ("/salon-book/forgotten", test_forgotten);
  add_office ("/salon-book/lookup", test_lookup);
  return g_test_run ();
}
