/* make-salon CONFIG DATA: a salon's book for the bench, the same every time. Five hands, 20,000
 * clients, 24,000 visits that were and 400 that are to come, thirty a day, Sundays too. */
#include "config.h"
#include "kontor/clock.h"
#include "kontor/fold.h"
#include "kontor/local-time.h"
#include "kontor/store.h"
#include <sqlite3.h>
#include <stdio.h>

#define CLIENTS 20000
#define COME_AGAIN 2400 /* of them; the others came never or long ago */
#define PAST 24000
#define FUTURE 400
#define STAYED_AWAY 4000 /* visits ago every fifth client came for the last time: they are due */
#define HANDS 5
#define A_DAY 30
#define MINUTES 75
#define SERVICES 4

typedef struct
{
  KtStore *store;
  KtClock clock;
  GError *error;
} Bench;

static void
put_shop (Bench *bench)
{
  static const char *const hands[HANDS] = { "Ilze", "Līga", "Marina", "Dace", "Olga" };
  static const char *const services[SERVICES] = { "cut", "colour", "manicure", "brows" };
  for (gint64 i = 0; i < HANDS; i++)
    {
      g_autofree char *fold = kt_fold (hands[i]);
      kt_store_run (bench->store, &bench->error,
                    "INSERT INTO resource (id, kind, name, fold, position, created, updated)"
                    " VALUES (?, 'staff', ?, ?, ?, 1, 1)",
                    "issi", 1000 + i, hands[i], fold, i);
      for (gint64 weekday = 1; weekday <= 7; weekday++)
        kt_store_run (bench->store, &bench->error,
                      "INSERT INTO resource_hours (id, resource, weekday, opens, closes)"
                      " VALUES (?, ?, ?, 540, 1140)",
                      "iii", 2000 + i * 10 + weekday, 1000 + i, weekday);
    }
  for (gint64 i = 0; i < SERVICES; i++)
    kt_store_run (bench->store, &bench->error,
                  "INSERT INTO service (id, name, fold, work, price, currency, rebook, created,"
                  " updated) VALUES (?, ?, ?, ?, 3500, 'EUR', 42, 1, 1)",
                  "issi", 3000 + i, services[i], services[i], (gint64)MINUTES);
}

static void
put_client (Bench *bench, gint64 n)
{
  static const char *const first[]
      = { "Anna", "Rita", "Zane", "Inga", "Oksana", "Vera", "Māra", "Elza", "Nina", "Daina" };
  g_autofree char *name = g_strdup_printf ("%s Kalne%" G_GINT64_FORMAT, first[n % 10], n);
  g_autofree char *phone = g_strdup_printf ("+3712%07" G_GINT64_FORMAT, n);
  g_autofree char *fold = kt_fold (name);
  kt_store_run (bench->store, &bench->error,
                "INSERT INTO contact (id, name, fold, created, updated) VALUES (?, ?, ?, 1, 1)",
                "iss", 100000 + n, name, fold);
  kt_store_run (bench->store, &bench->error,
                "INSERT INTO contact_point (id, contact, kind, raw, norm, match, created)"
                " VALUES (?, ?, 'phone', ?, ?, ?, 1)",
                "iisss", 200000 + n, 100000 + n, phone, phone, phone);
}

/* The n-th visit of the days from first on. */
static void
put_visit (Bench *bench, KtLocal first, gint64 n, gint64 id, gint64 client)
{
  gint64 nth = n % A_DAY;
  KtLocal day = kt_local_add_days (first, (int)(n / A_DAY));
  int minute = 540 + (int)(nth / HANDS) * (MINUTES + 15);
  day.hour = minute / 60;
  day.minute = minute % 60;
  gint64 start = kt_local_to_utc (day, bench->clock.zone), end = start + MINUTES * 60;
  gint64 service = client % SERVICES;
  g_autofree char *uid = g_strdup_printf ("bench-%" G_GINT64_FORMAT "@kontor.example", id);
  static const char *const names[SERVICES] = { "cut", "colour", "manicure", "brows" };
  char local[KT_LOCAL_TEXT];
  kt_local_format (day, local);
  gboolean done = start < bench->clock.now;
  kt_store_run (bench->store, &bench->error,
                "INSERT INTO appointment (id, contact, start_local, tzid, start_at, end_at, state,"
                " price, currency, paid_how, paid, done_at, paid_at, uid,"
                " created, updated)"
                " VALUES (?, ?, ?, 'Europe/Riga', ?, ?, ?, 3500, 'EUR', ?, ?, ?, ?, ?, 1, 1)",
                "iisiissIIIs", id, 100000 + client, local, start, end, done ? "done" : "booked",
                done ? "card" : NULL, (gint64)(done ? 3500 : 0), done ? end : (gint64)0,
                done ? end : (gint64)0, uid);
  kt_store_run (bench->store, &bench->error,
                "INSERT INTO appointment_part (id, appointment, position, service, name, staff,"
                " start, work, price) VALUES (?, ?, 0, ?, ?, ?, 0, ?, 3500)",
                "iiisii", id + 1000000, id, 3000 + service, names[service], 1000 + nth % HANDS,
                (gint64)MINUTES);
}

static void
put_all (Bench *bench)
{
  KtLocal today = kt_local_from_utc (bench->clock.now, bench->clock.zone);
  KtLocal first = kt_local_add_days (today, -PAST / A_DAY);
  put_shop (bench);
  for (gint64 n = 0; n < CLIENTS && bench->error == NULL; n++)
    put_client (bench, n);
  for (gint64 n = 0; n < PAST + FUTURE && bench->error == NULL; n++)
    {
      gint64 client = n * 7919 % COME_AGAIN;
      gboolean stayed_away = n > PAST - STAYED_AWAY && client % 5 == 0;
      put_visit (bench, first, n, 400000 + n, stayed_away ? client + 1 : client);
    }
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  KtPaths paths;
  if (argc != 3)
    return 2;
  kt_paths_init (&paths, argv[1], argv[2]);
  gboolean good = kt_clock_init (&bench.clock, "Europe/Riga", &bench.error)
                  && (bench.store = kt_store_open (&paths, KT_STORE_WRITE, &bench.error)) != NULL
                  && kt_store_begin (bench.store, "bench", &bench.error);
  if (good)
    put_all (&bench);
  if (good && bench.error == NULL)
    kt_store_commit (bench.store, &bench.error);
  if (bench.error != NULL)
    fprintf (stderr, "make-salon: %s\n", bench.error->message);
  kt_store_close (bench.store);
  kt_clock_clear (&bench.clock);
  kt_paths_clear (&paths);
  return bench.error != NULL;
}
