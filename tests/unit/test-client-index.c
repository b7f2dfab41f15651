#include "config.h"
#include "kontor/client-index.h"
#include "salon-fixture.h"

#define DAY_SECONDS G_GINT64_CONSTANT (86400)

static void
add_person (KtStore *store, KtId id, const char *name, const char *phone)
{
  KtContact contact = { .id = id, .name = (char *)name };
  KtPoint point = { .id = id + 1000,
                    .contact = id,
                    .kind = (char *)"phone",
                    .raw = (char *)phone,
                    .norm = (char *)phone,
                    .match = (char *)phone };
  g_assert_true (kt_contact_insert (store, &contact, NULL)
                 && kt_point_insert (store, &point, 1, NULL));
}

/* days from now; negative ones took place. */
static void
add_visit (Day *day, KtId contact, int days, KtVisitState state)
{
  KtAppointment *visit = kt_appointment_new ();
  KtVisitPart *part = kt_visit_part_new ();
  visit->id = kt_id_random ();
  visit->contact = contact;
  visit->start
      = kt_local_from_utc (day->context.clock.now + days * DAY_SECONDS, day->context.clock.zone);
  visit->tzid = g_strdup ("Europe/Riga");
  visit->state = state;
  visit->uid = g_strdup_printf ("%" G_GINT64_FORMAT "@test", visit->id);
  part->id = kt_id_random ();
  part->service = CUT;
  part->name = g_strdup ("cut");
  part->staff = LIGA;
  part->lengths.work = 35;
  g_ptr_array_add (visit->parts, part);
  g_assert_true (kt_appointment_put (day->office.store, visit, day->context.clock.now, NULL));
  kt_appointment_free (visit);
}

static void
make_people (Day *day)
{
  KtStore *store = day->office.store;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", NULL));
  add_person (store, 1, "Baiba Krūmiņa", "+37129114417");
  add_person (store, 2, "Baiba Strautiņa", "+37129122093");
  add_person (store, 3, "Anna-Baiba Liepa", "+37126000001");
  add_person (store, 4, "Zoja Baibakova", "+37126004417");
  for (int i = 4; i >= 1; i--)
    add_visit (day, 1, -45 * i, KT_VISIT_DONE); /* every 45 days: due today */
  add_visit (day, 2, -10, KT_VISIT_DONE);
  add_visit (day, 2, 2, KT_VISIT_BOOKED);
  add_visit (day, 3, -5, KT_VISIT_DONE);
  add_visit (day, 3, 3, KT_VISIT_CANCELLED);
  g_assert_true (kt_journal_commit (store, "people", day->context.clock.now, TRUE, NULL, NULL));
}

static void
assert_found (KtClientIndex *index, const char *words, const char *names)
{
  g_autoptr (GPtrArray) found = kt_client_index_find (index, words, 9);
  g_autoptr (GString) got = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (got, "%s%s", i > 0 ? ", " : "",
                            ((const KtClient *)found->pdata[i])->name);
  g_assert_cmpstr (got->str, ==, names);
}

static void
test_find (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  make_people (day);
  g_autoptr (KtClientIndex) index = kt_client_index_new (&day->context, &error);
  g_assert_no_error (error);
  /* due, then nobody's visit ahead (newest first), then who comes anyway */
  assert_found (index, "bai", "Baiba Krūmiņa, Anna-Baiba Liepa, Zoja Baibakova, Baiba Strautiņa");
  assert_found (index, "BAIBA kru", "Baiba Krūmiņa");
  assert_found (index, "aiba", "");
  assert_found (index, "4417", "Baiba Krūmiņa, Zoja Baibakova");
  assert_found (index, "114417", "Baiba Krūmiņa");
  assert_found (index, "441", "");
  assert_found (index, "bai 4417", "Baiba Krūmiņa, Zoja Baibakova");
  assert_found (index, "nobody", "");
  g_autoptr (GPtrArray) two = kt_client_index_find (index, "", 2);
  g_assert_cmpuint (two->len, ==, 2);
}

static void
test_client (Day *day, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  make_people (day);
  g_autoptr (KtClientIndex) index = kt_client_index_new (&day->context, &error);
  g_assert_no_error (error);
  const KtClient *due = kt_client_index_get (index, 1), *coming = kt_client_index_get (index, 2);
  g_assert_cmpstr (due->tail, ==, "··4417");
  g_assert_cmpint (due->every, ==, 45);
  g_assert_cmpint (due->due, <=, day->context.clock.now);
  g_assert_cmpint (due->service, ==, CUT);
  g_assert_cmpint (due->staff, ==, LIGA);
  g_assert_cmpint (due->next, ==, 0);
  g_assert_cmpint (coming->next, >, day->context.clock.now);
  g_assert_cmpint (coming->every, ==, 0); /* one visit tells no rhythm */
  g_assert_cmpint (kt_client_index_get (index, 3)->next, ==, 0);
  g_assert_null (kt_client_index_get (index, 99));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/client-index/find", Day, NULL, salon_setup, test_find, day_teardown);
  g_test_add ("/client-index/client", Day, NULL, salon_setup, test_client, day_teardown);
  return g_test_run ();
}
