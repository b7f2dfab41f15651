#include "config.h"
#include "salon-fixture.h"
#include "kontor/agenda-gather.h"
#include "kontor/day-gather.h"
#include "kontor/takings.h"
#include "kontor/visit-done.h"

static KtAppointment *
pay (Day *day, KtId visit, gint64 sum, const char *way)
{
  g_autoptr (GError) error = NULL;
  KtVisitPayment payment = { .sum = sum, .tip = -1, .way = way, .currency = "EUR" };
  KtAppointment *paid = kt_visit_done (&day->context, visit, &payment, &error);
  g_assert_no_error (error);
  return paid;
}

/* "cash card later earlier", and what Līga earned. */
static void
assert_takings (Day *day, const char *date, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtTakings) takings = kt_takings_get (&day->context, salon_at (date), &error);
  g_assert_no_error (error);
  gint64 liga = 0;
  for (guint i = 0; i < takings->hands->len; i++)
    if (((KtHandTakings *)takings->hands->pdata[i])->staff == LIGA)
      liga = ((KtHandTakings *)takings->hands->pdata[i])->minor;
  g_autofree char *text
      = g_strdup_printf ("%d %d %d %d, %d", (int)takings->cash, (int)takings->card,
                         (int)takings->later, (int)takings->earlier, (int)liga);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (takings->debts->len, ==, takings->later > 0 ? 1 : 0);
  g_assert_cmpuint (takings->settled->len, ==, takings->earlier > 0 ? 1 : 0);
}

/* The drawer of the day the money came has it; the day of the work keeps the sums it was closed
 * with. */
static void
test_settled (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, cut, "24T9:00");
  day->context.clock.now = visit->end_at;
  g_autoptr (KtAppointment) owed = pay (day, visit->id, -1, "later");
  g_assert_cmpint (owed->paid_at, ==, 0);
  assert_takings (day, "24T0", "0 0 3000 0, 3000");
  day->context.clock.now += G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND;
  g_autoptr (KtAppointment) settled = pay (day, visit->id, -1, "cash");
  g_assert_cmpint (settled->paid_at, ==, day->context.clock.now);
  assert_takings (day, "24T0", "0 0 3000 0, 3000");
  assert_takings (day, "25T0", "3000 0 0 3000, 0");
  assert_takings (day, "26T0", "0 0 0 0, 0");

  assert_value (day->office.store,
                "SELECT group_concat(what || '|' || coalesce(text, ''), ',') FROM"
                " (SELECT * FROM appointment_event WHERE what <> 'booked' ORDER BY at)",
                "done|,changed|cash");
}

/* Paid later, but on the same day: in its drawer, and nobody owes. */
static void
test_same_day (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, cut, "24T9:00");
  day->context.clock.now = visit->end_at;
  G_GNUC_UNUSED g_autoptr (KtAppointment) owed = pay (day, visit->id, -1, "later");
  G_GNUC_UNUSED g_autoptr (KtAppointment) settled = pay (day, visit->id, -1, "card");
  assert_takings (day, "24T0", "0 3000 0 0, 3000");
}

/* Yesterday's outcome, written down this morning, is yesterday's money. */
static void
test_written_later (Day *day, gconstpointer data)
{
  g_autoptr (GArray) cut = WISHES (CUT, (KtId)LIGA);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, cut, "24T9:00");
  day->context.clock.now = visit->end_at + G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND;
  G_GNUC_UNUSED g_autoptr (KtAppointment) paid = pay (day, visit->id, -1, "cash");
  assert_takings (day, "24T0", "3000 0 0 0, 3000");
  assert_takings (day, "25T0", "0 0 0 0, 0");
}

static void
assert_moved (Day *day, KtId visit, const char *at, GArray *wishes, gint64 price)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtAppointment) moved
      = kt_visit_move (&day->context, visit, salon_at (at), wishes, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (moved->price, ==, price);
}

/* Another hand, another hour, another order: what was agreed holds. Other work costs what it does.
 */
static void
test_agreed_moves (Day *day, gconstpointer data)
{
  g_autoptr (GArray) ligas = WISHES (COLOUR, (KtId)LIGA, CUT, (KtId)LIGA),
                     ilzes = WISHES (CUT, (KtId)ILZE, COLOUR, (KtId)ILZE),
                     twice = WISHES (CUT, (KtId)ILZE, CUT, (KtId)LIGA),
                     less = WISHES (COLOUR, (KtId)ILZE);
  g_autoptr (GError) error = NULL;
  KtVisitRequest request = { .contact = ZANE,
                             .wishes = ligas,
                             .start = salon_at ("24T10:00"),
                             .has_price = TRUE,
                             .price = { 10000, "EUR" } };
  g_autoptr (GPtrArray) made = kt_visit_book (&day->context, &request, &error);
  g_assert_no_error (error);
  KtId id = ((KtAppointment *)made->pdata[0])->id;
  g_assert_cmpint (((KtAppointment *)made->pdata[0])->price, ==, 10000);
  assert_moved (day, id, "24T10:00", ilzes, 10000);
  assert_moved (day, id, "25T11:00", ligas, 10000);
  assert_moved (day, id, "25T12:00", NULL, 10000);
  assert_moved (day, id, "25T12:00", twice, 6000);
  assert_moved (day, id, "25T12:00", less, 9500);
}

/* What was the list's stays the list's. */
static void
test_listed_moves (Day *day, gconstpointer data)
{
  g_autoptr (GArray) ligas = WISHES (CUT, (KtId)LIGA), ilzes = WISHES (CUT, (KtId)ILZE);
  g_autoptr (KtAppointment) visit = salon_book (day, ZANE, ligas, "24T10:00");
  KtSkill skill = { 3, CUT, ILZE, { -1, -1, -1 }, 2500 };
  KtStore *store = day->office.store;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", NULL));
  g_assert_true (kt_skill_put (store, &skill, NULL));
  g_assert_true (kt_journal_commit (store, "skill", day->context.clock.now, TRUE, NULL, NULL));
  assert_moved (day, visit->id, "24T10:00", ilzes, 2500);
}

static gint64
first_sum (const GArray *sums)
{
  return sums->len > 0 ? g_array_index (sums, KtMoney, 0).minor : -1;
}

/* An agreed price of two hands: each column has its share, in proportion to the list, also where it
 * is shown alone; all of it is what the agenda says. */
static void
test_shared (Day *day, gconstpointer data)
{
  g_autoptr (GArray) wishes = WISHES (COLOUR, (KtId)LIGA, CUT, (KtId)ILZE);
  g_autoptr (GArray) only = g_array_new (FALSE, FALSE, sizeof (KtId));
  g_autoptr (GError) error = NULL;
  KtId ilze = ILZE;
  KtLocal date = { 2026, 11, 24, -1, 0 };
  KtVisitRequest request = { .contact = ZANE,
                             .wishes = wishes,
                             .start = salon_at ("24T10:00"),
                             .has_price = TRUE,
                             .price = { 10000, "EUR" } };
  G_GNUC_UNUSED g_autoptr (GPtrArray) made = kt_visit_book (&day->context, &request, &error);
  g_assert_no_error (error);
  day->context.clock.now += G_TIME_SPAN_DAY / G_TIME_SPAN_SECOND; /* its day */
  g_autoptr (KtDaySheet) sheet = kt_day_gather (&day->context, date, NULL, &error);
  g_assert_no_error (error);
  const KtSheetHand *first = sheet->hands->pdata[kt_day_column (sheet, LIGA)],
                    *second = sheet->hands->pdata[kt_day_column (sheet, ILZE)];
  g_assert_cmpint (first_sum (first->sums), ==, 7600); /* 95 and 30 of 125 */
  g_assert_cmpint (first_sum (second->sums), ==, 2400);
  g_assert_cmpint (first_sum (sheet->sums), ==, 10000);
  g_autoptr (KtAgenda) agenda = kt_agenda_gather (&day->context, date, date, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first_sum (agenda->salon->sums), ==, 10000);
  g_array_append_val (only, ilze);
  g_autoptr (KtDaySheet) hers = kt_day_gather (&day->context, date, only, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first_sum (hers->sums), ==, 2400);
}

/* What does not divide is the first hand's; where nothing is listed, all of it is. */
static void
test_shares (void)
{
  static const struct
  {
    gint64 sum, prices[3], shares[3];
  } rows[] = { { 1000, { 1, 1, 1 }, { 334, 333, 333 } },
               { 1000, { -1, -1, -1 }, { 1000, 0, 0 } },
               { 1000, { -1, 30, 10 }, { 0, 750, 250 } },
               { 0, { 5, 5, 5 }, { 0, 0, 0 } },
               { KT_MONEY_MAX, { 0, KT_MONEY_MAX, 0 }, { 0, KT_MONEY_MAX, 0 } } };
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KtAppointment) visit = kt_appointment_new ();
      for (gsize j = 0; j < 3; j++)
        {
          KtVisitPart *part = kt_visit_part_new ();
          part->price = rows[i].prices[j];
          g_ptr_array_add (visit->parts, part);
        }
      g_autoptr (GArray) shares = kt_visit_shares (visit, rows[i].sum);
      for (guint j = 0; j < 3; j++)
        g_assert_cmpint (g_array_index (shares, gint64, j), ==, rows[i].shares[j]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_salon ("/visit-money/settled", test_settled);
  add_salon ("/visit-money/same-day", test_same_day);
  add_salon ("/visit-money/written-later", test_written_later);
  add_salon ("/visit-money/agreed-moves", test_agreed_moves);
  add_salon ("/visit-money/listed-moves", test_listed_moves);
  add_salon ("/visit-money/shared", test_shared);
  g_test_add_func ("/visit-money/shares", test_shares);
  return g_test_run ();
}
