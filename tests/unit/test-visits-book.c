#include "config.h"
#include "salon-fixture.h"
#include "kontor/error.h"
#include "kontor/takings.h"
#include "kontor/visit-done.h"

static void
test_two_hands (Day *day, gconstpointer data)
{
  g_autoptr (GArray) wishes = WISHES (COLOUR, (KtId)LIGA, (KtId)CUT, (KtId)ILZE);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, wishes, "1201T09:00");
  g_assert_cmpint (visit->end_at - visit->start_at, ==, 115 * 60);
  g_assert_cmpint (visit->price, ==, 12500);
  const KtVisitPart *colour = visit->parts->pdata[0], *cut = visit->parts->pdata[1];
  g_assert_cmpint (colour->lengths.work, ==, 40);
  g_assert_cmpint (colour->lengths.finish, ==, 0);
  g_assert_cmpint (cut->start, ==, 80);
  g_autoptr (GPtrArray) events = kt_visit_event_list (day->office.store, visit->id, NULL);
  g_assert_cmpuint (events->len, ==, 1);
  g_assert_cmpstr (((KtVisitEvent *)events->pdata[0])->what, ==, "booked");
  g_assert_cmpstr (((KtVisitEvent *)events->pdata[0])->to_local, ==, "2026-12-01T09:00");
  /* the gap is sellable, and closed exactly by what is as long */
  g_autoptr (GArray) fringe = WISHES (FRINGE, (KtId)LIGA);
  g_autofree char *free = salon_free (day, fringe, "1201T0", KT_SLOT_FIRST);
  g_assert_cmpstr (free, ==, "09:45");
  assert_value (day->office.store, "SELECT command FROM journal ORDER BY seq DESC LIMIT 1",
                "booked Zane Ozola 1.12. 09:00");
}

static GError *
refused (Day *day, KtVisitRequest request)
{
  GError *error = NULL;
  g_assert_null (kt_visit_book (&day->context, &request, &error));
  g_assert_nonnull (error);
  return error;
}

static void
test_taken (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  g_autoptr (GArray) colour = WISHES (COLOUR, (KtId)LIGA);
  g_autoptr (KtAppointment) rita = salon_book (day, RITA, cut, "26T14:30");
  /* 13:45: Rita sits in the gap of the colour */
  KtVisitRequest request = { .contact = ZANE, .wishes = colour, .start = salon_at ("26T15:00") };
  g_autoptr (GError) error = refused (day, request);
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==,
                   "cannot book Thu 26.11. 15:00, Līga has Rita Kalve 14:30–15:05 (cut)\n"
                   "hint: free with Līga: 13:45, 15:15; at 15:00 with Ilze\n"
                   "hint: to book all the same, add --force");
  request.force = TRUE;
  g_autoptr (GPtrArray) made = kt_visit_book (&day->context, &request, NULL);
  g_assert_true (((KtAppointment *)made->pdata[0])->overlaps);
  g_assert_false (rita->overlaps);
}

static void
test_refused (Day *day, gconstpointer data)
{
  static const struct
  {
    const char *at, *says;
    int code;
  } rows[] = {
    { "22T10:00", "«Sun 22.11. 10:00» is past", KT_ERROR_USAGE },
    { "28T10:00", "Līga does not work then", KT_ERROR_CONFLICT },
    { "26T17:45", "Līga does not work then", KT_ERROR_CONFLICT },
    { "26T08:45", "hint: free with Līga: 09:00", KT_ERROR_CONFLICT },
    { "28T10:00", "hint: next free with Līga: Mon 30.11. 09:00", KT_ERROR_CONFLICT },
  };
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error
          = refused (day, (KtVisitRequest){ .wishes = cut, .start = salon_at (rows[i].at) });
      g_assert_cmpint (error->code, ==, rows[i].code);
      if (strstr (error->message, rows[i].says) == NULL)
        g_error ("%s", error->message);
    }
  g_autoptr (GArray) chair = WISHES (COLOUR, (KtId)CHAIR);
  g_autoptr (GArray) none = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  KtVisitRequest request = { .wishes = chair, .start = salon_at ("26T10:00") };
  g_autoptr (GError) no_hand = refused (day, request);
  g_assert_error (no_hand, KT_ERROR, KT_ERROR_CONFLICT);
  request.wishes = none;
  g_autoptr (GError) nothing = refused (day, request);
  g_assert_error (nothing, KT_ERROR, KT_ERROR_USAGE);
  assert_value (day->office.store, "SELECT count(*) FROM appointment", "0");
}

static void
test_pencilled (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  gint64 now = day->context.clock.now;
  KtVisitRequest request = { .contact = ZANE,
                             .wishes = cut,
                             .start = salon_at ("26T10:00"),
                             .pencilled_until = now + 3600,
                             .how = "phone" };
  g_autoptr (GPtrArray) made = kt_visit_book (&day->context, &request, NULL);
  g_assert_cmpint (((KtAppointment *)made->pdata[0])->state, ==, KT_VISIT_PENCILLED);
  g_autoptr (GError) error = refused (day, request);
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  day->context.clock.now += 3600; /* lapsed */
  g_autoptr (KtAppointment) next = salon_book (day, RITA, cut, "26T10:00");
  g_assert_cmpint (next->state, ==, KT_VISIT_BOOKED);
  assert_value (day->office.store, "SELECT what || how FROM appointment_event ORDER BY at LIMIT 1",
                "pencilledphone");
}

static void
test_series (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  G_GNUC_UNUSED g_autoptr (KtAppointment) rita = salon_book (day, RITA, cut, "1222T10:15");
  KtVisitRequest request = { .contact = ZANE,
                             .wishes = cut,
                             .start = salon_at ("24T10:00"),
                             .repeat = (char *)"FREQ=WEEKLY;INTERVAL=4",
                             .times = 3 };
  g_autoptr (GError) error = refused (day, request);
  g_assert_cmpstr (error->message, ==,
                   "cannot book all 3 visits, 1 of them is taken\n"
                   "  Tue 22.12. 10:00  Līga has Rita Kalve 10:15–10:50 (cut)\n"
                   "hint: without these: --skip; all the same: --force");
  assert_value (day->office.store, "SELECT count(*) FROM appointment", "1");
  request.skip = TRUE;
  g_autoptr (GPtrArray) two = kt_visit_book (&day->context, &request, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  const KtAppointment *first = two->pdata[0], *last = two->pdata[1];
  g_assert_cmpint (first->series, !=, 0);
  g_assert_cmpint (first->series, ==, last->series);
  g_assert_cmpint (last->start.year, ==, 2027);
  g_autoptr (GPtrArray) undone = kt_journal_undo (day->office.store, 1, &day->context.clock, NULL);
  g_assert_nonnull (undone);
  request.skip = FALSE;
  request.force = TRUE;
  g_autoptr (GPtrArray) three = kt_visit_book (&day->context, &request, NULL);
  g_assert_cmpuint (three->len, ==, 3);
  g_assert_true (((KtAppointment *)three->pdata[1])->overlaps);
  request.times = KT_VISIT_SERIES_MAX + 1;
  g_autoptr (GError) many = refused (day, request);
  g_assert_error (many, KT_ERROR, KT_ERROR_USAGE);
}

static void
test_new_client (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)0);
  KtVisitRequest request = { .wishes = cut,
                             .start = salon_at ("26T15:00"),
                             .new_name = "Elza Kalna",
                             .has_price = TRUE,
                             .price = { 2500, "EUR" } };
  day->context.dry_run = TRUE;
  kt_store_set_dry_run (day->office.store, TRUE);
  g_autoptr (GPtrArray) dry = kt_visit_book (&day->context, &request, NULL);
  g_assert_cmpuint (dry->len, ==, 1);
  kt_store_set_dry_run (day->office.store, FALSE);
  day->context.dry_run = FALSE;
  assert_value (day->office.store, "SELECT count(*) FROM appointment", "0");
  g_autoptr (GPtrArray) made = kt_visit_book (&day->context, &request, NULL);
  g_assert_cmpint (((KtAppointment *)made->pdata[0])->price, ==, 2500);
  assert_value (day->office.store,
                "SELECT name FROM contact JOIN appointment ON contact = contact.id", "Elza Kalna");
  g_autoptr (GPtrArray) undone = kt_journal_undo (day->office.store, 1, &day->context.clock, NULL);
  g_assert_nonnull (undone);
  assert_value (day->office.store, "SELECT count(*) FROM contact", "2");
}

static void
close_time (Day *day, KtId resource, gboolean open, const char *from, const char *until,
            const char *repeat)
{
  KtClosure closure = { .id = kt_id_random (),
                        .resource = resource,
                        .open = open,
                        .start = salon_at (from),
                        .end = salon_at (until),
                        .tzid = (char *)"Europe/Riga",
                        .repeat = (char *)repeat,
                        .text = (char *)"why" };
  if (closure.start.hour == 0)
    closure.start.hour = closure.end.hour = -1;
  g_assert_true (kt_journal_begin (day->office.store, KT_ORIGIN_USER, "test", NULL));
  g_assert_true (kt_closure_put (day->office.store, &closure, NULL));
  g_assert_true (kt_journal_commit (day->office.store, "block", 0, TRUE, NULL, NULL));
}

static void
test_closures (Day *day, gconstpointer data)
{
  g_autoptr (GArray) liga = WISHES (CUT, (KtId)LIGA);
  g_autoptr (GArray) ilzes = WISHES (CUT, (KtId)ILZE);
  assert_free (day, liga, "24T0", KT_SLOT_FIRST, "09:00");
  close_time (day, LIGA, FALSE, "2T12:30", "2T13:00", "FREQ=DAILY"); /* lunch, since long ago */
  assert_free (day, liga, "24T0", KT_SLOT_FIRST, "09:00 13:00");
  assert_free (day, ilzes, "24T0", KT_SLOT_FIRST, "09:00");
  close_time (day, 0, FALSE, "24T0:00", "26T0:00", NULL);
  assert_free (day, liga, "24T0", 0, "");
  assert_free (day, ilzes, "26T0", 0, "");
  assert_free (day, ilzes, "27T0", KT_SLOT_FIRST, "09:00");
  close_time (day, 0, TRUE, "25T12:00", "25T14:00", NULL); /* open all the same, but for lunch */
  assert_free (day, liga, "25T0", 0, "13:00 13:15");
  assert_free (day, ilzes, "25T0", KT_SLOT_FIRST, "12:00");
  assert_free (day, ilzes, "28T0", 0, ""); /* a Saturday */
  close_time (day, ILZE, TRUE, "28T10:00", "28T10:35", NULL);
  assert_free (day, ilzes, "28T0", 0, "10:00*");
  assert_free (day, liga, "28T0", 0, "");
  g_autoptr (GError) error
      = refused (day, (KtVisitRequest){ .wishes = liga, .start = salon_at ("27T12:15") });
  g_assert_nonnull (strstr (error->message, "Līga is away 12:30–13:00 («why»)"));
}

static void
test_hours (Day *day, gconstpointer data)
{
  g_autoptr (GArray) liga = WISHES (CUT, (KtId)LIGA);
  g_autoptr (GArray) ilzes = WISHES (CUT, (KtId)ILZE);
  g_autoptr (GArray) hours = g_array_new (FALSE, TRUE, sizeof (KtHours));
  KtHours morning = { .weekday = 6, .opens = 600, .closes = 640 };
  g_array_append_val (hours, morning);
  KtStore *store = day->office.store;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", NULL));
  g_assert_true (kt_hours_set (store, LIGA, hours, NULL));
  g_assert_true (kt_journal_commit (store, "hours", 0, TRUE, NULL, NULL));
  assert_free (day, liga, "28T0", 0, "10:00");
  assert_free (day, liga, "24T0", 0, ""); /* she has hours of her own: no Tuesdays */
  assert_free (day, ilzes, "24T0", KT_SLOT_FIRST, "09:00");
  g_array_index (hours, KtHours, 0).weekday = 2;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", NULL));
  g_assert_true (kt_hours_set (store, 0, hours, NULL));
  g_assert_true (kt_journal_commit (store, "hours", 0, TRUE, NULL, NULL));
  assert_free (day, ilzes, "24T0", 0, "10:00");
  assert_free (day, ilzes, "25T0", 0, "");
}

/* An entry of a calendar; flags as KT_EVENT_*. */
static void
add_event (Day *day, int id, const char *source, const char *from, const char *until, int flags,
           const char *status)
{
  KtZone *zone = day->context.clock.zone;
  gint64 start = kt_local_to_utc (salon_at (from), zone),
         end = kt_local_to_utc (salon_at (until), zone);
  g_autofree char *sql = g_strdup_printf (
      "INSERT OR IGNORE INTO mirror.calendar (id, source, href, name, writable) VALUES"
      " (%2$d, '%3$s', '/%3$s/', '%3$s', 0);"
      "INSERT INTO mirror.object (id, calendar, href, etag, uid, text) VALUES"
      " (%1$d, (SELECT id FROM mirror.calendar WHERE source = '%3$s'), 'o%1$d', 'e', 'u%1$d', '');"
      "INSERT INTO mirror.event (id, key, object, uid, sequence, dtstamp, summary, location, description,"
      " status, start_local, tzid, start_at, end_at, flags) VALUES (%1$d, %1$d, %1$d, 'u%1$d', 0, 0,"
      " 'entry %1$d', '', '', '%4$s', '2026-11-24', '', %5$" G_GINT64_FORMAT ", %6$" G_GINT64_FORMAT
      ", %7$d);"
      "INSERT INTO mirror.occurrence (start_at, event, end_at) VALUES (%5$" G_GINT64_FORMAT
      ", %1$d, %6$" G_GINT64_FORMAT ")",
      id, id + 1000, source, status, start, end, flags);
  office_sql (day->office.store, sql);
}

static void
test_calendars (Day *day, gconstpointer data)
{
  KtStore *store = day->office.store;
  g_autoptr (GArray) liga = WISHES (CUT, (KtId)LIGA);
  g_autoptr (GArray) ilzes = WISHES (CUT, (KtId)ILZE);
  KtCalendarSource holidays = { .name = (char *)"holidays", .days_off = TRUE };
  office_sql (store, "UPDATE resource SET calendar = 'google' WHERE name = 'Līga'");
  add_event (day, 1, "home", "24T9:00", "24T12:00", 0, "confirmed");
  assert_free (day, liga, "24T0", KT_SLOT_FIRST, "12:00");
  assert_free (day, ilzes, "24T0", KT_SLOT_FIRST, "12:00");
  add_event (day, 2, "google", "24T14:00", "24T18:00", 0, "");
  assert_free (day, liga, "24T0", 0, "12:00 12:15 12:30 12:45 13:00 13:15");
  assert_free (day, ilzes, "24T0", KT_SLOT_FIRST, "12:00");
  add_event (day, 3, "home", "25T9:00", "25T18:00", 1 << 2, "confirmed"); /* transparent */
  add_event (day, 4, "home", "25T9:00", "25T18:00", 0, "cancelled");
  assert_free (day, liga, "25T0", KT_SLOT_FIRST, "09:00");
  add_event (day, 5, "home", "25T0:00", "26T0:00", 1 << 0, "");
  assert_free (day, liga, "25T0", 0, "");
  g_ptr_array_add (day->context.settings->calendars, &holidays);
  add_event (day, 6, "holidays", "26T0:00", "27T0:00", 1 << 0, "");
  assert_free (day, liga, "26T0", 0, "");
  close_time (day, 0, TRUE, "26T10:00", "26T11:00", NULL);
  assert_free (day, liga, "26T0", KT_SLOT_FIRST, "10:00");
  g_autoptr (GError) error
      = refused (day, (KtVisitRequest){ .wishes = ilzes, .start = salon_at ("24T11:00") });
  g_assert_nonnull (strstr (error->message, "«entry 1» is then (09:00–12:00)"));

  g_autofree char *source = NULL;
  g_assert_cmpint (kt_slots_read_at (&day->context, &source, NULL), ==, 0);
  g_assert_cmpstr (source, ==, "holidays");
  g_ptr_array_set_free_func (day->context.settings->calendars, NULL);
  g_ptr_array_set_size (day->context.settings->calendars, 0);
}

static void
test_usual (Day *day, gconstpointer data)
{
  g_autoptr (GArray) none = kt_usual_wishes (&day->context, ZANE, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_autoptr (GArray) usual = WISHES (COLOUR, (KtId)LIGA, (KtId)CUT, (KtId)LIGA);
  g_autoptr (GArray) fringe = WISHES (FRINGE, (KtId)ILZE);
  G_GNUC_UNUSED g_autoptr (KtAppointment) one = salon_book (day, ZANE, usual, "24T9:00");
  G_GNUC_UNUSED g_autoptr (KtAppointment) two = salon_book (day, ZANE, usual, "1201T9:00");
  G_GNUC_UNUSED g_autoptr (KtAppointment) odd = salon_book (day, ZANE, fringe, "1202T16:00");
  g_autoptr (GArray) wishes = kt_usual_wishes (&day->context, ZANE, NULL);
  g_assert_cmpuint (wishes->len, ==, 2);
  g_assert_cmpint (g_array_index (wishes, KtVisitWish, 0).service, ==, COLOUR);
  g_assert_cmpint (g_array_index (wishes, KtVisitWish, 0).staff, ==, LIGA);

  KtSlotQuery query = { .contact = ZANE,
                        .wishes = wishes,
                        .first = salon_at ("24T0"),
                        .last = salon_at ("1208T0"),
                        .limit = 4 };
  g_autoptr (GPtrArray) slots = kt_slots_find (&day->context, &query, NULL);
  g_assert_cmpuint (slots->len, ==, 4);
  guint hers = 0;
  for (guint i = 0; i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      g_assert_true (i == 0 || slot->start_at > ((KtSlot *)slots->pdata[i - 1])->start_at);
      hers += (slot->flags & KT_SLOT_HER_TIME) && kt_local_weekday (slot->start) == 2
              && slot->start.hour == 9;
    }
  g_assert_cmpuint (hers, ==, 1);
}

static void
test_gaps (Day *day, gconstpointer data)
{
  g_autoptr (GArray) usual = WISHES (COLOUR, (KtId)LIGA, (KtId)CUT, (KtId)LIGA);
  G_GNUC_UNUSED g_autoptr (KtAppointment) one = salon_book (day, ZANE, usual, "24T9:00");
  g_autoptr (GPtrArray) gaps = kt_slots_gaps (&day->context, salon_at ("24T0"), 30, NULL);
  static const int minutes[] = { 40, 425, 540 }; /* while it works, after her, Ilze's day */
  g_assert_cmpuint (gaps->len, ==, G_N_ELEMENTS (minutes));
  for (guint i = 0; i < gaps->len; i++)
    {
      const KtBusy *gap = gaps->pdata[i];
      g_assert_cmpint ((gap->end - gap->start) / 60, ==, minutes[i]);
      g_assert_cmpint (gap->resource, ==, i < 2 ? LIGA : ILZE);
    }
}

/* Who works alone names neither hand nor chair. */
static void
test_alone (Day *day, gconstpointer data)
{
  office_sql (day->office.store, "DELETE FROM service_resource; DELETE FROM resource;");
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)0);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, cut, "24T9:00");
  g_assert_cmpint (((KtVisitPart *)visit->parts->pdata[0])->staff, ==, 0);
  assert_free (day, cut, "24T0", KT_SLOT_FIRST, "09:45");
  g_autoptr (GError) error
      = refused (day, (KtVisitRequest){ .wishes = cut, .start = salon_at ("24T9:15") });
  g_assert_nonnull (strstr (error->message, "Zane Ozola is there 09:00–09:35 (cut)"));
}

/* While the drawer is counted another command finishes a visit: what was counted is not closed. */
static void
test_close_meanwhile (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, cut, "24T9:00");
  day->context.clock.now = visit->end_at;
  g_autoptr (KtTakings) before = kt_takings_get (&day->context, visit->start, NULL);
  g_assert_nonnull (before);
  KtVisitPayment payment = { .sum = 3500, .tip = -1, .way = "cash", .currency = "EUR" };
  g_autoptr (KtAppointment) paid = kt_visit_done (&day->context, visit->id, &payment, NULL);
  g_assert_nonnull (paid);
  g_autoptr (GError) error = NULL;
  g_assert_false (kt_takings_close (&day->context, before, 0, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_CONFLICT);
  assert_value (day->office.store, "SELECT count(*) FROM day_close", "0");
  g_autoptr (KtTakings) after = kt_takings_get (&day->context, visit->start, NULL);
  g_assert_true (kt_takings_close (&day->context, after, 3500, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_salon ("/visits-book/two-hands", test_two_hands);
  add_salon ("/visits-book/taken", test_taken);
  add_salon ("/visits-book/refused", test_refused);
  add_salon ("/visits-book/pencilled", test_pencilled);
  add_salon ("/visits-book/series", test_series);
  add_salon ("/visits-book/new-client", test_new_client);
  add_salon ("/visits-book/closures", test_closures);
  add_salon ("/visits-book/hours", test_hours);
  add_salon ("/visits-book/calendars", test_calendars);
  add_salon ("/visits-book/usual", test_usual);
  add_salon ("/visits-book/gaps", test_gaps);
  add_salon ("/visits-book/alone", test_alone);
  add_salon ("/visits-book/close-meanwhile", test_close_meanwhile);
  return g_test_run ();
}
