#pragma once
/* Anna's salon on Monday 2026-11-23 08:12 in Riga: Līga and Ilze, colour and cut, Zane and Rita. */
#include "day-fixture.h"
#include "kontor/closure.h"
#include "kontor/slots.h"
#include "kontor/visit.h"

enum
{
  COLOUR = 101,
  CUT,
  FRINGE,
  LIGA = 201,
  ILZE,
  CHAIR,
  ZANE = 301,
  RITA,
};

static inline void
salon_service (KtStore *store, KtId id, const char *name, KtLengths lengths, gint64 price)
{
  KtService service = { .id = id,
                        .name = (char *)name,
                        .lengths = lengths,
                        .has_price = price >= 0,
                        .price = { MAX (price, 0), "EUR" } };
  g_assert_true (kt_service_put (store, &service, NULL));
}

static inline void
salon_setup (Day *day, gconstpointer data)
{
  static const struct
  {
    KtId id;
    KtResourceKind kind;
    const char *name;
  } resources[] = { { LIGA, KT_RESOURCE_STAFF, "Līga" },
                    { ILZE, KT_RESOURCE_STAFF, "Ilze" },
                    { CHAIR, KT_RESOURCE_CHAIR, "chair 1" } };
  static const char *const people[] = { "Zane Ozola", "Rita Kalve" };
  day_setup (day, data);
  KtStore *store = day->office.store;
  g_assert_true (kt_journal_begin (store, KT_ORIGIN_USER, "test", NULL));
  salon_service (store, COLOUR, "colour", (KtLengths){ 45, 40, 35 }, 9500);
  salon_service (store, CUT, "cut", (KtLengths){ 35, 0, 0 }, 3000);
  salon_service (store, FRINGE, "fringe", (KtLengths){ 15, 0, 0 }, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (resources); i++)
    {
      KtSalonResource resource = { .id = resources[i].id,
                                   .kind = resources[i].kind,
                                   .name = (char *)resources[i].name,
                                   .position = (int)i };
      g_assert_true (kt_resource_put (store, &resource, NULL));
    }
  KtSkill ligas = { 1, COLOUR, LIGA, { 40, 40, 30 }, -1 },
          ilzes = { 2, COLOUR, ILZE, { -1, -1, -1 }, -1 };
  g_assert_true (kt_skill_put (store, &ligas, NULL) && kt_skill_put (store, &ilzes, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    {
      KtContact contact = { .id = ZANE + (KtId)i, .name = (char *)people[i] };
      g_assert_true (kt_contact_insert (store, &contact, NULL));
    }
  g_assert_true (kt_journal_commit (store, "salon", day->context.clock.now, TRUE, NULL, NULL));
}

/* Wishes by pairs of service and hand; 0 ends. */
static inline GArray *
salon_wishes (KtId service, ...)
{
  GArray *wishes = g_array_new (FALSE, TRUE, sizeof (KtVisitWish));
  va_list args;
  va_start (args, service);
  for (; service != 0; service = va_arg (args, KtId))
    {
      KtVisitWish wish = { service, va_arg (args, KtId) };
      g_array_append_val (wishes, wish);
    }
  va_end (args);
  return wishes;
}
#define WISHES(...) salon_wishes (__VA_ARGS__, (KtId)0)

/* "24T09:30" is 24 November; "34T…" would be December 4: "1204T…" names a month. */
static inline KtLocal
salon_at (const char *text)
{
  int date = 0, hour = 0, minute = 0;
  g_assert_cmpint (sscanf (text, "%dT%d:%d", &date, &hour, &minute), >=, 2);
  return (KtLocal){ 2026, (guint8)(date > 99 ? date / 100 : 11), (guint8)(date % 100), (gint8)hour,
                    (gint8)minute };
}

static inline KtAppointment *
salon_book (Day *day, KtId contact, const GArray *wishes, const char *at)
{
  g_autoptr (GError) error = NULL;
  KtVisitRequest request = { .contact = contact, .wishes = wishes, .start = salon_at (at) };
  g_autoptr (GPtrArray) made = kt_visit_book (&day->context, &request, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (made->len, ==, 1);
  return g_ptr_array_steal_index (made, 0);
}

/* Free starts of a day, "09:00 09:15*": * closes a gap. */
static inline char *
salon_free (Day *day, const GArray *wishes, const char *date, guint flags)
{
  g_autoptr (GError) error = NULL;
  KtLocal local = salon_at (date);
  local.hour = -1;
  KtSlotQuery query = { .wishes = wishes, .first = local, .last = local };
  g_autoptr (GPtrArray) slots = kt_slots_find (&day->context, &query, &error);
  g_assert_no_error (error);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < slots->len; i++)
    {
      const KtSlot *slot = slots->pdata[i];
      if (flags == 0 || (slot->flags & flags))
        g_string_append_printf (text, "%s%02d:%02d%s", text->len > 0 ? " " : "", slot->start.hour,
                                slot->start.minute, slot->flags & KT_SLOT_CLOSES_GAP ? "*" : "");
    }
  return g_string_free (text, FALSE);
}

#define assert_free(day, wishes, date, flags, expected)                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *free_ = salon_free (day, wishes, date, flags);                                \
    g_assert_cmpstr (free_, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

#define add_salon(path, test) g_test_add (path, Day, NULL, salon_setup, test, day_teardown)
