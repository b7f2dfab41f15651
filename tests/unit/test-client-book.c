#include "config.h"
#include "book-fixture.h"
#include "kontor/allergy.h"
#include "kontor/contact.h"
#include "kontor/day-close.h"
#include "kontor/error.h"
#include "kontor/formula.h"
#include "kontor/good.h"
#include "kontor/waiting.h"

#define ZANE 11

static void
begin (Office *office)
{
  g_autoptr (GError) error = NULL;
  kt_journal_begin (office->store, KT_ORIGIN_USER, "test", &error);
  g_assert_no_error (error);
}

static void
commit (Office *office)
{
  g_autoptr (GError) error = NULL;
  kt_journal_commit (office->store, "test", NOW, TRUE, NULL, &error);
  g_assert_no_error (error);
}

static void
add_zane (Office *office)
{
  g_autoptr (GError) error = NULL;
  KtContact zane = { .id = ZANE,
                     .kind = (char *)"person",
                     .name = (char *)"Zane Ozola",
                     .origin = (char *)"user",
                     .created = NOW,
                     .updated = NOW };
  begin (office);
  kt_contact_insert (office->store, &zane, &error);
  g_assert_no_error (error);
  commit (office);
}

static void
add_formula (Office *office, KtId id, const char *kind, gint64 at, const char *text)
{
  g_autoptr (GError) error = NULL;
  KtFormula formula = { .id = id,
                        .contact = ZANE,
                        .kind = (char *)kind,
                        .at = at,
                        .text = (char *)text,
                        .reason = (char *)"" };
  kt_formula_insert (office->store, &formula, &error);
  g_assert_no_error (error);
}

static void
test_formula (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  add_zane (office);
  begin (office);
  add_formula (office, 1, "cut", NOW, "5 cm off");
  add_formula (office, 2, "colour", NOW - 100, "8.3");
  add_formula (office, 3, "colour", NOW, "7.1 30 g");
  commit (office);
  g_autoptr (GPtrArray) list = kt_formula_list (office->store, ZANE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 3);
  const char *const expect[] = { "7.1 30 g", "8.3", "5 cm off" };
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (((KtFormula *)list->pdata[i])->text, ==, expect[i]);
}

static void
test_allergy (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtAllergy allergy = { .id = 5, .contact = ZANE, .text = (char *)"PPD", .created = NOW };
  add_zane (office);
  begin (office);
  g_assert_true (kt_allergy_put (office->store, &allergy, &error));
  allergy.tested = (KtLocal){ 2026, 11, 17, -1, 0 };
  allergy.result = (char *)"fine";
  g_assert_true (kt_allergy_put (office->store, &allergy, &error));
  commit (office);
  g_autoptr (GPtrArray) list = kt_allergy_list (office->store, ZANE, &error);
  g_assert_cmpuint (list->len, ==, 1);
  const KtAllergy *read = list->pdata[0];
  g_assert_cmpstr (read->result, ==, "fine");
  g_assert_cmpint (read->tested.day, ==, 17);
  begin (office);
  g_assert_true (kt_allergy_delete (office->store, 5, &error));
  commit (office);
  g_autoptr (GPtrArray) none = kt_allergy_list (office->store, ZANE, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_waiting (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtWaiting waiting = { .id = 9,
                        .contact = ZANE,
                        .last = { 2026, 12, 1, -1, 0 },
                        .day_part = KT_DAY_MORNING,
                        .weekdays = KT_WEEKDAYS_ANY,
                        .text = (char *)"mornings",
                        .created = NOW };
  add_zane (office);
  begin (office);
  g_assert_true (kt_waiting_put (office->store, &waiting, &error));
  commit (office);
  g_autoptr (KtWaiting) read = kt_waiting_get (office->store, 9, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read->first.year, ==, 0);
  g_assert_cmpint (read->last.month, ==, 12);
  g_assert_cmpint (read->day_part, ==, KT_DAY_MORNING);
  g_assert_cmpuint (read->weekdays, ==, KT_WEEKDAYS_ANY);
  g_assert_false (kt_waiting_is_held (read, NOW));

  read->state = KT_WAITING_HELD;
  read->held_until = NOW + 900;
  read->held_start = (KtLocal){ 2026, 11, 24, 9, 0 };
  begin (office);
  g_assert_true (kt_waiting_put (office->store, read, &error));
  commit (office);
  g_autoptr (GPtrArray) open = kt_waiting_open (office->store, &error);
  g_assert_cmpuint (open->len, ==, 1);
  g_assert_true (kt_waiting_is_held (open->pdata[0], NOW + 899));
  g_assert_false (kt_waiting_is_held (open->pdata[0], NOW + 900));
  read->state = KT_WAITING_WITHDRAWN;
  begin (office);
  g_assert_true (kt_waiting_put (office->store, read, &error));
  commit (office);
  g_autoptr (GPtrArray) none = kt_waiting_open (office->store, &error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (kt_waiting_get (office->store, 10, &error));
  g_assert_error (error, KT_ERROR, KT_ERROR_NOT_FOUND);
}

static guint
found (Office *office, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) goods = kt_good_find (office->store, words, &error);
  g_assert_no_error (error);
  return goods->len;
}

static void
test_good (Office *office, gconstpointer data)
{
  static const char *const names[] = { "Šampūns", "Šampūns matu krāsai", "Eļļa" };
  g_autoptr (GError) error = NULL;
  begin (office);
  for (guint i = 0; i < 3; i++)
    {
      KtGood good = { .id = i + 1, .name = (char *)names[i], .price = { 1400, "EUR" } };
      g_assert_true (kt_good_put (office->store, &good, &error));
    }
  commit (office);
  g_assert_cmpuint (found (office, "sam"), ==, 2);
  g_assert_cmpuint (found (office, "sampuns"), ==, 1); /* the whole name wins */
  g_assert_cmpuint (found (office, "sam kr"), ==, 1);
  g_assert_cmpuint (found (office, "puns"), ==, 0);
  KtGood gone = { .id = 3, .name = (char *)names[2], .price = { 900, "EUR" }, .archived = TRUE };
  begin (office);
  g_assert_true (kt_good_put (office->store, &gone, &error));
  commit (office);
  g_assert_cmpuint (found (office, "ella"), ==, 0);
  g_autoptr (GPtrArray) all = kt_good_list (office->store, TRUE, &error);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpint (((KtGood *)all->pdata[0])->price.minor, ==, 900);
}

static void
test_day_close (Office *office, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtDayClose close = { { 2026, 11, 24, 19, 12 }, { 41200, "EUR" }, -1, NOW }, read;
  g_assert_false (kt_day_close_get (office->store, close.day, &read, &error));
  g_assert_no_error (error);
  begin (office);
  g_assert_true (kt_day_close_put (office->store, &close, &error));
  commit (office);
  g_assert_true (kt_day_close_get (office->store, close.day, &read, &error));
  g_assert_cmpint (read.counted, ==, -1);
  close.counted = 0; /* an empty drawer was counted */
  begin (office);
  g_assert_true (kt_day_close_put (office->store, &close, &error));
  commit (office);
  g_assert_true (kt_day_close_get (office->store, close.day, &read, &error));
  g_assert_cmpint (read.counted, ==, 0);
  g_assert_cmpint (read.cash.minor, ==, 41200);
  g_assert_cmpstr (read.cash.currency, ==, "EUR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Office, NULL, office_setup, func, office_teardown)
  ADD ("/client-book/formula", test_formula);
  ADD ("/client-book/allergy", test_allergy);
  ADD ("/client-book/waiting", test_waiting);
  ADD ("/client-book/good", test_good);
  ADD ("/client-book/day-close", test_day_close);
  return g_test_run ();
}
