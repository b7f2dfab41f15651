#pragma once
/* A salon's Tuesday for tests of day sheets, agendas and cards: 2026-11-24, 08:40 in Riga. */
#include "day-fixture.h"

#define SALON_NOW G_GINT64_CONSTANT (1795502400)

typedef struct
{
  int contact, staff; /* 1 Ilze, 2 Līga, 3 Marina */
  const char *day, *time;
  int work, gap, finish;
  const char *service, *state;
  int price; /* minor units; -1 by agreement */
} SalonVisit;

static const char salon_sql[]
    = "INSERT INTO contact (id, name, fold, language, source, birthday, created, updated) VALUES"
      " (101, 'Zane Ozola', 'zane ozola', NULL, NULL, NULL, 1700000000, 1),"
      " (102, 'Inga Bērziņa', 'inga berzina', NULL, 'Santa Kļava', NULL, 1795400000, 1),"
      " (103, 'Marta Liepa', 'marta liepa', NULL, NULL, NULL, 1700000000, 1),"
      " (104, 'Олена Коваль', 'олена коваль', 'uk', NULL, NULL, 1700000000, 1),"
      " (105, 'Anna Bērziņa', 'anna berzina', NULL, NULL, '1986-03-05', 1700000000, 1),"
      " (106, 'Anna Bērziņa', 'anna berzina', NULL, NULL, '1994-01-07', 1700000000, 1),"
      " (107, 'Rita Kalve', 'rita kalve', NULL, NULL, NULL, 1700000000, 1),"
      " (108, 'Velta Siliņa', 'velta silina', NULL, NULL, NULL, 1700000000, 1);"
      "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created) VALUES"
      " (201, 101, 'phone', '+371 29 104 417', '+37129104417', '+37129104417', 1);"
      "INSERT INTO resource (id, kind, name, fold, position, created, updated) VALUES"
      " (1, 'staff', 'Ilze', 'ilze', 1, 1, 1), (2, 'staff', 'Līga', 'liga', 2, 1, 1),"
      " (3, 'staff', 'Marina', 'marina', 3, 1, 1), (4, 'chair', 'chair 1', 'chair 1', 4, 1, 1);"
      "INSERT INTO resource_hours (id, resource, weekday, opens, closes) VALUES"
      " (1, NULL, 2, 540, 1140), (2, 3, 2, 570, 660), (3, 3, 2, 690, 1140);"
      "INSERT INTO service (id, name, fold, work, price, currency, rebook, created, updated) VALUES"
      " (51, 'cut', 'cut', 60, 3500, 'EUR', 42, 1, 1),"
      " (52, 'colour', 'colour', 45, 6000, 'EUR', 42, 1, 1),"
      " (53, 'fringe', 'fringe', 15, 1200, 'EUR', NULL, 1, 1),"
      " (54, 'manicure', 'manicure', 60, 2800, 'EUR', NULL, 1, 1);"
      "INSERT INTO closure (id, resource, kind, start_local, end_local, tzid, repeat, text, created,"
      " updated) VALUES (1, 1, 'closed', '2026-01-05T12:30', '2026-01-05T13:00', 'Europe/Riga',"
      " 'FREQ=DAILY', 'lunch', 1, 1),"
      " (2, 2, 'closed', '2026-11-02', '2026-11-03', 'Europe/Riga', NULL, 'ill', 1, 1);"
      "INSERT INTO allergy (id, contact, text, tested, result, created, updated) VALUES"
      " (1, 101, 'PPD', '2026-11-17', 'fine', 1, 1);"
      "INSERT INTO formula (id, contact, kind, at, text, created, updated) VALUES"
      " (1, 101, 'colour', 1785000000, '8.3 30 g', 1, 1),"
      " (2, 101, 'colour', 1791000000, '7.1 30 g + 8.0 15 g, 6 %', 1, 1);"
      "INSERT INTO waiting_list (id, contact, service, staff, created, updated) VALUES"
      " (1, 107, 51, 2, 1795000000, 1795000000);";

static const SalonVisit salon_visits[] = {
  { 101, 2, "2026-11-24", "09:00", 45, 40, 35, "colour", "booked", 9500 },
  { 107, 2, "2026-11-24", "09:45", 15, 0, 0, "fringe", "done", 1200 },
  { 102, 1, "2026-11-24", "10:00", 60, 0, 0, "cut", "confirmed", 3500 },
  { 103, 3, "2026-11-24", "11:30", 60, 0, 0, "manicure", "booked", 2800 },
  { 104, 2, "2026-11-24", "13:00", 60, 0, 0, "cut", "confirmed", 3500 },
  { 105, 1, "2026-11-24", "15:00", 60, 0, 0, "cut", "confirmed", 3500 },
  { 106, 1, "2026-11-24", "17:30", 60, 0, 0, "cut", "confirmed", 3550 },
  { 0, 3, "2026-11-24", "14:00", 30, 0, 0, "manicure", "booked", -1 },
  { 108, 1, "2026-11-24", "16:15", 30, 0, 0, "cut", "cancelled", 3500 },
  /* what was */
  { 103, 3, "2026-10-27", "11:30", 60, 0, 0, "manicure", "no-show", 2800 },
  { 103, 3, "2026-09-29", "11:30", 60, 0, 0, "manicure", "done", 2800 },
  { 101, 2, "2026-10-13", "09:00", 45, 40, 35, "colour", "done", 9200 },
  { 101, 2, "2026-09-01", "09:00", 45, 40, 35, "colour", "done", 9200 },
  { 101, 2, "2026-07-21", "09:00", 45, 40, 35, "colour", "done", 9200 },
  { 104, 2, "2026-10-27", "13:00", 60, 0, 0, "cut", "done", 3500 },
  { 105, 1, "2026-10-27", "15:00", 60, 0, 0, "cut", "done", 3500 },
  { 106, 1, "2026-10-27", "17:30", 60, 0, 0, "cut", "done", 3500 },
  { 108, 1, "2026-10-01", "09:00", 60, 0, 0, "cut", "done", 3500 },
  { 108, 1, "2026-11-23", "09:00", 60, 0, 0, "cut", "booked", 3500 },
  /* what comes */
  { 107, 2, "2026-11-26", "10:00", 60, 0, 0, "cut", "pencilled", 3500 },
};

static inline void
salon_add_visit (KtStore *store, int n, const SalonVisit *visit)
{
  int service = g_str_equal (visit->service, "cut")      ? 51
                : g_str_equal (visit->service, "colour") ? 52
                : g_str_equal (visit->service, "fringe") ? 53
                                                         : 54;
  int minutes = visit->work + visit->gap + visit->finish;
  /* summer time ended on 25 October */
  int offset = strcmp (visit->day, "2026-10-25") < 0 ? 10800 : 7200;
  g_autofree char *who
      = visit->contact != 0 ? g_strdup_printf ("%d", visit->contact) : g_strdup ("NULL");
  g_autofree char *price
      = visit->price >= 0 ? g_strdup_printf ("%d", visit->price) : g_strdup ("NULL");
  g_autofree char *start
      = g_strdup_printf ("unixepoch ('%sT%s:00') - %d", visit->day, visit->time, offset);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state, price,"
      " currency, uid, created, updated) VALUES (%d, %s, '%sT%s', 'Europe/Riga', %s, %s + %d, '%s',"
      " %s, 'EUR', 'visit-%d@kontor', 1, 1);"
      "INSERT INTO appointment_part (id, appointment, position, service, name, staff, start, work,"
      " free, finish, price) VALUES (%d, %d, 0, %d, '%s', %d, 0, %d, %d, %d, %s)",
      1000 + n, who, visit->day, visit->time, start, start, minutes * 60, visit->state, price, n,
      2000 + n, 1000 + n, service, visit->service, visit->staff, visit->work, visit->gap,
      visit->finish, price);
  office_sql (store, sql);
}

static inline void
salon_setup (Day *day, gconstpointer data)
{
  day_setup (day, data);
  day->context.clock.now = SALON_NOW;
  office_sql (day->office.store, salon_sql);
  for (guint i = 0; i < G_N_ELEMENTS (salon_visits); i++)
    salon_add_visit (day->office.store, (int)i, &salon_visits[i]);
  /* of 27 October she still owes fifteen */
  office_sql (day->office.store,
              "UPDATE appointment SET paid_how = 'later', paid = 1500 WHERE id = 1014");
}

/* An event of 24 November in a calendar of another source. */
static inline void
salon_add_event (Day *day, int id, const char *source, const char *start, int minutes,
                 const char *summary, guint flags)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT OR IGNORE INTO mirror.calendar (id, source, href, name, writable)"
      " VALUES (%d, '%s', '/%d/', 'Work', 0);"
      "INSERT INTO mirror.object (id, calendar, href, etag, uid, text)"
      " VALUES (%d, %d, '/%d/1.ics', 'e', 'event-%d', '');"
      "INSERT INTO mirror.event (id, object, key, uid, sequence, dtstamp, summary, location,"
      " description, status, start_local, tzid, start_at, end_at, flags)"
      " VALUES (%d, %d, %d, 'event-%d', 0, 0, '%s', '', '', '', '2026-11-24T%s', 'Europe/Riga',"
      " unixepoch ('2026-11-24T%s:00') - 7200, unixepoch ('2026-11-24T%s:00') - 7200 + %d, %u);"
      "INSERT INTO mirror.occurrence (start_at, event, end_at)"
      " SELECT start_at, id, end_at FROM mirror.event WHERE id = %d",
      id, source, id, id, id, id, id, id, id, 5000 + id, id, summary, start, start, start,
      minutes * 60, flags, id);
  office_sql (day->office.store, sql);
}

#define add_salon(path, test) g_test_add (path, Day, NULL, salon_setup, test, day_teardown)
